"""In CI a skipped test has failed: nothing that a test needs may be missing."""

import os

import numpy as np
import pytest

# As derivations does; but test modules import SymPy first.
os.environ.setdefault("SYMPY_GROUND_TYPES", "python")
IN_CI = os.environ.get("CI", "").lower() in ("1", "true")


@pytest.fixture
def rng() -> np.random.Generator:
    """Draws that don't depend on which tests ran before."""
    return np.random.default_rng(0)


def unskipped(report):
    if report.skipped and IN_CI and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI does not allow: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    return unskipped((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    return unskipped((yield))
