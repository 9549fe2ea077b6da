"""axe-core finds nothing serious on the Coach page, and the live view reads at a phone's width."""

from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from support.browser.watching import ALLOW_CAMERA, FAKE_CAMERA
from support.cuts import HOLDING

SERIOUS = ("serious", "critical")
# Streamlit dims what its running script has not drawn again, and fades some labels in and out.
SETTLED = """() =>
  document.querySelector("[data-test-script-state=notRunning]") &&
  !document.getAnimations().some((animation) => animation instanceof CSSTransition)
"""


def serious_problems(page: Page) -> list[str]:
    page.wait_for_function(SETTLED, polling=100)  # a page that stands still may draw no frame to look at
    found = Axe().run(page).response["violations"]
    return [
        f"{problem['id']}: {node['html']}"
        for problem in found
        if problem["impact"] in SERIOUS
        for node in problem["nodes"]
        if 'data-testid="stDataFrame' not in node["html"]  # a canvas of streamlit's own
    ]


def in_both_schemes(page: Page) -> list[str]:
    problems = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        problems += [f"{scheme}: {problem}" for problem in serious_problems(page)]
    return problems


def test_the_coach_page_has_no_serious_barrier(open_coach: Callable[..., Page], webcam: Callable[..., str]):
    page = open_coach(FAKE_CAMERA, ALLOW_CAMERA, webcam(HOLDING))
    page.locator(".voice > summary").click()
    assert in_both_schemes(page) == []
    page.locator(".start").click()
    expect(page.locator("dialog[data-state=valid]")).to_be_visible()
    page.keyboard.press("a")
    assert in_both_schemes(page) == []
    page.keyboard.press("Escape")
    expect(page.locator(".summary-title")).to_be_visible()
    assert in_both_schemes(page) == []


# The last one is 1280 x 800 at a zoom of 200%.
WINDOWS = ((390, 844), (1280, 800), (640, 400))


def test_the_live_view_speaks_german_to_a_german_browser_and_fits_into_the_window(
    open_coach: Callable[..., Page], webcam: Callable[..., str]
):
    page = open_coach(FAKE_CAMERA, ALLOW_CAMERA, webcam(HOLDING), locale="de-DE")
    for number, (width, height) in enumerate(WINDOWS):
        page.set_viewport_size({"width": width, "height": height})
        if number == 0:
            page.locator(".start").click()
            expect(page.locator("dialog[data-state=valid] .state-word")).to_have_text("Zählt")
            expect(page.get_by_role("dialog").get_by_role("button", name="Anhalten")).to_be_visible()
            assert page.evaluate("window.spoken[0]") == "Es geht los. Hör auf, wenn etwas wehtut."
        page.evaluate("() => new Promise((then) => setTimeout(() => requestAnimationFrame(then), 100))")
        for name in ("title", "stop", "skip", "clock", "state", "next", "cue"):
            box = page.locator(f".live .{name}").bounding_box()
            if name == "next" and not page.locator(".live .next").inner_text():
                continue  # nothing follows a single stretch
            assert box is not None, (name, width)
            assert box["x"] >= 0, (name, width)
            assert box["y"] >= 0, (name, width)
            assert box["x"] + box["width"] <= width + 1, (name, width)
            assert box["y"] + box["height"] <= height + 1, (name, width)
