"""The Content-Security-Policy under which the built site works, for those who host it.

Scripts come from the site itself; the few lines that the theme writes into its pages
are let in by their hashes. Formulas carry their sizes in style attributes, and Python
in the page is WebAssembly.
"""

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

FILE = "content-security-policy.txt"
INLINE = re.compile(
    r"<script>(.*?)</script>", re.DOTALL
)  # data has a type, and no hash


def hashes(pages: Iterable[str]) -> list[str]:
    """Of every script that stands in a page itself, as a policy names it."""
    scripts = {script for page in pages for script in INLINE.findall(page)}
    return sorted(
        f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
        for script in scripts
    )


def policy(pages: Iterable[str]) -> str:
    """The value of the header."""
    rules = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", "'wasm-unsafe-eval'", *hashes(pages)]),
        "worker-src": "'self'",
        "connect-src": "'self'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def write(site: Path) -> None:
    """Put it beside the pages."""
    pages = (page.read_text(encoding="utf-8") for page in site.rglob("*.html"))
    (site / FILE).write_text(policy(pages) + "\n", encoding="utf-8")
