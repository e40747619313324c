"""What a fit on a Dask cluster sends, and what it takes beside the same fit in memory.

All that client, scheduler and workers write to their sockets is counted, heartbeats
too. Both fits take the same iterations, in turns, so that a busy machine slows both.

    python -m benchmarks.wire
"""

import logging
import pickle
import time
import warnings
from functools import partial
from typing import Any

import dask.array
import distributed
import numpy as np
import threadpoolctl
from distributed.comm.tcp import TCP

import klem
from benchmarks.cases import Case, problem

CASE = Case(100_000, 64, 32)
WORKERS = 2
CHUNKS = 4
ITERATIONS = 4
TURNS = 2
SENT = [0]


def count_writes() -> None:
    """Add to SENT, in this process, what its sockets are given from now on."""
    write = TCP.write

    async def counted(self: TCP, *message: Any, **how: Any) -> Any:
        size = await write(self, *message, **how)
        SENT[0] += size
        return size

    TCP.write = counted


def sent_here() -> int:
    return SENT[0]


def sent(client: distributed.Client) -> int:
    """Bytes written so far by client and scheduler, which are here, and by workers."""
    return sent_here() + sum(client.run(sent_here).values())


def fit(points: Any, start: dict[str, Any], iterations: int) -> klem.GaussianMixture:
    model = klem.GaussianMixture(**start, tol=0, max_iter=iterations)
    return model.fit(points)


def cost(
    action: Any, iterations: int, clock: Any = time.perf_counter
) -> tuple[float, Any]:
    """Seconds of one iteration: what more than one of them take longer than one."""
    seconds = []
    for count in (1, iterations):
        before = clock()
        model = action(count)
        seconds.append(clock() - before)
    return (seconds[1] - seconds[0]) / (iterations - 1), model


def measure(case: Case, chunks: int) -> dict[str, float]:
    """The figures, of a cluster on this machine."""
    points, start = problem(case)
    with (
        distributed.LocalCluster(
            n_workers=WORKERS,
            threads_per_worker=1,
            dashboard_address=":0",
            silence_logs=logging.CRITICAL,
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        count_writes()
        client.run(count_writes)
        X = dask.array.from_array(points, chunks=(case.N // chunks, -1)).persist()
        distributed.wait(X)
        here, there, both = [], [], {}
        for _ in range(TURNS):
            seconds, both["memory"] = cost(partial(fit, points, start), ITERATIONS)
            here.append(seconds)
            seconds, both["dask"] = cost(partial(fit, X, start), ITERATIONS)
            there.append(seconds)
        bytes_sent = bytes_an_iteration(client, X, start)
    gap = np.abs(both["memory"].means_ - both["dask"].means_).max()
    assert gap < 1e-10, gap
    return {
        "rows": case.N,
        "megabytes": points.nbytes / 1e6,
        "chunks": chunks,
        "kilobytes_an_iteration": bytes_sent / 1e3,
        "kilobytes_of_sums": sums_size(case) / 1e3,
        "kilobytes_of_parameters": law_size(both["dask"]) / 1e3,
        "milliseconds_in_memory": 1e3 * float(np.median(here)),
        "milliseconds_on_dask": 1e3 * float(np.median(there)),
        "ratio": float(np.median(there) / np.median(here)),
        "core_microseconds_a_row": core_time(points, start) / case.N * 1e6,
    }


def core_time(points: np.ndarray, start: dict[str, Any]) -> float:
    """Seconds of one core for an iteration, by the processor's time."""
    with threadpoolctl.threadpool_limits(1):
        seconds, _ = cost(
            partial(fit, points, start), 1 + ITERATIONS, clock=time.process_time
        )
    return seconds


def bytes_an_iteration(client: Any, X: Any, start: dict[str, Any]) -> float:
    counts = []
    for iterations in (1, 1 + ITERATIONS):
        before = sent(client)
        fit(X, start, iterations)
        counts.append(sent(client) - before)
    return (counts[1] - counts[0]) / ITERATIONS


def sums_size(case: Case) -> int:
    """Bytes of Σ r (1, x, products) over the components."""
    return case.K * (case.D + 1) * (case.D + 2) // 2 * 8


def law_size(model: klem.GaussianMixture) -> int:
    """Bytes of weights, means, roots and factors."""
    parameters = model.weights_, model.means_, model.covariances_, model.covariances_
    return len(pickle.dumps(parameters))


def overhead(chunks: int, iterations: int = 6) -> float:
    """Milliseconds of Dask for each chunk, where there is nothing to compute."""
    points, start = problem(Case(20 * chunks, 2, 2))
    with (
        distributed.LocalCluster(
            n_workers=WORKERS, threads_per_worker=1, dashboard_address=":0"
        ) as cluster,
        distributed.Client(cluster),
    ):
        X = dask.array.from_array(points, chunks=(20, -1)).persist()
        seconds, _ = cost(partial(fit, X, start), iterations)
    return 1e3 * seconds / chunks


def main() -> None:
    """Print the figures."""
    warnings.simplefilter("ignore")  # nothing converges in so few iterations
    figures = measure(CASE, CHUNKS)
    figures |= {"milliseconds_a_chunk": overhead(50)}
    figures = {name: float(f"{value:.3g}") for name, value in figures.items()}
    for name, value in figures.items():
        print(f"{name:26} {value:g}")


if __name__ == "__main__":
    main()
