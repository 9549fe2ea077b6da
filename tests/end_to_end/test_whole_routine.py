"""A whole routine with one click, and what was said in it and when: clips joined to one webcam film."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect
from support.browser.watching import ALLOW_CAMERA, FAKE_CAMERA
from support.cuts import Cut

from posecoach.coaching.kinematics.budgets import HINDSIGHT_S, READING_LAG_S

# Standing still before each set, as long as it takes to be told the way in.
LEAD_S = 8.0
# The film of each set, to the end of what it takes of it. A hold as long as its set is played longer: a slow
# computer sees the edges late.
FILM = (
    (
        Cut("standing_bent_knees_amara", end_s=11.6, lead_s=LEAD_S),
        Cut("standing_bent_knees_amara", 10.0, 12.6),
    ),
    (Cut("seated_good_ben", end_s=8.8, lead_s=LEAD_S),),
    (Cut("lying_head_amara", end_s=11.4, lead_s=LEAD_S), Cut("lying_head_amara", 9.6, 13.0)),
)
FAULTS = {"knee_bent": "Straighten your knees.", "head_lifted": "Rest your head and shoulders on the floor."}
# The film is 61 s long; a busy machine also takes its time to open a browser.
ENDS_WITHIN_MS = 110_000

pytestmark = pytest.mark.timeout(180)


@dataclass(frozen=True)
class Truth:
    """What happens in the film of a set, in the film's time: the spans held well, and the planted faults."""

    valid: list[tuple[float, float]]
    faults: list[tuple[str, float, float]]

    def valid_s(self, until_s: float) -> float:
        return sum(max(0.0, min(end_s, until_s) - start_s) for start_s, end_s in self.valid)


@pytest.fixture(scope="module")
def truths() -> list[Truth]:
    """The truth of each set."""
    begun_s, told = 0.0, []
    for cuts in FILM:
        told.append(Truth([], []))
        for cut in cuts:
            truth = cut.truth()
            begun_s += cut.lead_s
            told[-1].valid.extend((begun_s + start_s, begun_s + end_s) for start_s, end_s in truth["valid"])
            told[-1].faults.extend(
                (fault["id"], begun_s + fault["start_s"], begun_s + fault["end_s"])
                for fault in truth["faults"]
            )
            begun_s += truth["frames"][-1]["t_s"] + 1 / truth["fps"]
    return told


def test_a_routine_completes_without_a_hand_and_says_what_is_true(
    open_coach: Callable[..., Page], webcam: Callable[..., str], truths: list[Truth]
):
    page = open_coach(
        FAKE_CAMERA, ALLOW_CAMERA, webcam(*(cut for cuts in FILM for cut in cuts)), session="short"
    )
    page.get_by_role("button", name="Start").click()
    expect(page.locator(".summary-title")).to_have_text("Done", timeout=ENDS_WITHIN_MS)
    expect(page.locator(".summary-headline")).to_have_text("17 s held well, 3 of 3 sets done")

    film_start_s = page.evaluate("window.filmStart")
    heard = page.evaluate("window.heard")
    feedback = [message for message in heard if message["type"] == "feedback"]
    transcript = [(said["at"] - film_start_s, said["text"]) for said in page.evaluate("window.transcript")]
    print("\n".join(f"{at_s:6.1f} s  {text}" for at_s, text in transcript))
    told = [(message["at"] - film_start_s, message["say"]) for message in feedback if message["say"]]
    assert [text for _, text in transcript] == [say["text"] for _, say in told]

    for number, truth in enumerate(truths):
        of_set = [message for message in feedback if message["judged"] and message["number"] == number]
        last = of_set[-1]
        # The clock of an answer speaks of a moment a little earlier.
        as_of_s = last["at"] - film_start_s - READING_LAG_S - HINDSIGHT_S
        assert last["judged"]["valid_s"] == pytest.approx(truth.valid_s(as_of_s), abs=1.0)

    # Every planted fault is spoken while it lasts, and no other.
    planted = [fault for truth in truths for fault in truth.faults]
    for id_, start_s, end_s in planted:
        assert any(say["id"] == id_ and start_s <= at_s <= end_s for at_s, say in told), id_
    kinds = {"blocking", "advice"}
    assert {say["id"] for _, say in told if say["kind"] in kinds} == {id_ for id_, _, _ in planted}
    assert set(FAULTS.values()) <= {text for _, text in transcript}

    # Bent knees, which pause the clock, are spoken within a second and a half, and the clock stands.
    knees_s = next(start_s for id_, start_s, _ in planted if id_ == "knee_bent")
    spoken_s = next(at_s for at_s, say in told if say["id"] == "knee_bent")
    assert spoken_s - knees_s <= 1.5
    then = next(message for message in feedback if message["say"] and message["say"]["id"] == "knee_bent")
    assert not then["judged"]["running"]

    # In order: the way in, thanks for the hold and for the mend, the count, the rest with what is next.
    ids = [say["id"] for _, say in told]
    assert ids[:2] == ["welcome", "begin"]
    assert ids.index("knee_bent") < ids.index("left_1")
    assert [id_ for id_ in ids if id_ in ("done", "rest", "all_done")] == [
        *("done", "rest", "done", "rest", "done", "all_done")
    ]
    assert "no_person" not in ids
