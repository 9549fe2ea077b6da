"""The row of a video: what counted, what paused it, what could not be judged."""

from dataclasses import replace

import pytest
from support.sets.made_up_repetitions import MIXED, repeated_report

from posecoach.coaching.feedback import Fault, Severity, State
from posecoach.records.batch.rows import columns, failed_row, row_of
from posecoach.records.report.model import SetReport


@pytest.fixture
def report(make_report) -> SetReport:
    fault = Fault("knee_bent", Severity.BLOCKING, 2.1, 41.0, 30.0)
    runs = [(20, State.VALID, None), (10, State.FAULT, "knee_bent"), (20, State.NOT_FRAMED, "side_on")]
    return make_report(runs, faults=[()] * 22 + [(fault,)] * 8 + [()] * 20)


def test_it_has_what_the_report_says(report: SetReport):
    row = row_of("a/me.mp4", report)
    assert row["file"] == "a/me.mp4"
    assert (row["stretch"], row["side"], row["frames"]) == ("standing_hamstring", "right", 50)
    assert row["valid_s"] == pytest.approx(report.valid_hold_s, abs=0.001)
    assert row["holds"] == len(report.holds)
    assert row["fault_knee_bent_s"] == pytest.approx(report.faults[0].end_s - report.faults[0].start_s)
    assert row["fault_bouncing_s"] == 0.0
    assert row["best_hip_flexion_deg"] == report.record.best["hip_flexion"]["value"]
    pauses = {name: seconds for name, seconds in row.items() if name.startswith("pause_")}
    assert pauses == {f"pause_{reason}_s": pytest.approx(s) for reason, s in report.record.paused_s.items()}


def test_the_states_add_up_to_the_video_and_give_the_share_that_was_not_judged(report: SetReport):
    row = row_of("me.mp4", report)
    states = sum(float(row[f"state_{state}_s"] or 0) for state in State)
    assert states == pytest.approx(report.video.duration_s, abs=0.05)
    unjudged_s = float(row["state_not_framed_s"] or 0) + float(row["state_unknown_s"] or 0)
    assert unjudged_s > 1
    assert row["framing_side_on_s"] == row["state_not_framed_s"]
    assert row["unjudged_share"] == pytest.approx(unjudged_s / report.video.duration_s, abs=0.001)


def test_it_needs_no_timeline(report: SetReport):
    assert row_of("me.mp4", replace(report, timeline=())) == row_of("me.mp4", report)


def test_repetitions_that_count_and_those_that_do_not():
    report = repeated_report(MIXED)
    row = row_of("me.mp4", report)
    assert report.repetitions is not None
    counted = sum(one.counted for one in report.repetitions)
    assert (row["repetitions_counted"], row["repetitions_missed"]) == (
        counted,
        len(report.repetitions) - counted,
    )
    assert 0 < counted < len(report.repetitions)


def test_every_value_has_a_column_and_those_of_a_hold_and_of_repetitions_are_the_same(report: SetReport):
    repeated = repeated_report(MIXED)
    rows = [row_of("a.mp4", report), row_of("b.mp4", repeated), failed_row("c.mp4", "bridge", "broken")]
    names = columns([report.spec, repeated.spec], rows)
    assert {name for row in rows for name in row} - set(names) == set()
    assert list(names)[:3] == ["file", "stretch", "side"]
    assert list(names)[-1] == "error"
    for row in rows:
        for name, value in row.items():
            assert value is None or isinstance(value, names[name]), name
