"""Versions of klem side by side, and the address at which they stand."""
