"""What the recorder makes of a set."""

import itertools
from dataclasses import replace

import pytest
from support.sets.made_up_repetitions import HELD, MIXED, TOO_LOW, repeated
from support.stick_figures import BENT_KNEES, FOLDED, STANDING, coached

from posecoach.coaching.feedback import Feedback, State
from posecoach.records.timeline.recorder import SetRecord, SetRecorder

SCRIPT = [(2, STANDING), (2, FOLDED), (4, FOLDED), (1, BENT_KNEES), (3, BENT_KNEES), (1, FOLDED), (4, FOLDED)]
FEEDBACK = coached("standing_hamstring", SCRIPT)


def recorded(feedback: list[Feedback]) -> tuple[SetRecord, list[Feedback]]:
    recorder = SetRecorder()
    moments = [moment for frame in feedback for moment in recorder.add(frame)]
    moments += recorder.finish(feedback[-1].clock)
    return recorder.record(), moments


def test_a_set_is_boiled_down():
    record, moments = recorded(FEEDBACK)
    assert record.valid_s == FEEDBACK[-1].clock.valid_s > 5
    assert record.paused_s["knee_bent"] > 3
    (fault,) = (fault for fault in record.faults if fault.id == "knee_bent")
    assert fault.end_s - fault.start_s > 3
    assert record.side is FEEDBACK[-1].side
    hips = [moment.measures["hip_flexion"].value for moment in moments if moment.state is State.VALID]
    assert min(hips) <= record.typical["hip_flexion"]["value"] <= record.best["hip_flexion"]["value"]
    assert record.best["hip_flexion"]["value"] == round(max(hips), 1)


def test_the_bent_knee_is_dated_to_when_the_knees_were_bent():
    """They bend from 8 to 9 s and stretch from 12 to 13 s; the coach hears of it later."""
    record, _ = recorded(FEEDBACK)
    (fault,) = (fault for fault in record.faults if fault.id == "knee_bent")
    assert 8.2 < fault.start_s < 9.0
    assert 12.0 < fault.end_s < 12.8
    (run,) = (run for run in record.spans if run[:2] == ("fault", "knee_bent"))
    # The way there and back is too short to be said apart from the fault.
    assert (run[2], run[3]) == (pytest.approx(8.0, abs=0.2), pytest.approx(13.0, abs=0.2))
    after = record.spans[record.spans.index(run) + 1]
    assert after[0] == "valid"


def test_spans_follow_each_other_without_a_gap():
    spans = recorded(FEEDBACK)[0].spans
    assert spans[0][2] == FEEDBACK[0].t_s
    assert spans[-1][3] == FEEDBACK[-1].t_s
    assert all(before[3] == after[2] for before, after in itertools.pairwise(spans))
    assert all(before[:2] != after[:2] for before, after in itertools.pairwise(spans))
    assert {"valid", "fault"} <= {state for state, _, _, _ in spans}


def test_time_that_the_clock_credits_afterwards_is_valid():
    record, _ = recorded(FEEDBACK)
    valid_s = sum(end_s - start_s for state, _, start_s, end_s in record.spans if state == "valid")
    # Time between a frame that counts and one that does not is not counted by the clock.
    assert abs(valid_s - record.valid_s) <= len(record.spans) * 0.04 + 0.42
    assert "arming" not in {reason for _, reason, _, _ in record.spans}


def test_the_angles_are_kept_twice_a_second_and_unknown_ones_as_such():
    feedback = [replace(one, measures={}) if number > 300 else one for number, one in enumerate(FEEDBACK)]
    record, moments = recorded(feedback)
    assert set(record.readings) == {"hip_flexion", "knee_flexion"}
    for curve in record.readings.values():
        assert len(curve) == pytest.approx(2 * feedback[-1].t_s, abs=2)
        assert curve[-1][1:] == (None, None)
    first = record.readings["hip_flexion"][0]
    assert first[:2] == (0.0, pytest.approx(moments[0].measures["hip_flexion"].value, abs=0.1))


def test_of_a_set_under_way_only_what_is_final_is_kept():
    recorder = SetRecorder()
    for frame in FEEDBACK[:150]:
        recorder.add(frame)
    so_far, whole = recorder.record().spans, recorded(FEEDBACK)[0].spans
    assert so_far[:-1] == whole[: len(so_far) - 1]
    assert so_far[-1][:3] == whole[len(so_far) - 1][:3]
    assert FEEDBACK[149].t_s - 2.0 < so_far[-1][3] < FEEDBACK[149].t_s


def test_nothing_seen_nothing_kept():
    record = SetRecorder().record()
    assert (record.valid_s, record.side, record.best, record.spans) == (0.0, None, {}, [])


def test_repetitions_are_recorded_with_their_own_times():
    record, moments = recorded(repeated(MIXED))
    assert record.repetitions == MIXED
    assert record.repetitions_counted == 2
    assert record.valid_s == pytest.approx(sum(one.held_s for one in MIXED))
    assert {"ready", "moving", "valid"} == {state for state, _, _, _ in record.spans}
    (top, *_) = (moment.t_s for moment in moments if moment.state is State.VALID)
    assert top == HELD.top_s


def test_of_repetitions_under_way_those_that_are_over_are_recorded():
    recorder = SetRecorder()
    for frame in repeated(MIXED, lasts_s=12.5):
        recorder.add(frame)
    assert recorder.record().repetitions == (HELD, TOO_LOW)


def test_a_hold_has_no_repetitions():
    record, _ = recorded(FEEDBACK)
    assert (record.repetitions, record.repetitions_counted) == (None, None)
