"""Threads change no number, and BLAS has one of its own meanwhile."""

import numpy as np
import pytest

from klem import _predictions, _threads
from klem._plan import Plan
from klem._sources import rows_of
from tests.klem.referee import FORMS, ours, problem, same

pytestmark = pytest.mark.filterwarnings("ignore:.*converge in max_iter")
every_form = pytest.mark.parametrize("form", FORMS)


def cut(points):
    return np.split(points, [7, 1000])


@every_form
def test_threads_change_nothing(form, monkeypatch):
    points, start = problem(N=3000, D=30, form=form)
    one = ours(points, start)
    monkeypatch.setattr(_threads, "threads", lambda: 3)
    three = ours(points, start)
    same(one, three, rtol=1e-9, atol=1e-11)


def allowed():
    threadpoolctl = pytest.importorskip("threadpoolctl")
    info = threadpoolctl.threadpool_info()
    return {lib["num_threads"] for lib in info if lib["user_api"] == "blas"}


@pytest.mark.parametrize("source", [np.asarray, cut], ids=["array", "chunks"])
def test_blas_has_one_thread_from_before_the_first_pass(source, monkeypatch):
    """Its threads keep processors busy for a while after each product."""
    points, start = problem(N=3000, D=30)
    before, there, of = allowed(), [], Plan.of

    def noted(*given):
        there.append(allowed())
        return of(*given)

    monkeypatch.setattr(_threads, "threads", lambda: 2)
    monkeypatch.setattr(Plan, "of", noted)
    ours(source(points), start)
    assert there == [{1}]
    assert allowed() == before


def test_few_points_take_one_thread(monkeypatch):
    points, _ = problem()
    monkeypatch.setattr(_threads, "threads", lambda: pytest.fail("not asked for"))
    with _threads.threads_for(rows_of(points)) as threads:
        assert threads == 1


def test_threads_are_no_more_than_blas_may_use():
    threadpoolctl = pytest.importorskip("threadpoolctl")
    with threadpoolctl.threadpool_limits(1):
        assert _threads.threads() == 1


@every_form
def test_predictions_on_threads_are_the_same(form, monkeypatch):
    points, start = problem(N=3000, D=30, form=form)
    model = ours(points, start)
    monkeypatch.setattr(_predictions, "BLOCK", 10_000)  # many blocks
    names = "score_samples", "predict_proba", "predict", "impute"
    one = [getattr(model, name)(points) for name in names]
    asked = []
    monkeypatch.setattr(_threads, "threads", lambda: asked.append(3) or 3)
    monkeypatch.setattr(_predictions, "WORK", 0)
    for name, found in zip(names, one, strict=True):
        np.testing.assert_array_equal(getattr(model, name)(points), found)
    assert asked == [3] * 4
    points[2999, 1] = np.nan
    with pytest.raises(ValueError, match="nan in row 2999, column 1"):
        model.predict(points)
