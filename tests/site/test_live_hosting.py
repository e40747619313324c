"""All of it works on a sub-path, under the policy that a build writes.

Under a stricter one the page says what stops it.
"""

import pytest

from derivations.publish.policy import FILE, hashes, policy
from tests.site.browser import served, visit
from tests.site.live_card import live_of, press, said, write, written
from tests.site.live_stub import PAGE, SLUG, SOURCE, TAG, WORKER, serve

INLINE = (
    "<html><script>one()</script><script type='application/json'>{}</script></html>"
)


@pytest.fixture(scope="module")
def host(site, tmp_path_factory):
    """Serves the site on a sub-path under a policy."""
    folder = tmp_path_factory.mktemp("host")
    (folder / "text").symlink_to(site)
    return lambda policy: served(folder, policy)


@pytest.fixture(scope="module")
def written_policy(site):
    return (site / FILE).read_text().strip()


def test_a_script_in_a_page_is_let_in_by_its_hash():
    by_openssl = "'sha256-HR7iaask9daLMRRskMI++QeJtjWDOjyPA6lGzYGzKW4='"
    assert hashes([INLINE, INLINE]) == [by_openssl]
    assert by_openssl in policy([INLINE])


def test_the_policy_is_short_enough_for_a_header(written_policy):
    assert len(written_policy) < 2000


def test_all_works_under_the_policy_that_is_written(browser, host, written_policy):
    with host(written_policy) as home, visit(browser, f"{home}text/{PAGE}") as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        serve_with(page, written_policy)
        live = live_of(page, TAG)
        write(live, SOURCE.replace("right", "wrong"))
        press(live, "Run")
        said(live, "one step fails")
        live.locator(".step .katex").nth(1).wait_for()
        assert "wrong" in written(live)
        press(live, "Copy a link to this edit")
        said(live, "Copied")
        link = page.evaluate("navigator.clipboard.readText()")
        assert link.startswith(f"{home}text/f/{TAG}/#edit=")
        assert page.errors == []


def test_a_slug_leads_to_its_tag_under_the_policy(browser, host, written_policy):
    address = f"text/f/{SLUG}/?a=1#F1.1"
    with host(written_policy) as home, visit(browser, home + address) as page:
        assert page.url == f"{home}text/f/{TAG}/?a=1#F1.1"
        assert page.errors == []


def serve_with(page, header: str) -> None:
    """The stub, under the same policy as the pages."""
    serve(page)
    headers = {"content-type": "text/javascript", "content-security-policy": header}
    page.route("**/live/worker.mjs", lambda r: r.fulfill(body=WORKER, headers=headers))


@pytest.mark.parametrize(
    ("rule", "stricter", "what"),
    [
        ("worker-src 'self'", "worker-src 'none'", "has worker-src refuse"),
        ("connect-src 'self'", "connect-src 'none'", "has connect-src refuse"),
    ],
)
def test_a_stricter_policy_is_named(
    browser, host, written_policy, rule, stricter, what
):
    assert rule in written_policy
    strict = written_policy.replace(rule, stricter)
    with host(strict) as home, visit(browser, f"{home}text/{PAGE}") as page:
        live = live_of(page, TAG)
        if "worker" in rule:
            serve(page)
        press(live, "Run")
        said(
            page,
            f"Python could not start: the Content-Security-Policy of this site {what}",
        )
        assert "Host it" in live.inner_text()
        assert f"./dev verify {SLUG}" in live.inner_text()
