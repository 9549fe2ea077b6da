"""The stage as a person sees it: before they have been seen, in a set, in a rest, and on the whole screen."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from support.browser.watching import ALLOW_CAMERA, FAKE_CAMERA
from support.cuts import Cut

pytestmark = pytest.mark.timeout(240)

OpenCoach = Callable[..., Page]
Webcam = Callable[..., str]


def test_from_the_preview_over_a_set_and_its_rest_to_escape_in_full_screen(
    open_coach: OpenCoach, webcam: Webcam
):
    film = webcam(Cut("feet_cropped_standing_ben", end_s=6.0), Cut("standing_good_ben", 1.0))
    page = open_coach(FAKE_CAMERA, ALLOW_CAMERA, film, session="short")
    page.get_by_role("button", name="Start").click()
    stage = page.get_by_role("dialog")
    expect(stage.locator(".lack")).to_have_text(["Feet not in view"])
    expect(stage.locator(".cue")).to_have_text(re.compile("Step back about two metres"))

    expect(page.locator("dialog[data-state=valid]")).to_be_visible()
    expect(stage.locator(".lack")).to_have_count(0)
    height = stage.locator(".view").bounding_box()["height"]
    page.keyboard.press("k")
    expect(stage.get_by_role("button", name="Skeleton only")).to_have_attribute("aria-pressed", "true")
    assert stage.locator(".webcam").evaluate("video => getComputedStyle(video).opacity") == "0"

    # Nothing more comes from the camera's picture, and the clock runs all the same: to the rest.
    expect(page.locator("dialog[data-phase=rest][data-demo]")).to_be_visible()
    assert stage.locator(".demo-film").evaluate("film => film.loop && !film.paused && film.muted")
    expect(stage.locator(".demo-line")).to_have_text(re.compile("^Sit on the floor"))
    assert stage.locator(".view").bounding_box()["height"] == height
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement !== null")
    page.keyboard.press("Escape")
    expect(page.locator(".summary-title")).to_have_text("Stopped")
    page.wait_for_function("document.fullscreenElement === null")
