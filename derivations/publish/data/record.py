"""The verification record: of each step what was checked, by what, and how far.

Plain data for whoever wants to judge for themselves; its form is docs/schemas. The same
sources, tools and seed give the same record byte for byte, but for what `seconds` says.
"""

import json
import platform
from collections import Counter
from importlib import metadata
from pathlib import Path

import flint

from derivations.evaluation.balls import DIGITS
from derivations.kernel.calc import Chain, Step
from derivations.kernel.verdict import INSTANCES
from derivations.proofs import PROOFS, file_of, proved
from derivations.publish.cards.theorems import lacking
from derivations.publish.releases.edition import version
from derivations.publish.tags import fingerprint
from derivations.publish.text import chain_scope
from derivations.verification import results, title

FORMAT = 1
FATES = ("refused", "equivalent", "stillborn", "survivor")
PACKAGES = ("sympy", "python-flint")
FILE = Path(__file__).parents[3] / "docs" / "verification.json"


def record(reports: list[dict], seed: int = 0) -> dict:
    rows = [result_row(report) for report in reports]
    return {
        "format": FORMAT,
        "seed": seed,
        "tools": tools(),
        "totals": totals(rows),
        "results": rows,
        "seconds": seconds(reports),
    }


def tools() -> dict[str, str]:
    proofs = json.loads((PROOFS / "record.json").read_text(encoding="utf-8"))
    return {
        "klem": version(),
        "python": platform.python_version(),
        **{name: metadata.version(name) for name in PACKAGES},
        "flint": flint.__FLINT_VERSION__,
        "rocq": proofs["tools"]["coq"],
    }


def result_row(report: dict) -> dict:
    derivation = results()[report["slug"]]
    return {
        "slug": report["slug"],
        "title": title(report["slug"]),
        "marks": report["marks"],
        "fingerprint": fingerprint.of_result(derivation),
        "problems": report["problems"],
        "formulas": list(map(formula_row, derivation.chains, report["chains"])),
        **proofs(report["slug"]),
    }


def formula_row(chain: Chain, report: dict) -> dict:
    return {
        "name": chain.name,
        "scope": chain_scope(chain),
        "given": [g.says for g in chain.given],
        "fingerprint": fingerprint.of_chain(chain),
        "steps": list(map(step_row, chain.steps, report["steps"])),
    }


def step_row(step: Step, report: dict) -> dict:
    tried = report["agreement"] != "untested"
    return {
        "name": step.name,
        "rule": step.by.says,
        "marks": report["marks"],
        "untested": step.by.untested,
        "points": INSTANCES * tried,
        "digits": DIGITS * tried,
        "decided": report["decided"],
        "mutants": {fate: report["mutants"].get(fate, 0) for fate in FATES},
    }


def proofs(slug: str) -> dict:
    """The theorems of a result, and whether they say all of its sentence."""
    found = proved(slug)
    left = lacking(slug) if found else ""
    return {
        "proved": ("part" if left else "whole") if found else "no",
        "not_proved": left,
        "theorems": list(map(theorem_row, found)),
    }


def theorem_row(theorem) -> dict:
    return {
        "name": theorem.name,
        "file": f"proofs/{file_of(theorem.name)}",
        "says": theorem.says,
        "scope": theorem.scope,
        "statement": theorem.statement,
        "axioms": list(theorem.axioms),
    }


def totals(rows: list[dict]) -> dict:
    steps = [step for row in rows for f in row["formulas"] for step in f["steps"]]
    return {
        "results": len(rows),
        "formulas": sum(len(row["formulas"]) for row in rows),
        "steps": len(steps),
        "marks": dict(sorted(Counter(m for s in steps for m in s["marks"]).items())),
        "mutants": {f: sum(step["mutants"][f] for step in steps) for f in FATES},
        "theorems": sum(len(row["theorems"]) for row in rows),
        "failed": sum(bool(row["problems"]) for row in rows),
    }


def seconds(reports: list[dict]) -> dict[str, float]:
    """Processor time of each result, and of each step of it."""
    times = {}
    for report in reports:
        times[report["slug"]] = report["seconds"]
        for chain in report["chains"]:
            for step in chain["steps"]:
                where = (report["slug"], chain["name"], step["name"])
                times["/".join(filter(None, where))] = step["seconds"]
    return times


def text(found: dict) -> str:
    return json.dumps(found, indent=1, ensure_ascii=False) + "\n"


def write(found: dict, file: Path = FILE) -> None:
    file.write_text(text(found), encoding="utf-8")
