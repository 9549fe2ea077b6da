import math
from collections.abc import Callable

import numpy as np
import pytest

from tools.render_samples.truth.judgement import Fault, disagreements, judge
from tools.render_samples.truth.limits import Gate, Limits, limits_of, load_limits
from tools.render_samples.truth.measures import MEASURES, TrueFrame
from tools.render_samples.truth.repetitions import Span

FPS = 25.0
LIMITS = Limits(
    stretch="some_fold",
    gates=(
        Gate("folded", "hip_flexion", at_least=True, enter=50, exit=42),
        Gate("knee_bent", "knee_flexion", at_least=False, enter=30, exit=33, is_fault=True, blocking=True),
        Gate("bouncing", "hip_swing", at_least=False, enter=6, exit=7, is_fault=True, blocking=True),
        Gate(
            "back_rounded",
            "spine_flexion",
            at_least=False,
            enter=60,
            exit=62,
            is_fault=True,
            blocks_beyond=70,
        ),
    ),
    arm_s=0.6,
    fault_after_s=0.4,
    still_deg_per_s=20,
)


def body(t_s: float, hip: float, knee: float = 5.0, spine: float = 30.0) -> TrueFrame:
    """A body seen from the side, facing right, thigh upright, hip flexed by so much."""
    up = {"hip": (0.0, 0.9), "knee": (0.0, 0.5), "ankle": (0.0, 0.1), "toe": (0.2, 0.05)}
    lean = math.radians(hip)
    shoulder = (0.5 * math.sin(lean), 0.9 + 0.5 * math.cos(lean))
    points = {**up, "shoulder": shoulder, "wrist": (0.3, 0.4), "ear": (shoulder[0] + 0.1, shoulder[1])}
    side_on = {
        joint: {side: np.array(place) for side in ("left", "right")} for joint, place in points.items()
    }
    return TrueFrame(t_s, side_on, {"left": knee, "right": knee}, spine, "right")


def played(
    until_s: float,
    hip: Callable[[float], float],
    knee: Callable[[float], float] = lambda t: 5.0,
    spine: Callable[[float], float] = lambda t: 30.0,
) -> list[TrueFrame]:
    return [body(t, hip(t), knee(t), spine(t)) for t in np.arange(0, until_s, 1 / FPS)]


def between(start: float, end: float, inside: float, outside: float) -> Callable[[float], float]:
    """A value inside of a span, another outside, with a second of change at each end."""
    return lambda t: float(np.interp(t, [start - 1, start, end, end + 1], [outside, inside, inside, outside]))


def test_a_still_hold_is_valid_from_stillness_to_stillness() -> None:
    judged = judge(played(12, between(3, 9, 100, 0)), LIMITS)
    assert judged.faults == ()
    (span,) = judged.valid
    assert span.start_s == pytest.approx(3, abs=0.25)
    assert span.end_s == pytest.approx(9, abs=0.25)


def test_too_shallow_is_no_hold_and_no_fault() -> None:
    judged = judge(played(12, between(3, 9, 45, 0)), LIMITS)
    assert judged.valid == ()
    assert judged.faults == ()


def test_the_exit_limit_keeps_a_hold_that_the_enter_limit_would_not_start() -> None:
    sinking = played(12, lambda t: float(np.interp(t, [2, 3, 5, 6, 12], [0, 60, 60, 45, 45])))
    assert judge(sinking, LIMITS).valid[-1].end_s == pytest.approx(12, abs=0.1)


def test_a_stay_shorter_than_the_arming_time_is_none() -> None:
    assert judge(played(8, between(3, 3.3, 100, 0)), LIMITS).valid == ()


def test_a_bent_knee_breaks_the_hold_and_is_named() -> None:
    judged = judge(played(14, between(3, 11, 100, 0), knee=between(6, 8, 50, 5)), LIMITS)
    assert [fault.id for fault in judged.faults] == ["knee_bent"]
    assert judged.faults[0].span.start_s == pytest.approx(5.6, abs=0.1)
    assert len(judged.valid) == 2
    assert judged.valid[0].end_s < 5.7
    assert judged.valid[1].start_s > 8.2


def test_a_bent_knee_out_of_position_is_no_fault() -> None:
    assert judge(played(8, lambda t: 10.0, knee=lambda t: 60.0), LIMITS).faults == ()


def test_advice_is_named_but_does_not_break_the_hold() -> None:
    judged = judge(played(14, between(3, 11, 100, 0), spine=between(6, 8, 68, 30)), LIMITS)
    assert [fault.id for fault in judged.faults] == ["back_rounded"]
    assert len(judged.valid) == 1


def test_gross_advice_breaks_the_hold() -> None:
    judged = judge(played(14, between(3, 11, 100, 0), spine=between(6, 8, 100, 30)), LIMITS)
    assert [fault.id for fault in judged.faults] == ["back_rounded"]
    assert [(span.start_s < 6 < span.end_s, span.end_s < 6.1) for span in judged.valid[:1]] == [(False, True)]
    assert len(judged.valid) == 2


def test_bouncing_is_found_where_it_is() -> None:
    def hip(t: float) -> float:
        return between(2, 12, 90, 0)(t) + (
            7 * math.sin(2 * math.pi * (t - 5) / 1.1) if 5 <= t <= 8.3 else 0.0
        )

    judged = judge(played(14, hip), LIMITS)
    assert [fault.id for fault in judged.faults] == ["bouncing"]
    assert judged.faults[0].span.start_s == pytest.approx(5, abs=0.5)
    assert judged.faults[0].span.end_s == pytest.approx(8.3, abs=0.5)


def test_one_correction_is_no_bouncing() -> None:
    dip = played(12, lambda t: between(2, 10, 90, 0)(t) - 10 * math.exp(-(((t - 6) / 0.4) ** 2)))
    assert judge(dip, LIMITS).faults == ()


def test_planted_faults_must_be_in_the_angles_and_the_other_way_round() -> None:
    judged = judge(played(14, between(3, 11, 100, 0), knee=between(6, 8, 50, 5)), LIMITS)
    right = Fault("knee_bent", Span(6, 8))
    assert disagreements(judged, [right], 1.2) == []
    (missing, extra) = disagreements(judged, [Fault("bouncing", Span(6, 8))], 1.2)
    assert "planted bouncing" in missing
    assert "knee_bent" in extra
    assert "not planted" in extra


def test_directions_and_distances_of_a_right_angled_fold() -> None:
    frame = body(0, hip=90)
    expected = {"hip_flexion": 90, "trunk_lean": 90, "forward_lean": 90, "leg_lean": 0, "thigh_lean": 0}
    assert {name: MEASURES[name](frame) for name in expected} == pytest.approx(expected)
    assert MEASURES["reach"](frame) == pytest.approx(math.hypot(0.3, 0.3) / 0.8)
    assert MEASURES["hand_drop"](frame) == pytest.approx(1.0)


def test_an_unknown_measure_says_what_to_do() -> None:
    limits = Limits("x", (Gate("odd", "colour", True, 1, 1),), 0.6, 0.4, 20)
    with pytest.raises(KeyError, match=r"truth/measures\.py"):
        judge([body(0, 10)], limits)


@pytest.mark.parametrize("stretch", ["standing_hamstring", "seated_hamstring", "lying_hamstring"])
def test_limits_come_from_the_spec(stretch: str) -> None:
    limits = load_limits(stretch)
    assert limits.stretch == stretch
    assert "knee_bent" in [gate.id for gate in limits.faults if gate.blocking]
    time_measures = {"hip_swing"}
    assert {gate.measure for gate in limits.gates} <= set(MEASURES) | time_measures


def test_a_spec_without_a_needed_field_is_refused() -> None:
    with pytest.raises(KeyError, match="hold"):
        limits_of({"id": "x", "gates": []})
