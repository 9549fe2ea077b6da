"""How large the pictures are that go to the coach: the component's own script, in a browser."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from posecoach.ui.live import component

SCRIPT = Path(component.__file__).with_name("component") / "pace.js"
PLAY = """
(spans) => {
  const told = [];
  const pace = new Pace((small) => told.push(small));
  let now = 0;
  const widths = spans.map(([seconds, perS]) => {
    for (const end = now + seconds; now < end; now += 1 / perS) pace.note(now);
    return pace.width;
  });
  return [widths, told];
}
"""


@pytest.fixture(scope="module")
def page(chromium: Callable[..., Browser]) -> Page:
    page = chromium().new_page()
    page.add_script_tag(content=f"{SCRIPT.read_text('utf-8')}\nwindow.Pace = Pace;")
    return page


@pytest.mark.parametrize(
    ("spans", "widths", "told"),
    [
        ([(60, 12)], [640], []),  # enough answers: full size
        ([(4, 6)], [512], [True]),  # too few: smaller, and said so
        ([(60, 6)], [384], [True, True, True]),  # but never smaller than that
        ([(4, 6), (60, 12)], [512, 512], [True]),  # it keeps up now, with nothing to spare
        ([(4, 6), (20, 20)], [512, 640], [True, False]),  # with much to spare: full size again
        ([(4, 6), (8, 20)], [512, 512], [True]),  # not at the first sign of it
    ],
)
def test_pictures_get_smaller_only_where_answers_are_too_few(
    page: Page, spans: list[tuple[float, float]], widths: list[int], told: list[bool]
):
    assert page.evaluate(PLAY, spans) == [widths, told]
