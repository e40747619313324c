"""Named quantities: each prints by its name and unfolds to its definition."""
