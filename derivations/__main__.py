"""The derivations on the command line, to read, verify, check, cite and publish."""

import argparse
import sys

from derivations.commands import (
    changing,
    checking,
    publishing,
    reading,
    running,
    taking,
    verifying,
)

PARTS = (reading, running, verifying, checking, taking, changing, publishing)
STOPPED = 130  # as shells have it for Ctrl-C


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="python -m derivations", description=__doc__)
    commands = top.add_subparsers(required=True, metavar="command")
    for part in PARTS:
        part.add(commands)
    return top


def main(words: list[str]) -> int:
    """Run one command: its exit code, or 130 where Ctrl-C stopped it."""
    args = parser().parse_args(checking.spaced(words))
    try:
        return args.run(args)
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return STOPPED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
