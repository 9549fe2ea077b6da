"""A session against the person's own past."""

from datetime import UTC, datetime, timedelta

import pytest

from posecoach.records.history.baseline import against_own_past
from posecoach.records.history.schema import SessionRow, SetRow

BEGIN = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)


def session(day: int, hip_deg: float | None, side: str | None = "left") -> SessionRow:
    typical = {} if hip_deg is None else {"hip_flexion": {"value": hip_deg, "sigma": 6.0}}
    row = SetRow(stretch="seated_hamstring", side=side, typical=typical)
    return SessionRow(started_at=BEGIN + timedelta(days=day), sets=[row])


@pytest.mark.parametrize(
    ("hip_deg", "judged"),
    [
        (92, "within your usual range"),
        (98, "close to your usual range, and no change"),
        (82, "close to your usual range, and no change"),
        (101, "further than your usual range"),
        (79, "less far than your usual range; days differ"),
    ],
)
def test_only_beyond_what_days_differ_by_it_is_further_or_less_far(hip_deg: float, judged: str):
    past = [session(day, hip) for day, hip in enumerate((89, 90, 91))]
    now = session(7, hip_deg)
    (found,) = against_own_past(now, [*past, now, session(9, 150)])
    assert judged in found.told()
    assert "left leg" in found.told()
    assert found.told().endswith("(85° to 95°).")


def test_nothing_is_told_before_three_days_of_the_same_leg():
    past = [session(day, 90) for day in (0, 0, 1)] + [session(3, 90, "right")]
    assert against_own_past(session(7, 120), past) == []


def test_a_set_without_a_known_angle_is_left_out():
    past = [session(day, 90) for day in range(3)]
    assert against_own_past(session(7, None), past) == []
