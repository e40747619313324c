"""`new` writes what goes through once it is filled in, and is no result before."""

import ast
import re
import shutil
import subprocess
import sys
from importlib import import_module
from types import SimpleNamespace

import pytest

from derivations.__main__ import main
from derivations.commands import adding
from derivations.commands.edits import ROOT, Refused, with_block, with_line
from derivations.memo import HERE
from derivations.publish.places import SHOWN
from derivations.verification import results

SLUG = "kl.excess-code-length.both"  # nearest to a result of relative_entropy
FILES = "derivations/relative_entropy.py derivations/catalogue.py docs/kl/index.md"
FILLED = {
    "START": "KL(p[i], q[i], i, N) + KL(q[i], p[i], i, N)",
    "FIRST_RIGHT_SIDE": "bins(p[i]*log(p[i]/q[i])) + bins(q[i]*log(q[i]/p[i]))",
    "FIRST_RULE": "by_definition",
    "LAST_RIGHT_SIDE": "bins((p[i] - q[i])*log(p[i]/q[i]))",
    "LAST_RULE": "split_logs >> linear",
}


@pytest.fixture
def clone(tmp_path):
    """A clone to write in, and its commands."""
    for folder in ("derivations", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    (tmp_path / "proofs").symlink_to(ROOT / "proofs")
    (tmp_path / ".gitignore").write_text("__pycache__/\n.cache/\n")

    def run(*command: str) -> tuple[int, str, str]:
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
        return done.returncode, done.stdout, done.stderr

    run("git", "init", "--quiet")
    run("git", "add", "--all")
    you = "-c", "user.name=you", "-c", "user.email=you@example.org"
    assert run("git", *you, "commit", "--quiet", "-m", "all")[0] == 0

    def command(*words: str) -> tuple[int, str, str]:
        return run(sys.executable, "-m", "derivations", *words)

    return SimpleNamespace(run=run, command=command, folder=tmp_path)


@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
def test_a_stub_is_no_result_until_it_is_filled_in_and_git_undoes_it(clone):
    code, out, err = clone.command("new", SLUG)
    assert (code, err) == (0, "")
    assert f"git restore {FILES}\n" in out
    for place in re.findall(r"^  (\S+):(\d+): ", out, re.M):
        line = (clone.folder / place[0]).read_text().splitlines()[int(place[1]) - 1]
        assert re.search("def excess|relative_entropy.excess|```derive", line)
    assert clone.run("git", "diff", "--name-only")[1].split() == sorted(FILES.split())

    for command in (("verify", SLUG), ("verify",), ("register",), ("show", "F8")):
        code, out, err = clone.command(*command)
        assert (code, out) == (1, "")
        assert "cannot be built" in err and f"{SLUG} is a stub: fill it in" in err
        assert "Traceback" not in err
    code, out, err = clone.command("new", "kl.another")
    assert code == 1 and "is a stub" in err

    module = clone.folder / "derivations/relative_entropy.py"
    source = re.sub(r"\n    raise NotImpl.*", "", module.read_text())
    module.write_text(source)
    assert "name 'START' is not defined" in clone.command("verify", SLUG)[2]
    for blank, filled in FILLED.items():
        assert blank in source
        source = re.sub(rf"\b{blank}\b", filled, source)
    module.write_text(source)
    assert clone.command("verify", SLUG)[0] == 0

    code, out, err = clone.command("new", "kl.another", "--page", "docs/kl/index.md")
    assert (code, out) == (2, "")
    assert "commit or stash" in err and "derivations/catalogue.py" in err
    clone.run("git", "restore", *FILES.split())
    assert clone.run("git", "status", "--porcelain")[1] == ""


@pytest.mark.parametrize("slug", [SLUG, "em.other", "gmm.m-step.other", "elbo.two"])
def test_the_places_are_there_and_the_texts_whole(slug):
    module, line, block = adding.asked(slug, None, None)
    assert [e.file.is_file() for e in (module, line, block)] == [True] * 3
    for edit in (module, line):
        ast.parse(edit.text)
    near = SHOWN.findall(block.text)
    assert slug in near
    assert any(s != slug and s.split(".")[0] == slug.split(".")[0] for s in near)
    name = re.search(r"def (\w+)\(\) -> Derivation:", module.text[module.at :])[1]
    assert line.text[line.at :].startswith(f"    {module.file.stem}.{name},\n)")


def test_a_module_that_is_new_is_imported():
    text = with_line(HERE / "catalogue.py", "channels", "capacity").text
    assert "    channels,\n    differential_entropy,\n" in text
    assert text.count("    channels,\n") == 1
    assert text.count("    entropy,\n") == 1


def test_without_the_tuple_nothing_is_guessed(tmp_path):
    (tmp_path / "catalogue.py").write_text("BEYOND = ()\n")
    with pytest.raises(Refused, match="no tuple BEYOND"):
        with_line(tmp_path / "catalogue.py", "a", "b")


SHOW = """\
```derive
from derivations.publish.card import show
show("kl.a")
```
"""


@pytest.mark.parametrize("later", ["", "\n## What it is good for\n\nMuch.\n"])
def test_a_block_stands_before_what_the_page_is_good_for_or_last(tmp_path, later):
    page = tmp_path / "a.md"
    page.write_text(f"# A\n\nText.\n{later}")
    found = with_block(page, "kl.a")
    assert found.text == f"# A\n\nText.\n\n{SHOW}{later}"
    assert found.text[found.at :].startswith(SHOW)


@pytest.mark.parametrize(
    ("slug", "name"), [("kl.bins", "kl_bins"), ("kl.lambda", "kl_lambda")]
)
def test_a_name_that_is_there_is_not_taken_again(slug, name):
    assert adding.function(slug, "relative_entropy") == name
    assert adding.function("kl.other", "relative_entropy") == "other"


@pytest.mark.parametrize("module", sorted(set(map(adding.module_of, results()))))
def test_what_a_stub_calls_is_imported_in_every_module(module):
    assert adding.NEEDED <= vars(import_module(f"derivations.{module}")).keys()


REFUSED = {
    "taken": ["kl.nonnegative"],
    "no slug": ["KL.x"],
    "no slug; one is": ["kl"],
    "one is a subject": ["kl..x"],
    "a subject and a name": ["kl.x;y"],
    "nothing is called channel.… yet; say where": ["channel.capacity"],
    "not.py is no module": ["kl.new", "--module", "derivations/not.py"],
    "flint.py is no module": ["kl.new", "--module", "flint.py"],
    "rules.py is no topic": ["kl.new", "--module", str(HERE / "rules.py")],
    "docs/kl/not.md is no page": ["kl.new", "--page", "docs/kl/not.md"],
    "README.md is no page": ["kl.new", "--page", str(ROOT / "README.md")],
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_cannot_be_written_is_refused_and_nothing_is(why, capsys, monkeypatch):
    monkeypatch.setattr("pathlib.Path.write_text", None)  # or this would be called
    assert main(["new", *REFUSED[why]]) == 2
    said = capsys.readouterr()
    assert why in said.err and "so nothing is written" in said.err and not said.out


def test_a_slug_of_former_times_stays_taken(monkeypatch):
    gone = SimpleNamespace(slug="kl.gone", slugs={"kl.older": "0.1.0"})
    monkeypatch.setattr(adding, "entries", lambda: {"F1": gone})
    assert {"kl.gone", "kl.older", "kl.nonnegative"} <= adding.taken()


def test_what_cannot_be_built_is_named_whatever_is_asked_for(monkeypatch, capsys):
    def broken():
        raise ValueError("topic.made cannot be built: NameError")

    monkeypatch.setattr("derivations.commands.line.results", broken)
    assert main(["verify", "kl.nonnegative"]) == 1
    assert "topic.made cannot be built" in capsys.readouterr().err
