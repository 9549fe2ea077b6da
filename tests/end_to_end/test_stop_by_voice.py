"""Saying "stop": recognised on this computer or not at all, and not from the coach's own loudspeaker."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from support.browser.watching import ALLOW_CAMERA, FAKE_CAMERA
from support.cuts import HOLDING

# Headless Chromium recognises no speech: the test says what was recognised.
RECOGNITION = """
window.recognisers = [];
window.SpeechRecognition = class {
  static async available({ langs, processLocally }) {
    if (!processLocally) throw new Error("would send the voice to a server");
    return langs[0] === "en-US" ? "available" : "unavailable";
  }
  start() { window.recognisers.push(this); }
  abort() { this.aborted = true; }
};
window.say = (transcript) => {
  const listening = window.recognisers.findLast(({ aborted }) => !aborted);
  if (!listening.processLocally) throw new Error("would send the voice to a server");
  listening.onresult({ results: [[{ transcript }]], resultIndex: 0 });
};
"""
LISTEN = "Listen: “stop”"
Visit = Callable[..., Page]


@pytest.fixture
def visit(open_coach: Visit, webcam: Callable[..., str]) -> Visit:
    def opened(script: str) -> Page:
        page = open_coach(FAKE_CAMERA, ALLOW_CAMERA, webcam(HOLDING), script=script)
        page.get_by_text("Voice and sounds").click()
        return page

    return opened


def test_stop_is_heard_the_coach_itself_is_not_and_a_refused_microphone_is_reported(visit: Visit):
    page = visit(RECOGNITION)
    page.get_by_label(LISTEN).check()
    page.get_by_role("button", name="Start").click()
    stage = page.get_by_role("dialog")
    page.wait_for_function("window.recognisers.length > 0 && window.spoken.length > 0")
    assert page.evaluate("window.spoken[0]") == "Let's begin. Stop if anything hurts."
    page.evaluate("window.say('begin stop if anything hurts')")
    page.evaluate("window.say('what a nice day')")
    expect(stage).to_be_visible()
    page.evaluate("window.say('ouch')")
    expect(stage).not_to_be_visible()
    expect(page.locator(".summary-title")).to_have_text("Stopped")
    assert page.evaluate("window.recognisers.every(({ aborted }) => aborted)")

    # The next session goes on without a microphone.
    page.evaluate("window.heard = []")
    page.get_by_role("button", name="Start").click()
    page.wait_for_function("window.heard.length > 0")
    page.evaluate("window.recognisers.at(-1).onerror({ error: 'not-allowed' })")
    expect(page.locator(".banner")).to_contain_text("the microphone is blocked")
    expect(stage).to_be_visible()


@pytest.mark.parametrize("script", ["delete window.SpeechRecognition;", RECOGNITION.replace("en-US", "xx")])
def test_where_speech_would_leave_the_computer_it_is_not_offered(visit: Visit, script: str):
    page = visit(script)
    page.wait_for_timeout(500)
    expect(page.get_by_label(LISTEN)).to_be_hidden()
