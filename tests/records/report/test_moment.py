"""Why a moment has its state, in words."""

import math
from collections.abc import Callable
from dataclasses import replace

import pytest
from support.sets.made_up_repetitions import HELD, MIXED, TOO_LOW, repeated_report
from support.sets.made_up_sets import Act, made_up_report, with_faults

from posecoach.catalog.exercises import find_spec, load_specs
from posecoach.coaching.exercise.gate import Gate, PassWhen
from posecoach.coaching.feedback import Answer, GateResult, Measurement, Pause, Severity, State
from posecoach.records.report.model import SetReport
from posecoach.records.report.moment import (
    GateLine,
    frame_at,
    gate_lines,
    why_it_counts,
    worth_asking_s,
)
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


def gate_with(**wanted: object) -> tuple[str, Gate]:
    """An exercise and a gate of it that has what is asked for."""
    return next(
        (spec.id, gate)
        for spec in load_specs().values()
        for gate in spec.gates
        if all(bool(getattr(gate, name)) == there for name, there in wanted.items())
    )


def explained(stretch: str, gate: Gate, answer: Answer, beyond: float, **others: Measurement) -> GateLine:
    """The line of an answer whose reading passes its limit by so many of its errors."""
    sigma = 0.1
    value = gate.enter + (1 if gate.pass_when is PassWhen.AT_LEAST else -1) * beyond * sigma
    result = GateResult(gate.id, gate.measure, answer, value, sigma, gate.enter)
    report = made_up_report([Act(1, State.VALID)], spec=find_spec(stretch))
    measures = {gate.measure: Measurement(value, sigma, known=True), **others}
    (line,) = gate_lines(report, replace(report.timeline[0], gates=(result,), measures=measures))
    return line


def test_an_answer_that_the_reading_does_not_give_says_where_it_comes_from():
    stretch, gate = gate_with(unless=True, passes_in_doubt=False)
    waiver = gate.unless
    assert waiver is not None
    clear = waiver.at_least + 9 if waiver.at_least is not None else waiver.at_most - 9
    line = explained(stretch, gate, Answer.PASS, -3, **{waiver.measure: Measurement(clear, 1.0, known=True)})
    assert line.answer == "yes"
    assert line.because.startswith("Settled by another measurement: ")

    stretch, gate = gate_with(passes_in_doubt=True, unless=False)
    assert explained(stretch, gate, Answer.PASS, -0.5).because == "Only a clear no would count here"
    assert "not yet clearly better" in explained(stretch, gate, Answer.FAIL, -0.5).because


@pytest.mark.parametrize(("answer", "beyond"), [(Answer.PASS, 2), (Answer.FAIL, -2)])
def test_an_answer_that_the_reading_gives_needs_no_reason(answer: Answer, beyond: float):
    stretch, gate = gate_with(unless=False, passes_in_doubt=False, settled_by=False)
    assert explained(stretch, gate, answer, beyond).because == ""


def test_what_is_not_known_is_never_shown_as_a_reading(report: SetReport):
    passed = GateResult("knee_bent", "knee_flexion", Answer.PASS, 48.0, 6.0, 30.0)
    unseen = {"knee_flexion": Measurement(48.0, 6.0, known=False, why_not="leg_not_seen")}
    (line,) = gate_lines(report, replace(report.timeline[0], gates=(passed,), measures=unseen))
    assert line.read == "unknown"


def test_a_reading_and_its_limit_are_not_shown_as_the_same():
    report = made_up_report([Act(1, State.VALID)], spec=find_spec("standing_hamstring"))
    failed = GateResult("knee_bent", "knee_flexion", Answer.FAIL, 30.2, 0.1, 30.0)
    (line,) = gate_lines(report, replace(report.timeline[0], gates=(failed,), measures={}))
    assert (line.read, line.needed) == ("30.2° ± 0°", "at most 30.0°")


@pytest.mark.parametrize(
    ("state", "answer", "said"),
    [
        (State.VALID, Answer.UNKNOWN, True),
        (State.VALID, Answer.PASS, False),
        (State.FAULT, Answer.FAIL, False),
    ],
)
def test_a_moment_that_counts_in_spite_of_an_answer_says_why(
    report: SetReport, state: State, answer: Answer, said: bool
):
    result = GateResult("knee_bent", "knee_flexion", answer, 28.0, 6.0, 30.0)
    frame = replace(report.timeline[0], state=state, gates=(result,))
    assert bool(why_it_counts(report, frame)) is said


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
