"""The derivations on the command line, to read, verify, check, cite and publish."""

import argparse
import sys

from derivations.commands import (
    changing,
    checking,
    publishing,
    reading,
    taking,
    verifying,
)

PARTS = (reading, verifying, checking, taking, changing, publishing)


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="python -m derivations", description=__doc__)
    commands = top.add_subparsers(required=True, metavar="command")
    for part in PARTS:
        part.add(commands)
    return top


if __name__ == "__main__":
    args = parser().parse_args(checking.spaced(sys.argv[1:]))
    sys.exit(args.run(args))
