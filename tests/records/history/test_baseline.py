"""A session compared with the same person's earlier days."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from posecoach.records.history.baseline import compare_with_past
from posecoach.records.history.schema import SessionRow, SetRow

BEGIN = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
STEADY = (89, 90, 91)  # the usual range is what readings differ by: 85 to 95
CHANGEABLE = (70, 75, 80, 85, 90, 95, 100, 105, 110)  # the middle 80%: 74 to 106
TOO_SMALL = "the difference is too small to call a change."


def session(day: int, hip_deg: float | None, side: str | None = "left") -> SessionRow:
    typical = {} if hip_deg is None else {"hip_flexion": {"value": hip_deg, "sigma": 6.0}}
    row = SetRow(stretch="seated_hamstring", side=side, typical=typical)
    return SessionRow(started_at=BEGIN + timedelta(days=day), sets=[row])


@pytest.mark.parametrize(
    ("past", "hip_deg", "verdict"),
    [
        (STEADY, 92, "within your usual range (85° to 95°)."),
        (STEADY, 95.4, "within your usual range (85° to 95°)."),  # shown as 95°, as is the range's end
        (STEADY, 98, f"close to your usual range (85° to 95°); {TOO_SMALL}"),
        (STEADY, 82, f"close to your usual range (85° to 95°); {TOO_SMALL}"),
        (STEADY, 99.9, f"close to your usual range (85° to 95°); {TOO_SMALL}"),
        (STEADY, 100, "further than your usual range (85° to 95°)."),
        (STEADY, 80, "less far than your usual range (85° to 95°). Days differ, and that is fine."),
        # Ten degrees more or less is nothing unusual for this person.
        (CHANGEABLE, 104, "within your usual range (74° to 106°)."),
        (CHANGEABLE, 76, "within your usual range (74° to 106°)."),
        (CHANGEABLE, 108, "further than your usual range (74° to 106°)."),
        (CHANGEABLE, 70, "less far than your usual range (74° to 106°). Days differ, and that is fine."),
    ],
)
def test_further_is_beyond_the_own_range_and_at_least_ten_degrees(
    past: Sequence[float], hip_deg: float, verdict: str
):
    now = session(20, hip_deg)
    earlier = [session(day, hip) for day, hip in enumerate(past)]
    (found,) = compare_with_past(now, [*earlier, now, session(22, 150)])
    assert found.sentence() == f"Seated, left leg: {round(hip_deg)}°, {verdict}"


def test_there_is_no_comparison_before_three_days_with_the_same_leg():
    past = [session(day, 90) for day in (0, 0, 1)] + [session(3, 90, "right")]
    assert compare_with_past(session(7, 120), past) == []


def test_a_set_without_a_known_angle_is_left_out():
    past = [session(day, 90) for day in range(3)]
    assert compare_with_past(session(7, None), past) == []
