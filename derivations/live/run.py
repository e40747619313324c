"""Run a result, or what a reader made of it, and tell each step as it is checked.

Every message is plain data, so that a worker can pass it on. A step that no number
could test, or that could not be evaluated for certain, is told apart from one that
agrees.
"""

import json
import pickle
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from importlib.resources import files

from derivations.kernel.calc import Chain, Derivation
from derivations.kernel.given import Given
from derivations.kernel.signs import bound
from derivations.live import reader
from derivations.live.judge import judged
from derivations.live.setting import tex
from derivations.publish.cards.words import sentence, words
from derivations.publish.text import chain_scope
from derivations.publish.typesetting.latex import latex
from derivations.publish.typesetting.layout import alone, relation

Report = Callable[[str], None]
HERE = files("derivations.live")  # where the build puts what it computed


def run(
    report: Report, slug: str, source: str | None = None, wrong: str | None = None
) -> None:
    """Report each message as JSON; the source is the reader's, or none of them."""
    try:
        for message in messages(slug, source, wrong):
            report(json.dumps(message))
    except Exception as error:
        report(json.dumps(reader.complaint(error)))


def messages(slug: str, source: str | None, wrong: str | None) -> Iterator[dict]:
    start = time.perf_counter()
    lines = reader.lines(source or "")
    tags = place(slug)["tags"]
    steps = failed = opened = 0
    for chain in made(slug, source, wrong).chains:
        yield begun(chain)
        for step in chain.steps:
            found = judged(step, chain.nonnegative)
            steps += 1
            failed += found["failed"]
            opened += found["open"]
            tag = tags.get(chain.name, {}).get(step.name)
            at = {"chain": chain.name, "line": lines(step.name), "tag": tag}
            yield {"type": "step", **at, **found}
        if said := unsigned(chain):
            failed += 1
            yield {"type": "note", "chain": chain.name, "text": said}
    seconds = round(time.perf_counter() - start, 3)
    counts = {"steps": steps, "failed": failed, "open": opened}
    yield {"type": "done", "seconds": seconds, **counts}


def made(slug: str, source: str | None, wrong: str | None) -> Derivation:
    """The derivation as published, or as edited, or with one formula broken."""
    at = place(slug)
    topic = import_module(at["module"])
    if source is not None:
        return reader.made(source, at["function"], vars(topic))
    derivation = getattr(topic, at["function"])()
    return broken(derivation, wrong) if wrong else derivation


def place(slug: str) -> dict:
    """Where a result is made, and the tags of its steps, as the build wrote them."""
    places = json.loads(HERE.joinpath("places.json").read_text(encoding="utf-8"))
    if slug not in places:
        raise KeyError(f"no result is called {slug!r}")
    return places[slug]


def broken(derivation: Derivation, key: str) -> Derivation:
    """With the wrong formula in the place of the right one, wherever it stands."""
    file = HERE.joinpath("breaks", f"{derivation.slug}.pickle")
    known = pickle.loads(file.read_bytes())
    if key not in known:
        raise KeyError(f"{derivation.slug} has no wrong version {key!r}")
    return with_wrong(derivation, *known[key])


def with_wrong(derivation: Derivation, at: int, number: int, formula) -> Derivation:
    """Step `number` of chain `at` ends in `formula`; the next step begins there."""
    chain = derivation.chains[at]
    steps = list(chain.steps)
    steps[number] = replace(steps[number], rhs=formula)
    if number + 1 < len(steps):
        steps[number + 1] = replace(steps[number + 1], lhs=formula)
    chains = list(derivation.chains)
    chains[at] = replace(chain, steps=tuple(steps))
    return replace(derivation, chains=tuple(chains))


def begun(chain: Chain) -> dict:
    """What the card says before the first step."""
    claim = chain.claim
    return {
        "type": "chain",
        "key": chain.name,
        "name": words(chain.name),
        "steps": len(chain.steps),
        "scope": words(chain_scope(chain)),
        "given": [assumed(given) for given in chain.given],
        "claim": tex(relation, claim.lhs, "=", claim.rhs, chain.nonnegative),
        "latex": tex(alone, chain.steps[0].lhs),
    }


def assumed(given: Given) -> dict[str, str]:
    says = words(sentence(given.says))
    return {"says": says, "latex": tex(latex, given.formula)}


def unsigned(chain: Chain) -> str:
    """Why the remainder that the chain calls nonnegative is not so by its form."""
    try:
        bound(chain)
    except ValueError as error:
        return str(error)
    return ""
