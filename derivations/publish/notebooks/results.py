"""A result as a Jupyter notebook: its formulas, its steps and its checks, to run again.

The cells import the derivation; nothing of it is copied into them.
"""

from collections.abc import Iterator

from derivations.publish.data import feed
from derivations.publish.notebooks.cells import notebook, run, said
from derivations.publish.notebooks.parts import shows
from derivations.publish.notebooks.setup import setup
from derivations.verification import maker

ABOUT = "# {tag}: {title}"
CHECK = """\
from derivations.verification import verify

report = verify({name}(), seed=1)  # other points than those of the text
{{key: report[key] for key in ("marks", "problems", "mutants")}}"""


def files() -> Iterator[tuple[str, str]]:
    for record in feed.records():
        yield f"f/{record['tag']}.ipynb", notebook(cells(record))


def cells(record: dict) -> list[dict]:
    make = maker(record["slug"])
    return [
        said("about", ABOUT.format(**record)),
        setup(),
        *(formula(row) for row in record["formulas"]),
        said("steps-name", "## The steps"),
        run("steps", shows(make.__module__, make.__name__, "steps({}())")),
        said("checks", "## The checks\n\nRules, numbers, and wrong versions."),
        run("verify", CHECK.format(name=make.__name__)),
    ]


def formula(row: dict) -> dict:
    heading = f"**{row['tag']}**{': ' * bool(row['name'])}{row['name']}"
    return said(row["tag"].replace(".", "-"), f"{heading}\n\n$${row['latex']}$$")
