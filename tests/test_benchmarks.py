"""The benchmarks compare equals, and see when they do not."""

import pytest

from benchmarks import em, hard
from benchmarks.cases import Case

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


@pytest.mark.parametrize("form", FORMS)
def test_memory_beyond_the_points_is_bounded(form):
    """At 3 MB of points: the blocks and the sample, and nothing of size N × K."""
    assert em.peak(Case(200_000, 2, 30, form)) < 16


def test_hard_data_have_an_outcome_each():
    """klem says which entry, point or column is at fault; no NumPy error comes out."""
    lines = dict(line.split(" | ", 1) for line in hard.table().splitlines()[2:])
    assert len(lines) == len(hard.cases())
    ours = {name: line.split(" | ")[0] for name, line in lines.items()}
    assert "LinAlgError" not in "".join(ours.values())
    assert "nan" not in "".join(
        found for name, found in ours.items() if "NaN" not in name
    )
    for name in ("| offset 1e7, diag", "| offset 1e8", "| objects"):
        assert ours[name] == ours["| plain"]
    assert "about the point [1000. 1000.]" in ours["| a point at (1e3, 1e3), K = 3"]
