"""Repetitions on the timeline and in words."""

from support.sets.repetition_clocks import BRIDGE, COUNTED, LOW, SHORT

from posecoach.ui.review.repetition_view import names, repetition_spans


def test_only_those_that_count_have_a_number():
    assert names((COUNTED, SHORT, COUNTED, LOW)) == ["1", "✗", "2", "✗"]


def test_each_has_a_span_from_leaving_the_start_to_being_back():
    good, low = repetition_spans((COUNTED, LOW), BRIDGE, held=True, begin_s=1.0)
    assert (good.start_s, good.end_s, good.label, good.detail) == (1.0, 6.0, "1", "held 3.4 s")
    assert (low.start_s, low.end_s, low.label) == (13.0, 15.0, "✗")
    assert good.colour != low.colour
    assert low.detail == "not counted: hips not high enough"
