"""A worker that runs derivations, in Chromium, as a page starts it.

The files are served from a folder below the root of the host, with the policy that the
text recommends to hosts.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, Page

from tests.site.browser import Quiet

DOCS = Path(__file__).parents[2] / "docs"
LIVE = DOCS / "assets/live"
BELOW = "/some/where"
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; "
    "connect-src 'self'"
)
PATIENCE = 400_000  # ms, for a machine that does other things
RUN = """async ([home, jobs]) => {
  const worker = new Worker(`${home}assets/js/live/worker.mjs`, { type: "module" });
  const said = [], start = performance.now();
  let left = jobs.length;
  return new Promise(done => {
    const stop = () => { worker.terminate(); done(said); };
    worker.onerror = event => { said.push({ type: "broken", text: event.message }); stop(); };
    worker.onmessage = ({ data }) => {
      said.push({ ...data, at: performance.now() - start });
      if (data.type === "fatal") stop();
      if (data.type === "done" || data.type === "error") { left -= 1; if (!left) stop(); }
    };
    worker.postMessage({ type: "load", base: `${home}assets/live/` });
    for (const job of jobs) worker.postMessage({ type: "run", source: null, break: null, ...job });
  });
}"""  # noqa: E501


class Below(Quiet):
    """Serves a folder at a path, and one empty page beside it."""

    def end_headers(self):
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def do_GET(self):
        if self.path == f"{BELOW}/empty":
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>empty</title>")
        elif self.path.startswith(f"{BELOW}/"):
            self.path = self.path.removeprefix(BELOW)
            super().do_GET()
        else:
            self.send_error(404)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder, below the root of this machine."""
    handler = partial(Below, directory=folder)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{BELOW}/"
        server.shutdown()


@contextmanager
def empty(browser: Browser, home: str) -> Iterator[Page]:
    """A page without anything, which keeps what is asked of hosts."""
    page = browser.new_page()
    page.set_default_timeout(PATIENCE)
    page.requests = []
    page.context.on("request", lambda r: page.requests.append(r.url))
    page.goto(f"{home}empty")
    yield page
    page.context.close()


def messages(page: Page, home: str, jobs: list[dict]) -> list[dict]:
    """All that one worker says of some runs, one after the other."""
    numbered = [{"id": n, **job} for n, job in enumerate(jobs)]
    return page.evaluate(RUN, [home, numbered])


def described(folder: Path = LIVE) -> dict[str, dict]:
    """The row of each result, as the page reads it."""
    manifest = json.loads((folder / "manifest.json").read_text())
    return json.loads((folder / manifest["files"]["results"]["path"]).read_text())
