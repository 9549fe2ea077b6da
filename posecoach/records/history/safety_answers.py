"""Which answers to the safety questions still hold."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from posecoach.records.history.schema import SafetyAnswer, SessionRow

PAIN: Final = "pain"
LIVE: Final = "live"

AWAY: Final = timedelta(days=91)
"""After so long without a session much may have changed: the questions are asked again."""


def outcome_that_holds(db: Session, profile_id: int, now: datetime) -> str | None:
    """The outcome of a profile's last answers; None if the questions are due.

    They are due before the first session, after one that ended by pain, and after three months away.

    Args:
        db: The history.
        profile_id: Whose answers they are.
        now: In any time zone.
    """
    answer = db.scalar(
        select(SafetyAnswer)
        .where(SafetyAnswer.profile_id == profile_id)
        .order_by(SafetyAnswer.id.desc())
        .limit(1)
    )
    if answer is None:
        return None
    pain = db.scalar(
        select(SessionRow.id).where(
            SessionRow.profile_id == profile_id,
            SessionRow.ended == PAIN,
            SessionRow.started_at > answer.answered_at,
        )
    )
    last = db.scalar(
        select(func.max(SessionRow.started_at)).where(
            SessionRow.profile_id == profile_id, SessionRow.source == LIVE
        )
    )
    seen = answer.answered_at if last is None else max(answer.answered_at, last)
    return None if pain is not None or now - seen > AWAY else answer.outcome
