"""A real Ctrl-C, in a process of its own: the last finished iteration stays."""

import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
FIT = """
import warnings
import numpy as np
from tests.klem.referee import ours, problem, same

warnings.simplefilter("ignore")
points, start = problem(N=20_000, D=6, K=5)
model = ours(points[:500], start, 1)  # only to have one: its numbers are not used
model.set_params(max_iter=10_000, progress=lambda n, bound: print(n, flush=True))
try:
    model.fit(points)
    print("not stopped")
except KeyboardInterrupt:
    reached = model.n_iter_
    same(model, ours(points, start, reached), rtol=1e-8, atol=1e-10)
    model.set_params(warm_start=True, max_iter=2, progress=None).fit(points)
    same(model, ours(points, start, reached + 2), rtol=1e-8, atol=1e-10)
    print("went on from", reached)
"""


def test_ctrl_c_leaves_the_last_iteration():
    with subprocess.Popen(
        [sys.executable, "-c", FIT], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        for line in process.stdout:
            if line == "3\n":
                process.send_signal(signal.SIGINT)
                break
        rest = process.stdout.read().splitlines()
    assert process.returncode == 0
    last = rest[-1].removeprefix("went on from ")
    told = [3, *map(int, rest[:-1])]
    assert int(last) in (told[-1], told[-1] + 1)  # stopped before it could be told
