"""`verify`: check results, and write what was found."""

import sys

from derivations.commands.words import known, natural, writable
from derivations.publish.data import record
from derivations.verification import results, verify_all


def add(commands) -> None:
    all_of = commands.add_parser("verify", help="check results; exit 1 if one fails")
    all_of.add_argument("slugs", nargs="*", type=known, metavar="slug")
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
    slugs = args.slugs or list(results())
    count = 0

    def progress(report):
        nonlocal count
        count += 1
        print(
            f"[{count}/{len(slugs)}] {report['slug']}: {', '.join(report['marks'])}"
            f" ({report['seconds']:.1f} s)",
            flush=True,
        )
        for problem in report["problems"]:
            print(f"    {problem}", file=sys.stderr, flush=True)

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
