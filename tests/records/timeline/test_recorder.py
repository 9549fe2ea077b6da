"""What is kept of a set."""

import itertools
from dataclasses import replace

import pytest
from support.stick_figures import BENT_KNEES, FOLDED, STANDING, coached

from posecoach.records.timeline.recorder import SetRecorder

SCRIPT = [(2, STANDING), (2, FOLDED), (4, FOLDED), (1, BENT_KNEES), (3, BENT_KNEES), (1, FOLDED), (4, FOLDED)]


def test_a_set_is_boiled_down():
    recorder = SetRecorder()
    feedback = coached("standing_hamstring", SCRIPT)
    for frame in feedback:
        recorder.add(frame)
    record = recorder.record()
    assert record.valid_s == feedback[-1].clock.valid_s > 5
    assert record.paused_s["knee_bent"] > 3
    (fault,) = (fault for fault in record.faults if fault.id == "knee_bent")
    assert fault.end_s - fault.start_s > 3
    assert record.side is feedback[-1].side
    hips = [frame.measures["hip_flexion"].value for frame in feedback if frame.state == "valid"]
    assert min(hips) <= record.typical["hip_flexion"]["value"] <= record.best["hip_flexion"]["value"]
    assert record.best["hip_flexion"]["value"] == round(max(hips), 1)


def test_spans_follow_each_other_without_a_gap():
    recorder = SetRecorder()
    feedback = coached("standing_hamstring", SCRIPT)
    for frame in feedback:
        recorder.add(frame)
    spans = recorder.record().spans
    assert spans[0][2] == feedback[0].t_s
    assert spans[-1][3] == feedback[-1].t_s
    assert all(before[3] == after[2] for before, after in itertools.pairwise(spans))
    assert {"valid", "fault"} <= {state for state, _, _, _ in spans}


def test_time_that_the_clock_credits_afterwards_is_told_as_valid():
    recorder = SetRecorder()
    for frame in coached("standing_hamstring", SCRIPT):
        recorder.add(frame)
    record = recorder.record()
    told_s = sum(end_s - start_s for state, _, start_s, end_s in record.spans if state == "valid")
    # What the clock does not count of a frame on either side of a change lasts a frame.
    changes = len(record.spans)
    assert abs(told_s - record.valid_s) <= changes * 0.1
    assert "arming" not in {reason for _, reason, _, _ in record.spans}


def test_the_angles_are_kept_twice_a_second_and_unknown_ones_as_such():
    recorder = SetRecorder()
    feedback = coached("standing_hamstring", SCRIPT)
    for number, frame in enumerate(feedback):
        recorder.add(replace(frame, measures={}) if number > 300 else frame)
    readings = recorder.record().readings
    assert set(readings) == {"hip_flexion", "knee_flexion"}
    for curve in readings.values():
        assert len(curve) == pytest.approx(2 * feedback[-1].t_s, abs=2)
        assert curve[-1][1:] == (None, None)
    first = readings["hip_flexion"][0]
    assert first[:2] == (feedback[0].t_s, pytest.approx(feedback[0].measures["hip_flexion"].value, abs=0.1))


def test_nothing_seen_nothing_kept():
    record = SetRecorder().record()
    assert (record.valid_s, record.side, record.best, record.spans) == (0.0, None, {}, [])
