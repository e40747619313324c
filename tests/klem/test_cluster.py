"""On a Dask cluster the fit is that in memory, though workers are killed meanwhile."""

import logging
import os
import signal
import subprocess
import sys

import dask.array
import distributed
import numpy as np
import pytest

import klem
from tests.klem.referee import FORMS, ours, problem, same

pytestmark = pytest.mark.filterwarnings("ignore:.*converge in max_iter")
every_form = pytest.mark.parametrize("form", FORMS)
ALIKE = {"rtol": 1e-10, "atol": 1e-12}


@pytest.fixture(scope="module")
def client():
    with (
        distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            dashboard_address=":0",
            silence_logs=logging.CRITICAL,  # the deaths of workers are the point
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


def in_chunks(points, rows=100):
    return dask.array.from_array(points, chunks=(rows, -1))


@every_form
def test_a_dask_array_is_the_array(client, form):
    points, start = problem(form=form)
    same(ours(points, start, 2), ours(in_chunks(points), start, 2), **ALIKE)


def test_weights_may_lie_here_or_there(client):
    points, start = problem()
    weights = np.random.default_rng(0).random(len(points))
    whole = ours(points, start, 2, sample_weight=weights)
    X = in_chunks(points).persist()
    for given in (weights, dask.array.from_array(weights, chunks=150)):
        same(ours(X, start, 2, sample_weight=given), whole, **ALIKE)


def kill(pid):
    os.kill(pid, signal.SIGKILL)


def test_a_worker_killed_between_passes_changes_no_digit(client):
    """Chunks that it held are made again, elsewhere."""
    points, start = problem()
    X = in_chunks(points, 40).persist()  # so many that sums are added as a tree
    killed = []

    def strike(number, bound):
        if number in (1, 3):
            killed.append(next(iter(client.run(os.getpid).values())))
            kill(killed[-1])

    quiet = ours(X, start, 4)
    model = ours(X, start, 4, progress=strike)
    assert len(set(killed)) == 2
    same(model, quiet, rtol=0)
    same(model, ours(points, start, 4), **ALIKE)


def deadly(chunk, folder, deaths, least):
    """The chunk; but so many processes that read it are killed, from some read on."""
    here = len(os.listdir(folder))
    (folder / f"{here}").touch()
    if least <= here < least + deaths:
        kill(os.getpid())
    return chunk


def with_deaths(points, folder, *, deaths, least):
    """Chunks that are read in each pass, of which the first kills who reads it."""
    X = in_chunks(points)
    first = X[:100].map_blocks(deadly, folder, deaths, least, dtype=float, meta=points)
    return dask.array.concatenate([first, X[100:]])


def test_a_worker_killed_in_the_middle_of_a_pass_changes_nothing(client, tmp_path):
    points, start = problem()
    X = with_deaths(points, tmp_path, deaths=1, least=5)
    same(ours(X, start), ours(points, start), **ALIKE)
    assert len(os.listdir(tmp_path)) == 8


def test_where_dask_gives_up_the_last_iteration_stays(client, tmp_path, monkeypatch):
    """What was found by then goes on from there."""
    monkeypatch.setattr(client.cluster.scheduler, "allowed_failures", 0)
    points, start = problem()
    X = with_deaths(points, tmp_path, deaths=1, least=5)
    model = klem.GaussianMixture(**start, tol=0, max_iter=5, covariance_floor=None)
    with pytest.raises(distributed.scheduler.KilledWorker):
        model.fit(X)
    assert 0 < model.n_iter_ < 5
    same(model, ours(points, start, model.n_iter_), **ALIKE)
    rest = 5 - model.n_iter_
    model.set_params(warm_start=True, max_iter=rest).fit(points)
    same(model, ours(points, start), rtol=1e-8)


def test_dask_is_imported_for_its_arrays_alone():
    code = (
        "import sys, klem; klem.GaussianMixture(2, random_state=0)"
        ".fit(klem.old_faithful()); assert 'dask' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
