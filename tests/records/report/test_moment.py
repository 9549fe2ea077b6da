"""Why a moment has its state, in words."""

import math
from collections.abc import Callable
from dataclasses import replace

import pytest
from support.sets.made_up_repetitions import HELD, MIXED, TOO_LOW, repeated_report
from support.sets.made_up_sets import with_faults

from posecoach.coaching.feedback import Answer, GateResult, Pause, Severity, State
from posecoach.records.report.model import SetReport
from posecoach.records.report.moment import frame_at, gate_lines, worth_asking_s
from posecoach.records.timeline.faults import FaultSpan


@pytest.fixture
def report(make_report: Callable[..., SetReport]) -> SetReport:
    return make_report([(40, State.VALID, None)])


def test_the_frame_on_show_is_the_last_that_has_begun(report: SetReport):
    times = [frame.t_s for frame in report.timeline]
    assert frame_at(report, times[3] + 0.001).t_s == times[3]
    assert frame_at(report, times[3]).t_s == times[3]
    assert frame_at(report, -1.0).t_s == times[0]
    assert frame_at(report, 1e6).t_s == times[-1]


@pytest.mark.parametrize(
    ("result", "line"),
    [
        (
            GateResult("knee_bent", "knee_flexion", Answer.PASS, 12.4, 6.0, 30.0),
            ("Knee flexion", "12° ± 6°", "at most 30°", "yes", ""),
        ),
        (
            GateResult("knee_bent", "knee_flexion", Answer.FAIL, 48.0, 6.0, 30.0),
            ("Knee flexion", "48° ± 6°", "at most 30°", "no", ""),
        ),
        (
            GateResult("knee_bent", "knee_flexion", Answer.UNKNOWN, 28.0, 6.0, 30.0, "near_limit"),
            ("Knee flexion", "28° ± 6°", "at most 30°", "can't tell", "Too close to a limit to tell"),
        ),
        (
            GateResult("knee_bent", "knee_flexion", Answer.UNKNOWN, 28.0, 6.0, 30.0, "leg_not_seen"),
            ("Knee flexion", "unknown", "at most 30°", "can't tell", "Leg hidden"),
        ),
        (
            GateResult("knee_bent", "knee_flexion", Answer.PASS, math.nan, 6.0, 30.0),
            ("Knee flexion", "unknown", "at most 30°", "yes", ""),
        ),
    ],
)
def test_a_gate_tells_what_it_read_and_what_was_asked(
    report: SetReport, result: GateResult, line: tuple[str, ...]
):
    (gate,) = gate_lines(report, replace(report.timeline[0], gates=(result,)))
    assert (gate.measure, gate.read, gate.needed, gate.answer, gate.because) == line


def test_a_picture_not_fit_to_judge_has_no_answers(report: SetReport):
    assert gate_lines(report, replace(report.timeline[0], gates=())) == []


def test_a_pause_is_what_people_ask_about(report: SetReport):
    advised = with_faults(report, (FaultSpan("back_rounded", Severity.ADVICE, 0.4, 0.8, 75.0, 60.0),))
    paused = replace(advised, clock=replace(advised.clock, pauses=(Pause(2.0, 3.0, "knee_bent"),)))
    assert worth_asking_s(paused) == 2.5
    assert worth_asking_s(advised) == pytest.approx(0.6)
    assert worth_asking_s(report) == report.timeline[len(report.timeline) // 2].t_s


def test_a_gate_of_one_position_says_which():
    report = repeated_report(MIXED)
    results = [
        GateResult(gate.id, gate.measure, Answer.PASS, 1.0, 0.1, 0.5)
        for gate in report.spec.gates
        if gate.id in ("on_your_back", "hips_down", "hips_up")
    ]
    lines = gate_lines(report, replace(report.timeline[0], gates=tuple(results)))
    both, start, work = (line.measure for line in lines)
    assert "(" not in both
    assert start.endswith(" (hips on the floor)")
    assert work.endswith(" (hips lifted)")


def test_the_first_repetition_that_did_not_count_is_worth_asking_about():
    assert worth_asking_s(repeated_report(MIXED)) == (TOO_LOW.start_s + TOO_LOW.end_s) / 2
    assert worth_asking_s(repeated_report([HELD], lasts_s=20.0)) == 10.0
