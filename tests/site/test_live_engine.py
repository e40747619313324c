"""The real Python in the page: a result as published, broken, and edited by a reader.

It needs what `./dev live` fetches and builds; CI builds it, so there none is skipped.
"""

import json

import pytest

from derivations.publish.policy import FILE
from tests.site.browser import served, visit
from tests.site.live_card import asked, live_of, press, said, write

PAGE, TAG, SLUG = "kl/", "F8", "kl.delta-cancellation"
PATIENCE = 180_000  # milliseconds, for machines with much else to do


@pytest.fixture(scope="module")
def engine(site):
    """What the page knows of each result."""
    folder = site / "assets/live"
    if not (folder / "manifest.json").is_file():
        pytest.skip("the live files are not built: ./dev live")
    manifest = json.loads((folder / "manifest.json").read_text())
    return json.loads((folder / manifest["files"]["results"]["path"]).read_text())


@pytest.fixture(scope="module")
def page(browser, site, engine):
    """One page for all, so that Python starts once, under the policy of the build."""
    policy = (site / FILE).read_text().strip()
    with served(site, policy) as home, visit(browser, home + PAGE) as page:
        page.set_default_timeout(PATIENCE)
        yield page
        assert page.errors == []
        assert all(url.startswith((home, "data:")) for url in page.requests)
        assert asked(page, "/live/worker.mjs") == 1


def test_the_result_is_derived_again_step_by_step(page, engine):
    live = live_of(page, TAG)
    press(live, "Run")
    said(live, "every step is derived, and both sides agree.")
    assert live.locator(".step").count() == engine[SLUG]["steps"] > 10
    assert live.locator(".step.failed, .step.open").count() == 0
    on_the_card = page.locator(f"#{TAG} > .formula .reason").all_text_contents()
    assert live.locator(".reason").all_text_contents() == on_the_card


def test_a_wrong_version_fails_where_it_is_wrong(page, engine):
    live = live_of(page, TAG)
    press(live, "Break it")
    live.locator(".live-wrong button").first.click()
    said(live, "one step fails")
    failed = live.locator(".step.failed")
    assert failed.count() == 1
    assert "the left side is" in failed.locator(".witness").inner_text()


def test_a_changed_sign_fails_and_a_fault_has_its_line(page, engine):
    live = live_of(page, TAG)
    source = engine[SLUG]["source"]
    write(live, source.replace("- bins(", "+ bins(", 1))
    press(live, "Run")
    live.get_by_role("status").filter(has_text="fail").wait_for()
    assert live.locator(".step.failed").count() >= 1
    line = source.splitlines().index("    return derivation(") + 1
    write(live, source.replace("    return deriv", "    nonsense\n    return deriv", 1))
    press(live, "Run")
    said(live, f"Line {line}: NameError")
    assert "nonsense" in live.locator(".cm-error").inner_text()


def test_a_policy_against_webassembly_is_said(browser, site, engine):
    policy = (site / FILE).read_text().strip().replace("'wasm-unsafe-eval' ", "")
    with served(site, policy) as home, visit(browser, home + PAGE) as page:
        page.set_default_timeout(PATIENCE)
        live = live_of(page, TAG)
        press(live, "Run")
        said(live, "Python could not start: ")
        assert "WebAssembly" in live.get_by_role("status").inner_text()
        assert f"./dev verify {SLUG}" in live.locator("pre").inner_text()


def test_a_file_that_is_missing_is_named(browser, home, engine):
    with visit(browser, home + PAGE) as page:
        page.set_default_timeout(PATIENCE)
        page.route("**/live/sympy-*", lambda route: route.fulfill(status=404))
        live = live_of(page, TAG)
        press(live, "Run")
        said(live, "Python could not start: ")
        assert "sympy-" in live.get_by_role("status").inner_text()
