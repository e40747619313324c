"""The derivations on the command line, to read, verify, check, cite and publish."""

import argparse
import os
import sys

from derivations.commands import (
    adding,
    changing,
    checking,
    publishing,
    reading,
    running,
    taking,
    verifying,
)

PARTS = (
    reading,
    running,
    verifying,
    checking,
    taking,
    changing,
    adding,
    publishing,
)
STOPPED, UNREAD = 130, 141  # as shells have it for Ctrl-C and for a closed pipe


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="python -m derivations", description=__doc__)
    commands = top.add_subparsers(required=True, metavar="command")
    for part in PARTS:
        part.add(commands)
    return top


def main(words: list[str]) -> int:
    """Run one command: its exit code, or that of what stopped it."""
    args = parser().parse_args(checking.spaced(words))
    try:
        code = args.run(args)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return STOPPED
    except BrokenPipeError:  # the reader has seen enough, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNREAD


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
