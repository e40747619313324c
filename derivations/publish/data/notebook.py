"""A result as a Jupyter notebook: its steps one by one, and its checks, to run again.

The cells import the derivation; nothing of it is copied into them. The form is nbformat
4.5, in which each cell has an id.
"""

import json
from collections.abc import Iterator

from derivations.publish.data import feed

SETUP = """\
from IPython.display import Math, display
from derivations.publish.typesetting.latex import latex
from derivations.verification import results, verify

result = results()["{slug}"]
[chain.name for chain in result.chains]"""
FORMULA = """\
chain = result.chains[{n}]
display(Math(latex(chain.claim.lhs)))
for step in chain.steps:
    print(step.by.says)
    display(Math("= " + latex(step.rhs)))"""
CHECK = """\
report = verify(result)  # another seed draws other points: verify(result, seed=1)
report["marks"], report["problems"], report["mutants"]"""
WORDS = """\
# {tag}: {title}

It runs in a copy of klem's repository, in which `./dev verify` has filled `.venv`:
`.venv/bin/pip install jupyterlab`, then `.venv/bin/jupyter lab`, in that folder."""
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def files() -> Iterator[tuple[str, str]]:
    for record in feed.records():
        yield f"f/{record['tag']}.ipynb", notebook(record)


def notebook(record: dict) -> str:
    cells = [
        said("about", WORDS.format(**record)),
        run("setup", SETUP.format(**record)),
        *(cell for n, row in enumerate(record["formulas"]) for cell in formula(n, row)),
        said(
            "checks", "## The checks\n\nThe rules, the numbers, and the wrong versions."
        ),
        run("verify", CHECK),
    ]
    found = {
        "cells": cells,
        "metadata": {"kernelspec": KERNEL, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(found, indent=1, ensure_ascii=False) + "\n"


def formula(n: int, row: dict) -> list[dict]:
    heading = f"## {row['tag']}{': ' * bool(row['name'])}{row['name']}"
    name = row["tag"].replace(".", "-")
    claim = said(name, f"{heading}\n\n$${row['latex']}$$")
    return [claim, run(f"{name}-steps", FORMULA.format(n=n))]


def said(name: str, text: str) -> dict:
    return {
        "cell_type": "markdown",
        "id": name,
        "metadata": {},
        "source": text.splitlines(keepends=True),
    }


def run(name: str, text: str) -> dict:
    cell = said(name, text) | {"cell_type": "code"}
    return cell | {"execution_count": None, "outputs": []}
