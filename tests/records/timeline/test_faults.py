"""From when to when a fault lasted."""

from posecoach.coaching.feedback import ClockReading, Fault, Feedback, Severity, State
from posecoach.records.timeline.faults import FaultSpan, FaultSpans

CLOCK = ClockReading(0.0, 20.0, running=False)


def moment(t_s: float, *faults: Fault) -> Feedback:
    return Feedback(t_s, t_s, State.FAULT, None, None, {}, (), faults, None, None, CLOCK)


def knee(severity: Severity = Severity.BLOCKING, start_s: float = 0.0, worst: float = 41.0) -> Fault:
    return Fault("knee_bent", severity, start_s, worst, 30.0)


def spans(*moments: Feedback) -> tuple[FaultSpan, ...]:
    followed = FaultSpans()
    for one in moments:
        followed.add(one)
    return followed.spans


def test_a_fault_lasts_to_the_first_moment_without_it():
    (span,) = spans(moment(0.0, knee()), moment(0.1, knee(worst=44.0)), moment(0.2), moment(0.3))
    assert span == FaultSpan("knee_bent", Severity.BLOCKING, 0.0, 0.2, 44.0, 30.0)


def test_a_fault_that_never_ends_lasts_to_the_last_moment():
    (span,) = spans(moment(0.0, knee()), moment(0.4, knee()))
    assert span.end_s == 0.4


def test_what_paused_the_clock_once_is_a_blocking_fault():
    (span,) = spans(moment(0.0, knee()), moment(0.1, knee(Severity.ADVICE)))
    assert span.severity is Severity.BLOCKING
    (span,) = spans(moment(0.0, knee(Severity.ADVICE)), moment(0.1, knee()))
    assert span.severity is Severity.BLOCKING


def test_the_same_fault_again_is_another_one_and_they_are_in_order():
    found = spans(moment(0.5, knee(start_s=0.5)), moment(0.6), moment(0.9, knee(start_s=0.9)))
    assert [(span.start_s, span.end_s) for span in found] == [(0.5, 0.6), (0.9, 0.9)]


def test_a_fault_was_named_in_the_first_frame_whose_answer_had_it():
    followed = FaultSpans()
    followed.answered(moment(0.7, knee()))
    followed.answered(moment(0.8, knee()))
    followed.add(moment(0.3, knee()))
    assert [span.named_s for span in followed.spans] == [0.7]
