"""A built site served on localhost, and its pages as a new reader sees them."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, Page

WIDE, PHONE = 1280, 390
UNFOLD = "document.querySelectorAll('details').forEach(d => { d.open = true })"


class Quiet(SimpleHTTPRequestHandler):
    def __init__(self, *args, policy: str = "", **kwargs):
        self.policy = policy
        super().__init__(*args, **kwargs)

    def end_headers(self):
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def log_message(self, *args):
        """Keep requests out of the test report."""


@contextmanager
def served(site: Path, policy: str = "") -> Iterator[str]:
    """The address of `site` on this machine, under a Content-Security-Policy."""
    handler = partial(Quiet, directory=site, policy=policy)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@contextmanager
def visit(browser: Browser, url: str, width=WIDE, scheme="light") -> Iterator[Page]:
    """A page as a new reader sees it; its errors and requests are kept on it."""
    page = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme=scheme
    )
    page.set_default_timeout(10_000)
    page.errors, page.requests = [], []
    page.on("pageerror", lambda e: page.errors.append(str(e)))
    page.on("console", lambda m: m.type == "error" and page.errors.append(m.text))
    page.on("request", lambda r: page.requests.append(r.url))
    page.goto(url, wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    yield page
    page.close()
