"""`verify`: check results, and write what was found."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn

from derivations.commands.words import known, natural, writable
from derivations.publish.data import record
from derivations.verification import results, verify_all

VERIFY = """Check results, all of them or those named, on every core.
What was found is remembered for as long as no source of a result changes.
Exit code: 0, 1 if a result fails, 130 if it was stopped by Ctrl-C; what was checked
until then is remembered, and nothing goes on in the background."""


def add(commands) -> None:
    all_of = commands.add_parser(
        "verify",
        help="check results; exit 1 if one fails",
        description=VERIFY,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    all_of.add_argument("slugs", nargs="*", type=known, metavar="id")
    all_of.add_argument(
        "--seed", type=natural, default=0, help="draw other points (0 unless said)"
    )
    all_of.add_argument(
        "--record",
        nargs="?",
        type=writable,
        const=record.FILE,
        metavar="file",
        help="write all that was found, as JSON; docs/verification.json unless said",
    )
    all_of.set_defaults(run=verify)


def verify(args) -> int:
    slugs = list(dict.fromkeys(args.slugs)) or list(results())
    count = 0

    def progress(report):
        nonlocal count
        count += 1
        say(
            f"[{count}/{len(slugs)}] {report['slug']}: {', '.join(report['marks'])}"
            f" ({report['seconds']:.1f} s)"
        )
        for problem in report["problems"]:
            print(f"    {problem}", file=sys.stderr, flush=True)

    with saying(len(slugs)) as say:
        reports = verify_all(slugs, progress, args.seed)
    if args.record:
        record.write(record.record(reports, args.seed), args.record)
        print(f"the record is in {args.record}")
    if failed := [r for r in reports if r["problems"]]:
        print(
            f"{len(failed)} of {len(slugs)} results failed: "
            f"{', '.join(r['slug'] for r in failed)}",
            file=sys.stderr,
        )
    return 1 if failed else 0


@contextmanager
def saying(total: int) -> Iterator[Callable[[str], None]]:
    """Says a line for each result; on a terminal with a bar below the lines."""
    if not sys.stdout.isatty():
        yield lambda line: print(line, flush=True)
        return
    # Drawn when a result is done, not by a thread: processes are forked meanwhile.
    columns = BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    seen = sys.stderr.isatty()  # what goes to a file goes on doing so
    with Progress(
        *columns, auto_refresh=False, transient=True, redirect_stderr=seen
    ) as bar:
        task = bar.add_task("", total=total)
        bar.refresh()

        def say(line: str) -> None:
            bar.console.print(escape(line), highlight=False, soft_wrap=True)
            bar.update(task, advance=1, refresh=True)

        yield say
