"""Whether a person should rest: after a session that ended by pain, until tomorrow."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from posecoach.records.history.safety_answers import PAIN
from posecoach.records.history.schema import SessionRow

# A session just before midnight is not followed by one just after it.
AT_LEAST = timedelta(hours=8)


def pain_today(sessions: Sequence[SessionRow], now: datetime) -> SessionRow | None:
    """The newest session that ended by pain, where the person should still rest because of it.

    Args:
        sessions: The person's, those in which nothing was held among them; the oldest first.
        now: The time on the person's clock, with its time zone.
    """
    for session in reversed(sessions):
        started = session.started_at.astimezone(now.tzinfo)
        rests = started.date() == now.date() or now - started < AT_LEAST
        if session.ended == PAIN and rests:
            return session
    return None
