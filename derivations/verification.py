"""Verify derivations, and remember the outcome for as long as no source changes.

A report is plain data: what became of every step, and a list of problems, each with
the step, its residual and a witness. A result without problems has earned its marks.
"""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import cache
from multiprocessing import active_children
from signal import SIG_IGN, SIGINT, signal

from derivations.catalogue import CATALOGUE
from derivations.decided import decided
from derivations.evaluation.asymptotics import NotTestable
from derivations.kernel.calc import Chain, Derivation, Step
from derivations.kernel.signs import bound
from derivations.kernel.verdict import agrees, idle_givens, idle_moves, judge
from derivations.memo import recall, remember

MARKS = ("derived", "tested", "tested (trend)", "decided", "stated")


@cache
def results() -> dict[str, Derivation]:
    """Every derivation by its slug, in reading order."""
    made = [build(make) for make in CATALOGUE]
    if twice := [s for s, n in Counter(d.slug for d in made).items() if n > 1]:
        raise ValueError(f"slugs must be unique, these are not: {twice}")
    return {d.slug: d for d in made}


def build(make: Callable[[], Derivation]) -> Derivation:
    try:
        return make()
    except Exception as error:
        where = f"{make.__module__}.{make.__name__}"
        raise ValueError(f"{where} cannot be built: {error!r}") from error


def maker(slug: str) -> Callable[[], Derivation]:
    return CATALOGUE[list(results()).index(slug)]


@cache
def title(slug: str) -> str:
    """What a result states: the first line of its function's docstring."""
    return (maker(slug).__doc__ or "").strip().splitlines()[0].rstrip(".")


def topic(slug: str) -> str:
    """The module of a result, on whose sources its verification depends."""
    return maker(slug).__module__


def verify(derivation: Derivation, seed: int = 0) -> dict:
    """What became of every step, at the points that a seed draws."""
    start = time.process_time()
    chains = [chain_report(derivation, chain, seed) for chain in derivation.chains]
    steps = [step for chain in chains for step in chain["steps"]]
    problems = [p for part in (*chains, *steps) for p in part["problems"]]
    return {
        "slug": derivation.slug,
        "marks": marks(steps, problems),
        "problems": problems,
        "chains": chains,
        "mutants": dict(sum((Counter(s["mutants"]) for s in steps), Counter())),
        "seconds": round(time.process_time() - start, 3),
    }


def marks(steps: list[dict], problems: list[str]) -> list[str]:
    """What all steps have earned; of what only some have, how many."""
    if problems:
        return ["failed"]
    counts = Counter(mark for step in steps for mark in step["marks"])
    return [
        mark if counts[mark] == len(steps) else of_steps(mark, counts[mark], len(steps))
        for mark in MARKS
        if counts[mark]
    ]


def of_steps(mark: str, count: int, steps: int) -> str:
    return f"{mark}: {count} of {steps} steps"


def step_marks(report: dict) -> list[str]:
    if report["problems"]:
        return ["failed"]
    if report["agreement"] == "untested":
        return ["stated"]
    tested = "tested (trend)" if report["trend"] else "tested"
    return ["derived", tested, *["decided"] * bool(report["decided"])]


def chain_report(derivation: Derivation, chain: Chain, seed: int) -> dict:
    where = "/".join(filter(None, (derivation.slug, chain.name)))
    steps = [step_report(f"{where}/{step.name}", step, seed) for step in chain.steps]
    problems = [
        f"{where}: no step needs the assumption {g.says!r}; leave it out"
        for g in idle_givens(chain, seed)
    ]
    try:
        bound(chain)
    except ValueError as error:
        problems.append(f"{where}: {error}; rewrite the remainder or its sign")
    return {"name": chain.name, "steps": steps, "problems": problems}


def step_report(where: str, step: Step, seed: int) -> dict:
    start = time.process_time()
    problems = [f"{where}: {p}" for p in rule_problems(step)]
    report = {"name": step.name, "agreement": "untested", "trend": False}
    report |= {"decided": [], "mutants": {}}
    if not step.by.untested:
        agreement = agrees(step, seed=seed)
        report |= {"agreement": agreement.verdict, "trend": agreement.trend}
        if agreement.verdict != "agree":
            problems.append(f"{where}: the sides: {agreement.verdict}, {agreement.why}")
        else:
            report["decided"] = [at._asdict() for at in decided(step)]
            report["mutants"], found = mutant_report(step, seed)
            problems += [f"{where}: {p}" for p in found]
    seconds = round(time.process_time() - start, 3)
    report |= {"problems": problems, "seconds": seconds}
    return report | {"marks": step_marks(report)}


def rule_problems(step: Step) -> Iterator[str]:
    try:
        left, right = step.by(step.lhs), step.by(step.rhs)
    except Exception as error:  # whatever a rule meets, the step is what failed
        yield f"the rule ({step.by.says}) stopped with {error!r}"
        return
    if left != right:
        yield (
            f"the rule ({step.by.says}) does not carry the left side to the right; "
            f"the residual is {left - right}"
        )
    for move in idle_moves(step):
        name = getattr(move, "says", None) or getattr(move, "__name__", move)
        yield f"{name} is idle: the step holds without it"


def mutant_report(step: Step, seed: int) -> tuple[dict, list[str]]:
    try:
        fate = judge(step, seed)
    except NotTestable as error:
        return {}, [f"the mutants cannot be judged: {error}"]
    problems = [
        f"the mutant {m} is neither refused nor proved equal" for m in fate.survivors
    ]
    problems += [f"the rule also carries the wrong formula {m}" for m in fate.carried]
    if not fate.counts["refused"]:
        problems.append("not one mutant was refused: the check cannot fail")
    return dict(fate.counts), problems


def recalled(slug: str, seed: int = 0) -> dict | None:
    text = recall("verification", f"{slug}-{seed}.json", topic(slug))
    return json.loads(text) if text else None


def verified(slug: str, seed: int = 0) -> dict:
    """The report on a result, from memory if nothing has changed since."""
    if known := recalled(slug, seed):
        return known
    return kept(verify(results()[slug], seed), seed)


def kept(report: dict, seed: int) -> dict:
    """The report, remembered unless there are problems in it."""
    if not report["problems"]:
        slug = report["slug"]
        name = f"{slug}-{seed}.json"
        remember("verification", name, json.dumps(report), topic(slug))
    return report


def verify_slug(slug: str, seed: int) -> dict:
    return verify(results()[slug], seed)


def verify_all(
    slugs: Iterable[str], progress: Callable[[dict], None], seed: int = 0
) -> list[dict]:
    """Verify in parallel; reports come to `progress` as they are done."""
    slugs = list(slugs)
    done = {slug: r for slug in slugs if (r := recalled(slug, seed))}
    for report in done.values():
        progress(report)
    for report in verify_fresh([slug for slug in slugs if slug not in done], seed):
        done[report["slug"]] = kept(report, seed)
        progress(report)
    return [done[slug] for slug in slugs]


def verify_fresh(slugs: list[str], seed: int) -> Iterator[dict]:
    """Reports as they are done; whatever stops this stops the workers too.

    Only this process writes to the memory, so a worker may be stopped at any time.
    """
    if not slugs:
        return
    pool = ProcessPoolExecutor(initializer=deaf)
    try:
        tasks = [pool.submit(verify_slug, slug, seed) for slug in slugs]
        for task in as_completed(tasks):
            yield task.result()
    except BaseException:
        for worker in active_children():
            worker.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def deaf() -> None:
    """Ctrl-C reaches every process of a terminal; the first one answers for all."""
    signal(SIGINT, SIG_IGN)
