"""`show`, `run` and `verify`: in a pipe, on a terminal, and stopped by Ctrl-C."""

import json
import os
import pty
import re
import signal
import subprocess
import sys
import time

import pytest

from derivations.__main__ import STOPPED, main
from derivations.commands import card
from derivations.commands.line import UNREAD, parser
from derivations.commands.words import alive
from derivations.memo import HERE, remember
from derivations.publish.cards.characters import characters
from derivations.verification import results, verified

STEP = "F12.1.1  =  ∑_{i=1}^N pᵢ ln(pᵢ/qᵢ) + ∑_{i=1}^N qᵢ − ∑_{i=1}^N pᵢ"
COLOUR = "\x1b["
ALIVE = alive()
TAGS = [f.tag for e in ALIVE for f in e.formulas if not f.removed]


@pytest.fixture
def run(capsys):
    """A command line, its exit code, and what it said."""

    def said(*words: str) -> tuple[int, str, str]:
        try:
            code = main(list(words))
        except SystemExit as stopped:
            code = stopped.code
        return code, *capsys.readouterr()

    return said


@pytest.mark.parametrize("name", ["F12", "kl.nonnegative", "f12"])
def test_a_result_is_shown_by_any_id(run, name):
    code, out, err = run("show", name)
    lines = out.splitlines()
    assert code == 0 and not err
    assert STEP in lines
    after = lines[lines.index(STEP) + 1 :]
    assert after[0].strip() == "both distributions sum to one, so zero has been added"
    assert after[1].strip() == "derived, tested, decided at N = 3 and at N = 2"
    assert "so KL(p‖q) ≥ 0, with equality exactly when p = q" in out


def test_of_a_formula_the_others_are_left_out(run):
    out = run("show", "F17.2")[1]
    assert "F17.2.1" in out and "F17.1" not in out and "F17.3" not in out


@pytest.mark.parametrize("slug", [e.slug for e in ALIVE])
def test_every_step_is_shown_without_latex(slug):
    rows = list(card.rows(slug, verified(slug)))
    steps = [row for row in rows if row.sign == "="]
    assert len(steps) == sum(len(c.steps) for c in results()[slug].chains)
    assert not [row.text for row in rows if "\\" in row.text]


def test_a_failed_step_is_said_to_be_one(run, monkeypatch):
    report = verified("kl.exponential")
    broken = json.loads(json.dumps(report)) | {"problems": ["F17: wrong"]}
    broken["chains"][0]["steps"][0]["problems"] = ["F17: wrong"]
    monkeypatch.setattr("derivations.commands.reading.checked", lambda slug: broken)
    for form in ((), ("--latex",)):
        code, out, err = run("show", "F17", *form)
        assert code == 1 and "F17: wrong" in err
        assert form or "failed" in out


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("γ_nk - 1 at θ_old", "γₙₖ − 1 at θᵒˡᵈ"),
        ("M-step: e^(-x), V_{ab}", "M-step: e^(−x), V_{ab}"),
        ("kl.delta-cancellation", "kl.delta-cancellation"),
    ],
)
def test_words_have_the_characters_of_formulas(written, read):
    assert characters(written) == read


def test_what_no_number_can_test_says_so(run):
    out = run("show", "kl.continuous-limit")[1]
    assert "stated; no number can test a limit for every pair of densities" in out


def test_the_latex_has_every_line_of_the_card(run):
    out = run("show", "F17.2", "--latex")[1]
    (formula,) = (
        f
        for r in json.loads(run("show", "F17", "--json")[1])["results"]
        for f in r["formulas"]
        if f["tag"] == "F17.2"
    )
    assert out.startswith("% F17.2: Never negative\n\\begin{align*}\n")
    assert all(step["latex"] in out for step in formula["steps"])
    assert out.count(r" \\") == len(formula["steps"])


def test_the_json_is_that_of_the_feed(run):
    assert run("show", "F17", "--json") == run("export", "F17")


@pytest.mark.parametrize("command", ["show", "run", "verify"])
def test_an_unknown_id_gives_the_nearest(run, command):
    code, out, err = run(command, "kl.nonegative")
    assert code == 2 and "kl.nonnegative" in err and not out


def test_an_instance_has_its_numbers_and_both_sides(run):
    code, out, err = run("run", "F12", "--N", "2", "--seed", "7")
    assert code == 0 and not err
    assert "seed 7\n\nN = 2\np₁ = " in out and "p₃" not in out
    left, right = re.findall(r"^  = (\d\.\d{14,})$", out, re.MULTILINE)
    assert left == right
    numbers = {x: float(v) for x, v in re.findall(r"^(\w+) = .*?(0\.\d+)$", out, re.M)}
    assert numbers["p₁"] + numbers["p₂"] == pytest.approx(1)
    assert out != run("run", "F12", "--N", "2", "--seed", "8")[1]


@pytest.mark.parametrize("seed", ["0", "7"])
@pytest.mark.parametrize("tag", TAGS)
def test_every_formula_has_an_instance_or_says_why_not(run, tag, seed):
    code, out, err = run("run", tag, "--seed", seed)
    assert (code, bool(out)) == (0, True) or "no number can test" in err


def test_sides_that_differ_end_with_another_code(run, monkeypatch):
    values = iter([1, 2])
    monkeypatch.setattr(
        "derivations.commands.running.value", lambda e, at: next(values)
    )
    monkeypatch.setattr(
        "derivations.commands.running.difference", lambda a, b: "different"
    )
    code, out, _ = run("run", "F17")
    assert code == 1 and "They differ." in out


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("F17", "--N", "3"), "F17.1 leaves no size N open: it takes no size"),
        (("F12", "--N", "3", "--D", "2"), "no size D open: it takes --N"),
        (("F12", "--N", "0"), "a size is one of 1 … 9, not '0'"),
        (("F12", "--N", "ten"), "a size is one of 1 … 9"),
        (("F12", "--seed", "-1"), "a seed is one of"),
    ],
)
def test_a_size_that_is_none_is_refused(run, words, expected):
    code, out, err = run("run", *words)
    assert code == 2 and expected in err and not out


def started(*words: str, **how) -> subprocess.Popen:
    command = [sys.executable, "-m", "derivations", *words]
    return subprocess.Popen(command, cwd=HERE.parent, start_new_session=True, **how)


def on_terminal(*words: str) -> str:
    """What a command writes where there is a terminal."""
    ours, theirs = pty.openpty()
    env = os.environ | {"TERM": "xterm-256color", "COLUMNS": "90"}
    running = started(*words, stdout=theirs, stderr=theirs, env=env)
    os.close(theirs)
    said = b""
    try:
        while more := os.read(ours, 4096):
            said += more
    except OSError:  # how Linux tells that the other end is closed
        pass
    assert running.wait(60) == 0
    return said.decode()


def test_a_terminal_has_colours_and_columns_and_a_pipe_plain_lines(run):
    assert COLOUR not in run("show", "F12")[1]
    said = on_terminal("show", "F12")
    plain = re.sub(r"\x1b\[[\d;]*m", "", said)
    assert COLOUR in said
    assert max(map(len, plain.splitlines())) <= 90
    assert "F12.1.1" in plain and "both distributions sum to one" in plain


def test_the_list_has_columns_on_a_terminal_and_a_line_each_in_a_pipe(run):
    said = on_terminal("list").splitlines()
    assert max(map(len, said)) <= 90 and len(said) > len(results())
    code, out, _ = run("list")
    assert code == 0 and len(out.splitlines()) == len(results())


def test_a_terminal_has_a_bar_and_a_pipe_none(run):
    assert COLOUR in (said := on_terminal("verify", "F17")) and "━" in said
    code, out, _ = run("verify", "F17")
    assert code == 0 and re.fullmatch(r"\[1/1\] kl\.exponential: .*\)\n", out)


FAILING = """
from derivations.__main__ import main
from derivations.commands import verifying

def failing(slugs, progress, seed):
    progress(found := {"slug": "a", "marks": [], "seconds": 0, "problems": ["[b] c"]})
    return [found]

verifying.verify_all = failing
raise SystemExit(main(["verify", "F17"]))
"""


def test_problems_go_where_errors_go_with_a_bar_too(tmp_path):
    ours, theirs = pty.openpty()
    command, errors = [sys.executable, "-c", FAILING], tmp_path / "errors"
    with errors.open("w") as file:
        done = subprocess.run(command, cwd=HERE.parent, stdout=theirs, stderr=file)
    said = os.read(ours, 4096).decode()
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 1 and "━" in said and "[b] c" not in said
    assert errors.read_text().splitlines()[0] == "    [b] c"


def lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_ctrl_c_stops_the_workers_and_leaves_nothing_half_written():
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    seed = str(100000 + time.time_ns() % 800000)  # one that is not remembered
    running = started("verify", "--seed", seed, **pipes)
    first = running.stdout.readline()
    os.killpg(running.pid, signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert (running.returncode, err) == (STOPPED, "stopped\n")
    assert not lives(running.pid)
    done = re.findall(r"^\[\d+/\d+\] (\S+):", first + out, re.MULTILINE)
    kept = [f for f in (HERE.parent / ".cache").rglob(f"*-{seed}*")]
    try:
        assert 1 <= len(done) < len(results())
        assert {f.suffix for f in kept} == {".json"}
        assert all(json.loads(f.read_text())["problems"] == [] for f in kept)
        assert set(done) <= {f.stem.removesuffix(f"-{seed}") for f in kept}
    finally:
        for file in kept:
            file.unlink()


def test_ctrl_c_is_heard_while_sympy_loads(run, monkeypatch):
    class Loading:
        def __getattr__(self, name):
            raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, "derivations.commands.line", Loading())
    assert run("list") == (STOPPED, "", "stopped\n")


def test_a_reader_who_has_seen_enough_gets_no_traceback():
    running = started("show", "F12", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    running.stdout.close()
    assert running.stderr.read() == b""
    assert running.wait(60) == UNREAD
    running.stderr.close()


def test_a_memory_that_cannot_be_written_whole_is_none(tmp_path, monkeypatch):
    monkeypatch.setattr("derivations.memo.CACHE", tmp_path)

    def stopped(self, path):
        raise KeyboardInterrupt

    monkeypatch.setattr("pathlib.Path.replace", stopped)
    with pytest.raises(KeyboardInterrupt):
        remember("verification", "a.json", "{}", "derivations.entropy")
    assert not [f for f in tmp_path.rglob("*") if f.is_file()]


def test_the_exit_codes_stand_in_the_help():
    commands = next(a for a in parser()._actions if a.choices)
    for name in ("show", "run", "verify", "check", "new"):
        assert "xit code" in commands.choices[name].description
