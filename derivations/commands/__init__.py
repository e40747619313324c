"""The commands of `python -m derivations`: each module adds some to the parser."""
