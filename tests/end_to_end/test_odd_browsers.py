"""Cameras, voices and browsers that fail without an event: the coach goes on, or says what is wrong."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from support.browser.watching import ALLOW_CAMERA, FAKE_CAMERA
from support.cuts import HOLDING

OpenCoach = Callable[..., Page]
Webcam = Callable[..., str]

# Frame callbacks whose metadata say ``captureTime`` as this expression of the true time and of the number
# of the frame.
CAPTURE_TIME = """
{
  const next = HTMLVideoElement.prototype.requestVideoFrameCallback;
  let count = 0, first = null;
  HTMLVideoElement.prototype.requestVideoFrameCallback = function (then) {
    return next.call(this, (now, frame) => {
      first ??= now;
      count += 1;
      then(now, { ...frame, captureTime: %s });
    });
  };
}
"""
# A video that stops giving pictures while window.frozen is true, without an event.
FREEZES = """
{
  const next = HTMLVideoElement.prototype.requestVideoFrameCallback;
  HTMLVideoElement.prototype.requestVideoFrameCallback = function (then) {
    const again = (now, frame) => (window.frozen ? next.call(this, again) : then(now, frame));
    return next.call(this, again);
  };
}
"""
HIDES = """
window.hide = (hidden) => {
  const value = hidden ? "hidden" : "visible";
  Object.defineProperty(document, "visibilityState", { value, configurable: true });
  window.frozen = hidden;
  document.dispatchEvent(new Event("visibilitychange"));
};
window.locks = 0;
navigator.wakeLock.request = async () => {
  window.locks += 1;
  return { release: async () => {} };
};
"""
# What a browser may refuse: pictures that can't be encoded, storage that is blocked, a screen lock.
REFUSALS = """
{
  const encode = OffscreenCanvas.prototype.convertToBlob;
  let left = 2;
  OffscreenCanvas.prototype.convertToBlob = function (...all) {
    return left-- > 0 ? Promise.reject(new Error("no room")) : encode.apply(this, all);
  };
}
for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("blocked", "SecurityError"); } });
}
navigator.wakeLock.request = () => Promise.reject(new Error("low battery"));
"""
BROWSERS = {
    "a constant capture time": CAPTURE_TIME % "first",
    "a capture time that jumps by 4 s": CAPTURE_TIME % "now + (count % 60 < 30 ? 0 : 4000)",
    "a capture time at twice the rate": CAPTURE_TIME % "first + 2 * (now - first)",
    "all that it may refuse": REFUSALS,
}
# The first camera is busy.
BUSY = """
{
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = (wanted) =>
    wanted.video.deviceId ? open(wanted) : Promise.reject(new DOMException("busy", "NotReadableError"));
}
"""


@pytest.fixture
def start(open_coach: OpenCoach, webcam: Webcam) -> Callable[[str], Page]:
    """Starts a session in a browser that a script has changed."""

    def started(script: str) -> Page:
        page = open_coach(FAKE_CAMERA, ALLOW_CAMERA, webcam(HOLDING), script=script)
        page.get_by_role("button", name="Start").click()
        return page

    return started


@pytest.mark.parametrize("script", BROWSERS.values(), ids=BROWSERS.keys())
def test_a_hold_counts_all_the_same(start: Callable[[str], Page], script: str):
    page = start(script)
    expect(page.locator(".seconds-held")).to_have_text(re.compile("[2-9]|1."))


def test_a_hidden_page_and_a_camera_that_freezes_are_said_and_the_session_goes_on(
    start: Callable[[str], Page],
):
    # With the first camera busy another one is taken, or nothing would be held.
    page = start(BUSY + FREEZES + HIDES)
    held = page.locator(".seconds-held")
    expect(held).to_have_text(re.compile("[1-9]"))

    # A hidden page is said when it happens and on return.
    assert page.evaluate("window.locks") == 1
    page.evaluate("hide(true)")
    said = "window.spoken.filter((text) => text.includes('this page was hidden')).length"
    page.wait_for_function(f"{said} === 1")
    page.evaluate("hide(false)")
    page.wait_for_function(f"{said} === 2")
    # The browser took the lock back when the page was hidden.
    assert page.evaluate("window.locks") == 2
    expect(held).to_have_text(re.compile("[2-9]|1."))

    # A camera that freezes is said within two seconds.
    page.evaluate("window.frozen = true; window.frozenAt = performance.now() / 1000")
    page.wait_for_function("window.spoken.at(-1).startsWith('I lost the camera picture')")
    assert page.evaluate("window.transcript.at(-1).at - window.frozenAt") < 2.5
    expect(page.locator(".banner")).to_have_text(re.compile("Check the camera's cover and cable"))
    before = held.inner_text()
    page.wait_for_timeout(1500)
    expect(held).to_have_text(before)
    page.evaluate("window.frozen = false")
    expect(page.locator(".banner")).not_to_contain_text("I lost the camera picture")
    expect(held).not_to_have_text(before)
    assert int(held.inner_text()) > int(before)


@pytest.mark.parametrize(
    ("voices", "starts_after_ms", "silent"),
    [
        pytest.param("[]", None, True, id="no words ever begin"),
        pytest.param("[]", 1800, False, id="words begin late"),
        pytest.param(
            "[{ name: 'Cloud', lang: 'en-GB', localService: false }]", 0, True, id="only by a server"
        ),
    ],
)
def test_a_voice_that_is_not_heard_is_said_and_captions_stand_in(
    start: Callable[[str], Page], voices: str, starts_after_ms: int | None, silent: bool
):
    begins = (
        ""
        if starts_after_ms is None
        else f"setTimeout(() => {{ speaks = false; text.onend?.({{}}); }}, {starts_after_ms});"
    )
    page = start(f"""
let speaks = false;
speechSynthesis.getVoices = () => {voices};
Object.defineProperty(speechSynthesis, "speaking", {{ get: () => speaks }});
speechSynthesis.cancel = () => {{ speaks = false; }};
speechSynthesis.speak = (text) => {{
  window.spoken.push(text.text);
  speaks = {"false" if starts_after_ms is None else "true"};
  {begins}
}};
""")
    expect(page.locator(".seconds-held")).to_have_text(re.compile("[3-9]|1."))
    hint = page.get_by_role("dialog").get_by_text("can't be heard")
    if silent:
        expect(hint).to_be_visible()
    else:
        expect(hint).to_be_hidden()
