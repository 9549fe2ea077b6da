"""The Review page in a real browser: a sample from choosing to the downloaded report, and a bad upload."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect
from support.browser.watching import Served

from posecoach.vision.media.video import probe

SAMPLE = Path(__file__).parents[2] / "sample_videos" / "fps12_lying_jonas.mp4"
LOCAL = ("http://127.0.0.1:", "data:", "blob:")
# Every frame goes through the pose model; a laptop takes seconds, a busy machine more.
ANALYSIS_MS = 90_000
# The first page of a fresh server also loads MediaPipe.
START_MS = 60_000

pytestmark = pytest.mark.timeout(240)


@pytest.fixture
def page(chromium: Callable[..., Browser], served: Served) -> Iterator[Page]:
    page = chromium().new_page(viewport={"width": 1280, "height": 900})
    page.goto(served.url)
    expect(page.get_by_role("heading", name="Coach", exact=True)).to_be_visible(timeout=START_MS)
    page.get_by_role("link", name="Review", exact=True).click()
    expect(page.get_by_role("heading", name="Review", exact=True)).to_be_visible()
    yield page
    page.close()


def test_a_sample_is_judged_and_its_report_can_be_kept(page: Page):
    outside: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith(LOCAL):
            outside.append(request.url)

    page.on("request", note)
    # With a session in the history the page opens on that.
    page.get_by_text("A sample", exact=True).click()
    page.get_by_label("What it shows").fill("12 frames a second")
    page.get_by_role("option", name=re.compile("12 frames a second")).click()
    page.get_by_role("button", name="Analyse").click()
    headline = page.get_by_role("heading", name=re.compile("held well"))
    expect(headline).to_be_visible(timeout=ANALYSIS_MS)

    truth = json.loads(SAMPLE.with_name(f"{SAMPLE.stem}.truth.json").read_text())
    truly_held_s = sum(end_s - start_s for start_s, end_s in truth["valid"])
    told_s = float(headline.inner_text().split()[0])
    assert told_s == pytest.approx(truly_held_s, abs=1.0)

    video = page.locator("video")
    width = video.evaluate(
        "v => v.readyState ? v.videoWidth"
        " : new Promise(done => v.addEventListener('loadedmetadata', () => done(v.videoWidth)))"
    )
    assert width == probe(SAMPLE).width
    expect(page.get_by_test_id("stVegaLiteChart").first.locator("svg, canvas")).to_be_visible()

    with page.expect_download() as download:
        page.get_by_role("button", name="All data (JSON)").click()
    report = json.loads(download.value.path().read_text())
    assert report["video"]["path"] == SAMPLE.name
    assert report["valid_hold_s"] == pytest.approx(told_s, abs=0.05)
    assert outside == []


def test_a_text_file_named_mp4_gets_one_clear_message(page: Page, tmp_path: Path):
    text = tmp_path / "notes.mp4"
    text.write_text("This is no video.")
    page.get_by_text("My own video").click()
    page.locator("input[type=file]").set_input_files(text)
    page.get_by_label("Stretch", exact=True).click()
    page.get_by_role("option", name="Seated hamstring stretch").click()
    page.get_by_role("button", name="Analyse").click()
    alert = page.get_by_role("alert").filter(has_text="notes.mp4: ")
    expect(alert).to_be_visible()
    assert "Traceback" not in page.locator("body").inner_text()
