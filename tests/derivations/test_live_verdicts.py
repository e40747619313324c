"""With the intervals of a browser the kernel says what it says with FLINT."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from derivations.verification import results
from tests.derivations.live_verdicts import of_mutants

ROOT = Path(__file__).parents[2]
# In parts, which run side by side; the integrals of the first take as long as the rest.
SLOW = ("entropy.gaussian", "kl.gaussian", "entropy.differential")
PARTS = {
    "integrals": SLOW,
    "others": tuple(slug for slug in results() if slug not in SLOW),
}


def live(slugs) -> dict:
    words = [sys.executable, "-m", "tests.derivations.live_verdicts", *slugs]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=1500)
    assert not done.returncode, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("slugs", PARTS.values(), ids=PARTS)
def test_all_verdicts_are_the_same(slugs):
    for slug, found in live(slugs).items():
        steps = [s for chain in results()[slug].chains for s in chain.steps]
        untested = ["untested" if s.by.untested else "agree" for s in steps]
        assert found["steps"] == untested, slug
        assert found["mutants"] == [list(m) for m in of_mutants(results()[slug])], slug
        assert "refuted" in dict(found["mutants"]).values(), slug
