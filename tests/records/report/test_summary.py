"""A set in plain sentences: only what the data say, the costliest thing first."""

from dataclasses import replace

import pytest
from support.sets.made_up_sets import Act, made_up_report

from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import Hold, Measurement, Pause, Requirement, Severity, State
from posecoach.coaching.reasons import Reason
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
        "Nothing counted. Where the time went: bent knee for 5.0 s, not folded far enough for 2.0 s."
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
