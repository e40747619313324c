"""What a re-run in a browser costs: bytes, seconds, and tasks on the page's thread.

    python -m benchmarks.live [--only SLUG…]     after ./dev live and ./dev build

The built site is served from here to headless Chromium. One card is pressed on its own
page, twice, in two visits of one browser profile; then one worker runs every result.
The load of the machine is printed beside each figure, since it decides most of them.
"""

import argparse
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import Page

from derivations.publish.paper.printing import chromium
from tests.site.live import PATIENCE

SITE = Path(__file__).parents[1] / "site"
CARD = "em/elbo/"
RUN = "section.result button:text-is('Run')"
STOP = "section.result button:text-is('Stop')"
OUTCOME = ".live-out .step"
CLEAR = "document.querySelectorAll('.live-out').forEach(out => out.replaceChildren())"
# Tasks of the page's own thread that are longer than 50 ms, as browsers report them.
WATCH = """() => {
  self.longest = 0;
  new PerformanceObserver(list => {
    for (const task of list.getEntries()) self.longest = Math.max(self.longest, task.duration);
  }).observe({ type: "longtask", buffered: false });
}"""  # noqa: E501

START = """home => {
  self.worker = new Worker(`${home}assets/js/live/worker.mjs`, { type: "module" });
  worker.postMessage({ type: "load", base: `${home}assets/live/` });
}"""
ONE = """slug => new Promise(done => {
  worker.onmessage = ({ data }) => {
    if (["done", "error", "fatal"].includes(data.type)) done(data);
  };
  worker.postMessage({ type: "run", id: slug, slug, source: null, break: null });
})"""


class Counting(SimpleHTTPRequestHandler):
    """Serves the site, and adds up what it sends as the bodies of its answers."""

    sent = 0

    def log_message(self, *args):
        pass

    def copyfile(self, source, outputfile):
        data = source.read()
        Counting.sent += len(data)
        outputfile.write(data)


@contextmanager
def counted(site: Path):
    handler = partial(Counting, directory=site)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def load() -> str:
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def visit(context, home: str) -> list[str]:
    """One press on a page that has just been opened; then a second press."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(home + CARD, wait_until="networkidle")
    page.evaluate(WATCH)
    before = Counting.sent
    first, second = pressed(page), pressed(page)
    bytes_ = Counting.sent - before
    longest = page.evaluate("self.longest")
    page.close()
    return [f"{bytes_:,}", f"{first:.1f}", f"{second:.2f}", f"{longest:.0f}", load()]


def pressed(page: Page) -> float:
    """Seconds from the press to the first step."""
    start = time.perf_counter()
    page.evaluate(
        "document.querySelectorAll('.live-out').forEach(o => o.replaceChildren())"
    )
    page.locator(RUN).first.click()
    page.locator(OUTCOME).first.wait_for()
    took = time.perf_counter() - start
    page.locator(STOP).first.wait_for(state="hidden")  # or the next would wait for it
    return took


def results(page: Page, home: str, slugs: list[str]) -> Iterator[str]:
    """A row for each result as it is done, and one for all of them."""
    page.evaluate(START, home)
    ran = 0
    for slug in slugs:
        row = outcome(slug, page.evaluate(ONE, slug))
        ran += "| runs |" in row
        yield row
    yield f"{ran} of {len(slugs)} run; {load()}"


def outcome(slug: str, last: dict) -> str:
    if last["type"] != "done":
        return f"| {slug} | {last['type']} | {last.get('text', '')} |"
    said = "runs" if not last["failed"] else f"{last['failed']} steps fail"
    stated = f"{last['open']} of {last['steps']} steps open"
    return f"| {slug} | {said} | {last['seconds']:.1f} s, {stated} |"


def slugs_of(site: Path) -> list[str]:
    folder = site / "assets/live"
    files = json.loads((folder / "manifest.json").read_text())["files"]
    return list(json.loads((folder / files["results"]["path"]).read_text()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", help="run these results only")
    parser.add_argument("--site", type=Path, default=SITE)
    args = parser.parse_args()
    with counted(args.site) as home, chromium() as browser:
        context = browser.new_context()
        foreign: list[str] = []
        context.on("request", lambda r: r.url.startswith(home) or foreign.append(r.url))
        print("| visit | bytes | first press, s | again, s | longest task, ms | |")
        for name in ("first", "second"):
            print(f"| {name} | {' | '.join(visit(context, home))} |", flush=True)
        page = context.new_page()
        page.set_default_timeout(10 * PATIENCE)
        page.goto(home + "404.html")
        for row in results(page, home, args.only or slugs_of(args.site)):
            print(row, flush=True)
        print(f"requests to other hosts: {len(foreign)} {foreign[:3]}")


if __name__ == "__main__":
    main()
