"""A result as HTML: its card, its formulas, what checked it, its menu."""
