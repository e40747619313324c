"""Derivations run in Chromium, from files of our own, under a strict policy."""

import json
from hashlib import sha256

import pytest

from derivations.live.build.fetch import VERSION
from derivations.verification import results
from tests.site.live import LIVE, described, empty, messages, served

SLUG = "elbo.decomposition"
RIGHT = "hidden(q[z] * log(joint / q[z])) + hidden"


@pytest.fixture(scope="module")
def folder():
    if not (LIVE / "manifest.json").exists():
        pytest.skip("the live files are not built: ./dev live")
    return LIVE


@pytest.fixture(scope="module")
def manifest(folder) -> dict:
    return json.loads((folder / "manifest.json").read_text())


@pytest.fixture(scope="module")
def said(browser, folder) -> dict:
    """What one worker says of four runs; and the hosts that it asked."""
    text = described()[SLUG]["source"]
    assert RIGHT in text
    jobs = [
        {"slug": SLUG},
        {"slug": SLUG, "source": text.replace(RIGHT, RIGHT.replace("+", "-"))},
        {"slug": SLUG, "source": text.replace("GAP,\n", "GAP / 0,\n")},
        {"slug": SLUG, "break": described()[SLUG]["breaks"][0]["key"]},
    ]
    with served(folder.parents[1]) as home, empty(browser, home) as page:
        found = messages(page, home, jobs)
        runs = [[m for m in found if m.get("id") == n] for n in range(len(jobs))]
        asked = {url for url in page.requests if not url.startswith(home)}
        return {"all": found, "runs": runs, "foreign": asked}


def steps(run: list[dict]) -> dict[str, dict]:
    return {m["key"]: m for m in run if m["type"] == "step"}


def test_each_file_is_named_by_its_content(folder, manifest):
    for name, file in manifest["files"].items():
        data = (folder / file["path"]).read_bytes()
        assert sha256(data).hexdigest()[:16] in file["path"], name
        assert len(data) == file["bytes"]
    pressed = [f["bytes"] for f in manifest["files"].values() if f["press"]]
    assert manifest["total"] == sum(pressed)
    assert manifest["pyodide"] == VERSION
    kept = {"manifest.json", *(f["path"] for f in manifest["files"].values())}
    assert {file.name for file in folder.iterdir()} == kept


def test_it_is_of_these_derivations(folder):
    assert set(described()) == set(results()), "./dev live writes them anew"


def test_the_licences_are_there(folder, manifest):
    text = (folder / manifest["files"]["licences"]["path"]).read_text()
    for name in ("Mozilla Public License", "SymPy Development Team", "Khan Academy"):
        assert name in text


def test_a_result_runs_and_says_how_far_it_is(said):
    first = said["all"][0]
    assert (first["type"], first["stage"]) == ("progress", "start")
    loading = [m for m in said["all"] if m.get("stage") == "download"]
    assert loading[-1]["loaded"] == loading[-1]["total"] > 5e6
    found = steps(said["runs"][0])
    assert len(found) == 6
    assert {s["verdict"] for s in found.values()} == {"derived"}
    assert {s["agreement"] for s in found.values()} == {"agrees"}
    assert said["runs"][0][-1]["failed"] == said["runs"][0][-1]["open"] == 0


def test_formulas_are_set_as_on_the_card(said):
    """Line for line: KaTeX measures in the worker what QuickJS measures here."""
    from derivations.live.judge import judged

    for chain in results()[SLUG].chains:
        for step in chain.steps:
            live = steps(said["runs"][0])[step.name]
            assert live["latex"] == judged(step, chain.nonnegative)["latex"]


def test_a_wrong_edit_fails_at_its_step(said):
    found = steps(said["runs"][1])
    assert [k for k, s in found.items() if s["failed"]] == ["split", "name"]
    split = found["split"]
    assert split["residual"] and split["witness"]["left"] != split["witness"]["right"]
    line = described()[SLUG]["source"].splitlines()[split["line"] - 1]
    assert line.strip() == '"split",'


def test_an_error_begins_at_the_line_of_the_reader(said):
    (error,) = said["runs"][2]
    lines = described()[SLUG]["source"].splitlines()
    assert lines[error["line"] - 1].strip() == "GAP,"
    assert error["text"].startswith("TypeError")
    assert "<your text>" in error["trace"].splitlines()[1]


def test_a_wrong_version_breaks_where_it_says(said):
    row = described()[SLUG]["breaks"][0]
    failed = [s for s in steps(said["runs"][3]).values() if s["failed"]]
    assert failed[0]["verdict"] == "failed"
    assert failed[0]["agreement"] == "refuted"
    assert row["where"].endswith(".1.1")


def test_no_other_host_is_asked(said):
    assert said["foreign"] == set()


def test_missing_files_are_told(browser, folder, tmp_path):
    """As where a host lost one: the worker says which."""
    script = tmp_path / "assets/js/live"
    script.mkdir(parents=True)
    worker = folder.parent / "js/live/worker.mjs"
    (script / "worker.mjs").write_bytes(worker.read_bytes())
    with served(tmp_path) as home, empty(browser, home) as page:
        *_, last = messages(page, home, [{"slug": SLUG}])
    assert last["type"] == "error" or last["type"] == "fatal"
    assert "404" in str(last) or "did not start" in last["text"]
