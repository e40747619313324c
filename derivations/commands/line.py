"""The command line: a parser of all commands, and how one of them runs."""

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
from derivations.verification import results

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
UNREAD = 141  # as shells have it for a closed pipe
ABOUT = "The derivations on the command line, to read, verify, check, cite and publish."
CODES = """Exit codes: 0 done and good, 1 a check fails or cannot be made, 2 not
understood, 3 unknown (check), 130 stopped by Ctrl-C, 141 the reader of a pipe has
left; COMMAND --help says more."""


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="python -m derivations", description=ABOUT)
    top.epilog = CODES
    commands = top.add_subparsers(required=True, metavar="command")
    for part in PARTS:
        part.add(commands)
    return top


def run(words: list[str]) -> int:
    """The exit code of a command."""
    try:
        if not {"-h", "--help"} & set(words):
            results()  # argparse would swallow what cannot be built, and why
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    try:
        args = parser().parse_args(checking.spaced(words))
        code = args.run(args)
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # the reader has seen enough, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNREAD
