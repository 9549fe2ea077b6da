"""No word of Streamlit's own is left in English on a page in another language, seen or read aloud."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from support.browser.watching import Served
from support.streamlit_texts import literals

from tools import translations

# Every text and name outside of the live component, which has a shadow tree and words of its own.
EVERY_TEXT = """() => {
  const found = new Set();
  for (const element of document.body.querySelectorAll("*:not(script):not(style)")) {
    for (const name of ["aria-label", "title", "placeholder"]) found.add(element.getAttribute(name)?.trim());
    for (const node of element.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) found.add(node.data.trim());
    }
  }
  return [...found].filter((text) => /[A-Z][a-z]/.test(text ?? ""));
}"""
# Words of ours that Streamlit's code has too, and names.
OURS = {"Coach", "Start", "Name", "Video", "Streamlit"}
SETTLED = "[data-test-script-state=notRunning]"
START_MS = 60_000

pytestmark = pytest.mark.timeout(240)


@pytest.fixture(params=["de-DE", "es-ES"])
def page(request: pytest.FixtureRequest, chromium: Callable[..., Browser], served: Served) -> Iterator[Page]:
    page = chromium().new_page(viewport={"width": 1280, "height": 900}, locale=request.param)
    page.goto(served.url)
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=START_MS)
    yield page
    page.close()


def left_in_english(page: Page) -> set[str]:
    page.locator(SETTLED).wait_for()
    catalogue = translations.read(page.locator("html").get_attribute("lang") or "")
    translated = {message.string for message in catalogue if isinstance(message.string, str)}
    return set(page.evaluate(EVERY_TEXT)) & literals() - translated - OURS


def open_all(page: Page) -> None:
    page.locator(SETTLED).wait_for()
    for box in page.get_by_test_id("stExpander").locator("details:not([open]) > summary").element_handles():
        box.click()


def test_no_page_has_english_words_of_streamlit(page: Page, tmp_path: Path):
    open_all(page)
    assert left_in_english(page) == set()
    name = page.get_by_test_id("stTextInput").locator("input").first
    name.fill("Abends")
    expect(page.get_by_text(re.compile("^(Mit Enter|Pulsa Intro)"))).to_be_visible()
    assert left_in_english(page) == set()
    name.press("Enter")
    page.get_by_test_id("stMainMenuButton").click()
    expect(page.get_by_test_id("stMainMenuList")).to_be_visible()
    assert left_in_english(page) == set()
    page.keyboard.press("Escape")
    (wrong := tmp_path / "wrong.txt").write_text("no routine")
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(wrong)
    expect(page.get_by_text("wrong.txt", exact=True)).to_be_visible()
    expect(page.get_by_text("are not allowed")).to_have_count(0)
    assert left_in_english(page) == set()
    links = page.get_by_role("navigation").get_by_role("link")
    for link in links.all()[1:]:
        link.click()
        expect(page.get_by_role("heading").first).to_have_text(link.inner_text().splitlines()[-1])
        open_all(page)
        assert left_in_english(page) == set()


def test_a_new_language_holds_for_words_that_are_there_already(page: Page):
    box = page.get_by_test_id("stSelectbox").first.locator("input")
    assert box.get_attribute("placeholder") in ("Bitte wählen", "Elige una opción")
    box.click()
    page.get_by_role("option", name="English").click()
    expect(page.get_by_text("A single exercise")).to_be_visible()
    expect(page.get_by_test_id("stMainMenuButton")).to_have_attribute("aria-label", "Main menu")
    expect(page.get_by_test_id("stSelectbox").first.locator("input")).to_have_attribute(
        "placeholder", "Choose an option"
    )
