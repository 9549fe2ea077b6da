"""How far each repetition of a set went."""

import math
from dataclasses import replace

from support.sets.made_up_repetitions import (
    BRIDGE,
    DOWN,
    HALF_WAY,
    HELD,
    MIXED,
    TOO_LOW,
    UP,
    repeated_report,
)

from posecoach.coaching.exercise.gate import PassWhen
from posecoach.coaching.feedback import Measurement, State
from posecoach.records.report.model import SetReport
from posecoach.records.report.repetitions import best_of, frames_of, missed, why_missed


def with_rise(report: SetReport, rise: Measurement) -> SetReport:
    """The same set with one reading of the hips throughout."""
    timeline = [replace(frame, measures={**frame.measures, "hip_rise": rise}) for frame in report.timeline]
    return replace(report, timeline=tuple(timeline))


def test_the_best_is_what_lay_furthest_into_the_working_position():
    report = repeated_report(MIXED)
    reached = [best_of(report, one)["hip_rise"].value for one in MIXED]
    assert reached == [UP, HALF_WAY, HALF_WAY, UP, UP]
    assert set(best_of(report, HELD)) == {"hip_rise"}  # not what only the start position asks for


def test_where_the_position_asks_for_less_the_least_is_the_best():
    low = [
        gate.model_copy(update={"pass_when": PassWhen.AT_MOST}) if gate.id == "hips_up" else gate
        for gate in BRIDGE.gates
    ]
    report = replace(repeated_report([HELD]), spec=BRIDGE.model_copy(update={"gates": tuple(low)}))
    assert best_of(report, HELD)["hip_rise"].value == DOWN


def test_of_a_range_the_first_gate_says_which_way_the_position_lies():
    up = next(gate for gate in BRIDGE.gates if gate.id == "hips_up")
    not_over = up.model_copy(update={"id": "not_over", "pass_when": PassWhen.AT_MOST})
    spec = BRIDGE.model_copy(update={"gates": (*BRIDGE.gates, not_over)})
    assert best_of(replace(repeated_report([HELD]), spec=spec), HELD)["hip_rise"].value == UP


def test_what_was_never_known_has_no_best():
    report = repeated_report([HELD])
    assert best_of(with_rise(report, Measurement(0.1, 0.02, known=False)), HELD) == {}
    assert best_of(with_rise(report, Measurement(math.nan, 0.02, known=True)), HELD) == {}


def test_a_repetitions_frames_reach_from_its_start_to_its_end():
    times = [frame.t_s for frame in frames_of(repeated_report(MIXED), TOO_LOW)]
    assert (times[0], times[-1]) == (TOO_LOW.start_s, TOO_LOW.end_s)


def test_a_hold_has_none(make_report):
    report = make_report([(20, State.VALID, None)])
    assert missed(report) == []


def test_why_they_did_not_count_is_said_commonest_first():
    all_three = repeated_report(MIXED[1:4])
    assert why_missed(all_three) == (
        "None of the 3 repetitions counted: hips not high enough (2), not held for long enough (1)."
    )
    assert why_missed(repeated_report(MIXED[:3])) == "2 repetitions didn't count: hips not high enough."
    assert why_missed(repeated_report([HELD])) == "Every repetition counted."
