"""The form of a notebook, nbformat 4.5: cells with ids, and Python to run them."""

import json
from collections.abc import Sequence

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def said(name: str, text: str) -> dict:
    return {
        "cell_type": "markdown",
        "id": name,
        "metadata": {},
        "source": text.splitlines(keepends=True),
    }


def run(name: str, text: str, folded: bool = False) -> dict:
    """A cell of code, not run yet; folded, Jupyter shows only what comes out."""
    cell = said(name, text) | {"cell_type": "code"}
    if folded:
        cell["metadata"] = {"jupyter": {"source_hidden": True}}
    return cell | {"execution_count": None, "outputs": []}


def source(cell: dict) -> str:
    return "".join(cell["source"])


def notebook(cells: Sequence[dict]) -> str:
    found = {
        "cells": cells,
        "metadata": {"kernelspec": KERNEL, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(found, indent=1, ensure_ascii=False) + "\n"
