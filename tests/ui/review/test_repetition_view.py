"""Repetitions on the timeline and in words."""

from support.sets.repeated_sets import BRIDGE, COUNTED, LOW, SHORT, passed_through

from posecoach.ui.review.repetition_view import names, outcome, repetition_spans


def test_only_those_that_count_have_a_number():
    assert names((COUNTED, SHORT, COUNTED, LOW)) == ["1", "✗", "2", "✗"]


def test_each_has_a_span_from_leaving_the_start_to_being_back():
    good, low = repetition_spans((COUNTED, LOW), BRIDGE, begin_s=1.0)
    assert (good.start_s, good.end_s, good.label) == (1.0, 6.0, "1")
    assert (low.start_s, low.end_s, low.label) == (13.0, 15.0, "✗")
    assert good.colour != low.colour
    assert low.detail == "not counted: hips not high enough"


def test_what_is_passed_through_is_not_said_to_be_held():
    assert outcome(COUNTED, BRIDGE) == "counted, held 3.4 s"
    assert outcome(COUNTED, passed_through()) == "counted"
