"""A newcomer's first minute: how much there is to read, to decide and to press before the stage opens."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from support.browser.coach_page import settled
from support.browser.serving import ROOT, serve
from support.browser.watching import ALLOW_CAMERA, FAKE_CAMERA, SPY
from support.cuts import HOLDING

pytestmark = pytest.mark.timeout(400)

MOST_WORDS, MOST_DECISIONS, CLICKS = 120, 4, 2
# The window's header included; what is folded away or only for screen readers isn't there to be read.
WORDS = """([within, until]) => {
  const root = document.querySelector(within);
  const words = [], all = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (all.nextNode()) {
    const text = all.currentNode, holder = text.parentElement;
    if (until && !until.contains(text) && until.compareDocumentPosition(text) & 4) continue;
    if (holder.closest("style, script, [data-testid=stIconMaterial]")) continue;
    if (holder.closest("[data-testid=stSkipToContent]")) continue;
    if (!holder.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const { width, height } = range.getBoundingClientRect();
    if (width > 1 && height > 1) words.push(...text.data.split(/\\s+/));
  }
  return words.filter((word) => /[\\p{L}\\p{N}]/u.test(word));
}"""
# All there is to decide on the page down to a button: the signs are one question. Explanations, the links to
# other pages and the language are in every window, and nobody has to decide on them.
DECISIONS = """(until) => [...document.querySelectorAll("[data-testid=stMain] *")]
  .filter((one) => one.matches("button, input, select, summary"))
  .filter((one) => one === until || one.compareDocumentPosition(until) & 4)
  .filter((one) => !one.closest(".st-key-language_row, [data-testid=stTooltipIcon]"))
  .filter((one) => one.checkVisibility())
  .map((one) => (one.type === "checkbox" ? "signs" : one.innerText.trim()))
"""


@pytest.fixture
def page(
    chromium: Callable[..., Browser], webcam: Callable[..., str], model_path: Path, tmp_path: Path
) -> Iterator[Page]:
    """The first page of a computer on which nobody has used PoseCoach yet."""
    flags = (FAKE_CAMERA, ALLOW_CAMERA, webcam(HOLDING))
    with serve(model_path, ROOT / "stretch_specs", tmp_path / "data", asked_already=False) as served:
        context = chromium(*flags).new_context(viewport={"width": 1280, "height": 800}, locale="en-GB")
        context.add_init_script(SPY)
        page = context.new_page()
        page.goto(served.url, timeout=90_000)
        yield page
        context.close()


def in_view(page: Page, one: Locator) -> bool:
    box = one.bounding_box()
    size = page.viewport_size
    assert box is not None
    assert size is not None
    return box["y"] >= 0 and box["y"] + box["height"] <= size["height"]


def test_from_the_first_load_to_the_stage(page: Page, tmp_path: Path):
    clicks = 0

    # The first screen counts whole.
    answer = page.get_by_role("button", name="None of these apply")
    expect(answer).to_be_visible()
    expect(page.locator(".welcome")).to_be_visible()
    settled(page)
    page.screenshot(path=tmp_path / "first.png")
    assert in_view(page, answer)
    words: list[str] = page.evaluate(WORDS, ["body", None])
    decisions: list[str] = answer.evaluate(DECISIONS)
    answer.click()
    clicks += 1

    # Of the next one what stands before Start, and Start. It is in a shadow tree, so its host stands for it.
    # The header has stayed.
    start = page.get_by_role("button", name=re.compile("^Start"))
    expect(start).to_be_enabled()
    settled(page)
    page.screenshot(path=tmp_path / "coach.png")
    assert in_view(page, start)
    host = start.evaluate_handle("(start) => start.getRootNode().host").as_element()
    words += page.evaluate(WORDS, ["[data-testid=stMain]", host]) + start.inner_text().split()
    decisions += [*host.evaluate(DECISIONS), "the camera", "Start"]
    start.click()
    clicks += 1

    expect(page.get_by_role("dialog")).to_be_visible()
    assert len(words) <= MOST_WORDS, words
    assert len(set(decisions)) <= MOST_DECISIONS, decisions
    assert clicks == CLICKS
