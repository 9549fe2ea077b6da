"""The Coach page as a person meets it: Chromium, a sample video as the webcam, the real server."""

import os
import re
from collections.abc import Callable

from playwright.sync_api import Page, expect
from support.browser.coach_page import open_options
from support.browser.watching import ALLOW_CAMERA, FAKE_CAMERA, Served
from support.cuts import HOLDING, Cut

from posecoach.coaching.feedback import State
from posecoach.records.words import STATE_WORDS

OpenCoach = Callable[..., Page]
Webcam = Callable[..., str]


def start(page: Page) -> None:
    page.get_by_role("button", name="Start").click()


def open_live(open_coach: OpenCoach, webcam: Webcam, *film: str | Cut) -> Page:
    page = open_coach(FAKE_CAMERA, ALLOW_CAMERA, webcam(*film))
    start(page)
    return page


def spoken(page: Page) -> list[str]:
    return page.evaluate("window.spoken")


def camera_is_off(page: Page) -> bool:
    return page.locator(".webcam").evaluate("video => video.srcObject === null")


def test_a_good_hold_is_counted_to_its_end(open_coach: OpenCoach, webcam: Webcam, served: Served):
    page = open_coach(FAKE_CAMERA, ALLOW_CAMERA, webcam("standing_good_ben"))
    open_options(page)
    page.get_by_text("3 s", exact=True).click()
    expect(page.get_by_role("button", name="Start")).to_contain_text("hamstring stretch, 3 s")
    start(page)
    stage = page.get_by_role("dialog")
    expect(stage.locator(".seconds-target")).to_have_text("of 3 s")
    # A cue leads into the stretch.
    expect(stage.locator(".cue")).to_have_text(re.compile("forward"))
    stage.get_by_role("button", name="Angles").click()
    expect(stage.locator(".state-word")).to_have_text(STATE_WORDS[State.VALID].label)
    expect(stage.locator(".seconds-held")).to_have_text("2")
    # The judged angles, each with its band and its verdict by sign.
    hip = stage.locator(".band", has_text="Hip flexion")
    expect(hip.locator(".band-mark")).to_have_text("✓")
    expect(hip.locator(".band-value")).to_have_text(re.compile(r"^1\d\d°$"))
    expect(hip.locator(".band-limits")).to_have_text(re.compile(r"^at least \d+°$"))

    expect(page.locator(".summary-title")).to_have_text("Done")
    expect(page.locator(".summary-headline")).to_have_text(re.compile(r"^3\.\d s held well"))
    expect(stage).not_to_be_visible()
    assert camera_is_off(page)
    # The voice led it to its end, and found nothing to mend.
    said = spoken(page)
    assert said[0] == "Let's begin. Stop if anything hurts."
    assert said[-2].startswith("Done")
    assert said[-1].startswith("That was the last one")
    assert not any("Straighten" in text for text in said)
    served.wait_until_empty()


def test_bent_knees_count_nothing_and_are_reported(open_coach: OpenCoach, webcam: Webcam):
    knees = "standing_bent_knees_tariq"
    page = open_live(open_coach, webcam, Cut(knees, 1.0, 6.5), Cut(knees, 9.3))
    stage = page.get_by_role("dialog")
    expect(stage.locator(".cue")).to_have_text(re.compile("[Ss]traighten .*knees"))
    page.wait_for_function("window.spoken.some(text => /straighten .*knees/i.test(text))")
    expect(stage.locator(".state-word")).to_have_text(STATE_WORDS[State.FAULT].label)
    page.keyboard.press("a")
    expect(stage.locator(".band", has_text="Knee flexion").locator(".band-mark")).to_have_text("✗")
    # To the end of the fold and beyond.
    expect(page.locator("dialog[data-state=not_in_position]")).to_be_visible()
    expect(stage.locator(".seconds-held")).to_have_text("0")
    page.keyboard.press("Escape")
    expect(page.locator(".summary-headline")).to_have_text("0.0 s held well")
    expect(page.locator(".summary-lists")).to_contain_text("bent knee")


def test_what_interrupts_a_set_costs_it_nothing_and_a_lost_camera_ends_it(
    open_coach: OpenCoach, webcam: Webcam, served: Served
):
    page = open_live(open_coach, webcam, HOLDING)
    held = page.locator(".seconds-held")
    # A cut socket comes back, and what was held before still counts.
    expect(held).to_have_text(re.compile("[1-9]"))
    page.evaluate(
        "() => { window.live = () => window.sockets.filter(socket => socket.url.includes('/live/')); }"
    )
    page.evaluate("window.live()[0].close(3000)")
    page.wait_for_function("window.live().length > 1 && window.live().at(-1).readyState === 1")
    # A busy computer may have something to say in its place.
    expect(page.locator(".banner")).not_to_contain_text("Lost the connection")
    expect(held).to_have_text(re.compile("[2-9]|1."))
    # So does a reload.
    before = int(held.inner_text())
    page.reload()
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.locator("dialog[data-state=valid]")).to_be_visible()
    expect(held).to_have_text(re.compile("[2-9]|1."))
    assert int(held.inner_text()) >= before
    assert served.watch()["live"] == 1
    # A camera that is lost ends the set with its summary.
    page.locator(".webcam").evaluate(
        "video => video.srcObject.getVideoTracks()[0].dispatchEvent(new Event('ended'))"
    )
    expect(page.get_by_role("alert")).to_have_text(re.compile("stopped sending pictures"))
    expect(page.locator(".summary-title")).to_have_text("Stopped")
    served.wait_until_empty()


def test_who_leaves_and_comes_back_goes_on_with_the_hold(open_coach: OpenCoach, webcam: Webcam):
    good = Cut("standing_good_ben", 1.5, lead_s=1)
    # The room in between is empty at first, for long enough to be sure.
    film = webcam(good, Cut("no_walking_past_standing_jonas", lead_s=2.5), good)
    page = open_coach(FAKE_CAMERA, ALLOW_CAMERA, film)
    start(page)
    page.wait_for_function("window.heard.some(({ chime }) => chime === 'lost')")
    # The hold lasts 6.2 s; with few answers a second its edges are seen late, and never more than there was.
    expect(page.locator(".seconds-held")).to_have_text(re.compile(r"^[3-6]$"))
    expect(page.locator(".seconds-held")).to_have_text(re.compile(r"^(8|9|1\d)$"))
    chimes = page.evaluate("window.heard.map(({ chime }) => chime).filter(Boolean)")
    assert chimes[:3] == ["seen", "lost", "seen"]


def test_leaving_the_page_or_closing_it_ends_camera_socket_and_engine(
    open_coach: OpenCoach, webcam: Webcam, served: Served
):
    page = open_live(open_coach, webcam, HOLDING)
    expect(page.locator("dialog[data-state]")).to_be_visible()
    assert served.watch() == {"live": 1, "threads": 1}
    page.locator(".webcam").evaluate("video => { window.track = video.srcObject.getVideoTracks()[0]; }")
    # The live view covers the links; a person goes back in the browser's history, or uses another link.
    page.locator("a", has_text="Stretches").first.evaluate("link => link.click()")
    expect(page.get_by_role("heading", name="Stretches")).to_be_visible()
    assert page.evaluate("window.track.readyState") == "ended"
    served.wait_until_empty()
    # Coming back begins nothing by itself.
    page.get_by_role("link", name="Coach").click()
    page.get_by_role("button", name="Start").wait_for()
    expect(page.get_by_role("dialog")).not_to_be_visible()

    # With all places taken, one window more hears that the coach is busy.
    places = max(1, (os.cpu_count() or 1) - 1)
    start(page)
    pages = [page, *(open_live(open_coach, webcam, HOLDING) for _ in range(places - 1))]
    for one in pages:
        expect(one.locator("dialog[data-state]")).to_be_visible()
    one_more = open_live(open_coach, webcam, HOLDING)
    expect(one_more.get_by_role("alert")).to_have_text(re.compile("busy in another window"))
    assert camera_is_off(one_more)
    assert served.watch()["live"] == places

    # The session of a closed tab is kept for a while, in case that it was a reload; nothing that costs is.
    for one in pages:
        one.close()
    served.wait_until_empty()


def test_keys_pause_go_on_repeat_and_skip_and_space_presses_the_button_in_focus(
    open_coach: OpenCoach, webcam: Webcam
):
    page = open_live(open_coach, webcam, HOLDING)
    stage = page.get_by_role("dialog")
    expect(page.locator(".seconds-held")).to_have_text(re.compile("[1-9]"))
    page.keyboard.press("Space")
    expect(page.locator("dialog[data-phase=paused]")).to_be_visible()
    held = page.locator(".seconds-held").inner_text()
    expect(stage.get_by_role("button", name="Go on")).to_be_visible()
    page.wait_for_timeout(1500)
    expect(page.locator(".seconds-held")).to_have_text(held)
    page.keyboard.press("Space")
    expect(page.locator("dialog[data-phase=set]")).to_be_visible()
    # A text may be replaced before it begins, so the next key waits for it.
    page.wait_for_function("window.spoken.includes('On we go.')")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".seconds-held")).to_have_text("0")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".summary-title")).to_have_text("Stopped")
    assert "Paused." in spoken(page)

    # Muted it says nothing.
    start(page)
    page.get_by_role("button", name="Voice is on").click()
    expect(page.get_by_role("button", name="Voice is off")).to_have_attribute("aria-pressed", "true")
    already = spoken(page)
    expect(page.locator("dialog[data-state=valid]")).to_be_visible()
    assert spoken(page) == already
    page.get_by_role("button", name="Stop").focus()
    page.keyboard.press("Space")
    expect(stage).not_to_be_visible()
    expect(page.locator(".summary-title")).to_have_text("Stopped")
    assert camera_is_off(page)


def test_a_session_is_in_the_history_and_how_it_was_can_be_told(open_coach: OpenCoach, webcam: Webcam):
    page = open_live(open_coach, webcam, HOLDING)
    clock = page.locator(".seconds-held")
    expect(clock).to_have_text(re.compile("[3-9]"))
    held = int(clock.inner_text())
    page.keyboard.press("Escape")
    expect(page.get_by_text("How was it?")).to_be_visible()
    page.get_by_text("Tired", exact=True).click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    page.get_by_role("link", name="Progress").click()
    expect(page.get_by_text("Latest sessions")).to_be_visible()
    kept = page.locator("summary", has_text="Standing hamstring stretch").first
    expect(kept).to_contain_text(re.compile(rf"\b({held}|{held + 1})\.\d s held well"))
    page.locator("summary", has_text="Delete").click()
    page.get_by_text("Yes, I'm sure").click()
    page.get_by_role("button", name="Delete all data").click()
    expect(page.get_by_text("Nothing here yet")).to_be_visible()
    # Who is forgotten is asked again before the next session.
    page.get_by_role("link", name="Coach").click()
    page.get_by_role("button", name="None of these apply").click()
    page.get_by_role("button", name="Start").wait_for()
