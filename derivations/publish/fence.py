"""The `derive` fence: a block on a page that imports, shows, and never fails quietly.

Superfences swallows every exception but its own and prints a fence that it cannot
read as plain code. So `run` turns whatever goes wrong into that exception, `problems`
reads a page's fences before they run, and `unrun` counts what came out of them.
"""

import ast
import io
import re
from contextlib import redirect_stdout
from threading import Lock

import markdown_exec
from pymdownx.superfences import SuperFencesException

LANGUAGES = {"derive", "bibtex", "console", "json", "python", "sh", "text", "toml"}
INFO = re.compile(r' *([a-z]+)((?: +(?:title|hl_lines|linenums)="[^"]*")*) *')
FENCE = re.compile(r"[> \t]*(`{3,}|~{3,})([^`]*)$")
ENDED = "<!-- ran to its end -->"
SHOWN = '<div class="derive">'
HELP = "A derive block holds imports and calls such as show(...), and prints HTML."
PRINTING = Lock()  # stdout is one for the process, and pages may render in threads


def validate(language, inputs, options, attrs, md) -> bool:
    """Superfences' validator: the fence takes no options."""
    if inputs:
        raise SuperFencesException(f"derive: unknown option {sorted(inputs)}. {HELP}")
    given = {"exec": "on", "html": "on"}
    return markdown_exec.validator("python", given, options, attrs, md)


def run(source, language, css_class, options, md, **kwargs) -> str:
    """Superfences' formatter: what the block prints, as HTML.

    markdown-exec runs the block. It takes up only what the block itself prints, so
    stdout is caught here; it logs an exception and would publish the traceback, so a
    block has to say that it came to its end.
    """
    check(source)
    shown, code = io.StringIO(), f"{source}\nprint({ENDED!r})"
    try:
        with PRINTING, redirect_stdout(shown):
            said = str(markdown_exec.formatter(code, "python", css_class, options, md))
    except SystemExit as error:
        raise stopped(f"failed with {error!r}", source) from error
    if not said.strip().endswith(ENDED):
        raise stopped("failed; what it raised is logged above", source)
    if not (html := said.replace(ENDED, "") + shown.getvalue()).strip():
        raise stopped("printed nothing", source)
    return f"{SHOWN}{html}</div>"


def check(source: str) -> None:
    """A block holds nothing that belongs in a module."""
    try:
        lines = ast.parse(source, "<derive block>").body
    except SyntaxError as error:
        raise stopped(f"failed with {error!r}", source) from error
    for line in lines:
        called = isinstance(line, ast.Expr) and isinstance(line.value, ast.Call)
        if not called and not isinstance(line, ast.Import | ast.ImportFrom):
            what = f"line {line.lineno} is neither an import nor a call"
            raise stopped(f"failed: {what}", source)


def stopped(what: str, source: str) -> SuperFencesException:
    return SuperFencesException(f"the derive block\n\n{source}\n\n{what}\n{HELP}")


def openings(markdown: str) -> tuple[list[tuple[int, str]], bool]:
    """Line and info string of each fence, and whether the last one closes."""
    found, fence = [], ""
    for number, line in enumerate(markdown.splitlines(), 1):
        match = FENCE.match(line)
        if match and not fence:
            fence = match[1]
            found.append((number, match[2]))
        elif match and fence == match[1] and not match[2].strip():
            fence = ""
    return found, not fence


def problems(markdown: str) -> list[str]:
    """What is wrong with a page's fences, by line."""
    found, closed = openings(markdown)
    wrong = [f"line {n}: {fault}" for n, info in found if (fault := fault_of(info))]
    return wrong + ([] if closed else [f"line {found[-1][0]}: fence never closes"])


def fault_of(info: str) -> str | None:
    match = INFO.fullmatch(info)
    if not match:
        return f"unreadable {info!r}: a language, and at most a title in quotes"
    if match[1] not in LANGUAGES:
        return f"unknown language {match[1]!r}: one of {', '.join(sorted(LANGUAGES))}"
    if match[1] == "derive" and match[2]:
        return f"derive takes no options, not {match[2].strip()!r}"
    return None


def unrun(markdown: str, html: str) -> int:
    """How many derive blocks of a page left nothing in its HTML."""
    found, _ = openings(markdown)
    return sum(info.strip() == "derive" for _, info in found) - html.count(SHOWN)
