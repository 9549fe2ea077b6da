import math
from dataclasses import replace

import pytest

from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import ClockReading, Fault, Measurement, Severity, State
from posecoach.pose.landmarks import Side
from posecoach.records.report.model import build_report
from posecoach.vision.media.info import VideoInfo

FRAME_S = 0.1

COMING_IN = (10, State.MOVING, "moving")
HOLDING = (30, State.VALID, None)
GOING_OUT = (20, State.NOT_IN_POSITION, "folded")


def states(report) -> list[State]:
    return [frame.state for frame in report.timeline]


def valid_time(report) -> float:
    return states(report).count(State.VALID) * FRAME_S


def test_arming_time_reads_valid_and_the_way_in_does_not(make_report):
    report = make_report([COMING_IN, HOLDING, GOING_OUT])
    assert states(report) == [State.MOVING] * 10 + [State.VALID] * 30 + [State.NOT_IN_POSITION] * 20
    assert all(frame.reason is None for frame in report.timeline if frame.state is State.VALID)


def test_valid_frames_add_up_to_the_valid_hold(make_report):
    report = make_report(
        [
            COMING_IN,
            HOLDING,
            (10, State.FAULT, "knee_bent"),
            (20, State.VALID, None),
            GOING_OUT,
            HOLDING,
        ]
    )
    assert len(report.holds) == 2
    assert valid_time(report) == pytest.approx(report.valid_hold_s, abs=3 * FRAME_S)


def test_a_stay_too_short_to_arm_stays_moving(make_report):
    report = make_report([COMING_IN, (3, State.VALID, None), GOING_OUT])
    assert report.valid_hold_s == 0
    assert State.VALID not in states(report)


def test_a_bridged_unknown_counts_and_reads_valid(make_report):
    report = make_report([HOLDING, (3, State.UNKNOWN, "knee_bent"), HOLDING])
    assert report.pauses == ()
    assert set(states(report)) == {State.VALID}


def test_a_long_unknown_does_not_count(make_report):
    report = make_report([HOLDING, (20, State.UNKNOWN, "leg_not_seen"), HOLDING])
    assert states(report).count(State.UNKNOWN) == 20


def test_a_frame_has_the_state_that_a_later_reading_tells_of_its_moment(spec, video, make_set):
    late = [
        replace(frame, t_s=frame.t_s + 2 * FRAME_S, as_of_s=frame.t_s)
        for frame in make_set([COMING_IN, HOLDING, GOING_OUT])
    ]
    report = build_report(spec, late, late[-1].clock, video)
    expected = [State.MOVING] * 8 + [State.VALID] * 30 + [State.NOT_IN_POSITION] * 22
    assert states(report) == expected


def test_a_fault_ends_in_the_first_frame_without_it(make_report):
    early = Fault("knee_bent", Severity.BLOCKING, 0.0, 35.0, 30.0)
    late = Fault("knee_bent", Severity.BLOCKING, 0.0, 41.0, 30.0)
    report = make_report([(5, State.FAULT, "knee_bent")], faults=[(early,), (late,), (late,), (), ()])
    (span,) = report.faults
    assert (span.start_s, span.end_s, span.worst) == (0.0, 0.3, 41.0)


def test_a_fault_that_never_ends_ends_with_the_last_frame(make_report):
    fault = Fault("knee_bent", Severity.BLOCKING, 0.2, 41.0, 30.0)
    report = make_report([(5, State.FAULT, "knee_bent")], faults=[(), (), (), (fault,), (fault,)])
    assert [(span.start_s, span.end_s) for span in report.faults] == [(0.2, 0.4)]


def test_the_same_fault_again_is_a_second_one(make_report):
    first = Fault("bouncing", Severity.BLOCKING, 0.0, 9.0, 6.0)
    again = Fault("bouncing", Severity.BLOCKING, 0.3, 8.0, 6.0)
    report = make_report([(5, State.FAULT, "bouncing")], faults=[(first,), (), (), (again,), ()])
    assert [span.start_s for span in report.faults] == [0.0, 0.3]


def test_the_side_is_the_one_judged_while_time_counted(make_report):
    # The left leg was looked at for longer, but the hold was on the right.
    sides = [Side.LEFT] * 40 + [Side.RIGHT] * 30
    report = make_report([(40, State.NOT_IN_POSITION, "folded"), HOLDING], sides=sides)
    assert report.side is Side.RIGHT


def test_without_a_hold_the_side_is_the_one_judged_most(make_report):
    report = make_report([(3, State.MOVING, None)], sides=[Side.LEFT, None, None])
    assert report.side is Side.LEFT


def test_no_one_seen_has_no_side(make_report):
    report = make_report([(3, State.NO_PERSON, "no_person")], sides=[None] * 3)
    assert report.side is None


def test_the_side_asked_for_stays(spec: StretchSpec, video: VideoInfo, make_set):
    answers = make_set([HOLDING])
    assert build_report(spec, answers, answers[-1].clock, video, Side.LEFT).side is Side.LEFT


def test_best_is_the_deepest_known_value_that_counted(make_report):
    hips = [Measurement(100.0, 6.0, True)] * 40
    hips[3] = Measurement(150.0, 6.0, True)  # while moving
    hips[15] = Measurement(140.0, 6.0, False, "leg_not_seen")
    hips[20] = Measurement(118.0, 6.0, True)
    report = make_report([COMING_IN, HOLDING], hips=hips)
    assert report.best == hips[20]


@pytest.mark.parametrize("value", [Measurement(math.nan, 6.0, True), Measurement(100.0, 6.0, False, "x")])
def test_best_is_empty_where_nothing_known_counted(make_report, value: Measurement):
    assert make_report([HOLDING], hips=[value] * 30).best is None


def test_frames_are_those_that_were_read(make_report):
    assert make_report([HOLDING]).video.frames == 30


def test_no_frames_no_report(spec: StretchSpec, video: VideoInfo):
    with pytest.raises(ValueError, match="at least one frame"):
        build_report(spec, [], ClockReading(0.0, 20.0, running=False), video)
