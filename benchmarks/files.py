"""What a fit costs that reads its rows from a file in each iteration.

The processor's time for an iteration, beside the same in memory, in turns (files were
read before, so the disk takes no part), and the most memory of the process that no file
stands behind (RssAnon) beyond what it had before the fit; that is a second fit, since
libraries keep threads and pools of their own from the first. All of them have to come
to the same numbers.

    python -m benchmarks.files
"""

import tempfile
import threading
import time
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow
import pyarrow.parquet
import zarr

from benchmarks.cases import Case, problem
from benchmarks.wire import cost, fit

CASE = Case(200_000, 16, 8)
ITERATIONS = 3
TURNS = 1


def sources(points: np.ndarray, folder: Path) -> dict[str, Callable[[], Any]]:
    """The same points in memory and in files, each opened when it is asked for."""
    np.save(folder / "points.npy", points)
    zarr.create_array(folder / "zarr", data=points, chunks=(65536, points.shape[1]))
    names = [f"x{d}" for d in range(points.shape[1])]
    table = pyarrow.table(dict(zip(names, points.T, strict=True)))
    pyarrow.parquet.write_table(table, folder / "parquet", row_group_size=65536)
    return {
        "memory": lambda: points,
        "memory map": lambda: np.load(folder / "points.npy", mmap_mode="r"),
        "Zarr": lambda: zarr.open_array(folder / "zarr", mode="r"),
        "Parquet": lambda: pyarrow.parquet.ParquetFile(folder / "parquet"),
    }


def anonymous() -> int:
    """Kilobytes of this process that no file stands behind."""
    lines = Path("/proc/self/status").read_text().splitlines()
    (line,) = [line for line in lines if line.startswith("RssAnon")]
    return int(line.split()[1])


def peak(action: Callable[[], Any]) -> float:
    """The most megabytes during the action, looked at a hundred times a second."""
    before, most, done = anonymous(), [0], threading.Event()

    def watch() -> None:
        while not done.wait(0.01):
            most[0] = max(most[0], anonymous())

    watcher = threading.Thread(target=watch)
    watcher.start()
    action()
    done.set()
    watcher.join()
    return (most[0] - before) / 1e3


def measure(case: Case) -> dict[str, float]:
    points, start = problem(case)
    with tempfile.TemporaryDirectory() as folder:
        opened = sources(points, Path(folder))
        seconds: dict[str, list[float]] = {name: [] for name in opened}
        models, peaks = {}, {}
        for _ in range(TURNS):
            for name, source in opened.items():
                spent, models[name] = cost(
                    partial(fit, source(), start), 1 + ITERATIONS, time.process_time
                )
                seconds[name].append(spent)
        for name, source in opened.items():
            peaks[name] = peak(lambda source=source: fit(source(), start, 2))
    figures = {"megabytes": points.nbytes / 1e6}
    for name in opened:
        gap = np.abs(models[name].means_ - models["memory"].means_).max()
        assert gap < 1e-10, (name, gap)
        ratio = np.median(seconds[name]) / np.median(seconds["memory"])
        figures |= {f"{name}: time": float(ratio), f"{name}: megabytes": peaks[name]}
    return figures


def main() -> None:
    """Print the figures."""
    warnings.simplefilter("ignore")  # nothing converges in so few iterations
    measured = measure(CASE)
    figures = {name: float(f"{value:.3g}") for name, value in measured.items()}
    for name, value in figures.items():
        print(f"{name:24} {value:g}")


if __name__ == "__main__":
    main()
