"""Run, Edit and Break it on a card, against a worker that computes nothing.

What the page owes its reader whatever the worker says: how far things are, which step
fails and why, a way to stop and to go back, and nothing that happens without a press.
"""

from random import Random

import pytest

from tests.site.browser import PHONE, WIDE, visit
from tests.site.live_card import asked, live_of, press, said, write, written
from tests.site.live_stub import PAGE, SOURCE, TAG, answer, serve
from tests.site.test_accessible import violations

SLOW = SOURCE.replace("right", "slow")
BOOM = SOURCE.replace("right", "boom")


@pytest.fixture
def page(browser, home):
    with visit(browser, home + PAGE) as page:
        page.set_default_timeout(60_000)
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        serve(page)
        yield page
        assert page.errors == []
        assert all(u.startswith((home, "data:")) for u in page.requests)


@pytest.fixture
def live(page):
    return live_of(page, TAG)


def test_every_card_has_its_tools_and_nothing_is_loaded(browser, home):
    with visit(browser, home + "kl/") as page:
        cards = page.locator("section.result").count()
        assert page.locator("section.result > .live button").count() == 3 * cards > 0
        assert not any(url.endswith(".mjs") for url in page.requests)


def test_without_scripts_there_is_no_button(browser, home):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(home + "kl/")
    assert page.locator("section.result").count() > 0
    assert page.locator("section.result button").count() == 0
    context.close()


def test_a_start_says_how_far_it_is_and_can_be_given_up(page, live):
    far = '{type: "progress", stage: "download", loaded: 1_000_000, total: 4_000_000}'
    serve(page, f"onmessage = () => postMessage({far});")
    press(live, "Run")
    said(live, "Downloading Python and SymPy: 1.0 of 4.0 MB")
    bar = live.get_by_role("progressbar")
    assert bar.evaluate("bar => bar.value / bar.max") == 0.25
    press(live, "Stop")
    said(live, "Stopped.")
    assert not bar.is_visible()


def test_a_run_says_what_it_found(live):
    press(live, "Run")
    said(live, "2 steps, 0.3 s: every step is derived, and both sides agree.")
    assert live.locator(".step").count() == 2
    assert live.locator(".step.failed, .step.open").count() == 0
    live.locator(".step .katex").nth(1).wait_for()
    checks = live.locator(".step .checks").first.inner_text()
    assert checks == "F1.1.1 square: derived; both sides agree to 30 digits"


def test_a_step_that_fails_is_marked_with_its_rest_and_a_point(live):
    press(live, "Break it")
    live.get_by_role("button", name="p and q swapped").click()
    said(live, "one step fails")
    failed = live.locator(".step.failed")
    assert failed.count() == 1
    words = failed.inner_text()
    assert "This step fails." in words
    assert "the sides differ" in words
    assert "At x = 1/2: the left side is 0.5, the right side 0.25." in words
    failed.locator(".residual + .arithmatex .katex").wait_for()
    assert "Broken: p and q swapped" in live.inner_text()


def test_a_step_of_an_edit_that_fails_is_marked_at_its_line(live):
    write(live, SOURCE.replace("right", "wrong"))
    press(live, "Run")
    said(live, "one step fails")
    assert 'return "wrong"' in live.locator(".cm-failed").inner_text()


def test_an_error_starts_at_the_line_of_the_reader(live):
    write(live, BOOM)
    press(live, "Run")
    said(live, "Line 3: NameError: boom")
    assert 'return "boom"' in live.locator(".cm-error").inner_text()
    assert live.locator(".trace").inner_text().startswith("line 3")


def test_stop_ends_the_worker_and_the_next_run_has_another(page, live):
    write(live, SLOW)
    press(live, "Run")
    said(live, "square: derived")
    press(live, "Stop")
    said(live, "Stopped.")
    assert not live.get_by_role("button", name="Stop").is_visible()
    write(live, SOURCE)
    press(live, "Run")
    said(live, "every step is derived")
    assert sum(w.url.endswith("/live/worker.mjs") for w in page.workers) == 1
    assert asked(page, "/live/worker.mjs") == 2


def test_reset_brings_back_what_is_published(live):
    write(live, BOOM)
    press(live, "Reset")
    assert written(live) == SOURCE
    assert not live.get_by_role("button", name="Reset").is_visible()
    press(live, "Run")
    said(live, "every step is derived")


def test_nothing_that_the_worker_says_becomes_html(page, live):
    press(live, "Run")  # each reason of the stub holds an image that runs a script
    said(live, "every step is derived")
    assert live.locator(".reason img").count() == 0
    assert live.locator(".reason").first.locator("i").inner_text() == "p"
    assert "<img src=x onerror" in live.locator(".reason").first.inner_text()
    assert page.title() != "1"


@pytest.mark.parametrize("instant", [True, False])
def test_an_edit_and_its_outcome_stay_while_one_browses(page, live, home, instant):
    if instant:  # the theme asks which pages it may put in place of this one
        pages = "".join(f"<url><loc>{home}{p}</loc></url>" for p in ("kl/", PAGE))
        sitemap = f"<urlset>{pages}</urlset>"
        page.route("**/sitemap.xml", answer(sitemap, "application/xml"))
        page.reload(wait_until="networkidle")
    write(live, SOURCE.replace("right", "wrong"))
    press(live, "Run")
    said(live, "one step fails")
    page.locator(".md-tabs__link", has_text="KL divergence").click()
    page.locator("#F8 > .live").wait_for()
    page.go_back()
    said(live, "one step fails")
    assert live.locator(".step.failed").count() == 1
    live.locator(".cm-failed", has_text="wrong").wait_for()
    press(live, "Run")
    said(live, "one step fails")
    assert asked(page, "/live/worker.mjs") == (1 if instant else 2)


def copied_link(live) -> str:
    press(live, "Copy a link to this edit")
    said(live, "Copied: a link")
    return live.page.evaluate("navigator.clipboard.readText()")


def test_a_link_carries_an_edit_and_runs_nothing(live, browser, home):
    write(live, "# Σ qᵢ ≠ 1\n" + BOOM)
    link = copied_link(live)
    assert link.startswith(f"{home}f/{TAG}/#edit={TAG}.")
    with visit(browser, home) as other:
        serve(other)
        other.goto(link)
        live_of(other, TAG).locator(".live-note").filter(
            has_text="Nothing of it has"
        ).wait_for()
        assert written(live_of(other, TAG)) == "# Σ qᵢ ≠ 1\n" + BOOM
        other.wait_for_timeout(600)
        assert asked(other, "/live/worker.mjs") == 0
        press(live_of(other, TAG), "Run")
        said(live_of(other, TAG), "Line 3: NameError: boom")
        assert not live_of(other, TAG).locator(".live-note").is_visible()


def test_a_link_takes_the_place_of_what_was_there(page, live):
    write(live, BOOM)
    press(live, "Run")
    said(live, "Line 3: NameError: boom")
    page.goto(copied_link(live))
    live.locator(".live-note").filter(has_text="Nothing of it has run").wait_for()
    assert live.locator(".cm-editor").count() == 1
    assert live.locator(".trace").count() == 0
    assert "NameError" not in live.inner_text()


def test_an_edit_too_long_for_a_link_is_refused_with_both_numbers(live):
    write(live, f"# {Random(7).randbytes(5000).hex()}")
    press(live, "Copy a link to this edit")
    said(live, "too long for a link")
    said(live, "6000 is the most")


@pytest.mark.parametrize("packed", ["AAAA", "x", "A" * 6001])
def test_a_link_that_cannot_be_read_says_so(page, live, home, packed):
    page.goto(f"{home}f/{TAG}/#edit={TAG}.{packed}")
    said(live, "The edit in this link cannot be read")


def test_what_was_not_built_can_be_run_in_a_terminal(browser, home):
    with visit(browser, home + PAGE) as page:
        live = live_of(page, TAG)
        page.route("**/live/manifest.json", lambda route: route.fulfill(status=404))
        for name in ("Run", "Edit", "Break it"):
            press(live, name)
            said(live, "built without what runs in the page")
            command = "-m derivations show information.content"
            assert command in live.locator("pre").inner_text()


def test_a_worker_that_is_not_there_is_said(browser, home):
    with visit(browser, home + PAGE) as page:
        live = live_of(page, TAG)
        serve(page)
        page.route("**/live/worker.mjs", lambda route: route.fulfill(status=404))
        press(live, "Run")
        said(live, "Python could not start: the script of the worker was not loaded")
        assert "./dev verify" in live.locator("pre").inner_text()


def test_what_the_worker_lacks_is_said(browser, home):
    fatal = "postMessage({type: 'fatal', stage: 'download', text: 'sympy-1.zip: 404'})"
    with visit(browser, home + PAGE) as page:
        live = live_of(page, TAG)
        serve(page, f"onmessage = () => {fatal};")
        press(live, "Run")
        said(live, "Python could not start: sympy-1.zip: 404.")


def test_a_worker_that_says_nothing_is_not_waited_for_in_silence(browser, home):
    with visit(browser, home + PAGE) as page:
        live = live_of(page, TAG)
        page.clock.install()
        serve(page, "")
        with page.expect_worker(lambda w: w.url.endswith("/live/worker.mjs")):
            press(live, "Run")
        page.clock.run_for(8_100)
        said(live, "Nothing has been heard for 8 s.")
        press(live, "Stop")
        said(live, "Stopped.")


def test_all_of_it_works_by_keyboard(page, live):
    live.get_by_role("button", name="Run").press("Enter")
    said(live, "every step is derived")
    live.get_by_role("button", name="Edit").press("Enter")
    live.locator(".cm-content:focus").wait_for()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(BOOM)
    page.keyboard.press("Control+Enter")
    said(live, "Line 3")
    page.keyboard.press("Tab")  # leaves the editor
    assert live.locator(".cm-content:focus").count() == 0
    live.get_by_role("button", name="Close").press("Enter")
    assert not live.locator(".cm-editor").is_visible()


def test_paper_has_none_of_it(page, live):
    press(live, "Run")
    said(live, "every step is derived")
    page.emulate_media(media="print")
    assert not live.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_axe_has_nothing_against_an_open_panel(browser, home, width, scheme):
    with visit(browser, home + PAGE, width, scheme) as page:
        live = live_of(page, TAG)
        serve(page)
        press(live, "Break it")
        write(live, SOURCE.replace("right", "wrong"))
        press(live, "Run")
        said(live, "one step fails")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
