"""Derivations run again in the reader's browser, without FLINT, and built for it."""
