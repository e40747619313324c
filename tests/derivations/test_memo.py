"""Memory: a verification is forgotten when what its topic imports has changed."""

import re
import subprocess
import sys

import pytest

from derivations import memo
from derivations.verification import topic


def names(slug: str) -> set[str]:
    return {path.name for path in memo.closure(topic(slug))}


def test_a_topic_needs_what_it_imports_and_no_more():
    needed = names("kl.delta-cancellation")
    assert {"relative_entropy.py", "notation.py", "rules.py", "calc.py"} <= needed
    assert not {"mixture_model.py", "catalogue.py"} & needed


def test_an_import_of_an_import_counts():
    cited = names("em.monotone")  # cites the E-step, which cites the decomposition
    assert {"expectation_step.py", "evidence.py", "maximization_step.py"} <= cited


@pytest.mark.parametrize("slug", ["em.monotone", "gmm.algorithm", "entropy.gaussian"])
def test_all_that_python_loads_for_a_topic_is_counted(slug):
    script = f"import sys, {topic(slug)}; print(*map(repr, sys.modules.values()))"
    run = [sys.executable, "-c", script]
    said = subprocess.run(run, capture_output=True, text=True, cwd=memo.HERE.parent)
    loaded = set(re.findall(rf"'({memo.HERE}/[^']+\.py)'", said.stdout))
    assert topic(slug).rpartition(".")[2] in " ".join(loaded)
    counted = {*map(str, memo.closure(topic(slug))), *map(str, memo.checking())}
    assert {f for f in loaded if not f.endswith("__init__.py")} <= counted


def forget():
    for known in (memo.imported, memo.closure, memo.fingerprint):
        known.cache_clear()


def test_a_change_is_another_fingerprint(tmp_path, monkeypatch):
    monkeypatch.setattr(memo, "HERE", tmp_path / "derivations")
    for folder in ("kernel", "evaluation"):
        (memo.HERE / folder).mkdir(parents=True)
    for name in ("__init__", "decided", "verification"):
        (memo.HERE / f"{name}.py").write_text("")
    (memo.HERE / "a.py").write_text("from derivations.b import x\n")
    prints = []
    for b, c in (("x = 1", ""), ("x = 2", ""), ("x = 2", "y = 1")):
        (memo.HERE / "b.py").write_text(b)
        (memo.HERE / "c.py").write_text(c)
        forget()
        prints.append(memo.fingerprint("verification", "derivations.a"))
    forget()
    assert prints[0] != prints[1] == prints[2]
