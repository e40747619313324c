"""What `./dev live` writes: Python, SymPy and the derivations, for browsers."""
