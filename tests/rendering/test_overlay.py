"""Pixels are looked at only where they decide something: that it is there, in which colour, and where."""

from dataclasses import replace

import numpy as np
import pytest
from support.sets.repetition_clocks import COUNTED, ONLY_TIMED, clock_of

from posecoach.catalog.exercises import find_spec
from posecoach.coaching.feedback import (
    Answer,
    ClockReading,
    Cue,
    CueKind,
    Fault,
    Feedback,
    GateResult,
    Measurement,
    Severity,
    State,
)
from posecoach.pose.landmarks import Landmark, Pose, Side
from posecoach.records import palette
from posecoach.records.words import STATE_WORDS
from posecoach.rendering import overlay
from posecoach.rendering.canvas import BLACK, WHITE, ink_on

GREY = 128
STANDING = find_spec("standing_hamstring")
KNEE_BENT = Fault("knee_bent", Severity.BLOCKING, 1.0, 50.0, 30.0)
LONG_CUE = Cue(
    "knee_bent", CueKind.BLOCKING, "Your knees are bent. Straighten them as far as is comfortable."
)


def picture(width: int = 640, height: int = 480) -> np.ndarray:
    return np.full((height, width, 3), GREY, np.uint8)


def draw_feedback(rgb: np.ndarray, pose: Pose | None, feedback: Feedback) -> np.ndarray:
    return overlay.draw_feedback(rgb, pose, feedback, STANDING)


def standing(width: int = 640, height: int = 480) -> Pose:
    """Both legs upright side by side, the right one at a quarter of the width, the left at half."""
    points = np.full((len(Landmark), 2), (0.4 * width, 0.3 * height))
    heights = {"shoulder": 0.3, "elbow": 0.42, "wrist": 0.5, "hip": 0.55, "knee": 0.7, "ankle": 0.82}
    for side, x in ((Side.RIGHT, 0.25), (Side.LEFT, 0.5)):
        for part, y in {**heights, "foot_index": 0.82}.items():
            points[side.landmark(part)] = (x * width, y * height)
    return Pose(points, np.ones(len(Landmark)), np.zeros((len(Landmark), 3)), width, height)


def feedback(
    state: State = State.VALID,
    *,
    side: Side | None = Side.RIGHT,
    knee: Measurement | None = None,
    gate: Answer | None = None,
    faults: tuple[Fault, ...] = (),
    cue: Cue | None = None,
    valid_s: float = 0.0,
) -> Feedback:
    gates = (GateResult("knee_bent", "knee_flexion", gate, 50, 6, 30),) if gate else ()
    clock = ClockReading(valid_s, 20.0, running=state is State.VALID)
    measures = {"knee_flexion": knee} if knee else {}
    return Feedback(2.0, 2.0, state, None, side, measures, gates, faults, cue, None, clock)


def amount_of(rgb: np.ndarray, colour: tuple[int, int, int]) -> int:
    return int((rgb == colour).all(axis=2).sum())


def changed(rgb: np.ndarray) -> np.ndarray:
    return (rgb != GREY).any(axis=2)


def test_the_frame_itself_stays_as_it_is():
    rgb = picture()
    draw_feedback(rgb, standing(), feedback(cue=LONG_CUE))
    assert (rgb == GREY).all()


@pytest.mark.parametrize("size", [(640, 480), (1280, 720), (480, 854), (720, 1280), (320, 240), (33, 21)])
def test_any_size_of_picture_is_drawn_on(size: tuple[int, int]):
    drawn = draw_feedback(picture(*size), standing(*size), feedback(cue=LONG_CUE, valid_s=25))
    assert drawn.shape == (size[1], size[0], 3)
    assert changed(drawn).any()


@pytest.mark.parametrize("state", State)
def test_every_state_shows_in_its_colour_without_a_person_too(state: State):
    drawn = draw_feedback(picture(), None, feedback(state, side=None))
    assert amount_of(drawn[:60, :320], STATE_WORDS[state].colour) > 500


def test_no_two_states_look_or_read_the_same():
    assert len({words.colour for words in STATE_WORDS.values()}) == len(State)
    assert len({words.label for words in STATE_WORDS.values()}) == len(State)


@pytest.mark.parametrize("state", State)
def test_words_on_a_states_colour_are_black(state: State):
    assert ink_on(STATE_WORDS[state].colour) == BLACK
    assert ink_on((18, 22, 28)) == WHITE


def test_only_the_judged_leg_is_in_the_states_colour():
    drawn = draw_feedback(picture(), standing(), feedback(State.MOVING))
    moving = STATE_WORDS[State.MOVING].colour
    legs = drawn[280:390]
    assert amount_of(legs[:, 140:180], moving) > 300
    assert amount_of(legs[:, 300:340], moving) == 0
    assert changed(legs[:, 300:340]).any()


def test_without_a_judged_side_no_leg_is_emphasised():
    drawn = draw_feedback(picture(), standing(), feedback(State.MOVING, side=None))
    assert amount_of(drawn[280:390], STATE_WORDS[State.MOVING].colour) == 0


@pytest.mark.parametrize(
    ("gate", "faults", "state"),
    [
        (Answer.PASS, (), State.VALID),
        (Answer.UNKNOWN, (), State.UNKNOWN),
        # A gate that fails is alarming only once the coach calls it a fault.
        (Answer.FAIL, (), State.NOT_IN_POSITION),
        (Answer.FAIL, (KNEE_BENT,), State.FAULT),
    ],
)
def test_a_judged_angle_wears_the_colour_of_its_answer(gate: Answer, faults: tuple[Fault, ...], state: State):
    answer = feedback(State.MOVING, knee=Measurement(50.0, 6.0, True), gate=gate, faults=faults)
    drawn = draw_feedback(picture(), standing(), answer)
    assert amount_of(drawn[280:400], STATE_WORDS[state].colour) > 300


def test_a_value_that_is_not_known_is_not_shown():
    shown = [
        draw_feedback(picture(), standing(), feedback(knee=Measurement(value, 6.0, False, "leg_not_seen")))
        for value in (14.0, float("nan"))
    ]
    assert (shown[0] == shown[1]).all()


def test_the_ring_fills_with_the_hold():
    ring = [
        changed(draw_feedback(picture(), None, feedback(valid_s=seconds))[:, 500:]).sum()
        for seconds in (0.0, 20.0)
    ]
    green = [
        amount_of(
            draw_feedback(picture(), None, feedback(valid_s=seconds))[:, 320:], palette.rgb(palette.GREEN)
        )
        for seconds in (0.0, 5.0, 15.0, 20.0)
    ]
    assert ring[0] == ring[1]
    assert green[0] == 0
    assert green == sorted(set(green))


def ring_of(clock: ClockReading) -> int:
    """How much of the ring is drawn as counted."""
    drawn = draw_feedback(picture(), None, replace(feedback(), clock=clock))
    return amount_of(drawn[:, 320:], palette.rgb(palette.GREEN))


def test_the_ring_of_repetitions_fills_while_the_top_is_held():
    held = [ring_of(clock_of(COUNTED, top=True, held_s=held_s)) for held_s in (0.0, 1.0, 2.0, 3.0)]
    assert held[0] == 0
    assert held == sorted(set(held))
    # Back in the start position it is empty again, and full once all of them are done.
    assert ring_of(clock_of(COUNTED)) == 0
    assert ring_of(clock_of(COUNTED, target=1)) > held[2]


def test_where_nothing_is_held_the_ring_fills_with_the_repetitions():
    rings = [ring_of(clock_of(*done, target=2, dwell_s=None)) for done in ((), (COUNTED,), (COUNTED,) * 2)]
    assert rings[0] == 0 < rings[2]


def test_repetitions_are_counted_in_the_ring():
    before, after = (
        draw_feedback(picture(), None, replace(feedback(), clock=clock_of(*done)))
        for done in ((), (COUNTED,))
    )
    assert (before != after).any()


def test_what_is_only_timed_does_not_read_as_if_it_were_held_well():
    badges = [overlay.draw_feedback(picture(), None, feedback(), spec) for spec in (STANDING, ONLY_TIMED)]
    assert (badges[0][:60, :320] != badges[1][:60, :320]).any()


def test_a_long_cue_takes_more_lines_and_stays_in_the_picture():
    short = Cue("folded", CueKind.POSITION, "Fold.")
    tops = []
    for cue in (short, LONG_CUE):
        drawn = draw_feedback(picture(480, 854), None, feedback(cue=cue))
        rows = np.flatnonzero(changed(drawn[427:]).all(axis=1))
        assert rows[-1] == 426
        tops.append(rows[0])
        white = np.flatnonzero((drawn[427:] == 255).all(axis=2).any(axis=0))
        assert white[0] >= 8
        assert white[-1] <= 472
    assert tops[1] < tops[0]


def test_points_outside_the_picture_do_no_harm():
    pose = standing()
    far = Pose(pose.points * 40 - 3000, pose.visibility, pose.world, pose.width, pose.height)
    answer = feedback(knee=Measurement(50.0, 6.0, True), gate=Answer.PASS)
    drawn = draw_feedback(picture(), far, answer)
    # The angle's label is brought back to the edge, to be read there.
    assert amount_of(drawn[60:], STATE_WORDS[State.VALID].colour) > 300
