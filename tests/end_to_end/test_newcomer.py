"""A newcomer's whole way: questions, a first live set, looking back at it, weeks later, export, delete."""

import io
import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, expect
from support.browser.coach_page import choose, open_options, settled
from support.browser.serving import serve
from support.browser.watching import ALLOW_CAMERA, FAKE_CAMERA, SPY
from support.cuts import Cut
from support.sets.made_up_weeks import fill

from posecoach.records.history.store import History

pytestmark = pytest.mark.timeout(240)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def page(
    chromium: Callable[..., Browser],
    webcam: Callable[..., str],
    model_path: Path,
    short_holds: Path,
    data: Path,
) -> Iterator[Page]:
    flags = (FAKE_CAMERA, ALLOW_CAMERA, webcam(Cut("standing_good_ben", 1.0)))
    with serve(model_path, short_holds, data, asked_already=False) as served:
        context = chromium(*flags).new_context(
            viewport={"width": 1280, "height": 1700}, locale="en-GB", accept_downloads=True
        )
        context.add_init_script(SPY)
        page = context.new_page()
        page.goto(served.url)
        yield page
        context.close()


def go_to(page: Page, title: str) -> None:
    page.get_by_role("link", name=title, exact=True).click()
    expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible()


def test_from_the_first_question_to_a_deleted_history(page: Page, data: Path, tmp_path: Path):
    def look(name: str) -> None:
        page.screenshot(path=tmp_path / f"{name}.png")

    # The questions come before anything can be started.
    expect(page.get_by_role("button", name="None of these apply")).to_be_visible()
    assert not page.get_by_role("button", name="Start").is_visible()
    look("1_questions")
    page.get_by_role("button", name="None of these apply").click()

    # A first set, with pictures allowed.
    choose(page, "standing_hamstring")
    open_options(page)
    page.get_by_text("3 s", exact=True).click()
    page.get_by_text("Save two pictures of each set").click()
    settled(page)  # a session takes the options that the page has when it begins
    start = page.get_by_role("button", name="Start")
    expect(start).to_contain_text("hamstring stretch, 3 s")
    look("2_ready")
    start.click()
    expect(page.locator(".summary-title")).to_have_text("Done", timeout=60_000)
    page.get_by_role("radio", name="I was done").click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    look("3_done")

    # Looking back at it.
    go_to(page, "Review")
    page.get_by_text("A past session", exact=True).click()
    expect(page.get_by_role("heading", name=re.compile(r"^3\.\d s of 3\.0 s held well"))).to_be_visible()
    expect(page.get_by_test_id("stVegaLiteChart").first.locator("svg, canvas")).to_be_visible()
    expect(page.get_by_test_id("stVegaLiteChart")).to_have_count(3)  # the states, hip and knee
    expect(page.get_by_text("Best moment")).to_be_visible()
    shown = page.locator("[data-testid=stImage] img")
    expect(shown).to_have_count(1)
    assert all(width > 300 for width in shown.evaluate_all("all => all.map(image => image.naturalWidth)"))
    look("4_past")

    # Ten weeks later.
    history = History(f"sqlite:///{data}/history.db")
    fill(history, datetime.now().astimezone())
    history.close()
    go_to(page, "Progress")
    expect(page.get_by_text("A real change in this period: +").first).to_be_visible()
    look("5_progress")

    # Taken along, and deleted.
    with page.expect_download() as csv:
        page.get_by_role("button", name="All sets as CSV").click()
    table = pd.read_csv(io.StringIO(Path(csv.value.path()).read_text("utf-8")), parse_dates=["started_at"])
    assert len(table) == 30 * 5 - 3 + 1
    with page.expect_download() as whole:
        page.get_by_role("button", name="Everything as JSON").click()
    (person,) = json.loads(Path(whole.value.path()).read_text("utf-8"))["profiles"]
    pictures = [kept for session in person["sessions"] for row in session["sets"] for kept in row["pictures"]]
    assert [picture["which"] for picture in pictures] == ["best"]
    page.get_by_text("Delete", exact=True).click()
    page.get_by_text("Yes, I'm sure").click()
    page.get_by_role("button", name="Delete all data").click()
    expect(page.get_by_text("Nothing here yet.")).to_be_visible()
    look("6_deleted")
    assert b"JFIF" not in (data / "history.db").read_bytes()
