"""The benchmarks compare equals, and see when they do not."""

import re
import sys
import time

import numpy as np
import pytest
import threadpoolctl

from benchmarks import accuracy, em, hard, live, peer, predictions, recording
from benchmarks.cases import SIZES, Case

pytestmark = [
    pytest.mark.filterwarnings("ignore:.*did not converge"),
    pytest.mark.filterwarnings("ignore:.*converge in max_iter"),
]
FORMS = ("full", "tied", "diag", "spherical")


@pytest.mark.parametrize("form", FORMS)
def test_both_come_to_the_same_numbers(form):
    case = Case(2000, 3, 2, form)
    found = em.compare(case, 1, 1)
    assert found["apart"] < 1e-12
    assert len(found["ours"]) == len(found["theirs"]) == 10
    assert found["limit"] > 0
    assert "2000, 3, 2 " + form in em.row(case, 1, found)


def test_a_difference_stops_the_comparison(monkeypatch):
    wrong = em.ours

    def ours(points, knobs, clock):
        return wrong(points * (1 + 1e-7), knobs, clock)

    monkeypatch.setattr(em, "ours", ours)
    with pytest.raises(AssertionError, match="differ by"):
        em.compare(Case(2000, 3, 2), 1, 1)


def test_predictions_come_to_the_same_numbers_or_nothing_is_told(monkeypatch):
    case, fits = Case(2000, 3, 2), predictions.fits
    told = predictions.row(case, 1)
    assert all(f"{name} " in told for name in predictions.METHODS)

    def wrong(case):
        points, (theirs, ours) = fits(case)
        ours.means_ = ours.means_ + 1e-4
        return points, [theirs, ours]

    monkeypatch.setattr(predictions, "fits", wrong)
    with pytest.raises(AssertionError, match="Mismatched"):
        predictions.row(case, 1)


def test_a_peer_that_is_not_there_is_named(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["peer"])
    monkeypatch.setitem(sys.modules, "daal4py", None)
    with pytest.raises(SystemExit):
        peer.main()
    assert "pip install scikit-learn-intelex" in capsys.readouterr().err


def test_a_peer_comes_to_the_same_numbers_or_there_is_no_ratio(monkeypatch):
    """With scikit-learn in the peer's place."""

    def theirs(points, start, iterations):
        return em.theirs(points, start | {"max_iter": iterations, "tol": 0}, clock)[0]

    monkeypatch.setattr(peer, "use_threads", lambda threads: None)
    monkeypatch.setattr(peer, "theirs", theirs)
    case, clock = Case(2000, 3, 2), time.process_time
    seconds = peer.compare(case, 1, 2)
    assert len(seconds["theirs"]) == len(seconds["ours"]) == 2
    assert "2000, 3, 2 full" in peer.row(case, 1, seconds)
    monkeypatch.setattr(peer, "theirs", lambda X, *rest: theirs(X * 1.0000001, *rest))
    with pytest.raises(AssertionError, match="differ by"):
        peer.compare(case, 1, 2)


@pytest.mark.parametrize("form", FORMS)
def test_memory_beyond_the_points_is_bounded(form):
    """At 3 MB of points: the blocks and the sample, and nothing of size N × K."""
    assert em.peak(Case(200_000, 2, 30, form)) < 16


@pytest.mark.parametrize("case", SIZES[3:], ids=str)
def test_memory_of_many_parameters_is_bounded(case):
    """On two threads, each of which has sums of its own."""
    with threadpoolctl.threadpool_limits(2):
        assert em.peak(case) < 32


NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?")


def alike(a, b):
    """The same words, and numbers that rounding may have moved."""
    if NUMBER.sub("#", a) != NUMBER.sub("#", b):
        return False
    pairs = zip(NUMBER.findall(a), NUMBER.findall(b), strict=True)
    return all(float(x) == pytest.approx(float(y), rel=0.1) for x, y in pairs)


@pytest.fixture(scope="module")
def hard_rows():
    return hard.rows()


def test_the_table_of_hard_data_is_what_comes_out(hard_rows):
    record = recording.read("hard")
    again = f"run {record['by']} again"
    assert not recording.stale(record), again
    assert [row[0] for row in record["rows"]] == [row[0] for row in hard_rows], again
    pairs = zip(record["rows"], hard_rows, strict=True)
    changed = [
        (then, now)
        for old, new in pairs
        for then, now in zip(old, new, strict=True)
        if not alike(then, now)
    ]
    assert not changed, again


def test_another_outcome_is_seen():
    assert alike("deviations 0.95 to 1", "deviations 0.96 to 1")
    assert not alike("deviations 0.95 to 1", "deviations 1.95 to 1")
    assert not alike("deviations 0.95 to 1", "ValueError: 0.95 1")


def test_hard_data_are_no_error_of_numpy_and_no_silent_junk(hard_rows):
    """klem says which entry, point or column is at fault."""
    ours = {name: found for name, found, _ in hard_rows}
    assert "LinAlgError" not in "".join(ours.values())
    silent = {n: f for n, f in ours.items() if "Warning" not in f and "Error" not in f}
    right = {n for n, f in silent.items() if f == "the fit of the plain data"}
    assert set(silent) - right == {"50 columns, 20 points, diag"}
    assert len(right) == 13
    assert "about the point [1000. 1000.]" in ours["a point at (1e3, 1e3), K = 3"]


def test_the_table_of_errors_is_what_comes_out():
    """Rounding differs from one machine to the next: by less than thirty times."""
    record = recording.read("accuracy")
    again = f"run {record['by']} again"
    assert not recording.stale(record), again
    for then, now in zip(record["rows"], accuracy.rows(), strict=True):
        assert then[0] == now[0], again
        for a, b in zip(then[1:], now[1:], strict=True):
            assert (np.array(b) < 30 * np.array(a) + 1e-14).all(), (again, then, now)
            assert (np.array(a) < 30 * np.array(b) + 1e-14).all(), (again, then, now)


@pytest.mark.parametrize(
    ("last", "said"),
    [
        ({"type": "done", "failed": 0}, "| runs | 1.0 s, 1 of 9 steps open |"),
        ({"type": "done", "failed": 2}, "| 2 steps fail | 1.0 s, 1 of 9 steps open |"),
        ({"type": "error", "text": "NameError: …"}, "| error | NameError: … |"),
    ],
)
def test_a_run_that_fails_does_not_count_as_one(last, said):
    counts = {"open": 1, "steps": 9, "seconds": 1.0}
    assert live.outcome("kl.gaussian", counts | last) == f"| kl.gaussian {said}"
