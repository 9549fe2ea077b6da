"""A set in plain sentences: only what the data say, the costliest thing first."""

from dataclasses import replace

import pytest
from support.sets.made_up_repetitions import (
    HELD,
    HELD_AGAIN,
    MIXED,
    TOO_LOW,
    TOO_LOW_AGAIN,
    TOO_SHORT,
    repeated_report,
    timed_report,
)
from support.sets.made_up_sets import Act, made_up_report

from posecoach.catalog.exercises import load_specs
from posecoach.coaching.exercise.gate import GateKind, PassWhen
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import (
    Answer,
    GateResult,
    Hold,
    Measurement,
    Pause,
    Requirement,
    Severity,
    State,
)
from posecoach.coaching.reasons import Reason
from posecoach.records import words
from posecoach.records.report.model import SetReport
from posecoach.records.report.summary import summarise
from posecoach.records.timeline.faults import FaultSpan


def test_a_paused_set_names_the_pause_and_the_fault_to_mend(paused_report: SetReport):
    summary = summarise(paused_report)
    assert summary.headline == "5.0 s of 20 s held well"
    assert summary.story == "Time counted in one hold. Paused by: bent knee for 1.0 s."
    assert summary.next_step == "Straighten your knees. Knee flexion: up to 41°; the limit is 33°."


def test_pauses_of_one_reason_are_summed_and_the_longest_comes_first(standing: StretchSpec):
    report = made_up_report(
        [Act(20, State.VALID)],
        spec=standing,
        holds=(Hold(0, 20, 14),),
        pauses=(Pause(2, 3, "moving"), Pause(5, 7, "knee_bent"), Pause(9, 12, "knee_bent")),
    )
    assert summarise(report).story == (
        "Time counted in one hold. Paused by: bent knee for 5.0 s (2 times), moving for 1.0 s."
    )


def test_nothing_counted_for_a_fault_says_so_and_what_to_change(standing: StretchSpec):
    report = made_up_report(
        [Act(2, State.NOT_IN_POSITION, "folded", hip=10), Act(5, State.FAULT, "knee_bent", knee=51)],
        spec=standing,
        faults=(FaultSpan("knee_bent", Severity.BLOCKING, 2, 7, 51.0, 30.0),),
    )
    summary = summarise(report)
    assert summary.headline == "0.0 s of 20 s held well"
    assert summary.story == (
        "Nothing counted. Where the time went: bent knee for 5.0 s, hips not bent enough for 2.0 s."
    )
    assert summary.next_step.startswith("Straighten your knees.")


def test_never_in_position_tells_how_near_it_was(standing: StretchSpec):
    gate = next(gate for gate in standing.gates if gate.id == "folded")
    report = made_up_report([Act(8, State.NOT_IN_POSITION, "folded", hip=41)], spec=standing)
    next_step = summarise(report).next_step
    # The made-up error budget of hip flexion is 6 degrees: within it of the limit nothing passes.
    assert f"Hip flexion: 41° at best; {gate.enter + 6:.0f}° is certainly enough." in next_step
    assert next_step.startswith(standing.english.gates["folded"].cues[0])


def test_a_set_without_fault_is_not_praised_but_told_what_is_missing(standing: StretchSpec):
    report = made_up_report([Act(12, State.VALID)], spec=standing, holds=(Hold(0, 12, 12.0),))
    summary = summarise(report)
    assert summary.story == "Time counted in one hold, without a pause."
    assert summary.next_step == "Hold 8.0 s longer."


def test_a_full_set_is_offered_the_longer_option(standing: StretchSpec):
    report = made_up_report([Act(21, State.VALID)], spec=standing, holds=(Hold(0, 21, 21.0),))
    summary = summarise(report)
    assert summary.headline == "21 s of 20 s held well - target reached"
    assert summary.next_step == "No faults seen. Try 30 s next time, if it feels easy."


def test_advice_is_worked_on_when_nothing_blocks(standing: StretchSpec):
    report = made_up_report(
        [Act(21, State.VALID)],
        spec=standing,
        holds=(Hold(0, 21, 21.0),),
        faults=(FaultSpan("back_rounded", Severity.ADVICE, 3, 9, 75.0, 60.0),),
    )
    assert summarise(report).next_step == (
        "Lengthen your back and bend from the hips. Bend of the spine: up to 75°; the limit is 60°."
    )


def test_nobody_in_the_picture_is_reported_as_that(standing: StretchSpec):
    report = made_up_report([Act(5, State.NO_PERSON, "no_person")], spec=standing)
    assert summarise(report).story == "Nothing counted. Where the time went: no one in view for 5.0 s."


def test_what_went_well_is_only_what_was_seen(standing: StretchSpec):
    report = made_up_report(
        [Act(20, State.VALID), Act(2, State.FAULT, "knee_bent", knee=45), Act(4, State.VALID)],
        spec=standing,
        holds=(Hold(0, 26, 24.0),),
        faults=(FaultSpan("knee_bent", Severity.BLOCKING, 20, 22, 45.0, 33.0),),
    )
    reached, longest = summarise(report).went_well
    assert reached == "You reached the target of 20 s."
    assert longest == "Longest hold without a pause: 20 s."


def test_a_fault_is_only_absent_where_it_could_be_seen(standing: StretchSpec):
    report = made_up_report([Act(12, State.VALID, knee=8)], spec=standing, holds=(Hold(0, 12, 12.0),))
    (_, unseen) = summarise(report).went_well
    assert unseen == "Checked and not seen: bent knee."  # nothing was read of bouncing and the back
    for frame in report.timeline:
        frame.measures["spine_flexion"] = Measurement(30.0, 26.0, known=True)
    assert summarise(report).went_well[1] == unseen  # read, but not to be sure of
    for frame in report.timeline:
        frame.measures["spine_flexion"] = Measurement(30.0, 10.0, known=True)
    assert summarise(report).went_well[1] == "Checked and not seen: bent knee, rounded back."


def test_nothing_counted_nothing_praised(standing: StretchSpec):
    report = made_up_report([Act(8, State.NOT_IN_POSITION, "folded", hip=20)], spec=standing)
    assert summarise(report).went_well == ()


@pytest.mark.parametrize(("assumed", "said"), [((True, True), True), ((True, False), False)])
def test_that_upright_was_only_assumed_is_said(
    paused_report: SetReport, assumed: tuple[bool, bool], said: bool
):
    report = paused_report
    last = len(report.timeline) - 1
    frames = [
        replace(frame, framing=(Requirement(Reason.CAMERA_UPRIGHT, True, "", assumed=assumed[n == last]),))
        for n, frame in enumerate(report.timeline)
    ]
    story = summarise(replace(report, timeline=tuple(frames))).story
    assert ("which way is up" in story) is said


def test_repetitions_say_how_many_counted_and_why_the_others_did_not():
    found = summarise(repeated_report(MIXED))
    assert found.headline == "2 of 4 repetitions, 7.8 s held"
    assert found.story == (
        "3 repetitions didn't count: hips not high enough (2), not held for long enough (1)."
    )
    assert found.next_step.startswith("A little higher, if that is comfortable.")
    assert found.next_step.endswith("-0.14 at best; -0.08 is certainly enough.")
    assert found.went_well == ("Checked and not seen: arched back.",)  # of the knees nothing was read


def test_where_every_repetition_counted_more_of_them_are_next():
    found = summarise(repeated_report([HELD, HELD_AGAIN]))
    assert (found.story, found.next_step) == ("Every repetition counted.", "2 more repetitions.")
    found = summarise(repeated_report([HELD], target=2))
    assert found.next_step == "1 more repetition."
    found = summarise(repeated_report([HELD, HELD_AGAIN], target=2))
    assert found.headline == "2 of 2 repetitions, 6.6 s held - target reached"
    assert found.next_step == "No faults seen. Try 5 repetitions next time, if it feels easy."
    assert found.went_well[0] == "You reached the target of 2 repetitions."


@pytest.mark.parametrize(
    ("reason", "to_do"),
    [
        (Reason.TOO_SHORT, "Stay there a little longer next time."),
        (Reason.TOO_FAST, "A little slower."),
        (Reason.NOT_SEEN, "I can't see your legs well. Turn side-on, in good light."),
        ("arched", "Not quite so high. Keep your back straight."),
    ],
)
def test_the_commonest_reason_is_the_next_step(reason: str, to_do: str):
    found = summarise(repeated_report([replace(TOO_SHORT, reason=reason), HELD_AGAIN]))
    assert found.next_step == to_do
    assert found.story == f"1 repetition didn't count: {words.reason(reason, 'bridge')}."


def test_a_measure_that_was_far_enough_is_no_near_miss():
    """The hips were up, but not all that the position asks for was seen for certain."""
    found = summarise(repeated_report([replace(TOO_SHORT, reason="hips_up")]))
    assert found.next_step == "A little higher, if that is comfortable."


@pytest.mark.parametrize(
    ("read", "shown"),
    [
        ((31.0, 6.0), "31° at best; 46° is certainly enough."),
        ((45.8, 6.0), "45.8° at best; 46.0° is certainly enough."),  # both would be 46
        ((46.0, 6.0), None),
    ],
)
def test_how_near_it_was_never_contradicts_that_it_failed(
    standing: StretchSpec, read: tuple[float, float], shown: str | None
):
    """Of the same frame: a reading that was enough for its own error is no near miss."""
    gate = words.gate_of(standing, "folded")
    assert gate is not None
    assert (gate.enter, gate.sure_beyond) == (40.0, 1.0)
    report = made_up_report([Act(8, State.NOT_IN_POSITION, "folded", hip=20)], spec=standing)
    report.timeline[5].measures[gate.measure] = Measurement(*read, known=True)
    step = summarise(report).next_step
    assert step.endswith(shown) if shown else "at best" not in step


def test_the_limit_of_a_near_miss_is_the_one_that_was_in_force(standing: StretchSpec):
    report = made_up_report([Act(8, State.NOT_IN_POSITION, "folded", hip=52)], spec=standing)
    stricter = GateResult("folded", "hip_flexion", Answer.FAIL, 52.0, 6.0, 60.0)
    frames = tuple(replace(frame, gates=(stricter,)) for frame in report.timeline)
    step = summarise(replace(report, timeline=frames)).next_step
    assert step.endswith("52° at best; 66° is certainly enough.")


def test_where_less_is_asked_for_the_near_miss_says_so():
    spec, gate = next(
        (spec, gate)
        for spec in load_specs().values()
        for gate in spec.gates
        if gate.kind is GateKind.POSITION and gate.pass_when is PassWhen.AT_MOST and not spec.repetitions
    )
    report = made_up_report([Act(8, State.NOT_IN_POSITION, gate.id)], spec=spec)
    for frame in report.timeline:
        frame.measures[gate.measure] = Measurement(gate.enter + 0.2, 0.1, known=True)
    step = summarise(report).next_step
    assert " at the lowest; " in step
    assert step.endswith(" or less is certainly enough.")


def test_where_no_repetition_counted_nothing_is_praised():
    found = summarise(repeated_report([TOO_LOW, TOO_LOW_AGAIN, TOO_SHORT]))
    assert found.headline == "0 of 4 repetitions, 1.2 s held"
    assert found.story == (
        "None of the 3 repetitions counted: hips not high enough (2), not held for long enough (1)."
    )
    assert found.went_well == ()


def test_where_no_repetition_was_tried_the_way_up_is_next():
    found = summarise(repeated_report([]))
    assert found.story == "Nothing counted. Where the time went: ready for 27 s."
    assert found.next_step == "Lift your hips."


def test_time_that_is_not_judged_is_never_called_good():
    found = summarise(timed_report(60.0))
    assert found.headline == "1 min 00 s of 1 min 00 s, not judged - target reached"
    assert found.story == (
        "Time counted in one go, without a pause. A camera can't judge how well this exercise is done."
    )
    assert found.went_well == ("You reached the target of 60 s.",)
    assert found.next_step == "Do the next set the same way."
    assert summarise(timed_report(20.0)).next_step == "Go on for 40 s longer."
    assert summarise(timed_report(60.0, target_s=20.0)).next_step.startswith("Try 30 s next time")
