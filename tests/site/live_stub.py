"""A worker that computes nothing and says what a test wants, in place of the real one.

Its directives stand in the source that it is given: `slow` never ends, `wrong` fails at
the second step, `boom` raises in line 3.
"""

import json
from pathlib import Path

TAG, SLUG, PAGE = "F1", "information.content", "information/"
SOURCE = '''def content():
    """What the stub derives."""
    return "right"
'''
BREAKS = [
    {
        "key": "person:0",
        "kind": "person",
        "says": "<i>p</i> and <i>q</i> swapped",
        "latex": r"\ln q",
        "where": None,
    },
]
MANIFEST = {
    "version": "stub",
    "total": 4_000_000,
    "files": {"results": {"path": "results-stub.json", "bytes": 1, "press": False}},
}
WORKER = Path(__file__).with_suffix(".mjs").read_text()


def answer(body: str, kind: str):
    return lambda route: route.fulfill(body=body, content_type=kind)


def results() -> dict:
    place = {"file": "derivations/information.py", "function": "content"}
    return {SLUG: {"tag": TAG, "source": SOURCE, "breaks": BREAKS, **place}}


def serve(page, worker: str = WORKER) -> None:
    """From now on the page meets the stub."""
    page.route("**/live/worker.mjs", answer(worker, "text/javascript"))
    page.route("**/live/manifest.json", answer(json.dumps(MANIFEST), "text/json"))
    page.route("**/live/results-*", answer(json.dumps(results()), "text/json"))
