"""The whole text as one PDF, offered on Start if it is there and belongs to this text.

`./dev pdf` makes it and writes into it a fingerprint of the text that it was made from.
Where that is not the fingerprint of the text at hand, the page says how to make it.
"""

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[3]
PDF = ROOT / "docs/assets/klem.pdf"
PARTS = ("docs/**/*.md", "docs/**/*.css", "derivations/**/*.py", "src/klem/*.*")
NOTE = re.compile(rb"/KlemText \(([0-9a-f]+)\)\s*/KlemPages \((\d+)\)")
NONE = (
    "The whole text as one PDF is not at hand here: <code>./dev pdf</code>,"
    " in a copy of the repository, makes it."
)


@dataclass(frozen=True)
class Edition:
    """What a PDF says about itself: which text, and how many pages."""

    text: str
    pages: int

    def notes(self) -> dict[str, str]:
        """As they stand in the PDF's information."""
        return {"/KlemText": self.text, "/KlemPages": str(self.pages)}


def text(root: Path = ROOT) -> str:
    """The fingerprint of the text: its pages, their looks, what computes on them."""
    files = sorted({f for part in PARTS for f in root.glob(part)})
    names = [f.relative_to(root).as_posix().encode() for f in files]
    pairs = zip(names, (f.read_bytes() for f in files), strict=True)
    return sha256(b"\0".join(b"\0".join(pair) for pair in pairs)).hexdigest()[:16]


def edition(pdf: Path) -> Edition | None:
    """Read without pypdf, which a build need not have."""
    found = NOTE.search(pdf.read_bytes()) if pdf.exists() else None
    return Edition(found[1].decode(), int(found[2])) if found else None


def offered(pdf: Path, now: str) -> str:
    made = edition(pdf)
    if made is None or made.text != now:
        return NONE
    size = f"({made.pages} pages, {pdf.stat().st_size / 1e6:.1f} MB)"
    return f'<a href="assets/{pdf.name}" download>The whole text as one PDF</a> {size}'


def offer() -> None:
    """Print the link, or how to get there; for an executed block on Start."""
    print(f'<p class="download">{offered(PDF, text())}</p>')
