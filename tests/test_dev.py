"""`./dev` without a network: what it says, and that half an install never counts."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# Stands in for Python: makes a "venv" that holds a copy of itself, and notes each call.
PRETENDER = """\
#!/bin/sh
echo "$*" >> "$NOTES"
case "$*" in
  "-m venv --clear "*)
    rm -rf "$4"; mkdir -p "$4/bin"; cp "$0" "$4/bin/python"; touch "$4/pyvenv.cfg" ;;
  *"-m pip install"*"-r "*) [ ! -f "$BREAK" ] || exit 9 ;;
esac
"""


@pytest.fixture
def clone(tmp_path):
    """The parts of a clone that dev needs, in a path with spaces."""
    folder = tmp_path / "a clone"
    folder.mkdir()
    for name in ("dev", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "requirements", folder / "requirements")
    return folder


@pytest.fixture
def run(clone, tmp_path):
    python = tmp_path / "pretend python"
    python.write_text(PRETENDER)
    python.chmod(0o755)
    notes = tmp_path / "notes"
    given = {
        "PYTHON": str(python),
        "NOTES": str(notes),
        "BREAK": str(tmp_path / "break"),
    }

    def run(*args, **env):
        """Run ./dev from another folder; what it did to Python is under .did."""
        notes.write_text("")
        done = subprocess.run(
            [clone / "dev", *args],
            cwd=tmp_path,
            env=os.environ | given | env,
            capture_output=True,
            text=True,
            timeout=60,
        )
        done.did = notes.read_text()
        return done

    return run


@pytest.mark.parametrize("args", [[], ["nonsense"]])
def test_an_unknown_command_gets_the_usage(run, args):
    done = run(*args)
    assert done.returncode == 2
    assert done.stderr.startswith("usage: ./dev")
    assert done.did == ""


def test_help_is_no_error(run):
    assert run("help").returncode == 0


def test_without_a_usable_python_it_says_what_to_install(run):
    done = run("build", PYTHON="false")
    assert done.returncode == 1
    assert "apt install python3 python3-venv" in done.stderr
    assert "uv venv" in done.stderr


def test_the_second_start_installs_nothing(run):
    first, second = run("build"), run("build")
    assert first.returncode == second.returncode == 0
    assert "pip install" in first.did
    steps = ("derivations verify", "derivations publish", "mkdocs build --strict")
    assert second.did == "".join(f"-m {step}\n" for step in steps)


def test_tests_need_more_than_the_site_and_then_nothing_more(run):
    run("build")
    assert "requirements/all.txt" in run("test", "-k", "x y").did
    assert "pip install" not in run("test").did
    assert "pip install" not in run("build").did


def test_the_pdf_needs_what_prints_it(run):
    did = run("pdf").did
    assert "requirements/all.txt" in did
    assert did.endswith("-m derivations.publish.paper.pdf\n")


def test_live_files_are_written_anew_where_there_are_some(run, clone):
    run("live")
    live = "-m derivations.live.build"
    assert run("live").did == f"{live}.node\n{live}\n"
    assert live not in run("build").did
    manifest = clone / "docs/assets/live/manifest.json"
    manifest.parent.mkdir(parents=True)
    manifest.touch()
    assert f"derivations publish\n{live}.node\n{live}\n" in run("build").did


def test_prove_needs_no_more_than_the_site(run):
    first, second = run("prove"), run("prove")
    assert "requirements/all.txt" not in first.did
    assert second.did == "-m proofs.prove\n"


def test_an_interrupted_install_starts_over(run, tmp_path):
    (tmp_path / "break").touch()
    assert run("build").returncode == 9
    (tmp_path / "break").unlink()
    again = run("build")
    assert again.returncode == 0
    assert "-m venv --clear" in again.did
    assert "pip install" in again.did


def test_changed_requirements_are_installed(run, clone):
    run("build")
    with (clone / "requirements/site.txt").open("a") as file:
        file.write("# changed\n")
    again = run("build")
    assert "pip install" in again.did
    assert "-m venv" not in again.did


def test_arguments_reach_their_command_whole(run):
    assert "-k x y\n" in run("test", "-k", "x y").did
    assert "derivations verify kl.one kl.two\n" in run("verify", "kl.one", "kl.two").did
    assert (
        "mkdocs serve --dev-addr 127.0.0.1:8001\n" in run("serve", "127.0.0.1:8001").did
    )
