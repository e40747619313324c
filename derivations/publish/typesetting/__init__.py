"""An expression as LaTeX in reading order, and LaTeX as KaTeX sets it."""
