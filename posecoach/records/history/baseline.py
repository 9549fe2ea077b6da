"""A session's depth compared with the same person's earlier days."""

from collections.abc import Sequence
from dataclasses import dataclass

from posecoach.pose.landmarks import Side
from posecoach.records import words
from posecoach.records.history.progress import REAL_CHANGE_DEG, UsualRange, set_depths, trends
from posecoach.records.history.schema import SessionRow
from posecoach.translation import translate as _


@dataclass(frozen=True, slots=True)
class Comparison:
    """One set of a session against the person's usual range before it.

    Attributes:
        stretch: Its id.
        side: The leg, None if it was never known.
        hip_deg: Its typical hip flexion, degrees.
        usual: The usual range of the days before.
    """

    stretch: str
    side: str | None
    hip_deg: float
    usual: UsualRange

    def sentence(self) -> str:
        """The comparison in words.

        Angles are compared as they are shown, in whole degrees. A set outside the usual range is called
        further or less far only if it differs from the median by at least ``REAL_CHANGE_DEG``.
        """
        low, high, here = round(self.usual.low_deg), round(self.usual.high_deg), round(self.hip_deg)
        beyond_deg = self.hip_deg - self.usual.median_deg
        if low <= here <= high:
            text = _("{exercise}: {here}°, within your usual range ({low}° to {high}°).")
        elif abs(beyond_deg) < REAL_CHANGE_DEG:
            text = _(
                "{exercise}: {here}°, close to your usual range ({low}° to {high}°); the difference is too "
                "small to call a change."
            )
        elif beyond_deg > 0:
            text = _("{exercise}: {here}°, further than your usual range ({low}° to {high}°).")
        else:
            text = _(
                "{exercise}: {here}°, less far than your usual range ({low}° to {high}°). Days differ, and "
                "that is fine."
            )
        name = words.stretch(self.stretch)
        if self.side:
            name = f"{name}, {words.SIDES[Side(self.side)]}"
        return text.format(exercise=name, here=here, low=low, high=high)


def compare_with_past(session: SessionRow, sessions: Sequence[SessionRow]) -> list[Comparison]:
    """Compares each set of a session with the person's usual range before it.

    Args:
        session: The session.
        sessions: The same person's sessions; those that are not earlier are ignored.

    Returns:
        One comparison per set, in order. Sets without a known angle, and stretches and legs without a
        usual range yet, are left out.
    """
    earlier = [other for other in sessions if other.started_at < session.started_at]
    usual = {(trend.stretch, trend.side): trend.usual for trend in trends(set_depths(earlier))}
    return [
        Comparison(depth.stretch, depth.side, depth.hip_deg, found)
        for depth in set_depths([session])
        if (found := usual.get((depth.stretch, depth.side))) is not None
    ]
