"""A camera that can't be used: the page says why, and what to do."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect
from support.browser.watching import ALLOW_CAMERA, FAKE_CAMERA, NO_CAMERA, Served
from support.cuts import HOLDING

OpenCoach = Callable[..., Page]


def start(page: Page) -> None:
    page.get_by_role("button", name="Start").click()


def test_a_refused_camera_is_reported_with_what_to_do(open_coach: OpenCoach):
    page = open_coach(FAKE_CAMERA)  # nobody allows the camera
    start(page)
    expect(page.get_by_role("alert")).to_have_text(re.compile("blocked. Allow it"))
    expect(page.get_by_role("dialog")).not_to_be_visible()
    expect(page.get_by_role("button", name="Start")).to_be_focused()


def test_a_missing_camera_is_reported_with_what_to_do(open_coach: OpenCoach):
    page = open_coach(NO_CAMERA, ALLOW_CAMERA)
    start(page)
    expect(page.get_by_role("alert")).to_have_text(re.compile("No camera was found. Plug one in"))


def test_each_other_trouble_is_reported_in_its_own_words(
    open_coach: OpenCoach, webcam: Callable[..., str], served: Served
):
    page = open_coach(FAKE_CAMERA, ALLOW_CAMERA, webcam(HOLDING))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload(wait_until="networkidle")
    page.get_by_role("button", name="Start").wait_for()
    alert = page.get_by_role("alert")

    # A camera in use.
    page.evaluate(
        """() => {
          window.open_camera = navigator.mediaDevices.getUserMedia;
          const inUse = async () => { throw new DOMException("", "NotReadableError"); };
          navigator.mediaDevices.getUserMedia = inUse;
        }"""
    )
    start(page)
    expect(alert).to_have_text(re.compile("Another program is using the camera"))

    # A video that may not play.
    page.evaluate(
        """() => {
          navigator.mediaDevices.getUserMedia = window.open_camera;
          window.play = HTMLMediaElement.prototype.play;
          const refused = () => Promise.reject(new DOMException("", "NotAllowedError"));
          HTMLMediaElement.prototype.play = refused;
        }"""
    )
    start(page)
    expect(alert).to_have_text(re.compile("did not show the camera's picture"))

    # A page that is not safe for a camera.
    page.evaluate(
        """() => {
          HTMLMediaElement.prototype.play = window.play;
          window.devices = navigator.mediaDevices;
          Object.defineProperty(navigator, "mediaDevices", { value: undefined, configurable: true });
        }"""
    )
    start(page)
    expect(alert).to_have_text(re.compile("http://localhost"))

    # While the browser asks for the camera.
    page.evaluate(
        """() => {
          Object.defineProperty(navigator, "mediaDevices", { value: window.devices });
          navigator.mediaDevices.getUserMedia = () => new Promise(() => {});
          navigator.permissions.query = async () => ({ state: "prompt" });
        }"""
    )
    start(page)
    expect(page.get_by_role("dialog").locator(".cue")).to_have_text(
        re.compile("Allow the camera in your browser")
    )
    # In all of this nothing was asked of other hosts.
    assert [url for url in asked if not url.startswith((served.url, "data:", "blob:"))] == []
