"""Where a result comes from: the file and lines of its function, and the file's SWHID.

The identifier is that of Software Heritage for a content: the hash that Git gives a
blob. It is computed from the bytes, so it holds wherever they are archived, and if.
"""

import inspect
from hashlib import sha1
from pathlib import Path

from derivations.memo import HERE
from derivations.verification import maker

ROOT = HERE.parent


def swhid(content: bytes) -> str:
    """swh:1:cnt: and the SHA-1 of the content behind Git's header for a blob."""
    blob = b"blob %d\0" % len(content) + content
    return f"swh:1:cnt:{sha1(blob, usedforsecurity=False).hexdigest()}"


def origin(slug: str) -> dict:
    """The function of a result: where it is, and which bytes these were."""
    made = inspect.unwrap(maker(slug))
    file = Path(inspect.getfile(made))
    lines, first = inspect.getsourcelines(made)
    last = first + len(lines) - 1
    known = swhid(file.read_bytes())
    return {
        "file": file.relative_to(ROOT).as_posix(),
        "function": made.__name__,
        "lines": [first, last],
        "swhid": known,
        "swhid_of_lines": f"{known};lines={first}-{last}",
    }
