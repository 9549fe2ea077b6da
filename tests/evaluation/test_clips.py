"""Clips with labelled spans: tables made up line by line, clocks made up second by second."""

from pathlib import Path

import pytest

from posecoach.coaching.feedback import ClockReading, Hold, Pause, Repetition, RepetitionReading, State
from posecoach.evaluation.labelled.clip_totals import ALL, counted_by_class, held_in_all, totals_by_exercise
from posecoach.evaluation.labelled.clips import NO_LABEL, JudgedClip, judge_clip
from posecoach.evaluation.labelled.flicker import flicker
from posecoach.evaluation.labelled.segments import (
    ClassRule,
    Demand,
    Segment,
    demand,
    load_classes,
    load_segments,
    scored_exercises,
)
from posecoach.evaluation.labelled.tsv import LabelError

EXERCISES = ("standing_hamstring", "bridge")
SEGMENTS = """\
file\tt0\tt1\tclass\tform\tleg\tview\thalf
a.mp4\t4\t10\tFOLD\tgood, deep\tboth\tside\ttune
a.mp4\t0\t2\tSTAND\t-\tboth\tside\ttune
b.mp4\t0\t3\tBRIDGE\treps\tnone\tside\tmeasure
"""
CLASSES = """\
class\texercise\tgood\topen
FOLD\tstanding_hamstring\tgood|soft\targuable
BRIDGE\tbridge\treps\t
MOVING\t*\t\t*
"""
RULES = [
    ClassRule("FOLD", "standing_hamstring", ("good", "soft"), ("arguable",)),
    ClassRule("BRIDGE", "bridge", ("reps",), ()),
    ClassRule("MOVING", "*", (), ("*",)),
]


def write(folder: Path, text: str) -> Path:
    path = folder / "table.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def segment(start_s: float, end_s: float, pose_class: str, form: str = "good", view: str = "side") -> Segment:
    return Segment("a.mp4", int(start_s) + 2, start_s, end_s, pose_class, form, view, "tune")


def test_spans_are_read_by_clip_and_in_order_of_time(tmp_path):
    found = load_segments(write(tmp_path, SEGMENTS))
    assert [one.pose_class for one in found["a.mp4"]] == ["STAND", "FOLD"]
    assert found["a.mp4"][1].span == (4, 10)
    assert list(load_segments(tmp_path / "table.tsv", "measure")) == ["b.mp4"]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (("a.mp4\t4\t10", "a.mp4\tfour\t10"), "line 2: column t0: expected a number, got 'four'"),
        (("a.mp4\t4\t10", "a.mp4\t4\t4"), "line 2: column t1: expected more than the t0 of 4, got '4'"),
        (("a.mp4\t4\t10", "a.mp4\t-1\t10"), "line 2: column t0: expected 0 or more, got '-1'"),
        (("a.mp4\t0\t2", "a.mp4\t0\t4.5"), "line 2: column t0: expected no overlap with the span of line 3"),
        (("\tFOLD\t", "\t\t"), "line 2: column class: expected a class, got ''"),
        (("\tview\t", "\tcamera\t"), "line 1: the column view is missing"),
    ],
)
def test_what_is_wrong_with_spans_is_named_by_line_and_column(tmp_path, wrong, message):
    with pytest.raises(LabelError) as error:
        load_segments(write(tmp_path, SEGMENTS.replace(*wrong)))
    assert message in str(error.value)


def test_a_half_that_nothing_belongs_to_is_named_with_those_there_are(tmp_path):
    with pytest.raises(LabelError, match="no line has 'test'; choose one of 'tune', 'measure'"):
        load_segments(write(tmp_path, SEGMENTS), "test")
    with pytest.raises(LabelError, match="the column half is missing"):
        load_segments(write(tmp_path, SEGMENTS.replace("\thalf", "\tpart")), "tune")


def test_classes_are_read_with_their_forms(tmp_path):
    rules = load_classes(write(tmp_path, CLASSES), EXERCISES)
    assert rules == RULES
    assert scored_exercises({"a.mp4": [segment(0, 1, "FOLD")]}, rules, EXERCISES) == ["standing_hamstring"]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (("BRIDGE\tbridge", "BRIDGE\tsplits"), "line 3: column exercise: expected * or one of"),
        (("BRIDGE\tbridge", "FOLD\tstanding_hamstring"), "line 3: column class: FOLD is listed twice"),
    ],
)
def test_what_is_wrong_with_classes_is_named(tmp_path, wrong, message):
    with pytest.raises(LabelError) as error:
        load_classes(write(tmp_path, CLASSES.replace(*wrong)), EXERCISES)
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("shown", "asked"),
    [
        (segment(0, 1, "FOLD", "soft knees"), Demand.COUNTS),
        (segment(0, 1, "FOLD", "good, arguable"), Demand.OPEN),
        (segment(0, 1, "FOLD", "good", "front"), Demand.OPEN),
        (segment(0, 1, "FOLD", "not good"), Demand.NEVER),
        (segment(0, 1, "BRIDGE", "reps"), Demand.NEVER),
        (segment(0, 1, "MOVING", "-"), Demand.OPEN),
        (segment(0, 1, "STAND", "good"), Demand.NEVER),
    ],
)
def test_what_a_span_asks_of_an_exercise_follows_from_class_form_and_view(shown, asked):
    assert demand(shown, "standing_hamstring", RULES) is asked


def clock(*holds: tuple[float, float], pauses: tuple[Pause, ...] = ()) -> ClockReading:
    return ClockReading(0, 20, False, tuple(Hold(a, b, b - a) for a, b in holds), pauses)


RUNS = [
    ("not_in_position", "folded", 0.0, 5.0),
    ("valid", "", 5.0, 8.0),
    ("unknown", "leg_not_seen", 8.0, 10.0),
]


def judged(
    segments: list[Segment], reading: ClockReading, exercise: str = "standing_hamstring"
) -> JudgedClip:
    return judge_clip(segments, exercise, RULES, reading, RUNS)


def test_seconds_of_a_good_span_count_and_those_that_lack_have_reasons():
    clip = judged([segment(0, 2, "STAND"), segment(4, 10, "FOLD")], clock((5, 8)))
    (span,) = clip.spans
    assert (span.counted_s, span.scored_s, span.length_s, span.missed) == (3, 5, 6, True)
    assert dict(span.uncounted) == {"leg_not_seen": 1.5, "folded": 0.5}
    assert clip.false == ()
    assert dict(clip.counted_by_class) == {"STAND": 0, "FOLD": 3, NO_LABEL: 0}


def test_a_pause_does_not_count_and_half_a_second_is_forgiven():
    pause = Pause(6.0, 6.4, "knee_bent")
    assert not judged([segment(4, 10, "FOLD")], clock((4, 10), pauses=(pause,))).spans[0].missed
    pause = Pause(6.0, 6.6, "knee_bent")
    assert judged([segment(4, 10, "FOLD")], clock((4, 10), pauses=(pause,))).spans[0].missed


@pytest.mark.parametrize(
    ("held", "good", "false"),
    [
        ((4.5, 9.5), 5, 0),  # nothing has to count so near to the ends of the label
        ((3.5, 10.5), 5, 0),  # nor is anything wrong there
        ((4.6, 9.5), 4.9, 0),
        ((4.5, 10.7), 5, 0.2),
    ],
)
def test_a_label_is_good_to_half_a_second_on_both_sides_of_its_ends(held, good, false):
    clip = judged([segment(4, 10, "FOLD")], clock(held))
    assert held_in_all([clip]) == pytest.approx((good, 5, false))


def test_of_a_span_within_its_own_grace_nothing_is_scored():
    (span,) = judged([segment(4, 5, "FOLD")], clock()).spans
    assert (span.scored_s, span.counted_s, span.missed, dict(span.uncounted)) == (0, 0, False, {})


def test_what_counts_elsewhere_is_false_with_the_class_it_lies_in():
    segments = [segment(0, 2, "STAND"), segment(4, 10, "FOLD"), segment(12, 14, "FOLD", "arguable")]
    clip = judged(segments, clock((1, 3), (3.6, 10), (12, 14.5)))
    assert [(one.pose_class, one.start_s, one.end_s) for one in clip.false] == [
        ("STAND", 1, 2),
        (NO_LABEL, 2, 3),
    ]
    totals = totals_by_exercise([clip])["standing_hamstring"]["tune"]
    assert (totals.good_s, totals.counted_s, totals.false_s, totals.debatable_s) == (5, 5, 2, 1)
    assert (totals.good_spans, totals.missed_spans, totals.repetitions) == (1, 0, None)
    assert held_in_all([clip]) == (5, 5, 2)


def test_repetitions_belong_to_the_span_they_share_most_time_with():
    done = (
        Repetition(0.5, 1, 2, 1),
        Repetition(2.5, 4, 6, 1),
        Repetition(2, 2.2, 2.4, 0, "too_short"),
        Repetition(20, 21, 22, 1),
    )
    reading = ClockReading(0, 0, False, repetitions=RepetitionReading(10, None, done))
    clip = judged([segment(0, 3, "BRIDGE", "reps"), segment(3, 7, "STAND")], reading, "bridge")
    (span,) = clip.spans
    assert (span.repetitions, span.missed, span.flicker) == (1, False, None)
    assert [one.pose_class for one in clip.false] == ["STAND", NO_LABEL]
    assert (clip.repetitions, dict(clip.not_counted)) == (3, {"too_short": 1})
    assert counted_by_class([clip])["BRIDGE"]["bridge"] == (0, 1)
    totals = totals_by_exercise([clip])["bridge"]["tune"]
    assert (totals.false_s, totals.repetitions, totals.false_repetitions) == (None, 3, 2)


def test_halves_are_added_up_apart_and_together():
    one = judged([segment(4, 10, "FOLD")], clock((4, 10)))
    other = Segment("b.mp4", 2, 0, 5, "FOLD", "good", "side", "measure")
    totals = totals_by_exercise([one, judged([other], clock((0, 4)))])["standing_hamstring"]
    assert {half: one.counted_s for half, one in totals.items()} == {"tune": 5, "measure": 3.5, ALL: 8.5}


def test_changes_of_state_are_counted_within_the_span_alone():
    runs = [(State.MOVING, 0.0), (State.VALID, 1.0), (State.VALID, 1.5), (State.FAULT, 4.0)]
    runs += [(State.VALID, 4.4), (State.FAULT, 5.2), (State.VALID, 8.0), (State.MOVING, 20.0)]
    found = flicker(runs, (2, 10))
    assert (found.changes, found.per_s, found.most_in_1_s) == (4, 0.5, 2)
    assert found.longest_s == pytest.approx(1.2)
    assert flicker(runs, (9, 10)).most_in_1_s == 0
