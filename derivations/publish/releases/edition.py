"""Which klem this is: the version that pyproject.toml says, installed or not."""

import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[3]


@cache
def version() -> str:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)["project"]["version"]
