"""How far a session went against the same person's own past: told, never asked for."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from posecoach.pose.landmarks import Side
from posecoach.records import words
from posecoach.records.history.progress import REAL_CHANGE_DEG, reaches, trends
from posecoach.records.history.schema import SessionRow


@dataclass(frozen=True, slots=True)
class Comparison:
    """One set of a session against the person's own usual range before it.

    Attributes:
        stretch: Its id.
        side: The leg, None where it was never known.
        hip_deg: Its typical hip flexion.
        usual_deg: The range, from and to.
    """

    stretch: str
    side: str | None
    hip_deg: float
    usual_deg: tuple[float, float]

    def told(self) -> str:
        """In a sentence; "further" and "less far" only beyond what the same person reads from day to day."""
        low, high = self.usual_deg
        beyond_deg = self.hip_deg - statistics.mean(self.usual_deg)
        if low <= self.hip_deg <= high:
            judged = "within your usual range"
        elif abs(beyond_deg) < REAL_CHANGE_DEG:
            judged = "close to your usual range, and no change to speak of"
        elif beyond_deg > 0:
            judged = "further than your usual range"
        else:
            judged = "less far than your usual range; days differ, and that is fine"
        leg = f", {words.SIDES[Side(self.side)]}" if self.side else ""
        what = f"{words.stretch(self.stretch)}{leg}"
        return f"{what}: {self.hip_deg:.0f}°, {judged} ({low:.0f}° to {high:.0f}°)."


def against_own_past(session: SessionRow, sessions: Sequence[SessionRow]) -> list[Comparison]:
    """Each set of a session whose stretch and leg were done on three days before it; others are left out.

    Args:
        session: The session.
        sessions: Of the same person; those that are not earlier are not looked at.
    """
    earlier = [other for other in sessions if other.started_at < session.started_at]
    usual = {(trend.stretch, trend.side): trend.usual_deg for trend in trends(reaches(earlier))}
    return [
        Comparison(reach.stretch, reach.side, reach.hip_deg, own)
        for reach in reaches([session])
        if (own := usual.get((reach.stretch, reach.side))) is not None
    ]
