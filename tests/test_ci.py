"""In CI nothing is skipped in silence; elsewhere a skip is a skip."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).with_name("conftest.py")
SKIPS = {
    "in a test": "import pytest\n\ndef test_it():\n    pytest.skip('no browser')\n",
    "by a mark": "import pytest\n\n@pytest.mark.skip('no')\ndef test_it(): ...\n",
    "of a module": "import pytest\n\npytest.importorskip('no_such_module')\n",
}


@pytest.mark.parametrize("source", SKIPS.values(), ids=SKIPS)
@pytest.mark.parametrize(("ci", "fails"), [("true", True), ("", False)])
def test_a_skip_fails_in_ci_only(tmp_path, source, ci, fails):
    shutil.copy(CONFTEST, tmp_path)
    (tmp_path / "test_one.py").write_text(source)
    (tmp_path / "test_two.py").write_text("def test_it(): ...\n")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", tmp_path],
        cwd=tmp_path,
        env=os.environ | {"CI": ci},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert bool(done.returncode) == fails, done.stdout
    assert ("skipped, which CI does not allow" in done.stdout) == fails
