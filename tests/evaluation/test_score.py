"""Scores of made-up sets against made-up truths, every number of which is known."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from posecoach.coaching.feedback import Fault, Measurement, Severity, State
from posecoach.evaluation.ground_truth.score import ClipScore, FalseFault, Phase, score_clip
from posecoach.evaluation.ground_truth.truth import Truth
from posecoach.pose.landmarks import Side
from posecoach.records.report.model import build_report

# Frames come every tenth of a second; the hold runs from 1.0 to its last valid frame at 3.9.
COMING_IN = (10, State.MOVING, "moving")
HOLDING = (30, State.VALID, None)
GOING_OUT = (20, State.NOT_IN_POSITION, "folded")
DURATION_S = 10.0


def truth(
    *,
    valid: list[tuple[float, float]] | None = None,
    faults: list[tuple[str, float, float]] | None = None,
    hip: Callable[[float], float] = lambda t_s: 90.0,
) -> Truth:
    frames = [
        {
            "t_s": index / 10,
            "hip_flexion": {"left": 0.0, "right": hip(index / 10)},
            "knee_flexion": {"left": 0.0, "right": 5.0},
        }
        for index in range(101)
    ]
    return Truth.model_validate(
        {
            "stretch": "standing_hamstring",
            "side": Side.RIGHT,
            "view": "side",
            "fps": 10.0,
            "frames": tuple(frames),
            "valid": tuple(valid or ()),
            "faults": tuple({"id": id_, "start_s": a, "end_s": b} for id_, a, b in faults or ()),
        }
    )


@pytest.fixture
def score(spec, video, make_set) -> Callable[..., ClipScore]:
    def make(acts: list, true: Truth, **fields: object) -> ClipScore:
        answers = make_set(acts, **fields)
        return score_clip("clip", build_report(spec, answers, answers[-1].clock, video), true)

    return make


def test_time_counted_outside_of_the_truth_is_false_valid_and_the_reverse_false_paused(score):
    clip = score([COMING_IN, HOLDING, GOING_OUT], truth(valid=[(1.5, 4.5)]))
    assert clip.truth_valid_s == pytest.approx(3.0)
    assert clip.coach_valid_s == pytest.approx(2.9)
    assert clip.false_valid_s == pytest.approx(0.5)
    assert clip.false_paused_s == pytest.approx(0.6)


def test_a_pause_was_not_counted(score):
    acts = [COMING_IN, HOLDING, (10, State.FAULT, "knee_bent"), (20, State.VALID, None)]
    clip = score(acts, truth(valid=[(1.0, 6.9)]))
    assert clip.counted == (pytest.approx((1.0, 3.9)), pytest.approx((5.0, 6.9)))
    assert clip.false_valid_s == 0
    assert clip.false_paused_s == pytest.approx(1.1)


def test_where_the_truth_has_no_hold_all_that_is_counted_is_false(score):
    clip = score([COMING_IN, HOLDING], truth())
    assert clip.false_valid_s == pytest.approx(2.9)
    assert clip.false_paused_s == 0


KNEE = Fault("knee_bent", Severity.BLOCKING, 2.0, 50.0, 30.0)
BACK = Fault("back_rounded", Severity.ADVICE, 2.0, 0.2, 0.1)


def listed(fault: Fault, first: int, last: int) -> list[tuple[Fault, ...]]:
    """A fault that six seconds of frames list from one to another."""
    return [(fault,) if first <= frame <= last else () for frame in range(60)]


SIX_SECONDS = [(60, State.MOVING, "moving")]


def test_a_planted_fault_counts_as_found_when_it_is_named_not_when_it_is_dated(score):
    clip = score(SIX_SECONDS, truth(faults=[("knee_bent", 1.8, 4.0)]), faults=listed(KNEE, 26, 40))
    (planted,) = clip.planted
    assert planted.named_s == pytest.approx(2.6)
    assert planted.late_s == pytest.approx(0.8)
    assert clip.false_faults == ()


def test_a_fault_is_named_when_the_coach_speaks_not_at_the_moment_that_it_speaks_of(spec, video, make_set):
    late = [
        replace(frame, as_of_s=max(0.0, frame.t_s - 0.2))
        for frame in make_set(SIX_SECONDS, faults=listed(KNEE, 26, 40))
    ]
    clip = score_clip(
        "clip", build_report(spec, late, late[-1].clock, video), truth(faults=[("knee_bent", 1.8, 4.0)])
    )
    assert clip.planted[0].named_s == pytest.approx(2.6)


@pytest.mark.parametrize("planted", [("knee_bent", 4.6, 5.0), ("bouncing", 2.0, 4.0)])
def test_a_fault_elsewhere_or_of_another_kind_is_missed_and_not_there(score, planted):
    clip = score(SIX_SECONDS, truth(faults=[planted]), faults=listed(KNEE, 26, 40))
    assert clip.planted[0].named_s is None
    assert clip.planted[0].late_s is None
    (false,) = clip.false_faults
    assert false == FalseFault("knee_bent", Severity.BLOCKING, 2.0, pytest.approx(4.1))


def test_about_the_edge_of_a_planted_fault_nobody_is_wrong(score):
    clip = score(SIX_SECONDS, truth(faults=[("knee_bent", 4.3, 5.0)]), faults=listed(KNEE, 26, 40))
    assert clip.false_faults == ()


def test_faults_that_were_not_there_are_counted_by_severity(score):
    clip = score(SIX_SECONDS, truth(), faults=listed(BACK, 25, 30))
    assert clip.false_faults_of(Severity.ADVICE) == 1
    assert clip.false_faults_of(Severity.BLOCKING) == 0


def test_time_that_the_coach_could_not_judge_is_reported_by_state_and_reason(score):
    acts = [
        (5, State.NO_PERSON, "no_person"),
        (10, State.NOT_FRAMED, "side_on"),
        (3, State.NOT_FRAMED, "whole_body"),
        (7, State.UNKNOWN, "leg_not_seen"),
        GOING_OUT,
    ]
    unjudged = score(acts, truth()).unjudged
    assert {state: dict(reasons) for state, reasons in unjudged.items()} == {
        State.NO_PERSON: {"no_person": pytest.approx(0.5)},
        State.NOT_FRAMED: {"side_on": pytest.approx(1.0), "whole_body": pytest.approx(0.3)},
        State.UNKNOWN: {"leg_not_seen": pytest.approx(0.7)},
    }


def test_errors_are_read_minus_true_by_what_truly_goes_on(score):
    # Still until 2 s, then 30 degrees a second until 4 s, then held.
    def hip(t_s: float) -> float:
        return 20 + 30 * min(max(t_s - 2, 0), 2)

    hips = [Measurement(hip(frame / 10) + 4, 6.0, known=frame != 50) for frame in range(60)]
    clip = score(SIX_SECONDS, truth(valid=[(4.5, 6.0)], hip=hip), hips=hips)
    readings = [reading for reading in clip.readings if reading.measure == "hip_flexion"]
    assert [reading.phase for reading in readings[:15]] == [Phase.OTHER] * 15
    assert [reading.phase for reading in readings[23:38]] == [Phase.MOVING] * 15
    assert [reading.phase for reading in readings[45:]] == [Phase.HOLD] * 15
    assert readings[50].error is None
    errors = [reading.error for reading in readings if reading.error is not None]
    assert errors == pytest.approx([4.0] * 59)
    assert readings[55].true == pytest.approx(80.0)


def test_the_truth_is_of_the_side_that_was_judged(score):
    sides = [Side.LEFT] * 30 + [Side.RIGHT] * 30
    clip = score(SIX_SECONDS, truth(), sides=sides)
    assert len(clip.readings) == 30


def test_a_clip_in_which_nobody_is_found_has_no_errors(score):
    clip = score([(10, State.NO_PERSON, "no_person")], truth(valid=[(0.0, 5.0)]), sides=[None] * 10)
    assert clip.readings == ()
    assert clip.false_paused_s == pytest.approx(5.0)
