"""axe-core finds nothing on any page and in any state, and the live view reads at a phone's width."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from support.browser.coach_page import choose, open_options, settled
from support.browser.serving import serve
from support.browser.watching import ALLOW_CAMERA, FAKE_CAMERA
from support.cuts import HOLDING
from support.sets.made_up_weeks import fill, one_session

from posecoach.records.history.store import History

pytestmark = pytest.mark.timeout(240)

# Streamlit dims what its running script has not drawn again, and fades some labels in and out. Parts that are
# folded up keep transitions that are over.
SETTLED = """() =>
  document.querySelector("[data-test-script-state=notRunning]") &&
  !document.getAnimations().some((one) => one instanceof CSSTransition && one.playState === "running")
"""


# Streamlit draws the page anew in the other colours, a moment after it is asked to.
DRAWN_IN = """scheme => {
  const ground = getComputedStyle(document.querySelector("[data-testid=stApp]")).backgroundColor;
  return (Number(/\\d+/.exec(ground)[0]) < 128) === (scheme === "dark");
}"""
# What differs in the dark.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


def problems(page: Page) -> list[str]:
    """What axe finds, of any impact, in the light and in the dark."""
    found = []
    for scheme, options in (("dark", COLOURS), ("light", None)):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(DRAWN_IN, arg=scheme, polling=100)
        page.wait_for_function(SETTLED, polling=100)  # a page that stands still may draw no frame to look at
        violations = Axe().run(page, options=options).response["violations"]
        found += [f"{scheme}, {one['id']}: {node['html']}" for one in violations for node in one["nodes"]]
    return found


def test_every_page_is_without_barriers(
    chromium: Callable[..., Browser], model_path: Path, short_holds: Path, tmp_path: Path
):
    with serve(model_path, short_holds, tmp_path, asked_already=False) as served:
        page = chromium(FAKE_CAMERA).new_page(viewport={"width": 1280, "height": 900}, locale="de-DE")
        page.goto(served.url)
        first_sign = page.locator(".st-key-safety_questions label").first
        expect(first_sign).to_be_visible()
        assert problems(page) == []
        first_sign.click()
        page.get_by_role("button", name="Weiter").click()
        expect(page.get_by_role("alert")).to_be_visible()
        assert problems(page) == []
        page.get_by_role("button", name="Noch einmal antworten").click()
        page.get_by_role("button", name="Nichts davon trifft zu").click()

        expect(page.locator(".start")).to_be_enabled()
        page.get_by_text("Anpassen", exact=True).click()
        page.locator(".voice > summary").click()
        settled(page)
        assert problems(page) == []
        choose(page, "standing_hamstring")
        open_options(page)
        page.locator(".start").click()  # nobody allows the camera
        expect(page.locator(".notice")).to_be_visible()
        assert problems(page) == []

        page.get_by_role("link", name="Fortschritt").click()
        expect(page.get_by_text("Noch ist hier nichts.")).to_be_visible()
        assert problems(page) == []
        page.get_by_role("link", name="Übungen").click()
        expect(page.get_by_role("heading", name="Was gemessen wird")).to_be_visible()
        assert problems(page) == []

        history = History(f"sqlite:///{tmp_path}/history.db")
        fill(history, datetime.now().astimezone())
        page.get_by_role("link", name="Fortschritt").click()
        expect(page.get_by_role("heading", name="Letzte Einheiten")).to_be_visible()
        page.get_by_text("Als Tabelle", exact=True).click()
        settled(page)
        assert problems(page) == []
        page.get_by_role("link", name="Auswertung").click()
        expect(page.get_by_role("heading", name="Sekunde für Sekunde")).to_be_visible()
        settled(page)
        assert problems(page) == []
        page.get_by_text("Eigenes Video", exact=True).click()
        expect(page.get_by_role("button", name="Datei wählen", exact=True)).to_be_visible()
        assert problems(page) == []

        history.end_session(one_session(history), ended="pain", discomfort_after=6)
        history.close()
        page.get_by_role("link", name="Coach", exact=True).click()
        expect(page.get_by_role("button", name="Heute trotzdem dehnen")).to_be_visible()
        assert problems(page) == []
        page.close()


def test_a_session_is_without_barriers(open_coach: Callable[..., Page], webcam: Callable[..., str]):
    page = open_coach(FAKE_CAMERA, ALLOW_CAMERA, webcam(HOLDING))
    page.locator(".start").click()
    expect(page.locator("dialog[data-state=valid]")).to_be_visible()
    page.keyboard.press("a")
    assert problems(page) == []
    page.keyboard.press("Space")
    expect(page.locator("dialog[data-phase=paused]")).to_be_visible()
    assert problems(page) == []
    page.keyboard.press("Escape")
    expect(page.locator(".summary-title")).to_be_visible()
    expect(page.locator(".st-key-after_session")).to_be_visible()
    assert problems(page) == []


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
