"""Playgrounds in Chromium: what is moved shows klem's numbers, by key and by hand."""

import numpy as np
import pytest

import klem
from derivations.publish.pictures.hidden_kinds import POINTS, OneMean
from derivations.publish.pictures.play import bins, faithful
from tests.site.browser import PHONE, WIDE, served, visit
from tests.site.playing import PAGES, drag, numbers, playing, press, write
from tests.site.test_accessible import AXE, ONLY

every_playground = pytest.mark.parametrize("name", PAGES)
LOOKS = [(WIDE, "light"), (PHONE, "dark")]


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        with served(write(tmp_path_factory.mktemp("play"), patch)) as address:
            yield address


def text(value: float, places: int = 3) -> str:
    return f"{value:.{places}f}".replace("-", "−")


@every_playground
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_it_wakes_on_its_page(browser, home, name, width, scheme):
    with playing(browser, home + PAGES[name], name, width, scheme) as (page, _):
        found = AXE.run(page, context=".play", options=ONLY).response["violations"]
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []
        assert page.errors == []
        assert not [u for u in page.requests if not u.startswith((home, "data:"))]
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@every_playground
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_has_nothing_against_it(browser, bare, name, width, scheme):
    with playing(browser, f"{bare}{name}.html", name, width, scheme) as (page, _):
        found = AXE.run(page, context=".play", options=ONLY).response["violations"]
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []
        assert page.errors == []


def is_still(section) -> bool:
    live = section.locator(".moving").is_visible()
    return section.locator(".still svg").first.is_visible() and not live


@every_playground
def test_without_scripts_the_still_picture_stands(browser, bare, name):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{bare}{name}.html")
    assert is_still(page.locator(".play"))
    context.close()


@every_playground
def test_and_on_paper(browser, bare, name):
    with playing(browser, f"{bare}{name}.html", name) as (page, section):
        assert not is_still(section)
        page.emulate_media(media="print")
        assert is_still(section)


@every_playground
@pytest.mark.parametrize("table", ["{}", "no JSON"])
def test_and_where_the_table_is_wrong(browser, bare, name, table):
    with visit(browser, bare) as page:
        page.route(f"**/play/{name}.json", lambda route: route.fulfill(body=table))
        with page.expect_console_message(lambda m: "could not start" in m.text):
            page.goto(f"{bare}{name}.html")
        assert is_still(page.locator(".play"))


def test_nothing_is_fetched_before_it_is_near(browser, bare):
    with visit(browser, bare) as page:
        source = page.request.get(f"{bare}bins.html").text()
        far = "<style>.play { margin-top: 300vh !important }</style>"
        body = source.replace("</title>", "</title>" + far)
        page.route(
            "**/bins.html",
            lambda route: route.fulfill(body=body, content_type="text/html"),
        )
        page.requests.clear()
        page.goto(f"{bare}bins.html", wait_until="networkidle")
        assert not [url for url in page.requests if "/play/" in url]
        page.locator(".play").scroll_into_view_if_needed()
        page.locator(".play[data-alive]").wait_for()
        assert [url for url in page.requests if url.endswith("play/bins.json")]


BINS = ("entropy", "cross", "kl", "limit")


def bins_say(width, own, mean, other) -> list[str]:
    p, q = bins.cut(0, own, width), bins.cut(mean, other, width)
    values = (
        klem.entropy_quantized(p),
        klem.cross_entropy_quantized(p, q),
        klem.kl_quantized(p, q),
        klem.kl_gaussian(0, own**2, mean, other**2),
    )
    return [text(value) for value in values]


def test_the_bins_show_klems_numbers(browser, bare):
    with playing(browser, f"{bare}bins.html", "bins") as (_, section):
        assert numbers(section, *BINS) == bins_say(1, 1, 1.5, 1)
        press(section.get_by_label("Width of the bins"), "ArrowLeft", 6)
        assert numbers(section, *BINS) == bins_say(1 / 8, 1, 1.5, 1)
        press(section.get_by_label("Mean of q"), "Home")
        press(section.get_by_label("Standard deviation of q"), "End")
        press(section.get_by_label("Standard deviation of p"), "ArrowRight")
        said = bins_say(1 / 8, 1.25, -2, 2)
        assert numbers(section, *BINS) == said
        heard = section.get_by_role("status")
        heard.filter(has_text=f"divergence {said[2]} nats").wait_for(state="attached")


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_a_bin_is_dragged(browser, bare, width):
    with playing(browser, f"{bare}bins.html", "bins", width) as (_, section):
        before = numbers(section, "kl")
        drag(section.locator(".handle.q"), -45, 0)
        mean = section.get_by_label("Mean of q").get_attribute("aria-valuetext")
        assert float(mean) < 1.5 and numbers(section, "kl") != before
        assert numbers(section, *BINS) == bins_say(1, 1, float(mean), 1)


def test_who_wants_no_motion_sees_none(browser, bare):
    with playing(browser, f"{bare}bins.html", "bins") as (page, section):
        page.emulate_media(reduced_motion="reduce")
        knob = section.locator(".handle.ink")
        at_once = knob.evaluate(
            """knob => {
              const range = document.querySelector("[aria-label='Width of the bins']");
              range.value = 0;
              range.dispatchEvent(new Event("input"));
              return knob.getAttribute("transform");
            }"""
        )
        page.wait_for_timeout(400)
        assert knob.get_attribute("transform") == at_once


def laws_say(p, q) -> list[str]:
    p, q = np.divide(p, 24), np.divide(q, 24)
    values = (
        klem.kl_divergence(p, q),
        klem.kl_divergence(q, p),
        klem.cross_entropy(p, q),
        klem.entropy(p),
    )
    return ["∞" if np.isinf(value) else text(value) for value in values]


def test_the_triangle_shows_klems_numbers(browser, bare):
    laws = ("forth", "back", "cross", "entropy")
    with playing(browser, f"{bare}simplex.html", "simplex") as (_, section):
        q = section.get_by_label("law q")
        assert numbers(section, *laws) == laws_say([12, 8, 4], [4, 6, 14])
        press(q, "ArrowRight", 3)
        assert q.get_attribute("aria-valuetext") == "a 1/24, b 3/8, c 7/12"
        assert numbers(section, *laws) == laws_say([12, 8, 4], [1, 9, 14])
        press(q, "ArrowRight")
        assert numbers(section, *laws) == laws_say([12, 8, 4], [0, 10, 14])
        section.get_by_role("button", name="Exchange p and q").click()
        assert numbers(section, *laws) == laws_say([0, 10, 14], [12, 8, 4])
        press(section.get_by_label("law p"), "ArrowDown", 30)
        assert (
            section.get_by_label("law p").get_attribute("aria-valuetext")[-3:] == "c 0"
        )


def law_of(knob) -> list[float]:
    said = knob.get_attribute("aria-valuetext").split(", ")
    return [eval(part.split()[1]) * 24 for part in said]


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_a_law_is_dragged(browser, bare, width):
    with playing(browser, f"{bare}simplex.html", "simplex", width) as (_, section):
        p, q = (section.get_by_label(f"law {name}") for name in "pq")
        drag(q, -60, 90)
        assert law_of(q) != [4, 6, 14]
        assert numbers(section, "forth", "back") == laws_say(law_of(p), law_of(q))[:2]


def bound_says(touch, mean) -> list[str]:
    model = OneMean(mean)
    _, q = OneMean(touch).e_step(POINTS)
    top, low = model.log_likelihood(POINTS), model.elbo((POINTS, q))
    gap = klem.kl_divergence(q, model.e_step(POINTS)[1]).sum()
    weights = ", ".join(text(w) for w in q[:, 1])
    return [text(mean, 2), text(top), text(low), text(gap), weights]


def test_the_bound_shows_klems_numbers(browser, bare):
    keys = ("mu", "height", "bound", "gap", "weights")
    with playing(browser, f"{bare}bound.html", "bound") as (_, section):
        assert numbers(section, *keys) == bound_says(-1.5, 0.5)
        section.get_by_role("button", name="E-step").click()
        assert numbers(section, *keys) == bound_says(0.5, 0.5)
        assert numbers(section, "gap") == ["0.000"]
        section.get_by_role("button", name="M-step").click()
        best = OneMean(0.5).m_step(OneMean(0.5).e_step(POINTS)).mean
        assert numbers(section, "top") == [text(best)]
        assert numbers(section, *keys) == bound_says(0.5, round(20 * best) / 20)
        press(section.get_by_label("mean μ"), "ArrowRight", 5)
        assert numbers(section, *keys) == bound_says(0.5, round(20 * best) / 20 + 0.25)
        drag(section.get_by_label("place where q is"), 60, 0)
        assert numbers(section, "weights") != [bound_says(0.5, 0)[4]]


def run_says(model, rows, iterations: int) -> list[str]:
    fit = klem.expectation_maximization(model, rows, max_iterations=iterations)
    weights = ", ".join(text(w) for w in fit.model.weights)
    return [text(fit.log_likelihood), text(fit.trace[-1].after_m_step), weights]


def mixture(*starts):
    rows, kinds = faithful.points(), len(starts)
    spread = [np.cov(rows.T)] * kinds
    return klem.Mixture(np.full(kinds, 1 / kinds), starts, spread), rows


def test_a_run_shows_klems_numbers(browser, bare):
    keys = ("height", "bound", "weights")
    with playing(browser, f"{bare}faithful.html", "faithful") as (_, section):
        press(section.get_by_label("Half step"), "ArrowRight", 6)
        run = mixture((2, 80), (4.5, 55))
        assert numbers(section, *keys) == run_says(*run, 3)
        section.get_by_role("button", name="Back").click()
        section.get_by_role("button", name="M-step").click()
        assert numbers(section, *keys) == run_says(*run, 3)
        press(section.get_by_label("Half step"), "End")
        assert numbers(section, "height") == [run_says(*run, 60)[0]]
        assert "klem stops" in section.locator(".state").inner_text()


def test_a_run_starts_where_one_wants(browser, bare):
    keys = ("height", "bound", "weights")
    with playing(browser, f"{bare}faithful.html", "faithful") as (page, section):
        with page.expect_response("**/faithful/3-014.json"):
            press(section.get_by_label("Number of components"), "ArrowRight")
        with page.expect_response("**/faithful/3-124.json"):
            press(section.get_by_label("start of component 1"), "ArrowRight")
        run = mixture((3.25, 55), (2, 80), (4.5, 55))
        start = text(run[0].log_likelihood(run[1]))
        section.locator("[data-key=height]", has_text=start).wait_for()
        press(section.get_by_label("Half step"), "ArrowRight", 8)
        assert numbers(section, *keys) == run_says(*run, 4)


def test_it_plays_until_it_is_stopped(browser, bare):
    with playing(browser, f"{bare}faithful.html", "faithful") as (_, section):
        section.get_by_role("button", name="Play").click()
        section.locator("[data-key=iteration]", has_text="2").wait_for()
        section.get_by_role("button", name="Pause").click()
        assert section.get_by_role("button", name="Play").is_visible()
