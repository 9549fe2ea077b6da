import pytest
from support.sets.made_up_repetitions import MIXED, repeated_report

from posecoach.coaching.feedback import State
from posecoach.records.report.explain import LostTime, advice, lost_time, shown_value, state_spans
from posecoach.records.report.model import SetReport


def lost_of(report: SetReport) -> list[LostTime]:
    return lost_time(report, report.evidence)


def test_spans_join_frames_of_one_state_up_to_the_videos_end(make_report):
    report = make_report([(60, State.VALID, None), (30, State.NOT_IN_POSITION, "folded")])
    spans = [(span.state, span.start_s, span.end_s) for span in state_spans(report)]
    # The video lasts ten seconds: its last frame is shown until then.
    assert spans == [(State.VALID, 0.0, 5.9), (State.NOT_IN_POSITION, 5.9, 10.0)]


def test_what_a_timeline_says_was_held_is_what_counted(make_report):
    report = make_report([(20, State.VALID, None), (20, State.FAULT, "knee_bent"), (50, State.VALID, None)])
    held = [span.end_s - span.start_s for span in state_spans(report) if span.state is State.VALID]
    assert sum(held) == pytest.approx(report.valid_hold_s)


def test_lost_time_is_summed_by_reason_the_longest_first(make_report):
    report = make_report(
        [
            (10, State.NOT_IN_POSITION, "folded"),
            (20, State.FAULT, "knee_bent"),
            (15, State.NOT_IN_POSITION, "folded"),
            (40, State.VALID, None),
            (5, State.MOVING, None),
            (20, State.VALID, None),
        ]
    )
    lost = [(item.state, item.reason, round(item.seconds, 3)) for item in lost_of(report)]
    assert lost == [
        (State.NOT_IN_POSITION, "folded", 2.5),
        (State.FAULT, "knee_bent", 2.0),
        (State.MOVING, State.MOVING, 0.6),  # from the last moment that counted
    ]


def test_lost_time_tells_what_the_coach_said_about_it(make_report):
    (lost,) = lost_of(make_report([(5, State.NOT_FRAMED, "feet_in_picture")]))
    assert (lost.what, lost.advice) == ("Not fully in view", "Mend feet_in_picture.")


def test_values_come_with_the_measures_unit(make_report):
    report = make_report([(1, State.VALID, None)])
    assert shown_value(report, "knee_bent", 41.4) == "41°"
    assert shown_value(report, "hands_down", 0.146) == "0.15"


def test_advice_on_a_fault_is_its_first_cue(make_report):
    assert advice(make_report([(1, State.VALID, None)]), "knee_bent") == "Straighten your knees."


def test_the_start_position_is_lost_time_only_where_nothing_was_tried():
    assert lost_of(repeated_report(MIXED)) == []
    (lost,) = lost_of(repeated_report([], lasts_s=6.0))
    assert (lost.state, lost.what, lost.seconds) == (State.READY, "Ready", pytest.approx(6.0))
