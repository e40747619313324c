"""The tables of the playgrounds: what stands there is what klem says, as printed."""

import gzip
import json
import random
import re
from copy import deepcopy

import numpy as np
import pytest
from scipy.stats import norm

import klem
from derivations.memo import sources
from derivations.publish.pictures.hidden_kinds import POINTS, OneMean
from derivations.publish.pictures.play import bins, bound, faithful, simplex, tables
from derivations.publish.pictures.play.playground import NotPublished, digits, put
from derivations.publish.places import DOCS

SAMPLES = 40
SCRIPTS = DOCS / "assets/js/play"


@pytest.fixture(scope="module")
def made() -> dict:
    return {path: json.loads(text) for path, text in tables.files()}


def picks(*lists) -> list[tuple]:
    """Places in a table, one index for each list."""
    draw = random.Random(7)
    return [tuple(draw.randrange(len(x)) for x in lists) for _ in range(SAMPLES)]


def masses(mean, deviation, width):
    """A normal law in bins, by SciPy."""
    edges = np.arange(-40, 40 + width / 2, width)
    below, above = norm.cdf(edges, mean, deviation), norm.sf(edges, mean, deviation)
    return np.where(edges[:-1] > mean, -np.diff(above), np.diff(below))


def wrong_bins(table):
    """Where the table of the bins is not what klem says of laws that SciPy has cut."""
    for w, own, mean, other in picks(table["widths"], *(table[k] for k in bins.GRID)):
        laws = [(0, table["own"][own]), (table["means"][mean], table["other"][other])]
        p, q = (masses(*law, table["widths"][w][1]) for law in laws)
        p, q = p[q > 0], q[q > 0]
        pair = (own * len(table["means"]) + mean) * len(table["other"]) + other
        says = [klem.entropy(p), klem.cross_entropy(p, q), klem.kl_divergence(p, q)]
        holds = [
            table["entropy"][own][w],
            table["cross"][pair][w],
            table["kl"][pair][w],
        ]
        if digits(says, bins.PLACES) != holds:
            yield w, own, mean, other


def wrong_simplex(table):
    falling, laws = simplex.falling(), simplex.laws()
    for i, j in picks(falling, laws):
        p, q = np.divide(falling[i], table["parts"]), np.divide(laws[j], table["parts"])
        says = [klem.entropy(p), klem.cross_entropy(p, q), klem.kl_divergence(p, q)]
        holds = [table["entropy"][i], table["cross"][i][j], table["kl"][i][j]]
        if digits(says, simplex.PLACES) != holds:
            yield falling[i], laws[j]


def unbent(row) -> list[int]:
    """The row that `bends` has written, as the script reads it."""
    rises = np.cumsum(row[1:])
    return [row[0], *(int(v) for v in row[0] + np.cumsum(rises))]


def wrong_bound(table):
    means = table["means"]
    for i, j in picks(means, means):
        q = OneMean(means[i]).e_step(POINTS)[1]
        here = OneMean(means[j])
        gap = klem.kl_divergence(q, here.e_step(POINTS)[1]).sum()
        top = here.m_step((POINTS, q)).mean
        says = [here.log_likelihood(POINTS), here.elbo((POINTS, q)), gap, top, *q[:, 1]]
        rows = [unbent(table[part][i])[j] for part in ("bounds", "gaps")]
        holds = [table["heights"][j], *rows, table["tops"][i], *table["weights"][i]]
        near = abs(means[table["best"][i]] - top) <= bound.STEP / 2 + 1e-9
        if digits(says, bound.PLACES) != holds or not near:
            yield means[i], means[j]


def wrong_run(run, chosen=(2, 6)):
    """Where a run is not the one that klem makes with one iteration fewer or more."""
    rows, kinds = faithful.points(), len(chosen)
    starts = [faithful.SPOTS[kinds][spot] for spot in chosen]
    first = klem.Mixture(np.full(kinds, 1 / kinds), starts, [np.cov(rows.T)] * kinds)
    for n in (1, 2, 20, 30):
        fit = klem.expectation_maximization(first, rows, max_iterations=n)
        *_, touch, lifted, height = fit.trace[-1]
        holds = [run[part][n - 1] for part in ("touches", "bounds")]
        tenths = [
            faithful.TENTHS[round(10 * share)]
            for share in fit.model.responsibilities(rows)[:, 0]
        ]
        says = (
            digits([touch, lifted, height], 3) == [*holds, run["heights"][n]],
            digits(fit.model.weights, 3) == run["weights"][n],
            [digits(mean, 2) for mean in fit.model.means] == run["means"][n],
            tenths == opened(run["shares"])[n],
        )
        if not all(says):
            yield n


def opened(texts) -> list[list[str]]:
    """The tenths of each iteration, as the script reads them."""
    found: list[list[str]] = []
    for text in texts:
        letters = re.sub(r"\((\d+)\)", lambda m: "." * int(m[1]), text)
        before = found[-1] if found else [""] * len(letters)
        found.append(
            [b if a == "." else a for a, b in zip(letters, before, strict=True)]
        )
    return found


TABLES = {
    "play/bins.json": (wrong_bins, ("entropy", "cross", "kl")),
    "play/simplex.json": (wrong_simplex, ("entropy", "cross", "kl")),
    "play/bound.json": (wrong_bound, ("heights", "bounds", "gaps", "weights", "tops")),
    "play/faithful/2-26.json": (
        wrong_run,
        ("heights", "touches", "bounds", "weights", "means"),
    ),
}
PARTS = [(path, part) for path, (_, parts) in TABLES.items() for part in parts]


@pytest.mark.parametrize("path", TABLES)
def test_a_table_holds_what_klem_says(made, path):
    wrong, _ = TABLES[path]
    assert list(wrong(made[path])) == []


def spoiled(value):
    """A table with one more in the last place of every number."""
    if isinstance(value, list):
        return [spoiled(each) for each in value]
    return value if value is None else value + 1


@pytest.mark.parametrize(("path", "part"), PARTS)
def test_a_wrong_table_is_refused(made, path, part):
    wrong, _ = TABLES[path]
    table = deepcopy(made[path])
    table[part] = spoiled(table[part])
    assert list(wrong(table))


def test_wrong_colours_are_refused(made):
    run = deepcopy(made["play/faithful/2-26.json"])
    run["shares"][2] = "X" * len(faithful.points())
    assert next(wrong_run(run)) == 2


def test_every_choice_of_starts_has_its_run(made):
    runs = [path for path in made if path.startswith("play/faithful/")]
    assert len(runs) == len({*runs}) == 9 + 45 + 56 + 70
    assert {made[path]["ended"] for path in runs} == {"settled", "cut", "collapsed"}


@pytest.mark.parametrize("name", ["bins", "simplex", "bound", "faithful"])
def test_a_playground_is_light(made, name):
    """What one visit loads, as a server sends it: a table, a run, and the scripts."""
    texts = [json.dumps(made[f"play/{name}.json"])]
    texts += [script.read_text() for script in SCRIPTS.glob("*.js")]
    if name == "faithful":
        texts.append(max((json.dumps(made[path]) for path in made), key=len))
    assert sum(len(gzip.compress(text.encode())) for text in texts) < 150_000


def test_a_table_is_remembered_for_as_long_as_klem_and_its_module_stay():
    files, _ = sources("play", "derivations.publish.pictures.play.bins")
    names = {path.name for path in files}
    assert {"bins.py", "playground.py", "_quantization.py"} <= names
    assert not {"simplex.py", "kernel"} & names


def test_digits_are_those_that_print():
    assert digits([0.6931, -0.0004, -1.25, float("inf")], 3) == [693, 0, -1250, None]


def test_tables_are_the_same_each_time(made):
    assert json.loads(json.dumps(bins.table())) == made["play/bins.json"]


def test_a_playground_without_its_table_stops_the_build():
    with pytest.raises(NotPublished, match=r"none\.json is missing"):
        put("none", bins.two_widths, bins.table, bins.WORDS)
