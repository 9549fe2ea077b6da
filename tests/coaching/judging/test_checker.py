"""Gates answer pass, fail or unknown; unknown never reads as good."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posecoach.catalog.exercises import find_spec
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import Answer, Measurement
from posecoach.coaching.judging.checker import Checker


def with_knee_limits(enter: float, exit_: float) -> StretchSpec:
    """The standing stretch with limits that these tests are written for, whatever the file says."""
    spec = find_spec("standing_hamstring")
    changes = {"knee_bent": {"enter": enter, "exit": exit_}, "back_rounded": {"stricter": None}}
    gates = [gate.model_copy(update=changes.get(gate.id, {})) for gate in spec.gates]
    return spec.model_copy(update={"gates": tuple(gates)})


SPEC = with_knee_limits(30.0, 33.0)
SIGMA = 6.0
GOOD = {
    "leg_lean": 5.0,
    "trunk_lean": 90.0,
    "hip_flexion": 100.0,
    "hand_drop": 1.0,
    "knee_flexion": 10.0,
    "hip_swing": 0.0,
    "spine_flexion": 35.0,
}
BUDGET = {"hand_drop": 0.05, "spine_flexion": 10.0, "hip_swing": 1.0}


def measures(unknown: str | None = None, **values: float) -> dict[str, Measurement]:
    return {
        name: Measurement(
            value, BUDGET.get(name, SIGMA), name != unknown, "leg_not_seen" if name == unknown else None
        )
        for name, value in (GOOD | values).items()
    }


def knee_answers(*readings: float) -> list[Answer]:
    checker = Checker(SPEC)
    answers = []
    for i, reading in enumerate(readings):
        verdict = checker.check(measures(knee_flexion=reading), i * 0.1)
        answers += [gate.answer for gate in verdict.gates if gate.id == "knee_bent"]
    return answers


def test_a_good_fold_passes_every_gate():
    verdict = Checker(SPEC).check(measures(), 0.0)
    assert {gate.answer for gate in verdict.gates} == {Answer.PASS}
    assert verdict.position is Answer.PASS
    assert verdict.doubt is None


def test_within_its_own_error_of_a_limit_a_gate_does_not_decide():
    # enter 30, budget 6
    assert knee_answers(24.0) == [Answer.PASS]
    assert knee_answers(24.1) == [Answer.UNKNOWN]
    assert knee_answers(36.0) == [Answer.UNKNOWN]
    assert knee_answers(36.1) == [Answer.FAIL]


def test_a_gate_that_has_passed_is_held_to_the_exit_limit():
    # exit 33: 26 is within the budget of entering, and clear of leaving
    assert knee_answers(26.0) == [Answer.UNKNOWN]
    assert knee_answers(20.0, 26.0) == [Answer.PASS, Answer.PASS]
    assert knee_answers(20.0, 38.0) == [Answer.PASS, Answer.UNKNOWN]
    assert knee_answers(20.0, 40.0, 26.0) == [Answer.PASS, Answer.FAIL, Answer.UNKNOWN]


@pytest.mark.parametrize("measure", GOOD)
def test_an_unknown_measure_never_reads_as_good(measure: str):
    verdict = Checker(SPEC).check(measures(unknown=measure), 0.0)
    answers = {gate.measure: gate.answer for gate in verdict.gates}
    assert answers[measure] is Answer.UNKNOWN
    if measure != "spine_flexion":  # advice: not knowing it pauses nothing
        assert verdict.position is not Answer.PASS or verdict.doubt == "leg_not_seen"


def test_a_missing_measure_is_unknown():
    taken = measures()
    del taken["knee_flexion"]
    verdict = Checker(SPEC).check(taken, 0.0)
    assert verdict.doubt == "not_measured"


@given(st.floats(allow_nan=True, allow_infinity=True))
def test_no_reading_that_is_not_known_passes(value: float):
    taken = measures() | {"knee_flexion": Measurement(value, SIGMA, known=False, why_not="x")}
    verdict = Checker(SPEC).check(taken, 0.0)
    assert verdict.doubt == "x"


def test_nan_does_not_pass_even_when_it_claims_to_be_known():
    taken = measures() | {"knee_flexion": Measurement(math.nan, SIGMA, known=True)}
    assert Checker(SPEC).check(taken, 0.0).doubt == "knee_bent"


def test_a_fault_must_last_and_is_dated_from_its_onset():
    checker = Checker(SPEC)
    faults = {}
    for i in range(10):
        t_s = i * 0.1
        faults[i] = checker.check(measures(knee_flexion=50.0 + i), t_s).faults
    assert [len(faults[i]) for i in range(10)] == [0, 0, 0, 0, 1, 1, 1, 1, 1, 1]
    last = faults[9][0]
    assert (last.id, last.start_s, last.worst, last.limit) == ("knee_bent", 0.0, 59.0, 30.0)


def test_a_failing_gate_is_a_doubt_before_it_is_a_fault():
    verdict = Checker(SPEC).check(measures(knee_flexion=50.0), 0.0)
    assert verdict.faults == ()
    assert verdict.doubt == "knee_bent"


def test_advice_is_a_fault_and_no_doubt():
    checker = Checker(SPEC)
    for t_s in (0.0, 0.3, 0.6):
        verdict = checker.check(measures(spine_flexion=65.0), t_s)
    assert [fault.id for fault in verdict.faults] == ["back_rounded"]
    assert verdict.doubt is None


def back_told(*readings: tuple[float, float]) -> list[str | None]:
    """What a series of spine readings (flexion, error), 0.5 s apart, makes of the back."""
    checker = Checker(SPEC)
    told: list[str | None] = []
    for i, (flexion, sigma) in enumerate(readings):
        spine = Measurement(flexion, sigma, known=True)
        verdict = checker.check(measures() | {"spine_flexion": spine}, i * 0.5)
        told.append(next((fault.severity.value for fault in verdict.faults), None))
    return told


def test_advice_pauses_the_clock_once_it_is_gross_and_well_measured():
    # enter 56, blocks beyond 58; a back that was seen upright is read to 10, another to 26
    assert back_told((95, 10), (95, 10)) == [None, "blocking"]
    assert back_told((66, 10), (66, 10)) == [None, "advice"]
    assert back_told((95, 26), (95, 26)) == [None, "advice"]


def test_advice_is_reported_where_it_is_likely_and_pauses_where_it_is_sure():
    # told from 0.3 of the error beyond 56 on, the clock pauses from all of it beyond 58 on
    assert back_told((58, 10), (58, 10)) == [None, None]
    assert back_told((60, 10), (60, 10)) == [None, "advice"]
    assert back_told((67, 10), (67, 10)) == [None, "advice"]
    assert back_told((69, 10), (69, 10)) == [None, "blocking"]


def test_a_fault_goes_on_near_its_limit_only_on_the_wrong_side_of_it():
    checker = Checker(SPEC)
    told = []
    for i, knee in enumerate((50.0, 50.0, 34.0, 28.0, 34.0)):  # limit 30, read to 6
        told.append([fault.id for fault in checker.check(measures(knee_flexion=knee), i * 0.5).faults])
    assert told == [[], ["knee_bent"], ["knee_bent"], [], []]


def test_a_back_that_gets_longer_is_no_longer_paused():
    assert back_told((95, 10), (95, 10), (64, 10), (58, 10), (45, 10)) == [
        None,
        "blocking",
        "blocking",
        "advice",
        None,
    ]


def severities(*spines: Measurement) -> list[str | None]:
    """What a series of readings of the spine, 0.5 s apart, makes of the back."""
    checker = Checker(SPEC)
    told = [
        checker.check(measures() | {"spine_flexion": spine}, i * 0.5).faults for i, spine in enumerate(spines)
    ]
    return [faults[0].severity.value if faults else None for faults in told]


@given(st.floats(-20, 150), st.lists(st.sampled_from([10.0, 17.0, 22.0, 26.0]), min_size=2, max_size=30))
def test_the_same_reading_does_not_start_and_stop_the_clock_as_its_budget_jumps(
    flexion: float, budgets: list[float]
):
    told = severities(*(Measurement(flexion, sigma, known=True) for sigma in budgets))
    paused = [severity == "blocking" for severity in told]
    assert paused == sorted(paused)  # a finer look may find what a coarse one can't; never the reverse


@given(st.lists(st.booleans(), min_size=1, max_size=20))
def test_a_back_that_is_paused_for_does_not_start_the_clock_by_not_being_read(known: list[bool]):
    checker = Checker(SPEC)
    for t_s in (0.0, 0.5):
        checker.check(measures(spine_flexion=95.0), t_s)
    for i, seen in enumerate(known):
        spine = Measurement(95.0 if seen else math.nan, 10.0, seen, None if seen else "leg_not_seen")
        verdict = checker.check(measures() | {"spine_flexion": spine}, 1.0 + i * 0.5)
        assert verdict.doubt == ("back_rounded" if seen else "leg_not_seen")


def test_a_gross_fault_is_a_doubt_before_it_is_a_fault():
    spine = {"spine_flexion": Measurement(95.0, 10.0, known=True)}
    assert Checker(SPEC).check(measures() | spine, 0.0).doubt == "back_rounded"


def test_blocking_faults_come_before_advice():
    checker = Checker(SPEC)
    for t_s in (0.0, 0.6):
        verdict = checker.check(measures(spine_flexion=77.0, knee_flexion=60.0), t_s)
    assert [fault.id for fault in verdict.faults] == ["knee_bent", "back_rounded"]


def test_out_of_position_there_is_no_fault_to_find():
    checker = Checker(SPEC)
    for t_s in (0.0, 0.5, 1.0):
        verdict = checker.check(measures(trunk_lean=5.0, knee_flexion=90.0), t_s)
    assert verdict.position is Answer.FAIL
    assert verdict.position_reason == "leaning_forward"
    assert verdict.faults == ()


def test_a_still_shows_its_faults_at_once():
    verdict = Checker(SPEC).judge_once(measures(knee_flexion=60.0))
    assert [fault.id for fault in verdict.faults] == ["knee_bent"]


def seated_answers(lean: float, reach: float) -> dict[str, Answer]:
    """Of the seated stretch's gates, where nothing else is known."""
    taken = {
        name: Measurement(value, sigma, known=math.isfinite(value))
        for name, value, sigma in (("forward_lean", lean, 3.0), ("reach", reach, 0.05))
    }
    return {gate.id: gate.answer for gate in Checker(find_spec("seated_hamstring")).check(taken, 0.0).gates}


@pytest.mark.parametrize(
    ("lean", "reach", "answer"),
    [
        (11.0, 0.5, Answer.PASS),  # a doubtful lean, settled by the hands on the knee
        (11.0, 0.9, Answer.FAIL),  # the same, hands on the hips
        (40.0, 0.9, Answer.PASS),  # nothing to doubt: wherever the hands are
        (40.0, math.nan, Answer.PASS),
        (math.nan, 0.9, Answer.FAIL),
    ],
)
def test_hands_are_asked_only_where_the_lean_is_doubtful(lean: float, reach: float, answer: Answer):
    assert seated_answers(lean, reach)["hands_forward"] is answer


@pytest.mark.parametrize(
    ("lean", "reach", "answer"),
    [
        (8.0, 0.50, Answer.PASS),  # a lean read too little, hands short of the knee
        (8.0, 0.53, Answer.UNKNOWN),  # hands that may rest on the thigh settle nothing
        (8.0, math.nan, Answer.UNKNOWN),
        (0.0, 0.65, Answer.FAIL),
        (2.0, 0.48, Answer.FAIL),  # upright for sure: short legs, turned from the camera
        (12.0, 0.9, Answer.PASS),
    ],
)
def test_who_reaches_past_the_knee_leans(lean: float, reach: float, answer: Answer):
    assert seated_answers(lean, reach)["leaning_forward"] is answer


def arms_answers(*drops: float, lean: float = 15.0) -> list[Answer]:
    """What the seated stretch says of arms overhead, by the height of the lower hand; NaN is not seen."""
    checker = Checker(find_spec("seated_hamstring"))
    taken = {"forward_lean": Measurement(lean, 3.0, known=True)}
    answers = []
    for i, drop in enumerate(drops):
        hands = {"hand_drop": Measurement(drop, 0.05, math.isfinite(drop))}
        verdict = checker.check(taken | hands, i * 0.1)
        answers += [gate.answer for gate in verdict.gates if gate.id == "arms_lowered"]
    return answers


def test_what_only_rules_out_fails_where_it_is_surely_seen_and_passes_in_doubt():
    # enter -0.4, exit -0.5, budget 0.05
    assert arms_answers(0.9) == [Answer.PASS]
    assert arms_answers(math.nan) == [Answer.PASS]
    assert arms_answers(-0.43) == [Answer.PASS]
    assert arms_answers(-0.5) == [Answer.FAIL]  # arms that begin overhead
    assert arms_answers(0.9, -0.53, -0.56) == [Answer.PASS, Answer.PASS, Answer.FAIL]
    assert arms_answers(-0.9, lean=40.0) == [Answer.PASS]


def test_what_is_ruled_out_stays_so_until_it_is_probably_over():
    assert arms_answers(-0.9, -0.45, -0.41, -0.39, -0.45) == [
        Answer.FAIL,
        Answer.FAIL,
        Answer.FAIL,
        Answer.PASS,
        Answer.PASS,
    ]


def test_hands_far_ahead_on_the_floor_are_no_fold_and_unseen_ones_may_be_one():
    for reach, answer in ((1.2, Answer.FAIL), (0.3, Answer.PASS), (math.nan, Answer.PASS)):
        floor = {"floor_reach": Measurement(reach, 0.05, math.isfinite(reach))}
        assert Checker(SPEC).check(measures() | floor, 0.0).position is answer


def back_limits(stretch: str, *leans: float, spine: float = 54.0) -> list[tuple[float, Answer]]:
    """The limit of a rounded back and the answer, by the trunk's lean; NaN is not seen."""
    found = []
    for lean in leans:
        taken = {
            "trunk_lean": Measurement(lean, 5.0, math.isfinite(lean)),
            "spine_flexion": Measurement(spine, 10.0, known=True),
        }
        verdict = Checker(find_spec(stretch)).check(measures() | taken, 0.0)
        found += [(gate.limit, gate.answer) for gate in verdict.gates if gate.id == "back_rounded"]
    return found


@pytest.mark.parametrize(
    ("stretch", "leans"),
    [
        ("standing_hamstring", (60.0, 85.0, 92.5, 100.0, 160.0)),
        ("seated_hamstring", (20.0, 45.0, 55.0, 65.0, 80.0)),
    ],
)
def test_a_back_may_be_rounder_in_a_deep_fold(stretch: str, leans: tuple[float, ...]):
    # enter 56, 6 less half way down
    limits = back_limits(stretch, *leans)
    assert [limit for limit, _ in limits] == [50.0, 50.0, 53.0, 56.0, 56.0]
    assert [answer for _, answer in limits] == [Answer.FAIL, Answer.FAIL] + [Answer.UNKNOWN] * 3
    assert back_limits(stretch, math.nan) == [(56.0, Answer.UNKNOWN)]


@pytest.mark.parametrize("lean", [60.0, 120.0])
def test_stricter_advice_pauses_the_clock_no_sooner(lean: float):
    for spine, doubt in ((67.0, None), (69.0, "back_rounded")):  # 58 and all of the error beyond
        taken = measures(spine_flexion=spine, trunk_lean=lean)
        assert Checker(find_spec("standing_hamstring")).check(taken, 0.0).doubt == doubt
