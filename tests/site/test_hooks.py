"""Serving shows the code that is on disk."""

import subprocess
import sys

from tests.site.conftest import ROOT

REBUILD = """
import klem
from derivations.publish.hooks import on_pre_build
assert klem.VALUE == 1
open(klem.__file__, "w").write("VALUE = 2")
on_pre_build(None)
import klem
assert klem.VALUE == 2
"""


def test_a_build_imports_what_is_on_disk(tmp_path):
    """In a process of its own, with a stand-in for klem that changes between builds."""
    (tmp_path / "klem.py").write_text("VALUE = 1")
    # -B: a cached bytecode of the same second and size would pass for the new source
    subprocess.run(
        [sys.executable, "-B", "-c", REBUILD],
        cwd=tmp_path,
        env={"PYTHONPATH": f"{tmp_path}:{ROOT}"},
        check=True,
        timeout=60,
    )
