"""Weeks of sessions that nobody did: three stretches, a slow gain with noise, one session ended by pain."""

import random
from datetime import UTC, datetime, timedelta

from posecoach.catalog.exercises import load_specs
from posecoach.coaching.feedback import Severity
from posecoach.coaching.session import Ended
from posecoach.pose.landmarks import Side
from posecoach.records.history.store import History
from posecoach.records.timeline.faults import FaultSpan
from posecoach.records.timeline.recorder import SetRecord

PLAN = (
    ("standing_hamstring", None, 90.0),
    ("seated_hamstring", Side.LEFT, 95.0),
    ("seated_hamstring", Side.RIGHT, 108.0),
    ("lying_hamstring", Side.LEFT, 60.0),
    ("lying_hamstring", Side.RIGHT, 62.0),
)
GAIN_DEG_A_WEEK = 2.0
SPREAD_DEG = 3.0


def a_set(hip_deg: float, valid_s: float = 30.0, side: Side | None = None) -> SetRecord:
    return SetRecord(
        side=side,
        valid_s=valid_s,
        paused_s={"knee_bent": 2.5},
        faults=(FaultSpan("knee_bent", Severity.BLOCKING, 10.0, 12.5, 41.0, 33.0),),
        best={"hip_flexion": {"value": round(hip_deg + 4, 1), "sigma": 8.0}},
        typical={
            "hip_flexion": {"value": round(hip_deg, 1), "sigma": 8.0},
            "knee_flexion": {"value": 9.0, "sigma": 6.0},
        },
        readings={"hip_flexion": [(0.0, 5.0, 8.0), (5.0, round(hip_deg, 1), 8.0), (12.5, None, None)]},
        spans=[("moving", "moving", 0.0, 3.0), ("valid", "", 3.0, 10.0), ("fault", "knee_bent", 10.0, 12.5)],
    )


def fill(
    history: History, today: datetime, weeks: int = 10, gain_deg: float = GAIN_DEG_A_WEEK, a_week: int = 3
) -> None:
    """Sessions on the first days of each week, the last one in the week of ``today``."""
    chance = random.Random(7)
    specs = load_specs()
    profile = history.profiles()[0].id
    monday = (today - timedelta(days=today.weekday())).replace(hour=18, minute=0, second=0, microsecond=0)
    for week in range(weeks):
        for day in range(a_week):
            at = monday - timedelta(weeks=weeks - 1 - week) + timedelta(days=day)
            pain = (week, day) == (weeks // 2, 0)
            session = history.begin_session(
                profile, "Hamstrings and back", started_at=at.astimezone(UTC), discomfort_before=5 - week // 3
            )
            for number, (stretch, side, hip_deg) in enumerate(PLAN[:2] if pain else PLAN):
                reads = chance.gauss(hip_deg + gain_deg * week, SPREAD_DEG)
                ended = Ended.STOPPED if pain and number == 1 else Ended.COMPLETED
                record = a_set(reads, 12.0 if ended is Ended.STOPPED else 30.0, side)
                history.save_set(session, number, specs[stretch], side, 30.0, record, ended)
            history.end_session(
                session, ended="pain" if pain else "done", discomfort_after=6 if pain else 4 - week // 3
            )


def one_session(history: History, valid_s: float = 12.0) -> int:
    """A session with one standing set; its number."""
    session = history.begin_session(history.profiles()[0].id, "Tried")
    history.save_set(session, 0, load_specs()["standing_hamstring"], None, 20.0, a_set(90.0, valid_s))
    return session
