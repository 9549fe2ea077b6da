"""axe-core finds nothing serious on the Coach page, and the live view reads at a phone's width."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from support.browser.watching import ALLOW_CAMERA, FAKE_CAMERA

SERIOUS = ("serious", "critical")
# Streamlit dims what its running script has not drawn again, and fades some labels in and out.
SETTLED = """() =>
  document.querySelector("[data-test-script-state=notRunning]") &&
  !document.getAnimations().some((animation) => animation instanceof CSSTransition)
"""


def serious_problems(page: Page) -> list[str]:
    page.wait_for_function(SETTLED)
    found = Axe().run(page).response["violations"]
    return [
        f"{problem['id']}: {node['html']}"
        for problem in found
        if problem["impact"] in SERIOUS
        for node in problem["nodes"]
        if 'data-testid="stDataFrame' not in node["html"]  # a canvas of streamlit's own
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_coach_page_has_no_serious_barrier(
    open_coach: Callable[..., Page], webcam: Callable[..., str], scheme: str
):
    page = open_coach(FAKE_CAMERA, ALLOW_CAMERA, webcam("standing_good_ben"), session="standing_hamstring")
    page.emulate_media(color_scheme=scheme)
    page.locator(".voice > summary").click()
    assert serious_problems(page) == []
    page.locator(".start").click()
    expect(page.locator("dialog[data-state=valid]")).to_be_visible(timeout=25_000)
    page.keyboard.press("a")
    assert serious_problems(page) == []
    page.keyboard.press("Escape")
    expect(page.locator(".summary-title")).to_be_visible()
    assert serious_problems(page) == []


# The last one is 1280 x 800 at a zoom of 200%.
@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 800), (640, 400)])
def test_everything_in_the_live_view_fits_into_the_window(
    open_coach: Callable[..., Page], webcam: Callable[..., str], width: int, height: int
):
    film = webcam("standing_good_ben")
    page = open_coach(FAKE_CAMERA, ALLOW_CAMERA, film, locale="de-DE")
    page.set_viewport_size({"width": width, "height": height})
    page.locator(".start").click()
    expect(page.locator("dialog[data-state=valid]")).to_be_visible(timeout=25_000)
    for name in ("title", "stop", "skip", "clock", "state", "next", "cue"):
        box = page.locator(f".live .{name}").bounding_box()
        if name == "next" and not page.locator(".live .next").inner_text():
            continue  # nothing follows a single stretch
        assert box is not None, name
        assert box["x"] >= 0, name
        assert box["y"] >= 0, name
        assert box["x"] + box["width"] <= width + 1, name
        assert box["y"] + box["height"] <= height + 1, name
