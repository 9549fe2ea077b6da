"""What scores come to, as numbers, as JSON and as a page; every number of them is known."""

import json
import re

import pytest

from posecoach.coaching.feedback import Repetition, Severity, State
from posecoach.evaluation.ground_truth.benchmark import benchmark_json, error_stats, total
from posecoach.evaluation.ground_truth.benchmark_page import benchmark_html
from posecoach.evaluation.ground_truth.repetitions import match
from posecoach.evaluation.ground_truth.score import AngleReading, ClipScore, FalseFault, Phase, PlantedFault
from posecoach.evaluation.ground_truth.truth import TrueRepetition
from posecoach.pose.landmarks import Side


def clip(name: str, **fields: object) -> ClipScore:
    return ClipScore(
        **{
            "name": name,
            "shows": None,
            "stretch": "standing_hamstring",
            "side": Side.RIGHT,
            "view": "side",
            "duration_s": 10.0,
            "truly_valid": (),
            "counted": (),
            "coach_valid_s": 0.0,
            "planted": (),
            "false_faults": (),
            "unjudged": {},
            "readings": (),
        }
        | fields
    )


def readings(
    *errors: float | None, phase: Phase = Phase.HOLD, stretch: str = "standing_hamstring"
) -> tuple[AngleReading, ...]:
    return tuple(AngleReading("knee_flexion", stretch, phase, 20.0, error, sigma=5.0) for error in errors)


GOOD = clip(
    "good",
    truly_valid=((1.0, 5.0),),
    counted=((1.5, 5.25),),
    coach_valid_s=3.75,
    readings=readings(*[-4.0, 4.0, 8.0, None] * 5, *[12.0] * 5),
)
BAD = clip(
    "bad <knee>",
    shows="a bent knee",
    counted=((2.0, 3.0),),
    coach_valid_s=1.0,
    planted=(PlantedFault("knee_bent", 2.0, 6.0, 3.5), PlantedFault("bouncing", 7.0, 9.0, None)),
    false_faults=(FalseFault("back_rounded", Severity.ADVICE, 1.0, 2.0),),
    unjudged={State.NOT_FRAMED: {"side_on": 1.5}},
)


REPEATED = clip(
    "repeated",
    stretch="bridge",
    repetitions=match(
        [
            TrueRepetition(start_s=1, top_s=2, end_s=6, held_s=3, counted=True, reason=None),
            TrueRepetition(start_s=8, top_s=None, end_s=9, held_s=0, counted=False, reason="not_reached"),
        ],
        [Repetition(1.25, 2.5, 6.125, 3.0), Repetition(8.0, 8.5, 9.0, 3.0)],
    ),
)


def test_repetitions_are_added_up_over_the_clips_that_have_any():
    assert total([GOOD]).repetitions is None
    totals = total([GOOD, REPEATED]).repetitions
    assert totals is not None
    assert (totals.good, totals.good_counted, totals.wrong, totals.wrong_counted) == (1, 1, 1, 1)
    assert totals.top is not None
    assert totals.top.worst == 0.5


def test_repetitions_are_in_the_json_and_on_the_page():
    plain, repeated = json.loads(benchmark_json([GOOD, REPEATED]))["clips"]
    assert plain["repetitions"] is None
    assert [one["true"]["counted"] for one in repeated["repetitions"]] == [True, False]
    assert repeated["repetitions"][0]["coach"]["top_s"] == 2.5
    assert "1 of 1 good ones counted" in " ".join(benchmark_html([GOOD, REPEATED]).split())
    assert "good ones counted" not in benchmark_html([GOOD])


def test_totals_name_the_worst_clip():
    totals = total([GOOD, BAD])
    assert (totals.truth_valid_s, totals.coach_valid_s) == (4.0, 4.75)
    assert (totals.false_valid_s, totals.false_paused_s) == (1.25, 0.5)
    assert (totals.worst_false_valid.seconds, totals.worst_false_valid.clip) == (1.0, "bad <knee>")
    assert (totals.worst_false_paused.seconds, totals.worst_false_paused.clip) == (0.5, "good")
    assert totals.worst_valid_difference.seconds == 1.0
    assert (totals.never_valid_clips, totals.never_valid_counted_s) == (1, 1.0)
    assert (totals.planted, totals.found) == (2, 1)
    assert totals.latest_fault is not None
    assert totals.latest_fault.seconds == 1.5
    assert (totals.false_blocking, totals.false_advice) == (0, 1)


def test_the_valid_time_farthest_off_keeps_its_sign():
    short = clip("short", truly_valid=((0.0, 9.0),), coach_valid_s=2.0)
    assert total([GOOD, short]).worst_valid_difference.seconds == -7.0


def test_errors_are_of_the_known_values_only():
    (stats,) = error_stats(GOOD.readings)
    assert (stats.measure, stats.phase, stats.frames, stats.known) == ("knee_flexion", Phase.HOLD, 25, 20)
    assert stats.mean == pytest.approx(5.0)
    assert stats.mae == pytest.approx(7.0)
    assert stats.p95 == pytest.approx(12.0)
    assert stats.within_budget == pytest.approx(0.5)
    assert stats.within_two_budgets == pytest.approx(0.75)


def test_phases_are_told_apart_and_one_that_is_never_known_is_left_out():
    found = error_stats(
        [*readings(1.0), *readings(-3.0, phase=Phase.MOVING), *readings(None, phase=Phase.OTHER)]
    )
    assert [(stats.phase, stats.mean) for stats in found] == [(Phase.HOLD, 1.0), (Phase.MOVING, -3.0)]


def test_the_holds_of_several_stretches_are_told_apart():
    found = error_stats([*readings(1.0), *readings(5.0, stretch="lying_hamstring")])
    means = [(stats.occasion, stats.mean) for stats in found]
    assert means == [("in the hold", 3.0), ("in the hold, standing", 1.0), ("in the hold, lying", 5.0)]


def test_the_json_holds_totals_errors_and_clips():
    found = json.loads(benchmark_json([GOOD, BAD]))
    assert found["schema_version"] == 1
    assert found["totals"]["worst_false_valid"] == {"seconds": 1.0, "clip": "bad <knee>"}
    assert found["errors"][0]["mae"] == 7.0
    good, bad = found["clips"]
    assert (good["false_valid_s"], good["false_paused_s"], good["counted"]) == (0.25, 0.5, [[1.5, 5.25]])
    assert [fault["late_s"] for fault in bad["planted_faults"]] == [1.5, None]
    assert bad["false_faults"][0]["severity"] == "advice"
    assert bad["unjudged_s"] == {"not_framed": {"side_on": 1.5}}


def test_the_page_shows_what_went_wrong_and_asks_for_nothing():
    page = benchmark_html([GOOD, BAD])
    assert "bad &lt;knee&gt;" in page
    assert "bad <knee>" not in page
    assert "<title>False-valid, 2.00 to 3.00 s</title>" in page
    assert "named +1.50 s after onset" in page
    assert "missed" in page
    assert "<script" not in page
    addresses = set(re.findall(r"https?://[^\"'< ]+", page))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


def test_a_page_without_faults_or_errors_stands_too():
    assert "Benchmark of the coach" in benchmark_html([clip("empty")])
