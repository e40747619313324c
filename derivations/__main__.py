"""The derivations on the command line; Ctrl-C ends it without a traceback."""

import sys

STOPPED = 130  # as shells have it


def main(words: list[str]) -> int:
    """Run one command: its exit code, or that of what stopped it."""
    try:
        from derivations.commands.line import run  # SymPy alone takes a second

        return run(words)
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return STOPPED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
