"""Statistics add: chunks, weights, threads and interruptions come to the same fit."""

from functools import partial, reduce
from operator import add

import numpy as np
import pyarrow
import pyarrow.dataset
import pyarrow.parquet
import pytest
import zarr

import klem
from klem import _sources, _steps, _sweep, _ways
from klem._plan import Plan
from klem._sources import rows_of
from tests.klem.referee import FORMS, ours, problem, same

pytestmark = pytest.mark.filterwarnings("ignore:.*converge in max_iter")
every_form = pytest.mark.parametrize("form", FORMS)
CUTS = [1, 7, 150]


def cut(points):
    return np.split(points, CUTS)


class Shelf:
    """Chunks that can be read again and again, as of a file."""

    def __init__(self, points):
        self.points = points

    def __iter__(self):
        return iter(cut(self.points))


SOURCES = {
    "list": cut,
    "function": lambda points: lambda: iter(cut(points)),
    "object": Shelf,
    "with chunks of no rows": lambda points: [points[:0], *cut(points), points[:0]],
}


@every_form
@pytest.mark.parametrize("source", SOURCES)
def test_chunks_are_the_array(form, source):
    points, start = problem(form=form)
    whole, parts = ours(points, start), ours(SOURCES[source](points), start)
    same(whole, parts, rtol=1e-10, atol=1e-12)
    np.testing.assert_allclose(whole.trace_, parts.trace_, rtol=1e-12)


@every_form
def test_chunks_draw_the_same_start(form):
    points, _ = problem(N=20_000, D=2)
    models = [
        klem.GaussianMixture(3, covariance_type=form, random_state=0, max_iter=5)
        for _ in range(2)
    ]
    same(models[0].fit(points), models[1].fit(cut(points)), rtol=1e-10, atol=1e-12)


@every_form
def test_features_are_kept_of_few_points_alone_and_change_nothing(form, monkeypatch):
    points, start = problem(form=form)
    makes, made = _ways.Products, []

    def noted(*given):
        made.append(makes(*given))
        return made[-1]

    monkeypatch.setattr(_ways, "Products", noted)
    kept = ours(points, start)
    monkeypatch.setattr(_sweep, "KEPT", 0)
    same(ours(points, start), kept, rtol=0)
    assert [len(worker.kept) for worker in made] == [1, 0]


def test_a_memory_map_is_read(tmp_path):
    points, start = problem()
    np.save(tmp_path / "points.npy", points)
    mapped = np.load(tmp_path / "points.npy", mmap_mode="r")
    same(ours(mapped, start), ours(points, start), rtol=1e-12)


def as_table(points):
    return pyarrow.table(dict(zip("abc", points.T, strict=True)))


def in_zarr(points, folder):
    stored = zarr.create_array(folder, data=points, chunks=(90, 2))
    return zarr.open_array(stored.store_path, mode="r")


def in_parquet(points, folder):
    pyarrow.parquet.write_table(as_table(points), folder / "p", row_group_size=70)
    return folder / "p"


FILES = {
    "Zarr": in_zarr,
    "Parquet": lambda X, f: pyarrow.parquet.ParquetFile(in_parquet(X, f)),
    "Parquet by batches": lambda X, f: partial(
        pyarrow.parquet.ParquetFile(in_parquet(X, f)).iter_batches, batch_size=33
    ),
    "Arrow data set": lambda X, f: pyarrow.dataset.dataset(in_parquet(X, f)),
    "Arrow table": lambda X, f: as_table(X),
    "Arrow batches": lambda X, f: as_table(X).to_batches(max_chunksize=50),
}


@pytest.mark.parametrize("kind", FILES)
def test_files_are_read_in_chunks(kind, tmp_path):
    points, start = problem()
    model = ours(FILES[kind](points, tmp_path), start)
    same(model, ours(points, start), rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("at_once, rows", [(1, [90] * 4 + [40]), (600, [180, 180, 40])])
def test_a_file_is_read_by_whole_chunks(at_once, rows, tmp_path, monkeypatch):
    monkeypatch.setattr(_sources, "AT_ONCE", at_once)
    points, start = problem()
    stored = in_zarr(points, tmp_path)
    assert [len(part) for part in _sources.slices(stored)] == rows
    same(ours(stored, start), ours(points, start), rtol=1e-10, atol=1e-12)


def test_a_parquet_file_is_asked_for_one_group_at_a_time(tmp_path):
    """It would buffer all that it is asked for."""

    class Noted(pyarrow.parquet.ParquetFile):
        def iter_batches(self, *, row_groups):
            asked.append(row_groups)
            return super().iter_batches(row_groups=row_groups)

    asked = []
    points, start = problem()
    ours(Noted(in_parquet(points, tmp_path)), start, 1)
    groups = [[g] for g in range(6)]  # of 70 of the 400 rows, or what is left
    assert asked == [[0], [0], *groups, *groups]  # two looks, and two passes


@pytest.mark.parametrize("kind", ["Parquet", "Arrow data set", "Arrow table"])
def test_an_arrow_table_keeps_its_names(kind, tmp_path):
    points, start = problem()
    model = ours(FILES[kind](points, tmp_path), start)
    assert model.feature_names_in_.tolist() == ["a", "b", "c"]


def test_a_null_of_arrow_is_an_entry_that_is_missing():
    table = pyarrow.table({"a": [1.0, 2, 3], "b": [1, 2, None]})
    with pytest.raises(ValueError, match="got nan in row 2, column 1"):
        klem.GaussianMixture().fit(table)


def test_weights_run_over_the_chunks():
    points, start = problem()
    weights = np.random.default_rng(0).random(len(points))
    whole = ours(points, start, sample_weight=weights)
    same(ours(cut(points), start, sample_weight=weights), whole, rtol=1e-10)
    with pytest.raises(ValueError, match="sample_weight of shape"):
        ours(cut(points), start, sample_weight=np.append(weights, 1))


@every_form
def test_statistics_add(form):
    """The sums of the whole are those of the chunks, whatever cut them."""
    points, start = problem(form=form)
    model = klem.GaussianMixture(**start)
    plan = Plan.of(model, rows_of(points))
    law = next(iter(plan.starts(model)))()
    with _steps.Engine(rows_of(points), plan) as engine:
        whole, _ = engine.e_step(law, 0.0)
        worker = _sweep.Products(plan.form, plan.frame, len(law.weights), np.float64)
        eta = worker.read_off(law, 0.0)
        parts = [worker.sweep(part, None, eta, 0.0) for part in cut(points)]
    total = reduce(add, parts)
    np.testing.assert_allclose(total.values, whole.values, rtol=1e-10, atol=1e-10)
    assert total.weight == whole.weight == total.count == len(points)


@every_form
def test_own_coordinates_and_products_agree(form, monkeypatch):
    """Both ways to take the E-step give the same fit."""
    points, start = problem(form=form)
    by_products = ours(points, start)
    monkeypatch.setattr(_ways, "STRAIN", 0)
    weights = np.ones(len(points))
    in_own = ours(points, start, sample_weight=weights)
    same(in_own, by_products, rtol=1e-9, atol=1e-11)
    np.testing.assert_allclose(in_own.trace_, by_products.trace_, rtol=1e-12)


def test_points_far_out_of_every_component_have_a_density():
    """There all exponentials vanish, and the largest terms are taken instead."""
    points = np.vstack([np.random.default_rng(0).standard_normal((500, 2)), [[90, 90]]])
    start = {
        "n_components": 1,
        "weights_init": [1.0],
        "means_init": [[0.0, 0.0]],
        "precisions_init": [np.eye(2)],
    }
    for weights in (None, np.ones(501)):
        model = ours(points, start, 1, sample_weight=weights)
        density = klem.log_density_gaussian(points, [0, 0], np.eye(2))
        assert model.lower_bound_ == pytest.approx(density.mean(), rel=1e-12)
        np.testing.assert_allclose(model.means_[0], points.mean(axis=0), rtol=1e-12)


def test_chunks_have_to_be_the_same_on_each_pass():
    points, start = problem()
    passes = iter(range(1, 100))
    with pytest.raises(ValueError, match="same 400 rows on each pass, got 399"):
        ours(lambda: [points[: -1 if next(passes) > 4 else None]], start)


@pytest.mark.parametrize("chunks", [[np.ones((3, 2)), np.ones((3, 4))]])
def test_chunks_have_to_have_the_same_columns(chunks):
    with pytest.raises(ValueError, match="chunks with 2 columns, got 4"):
        klem.GaussianMixture().fit(chunks)


@pytest.mark.parametrize(
    "chunks, said",
    [([], "at least one chunk"), ([np.ones((0, 2))], "at least one row, got chunks")],
)
def test_no_rows_are_refused(chunks, said):
    with pytest.raises(ValueError, match=said):
        klem.GaussianMixture().fit(lambda: iter(chunks))


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
def test_after_an_interruption_the_fit_goes_on(error):
    """The last finished iteration is kept, and warm_start goes on from it."""
    points, start = problem()

    def stop(number, bound):
        if number == 3:
            raise error

    model = klem.GaussianMixture(**start, warm_start=True, tol=0, progress=stop)
    with pytest.raises(error):
        model.fit(points)
    assert model.n_iter_ == 3
    same(model, ours(points, start, 3), rtol=1e-9)
    model.set_params(progress=None, max_iter=2).fit(points)
    same(model, ours(points, start, 5), rtol=1e-8)


def test_a_warm_start_has_to_fit():
    points, start = problem()
    model = ours(points, start, 3, warm_start=True)
    with pytest.raises(ValueError, match=r"means_ of shape \(4, 3\)"):
        model.set_params(n_components=4).fit(points)


def test_a_source_that_fails_leaves_the_last_iteration():
    points, start = problem()
    passes = iter(range(1, 100))

    def read():
        if next(passes) == 6:
            raise OSError("the disk is gone")
        return [points]

    model = klem.GaussianMixture(**start, tol=0)
    with pytest.raises(OSError, match="disk"):
        model.fit(read)
    same(model, ours(points, start, model.n_iter_), rtol=1e-9)


def test_progress_is_told_each_iteration():
    points, start = problem()
    told = []
    model = ours(points, start, 4, progress=lambda *step: told.append(step))
    assert told == list(enumerate(model.trace_, start=1))
