"""A release goes into the branch `published`, comes back from it, and is kept once."""

import os
import subprocess
from pathlib import Path

import pytest

CI = Path(__file__).parents[1] / ".ci"


@pytest.fixture
def run(tmp_path):
    """A clone of an empty repository, and what runs in it."""
    clone = tmp_path / "clone"
    subprocess.run(["git", "init", "-q", "--bare", tmp_path / "origin"], check=True)
    subprocess.run(["git", "init", "-q", clone], check=True)

    def run(*words):
        env = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull}
        return subprocess.run(
            words, cwd=clone, env=env, capture_output=True, text=True, timeout=60
        )

    run("git", "remote", "add", "origin", tmp_path / "origin")
    return run


def public(tmp_path, version: str) -> Path:
    page = tmp_path / "public" / version / "site/index.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(version)
    (tmp_path / "public/index.html").write_text("leads to the newest")
    return tmp_path / "public"


def test_before_the_first_release_there_is_none(run, tmp_path):
    assert run(CI / "earlier", tmp_path / "back").returncode == 0
    assert list((tmp_path / "back").iterdir()) == []


def test_what_is_kept_comes_back(run, tmp_path):
    for version in ("0.1.0", "0.2.0"):
        done = run(CI / "keep", public(tmp_path, version), version)
        assert done.returncode == 0, done.stderr
    assert run(CI / "earlier", tmp_path / "back").returncode == 0
    back = sorted(p.name for p in (tmp_path / "back").iterdir())
    assert back == ["0.1.0", "0.2.0"]  # and nothing that leads to them
    assert (tmp_path / "back/0.1.0/site/index.html").read_text() == "0.1.0"


def test_a_release_is_not_kept_twice(run, tmp_path):
    folder = public(tmp_path, "0.1.0")
    assert run(CI / "keep", folder, "0.1.0").returncode == 0
    again = run(CI / "keep", folder, "0.1.0")
    assert again.returncode == 1 and "stays as it is" in again.stderr


@pytest.mark.parametrize("words", [("earlier", "back"), ("keep", "public", "0.1.0")])
def test_without_a_connection_it_fails(run, tmp_path, words):
    public(tmp_path, "0.1.0")
    run("git", "remote", "set-url", "origin", tmp_path / "no such place")
    assert run(CI / words[0], tmp_path / words[1], *words[2:]).returncode
