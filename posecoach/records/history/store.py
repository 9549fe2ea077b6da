"""What was stretched, kept in a database: a file in the user's data folder, or any SQLAlchemy URL."""

import os
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import selectinload

from posecoach import __version__
from posecoach.catalog.folders import data_folder
from posecoach.coaching.exercise.digest import judging_digest
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.pose.landmarks import Side
from posecoach.records.history.database import Database
from posecoach.records.history.errors import URL_VARIABLE
from posecoach.records.history.schema import Base, PictureRow, Profile, SafetyAnswer, SessionRow, SetRow
from posecoach.records.timeline.highlights import Picture, Which
from posecoach.records.timeline.recorder import Reading, SetRecord

CUT_OFF: Final = "cut off"
FIRST_PROFILE: Final = "Me"
PAIN: Final = "pain"


class History:
    """The sessions of all profiles. Safe to use from several threads and processes at once."""

    def __init__(self, url: str | None = None) -> None:
        """Opens the history, makes its tables, or brings them to this version's form.

        Args:
            url: Any SQLAlchemy URL; ``POSECOACH_DB`` where None, else a file in the user's data folder.

        Raises:
            HistoryError: if it can't be opened, is broken, or was written by a newer version; a broken or
                newer file stays as it is, and a copy of it is kept beside it.
        """
        url = url or os.environ.get(URL_VARIABLE) or f"sqlite:///{_default_path()}"
        self._database = Database(url)
        self._work = self._database.work

    @property
    def path(self) -> Path | None:
        """The file, None where the history lies on a server."""
        return self._database.path

    def close(self) -> None:
        """Lets go of the database."""
        self._database.close()

    def profiles(self) -> list[Profile]:
        """Everybody, in the order in which they came; there is always one.

        Raises:
            HistoryError: if the database can't be used. So do all methods below.
        """
        with self._work() as work:
            found = list(work.scalars(select(Profile).order_by(Profile.id)))
            if not found:
                found = [Profile(name=FIRST_PROFILE, created_at=datetime.now(UTC))]
                work.add_all(found)
            return found

    def add_profile(self, name: str) -> Profile:
        """Somebody else of the home; the one who has that name if there is one."""
        with self._work() as work:
            name = name.strip()[:80] or FIRST_PROFILE
            profile = work.scalar(select(Profile).where(Profile.name == name))
            if profile is None:
                profile = Profile(name=name, created_at=datetime.now(UTC))
                work.add(profile)
            return profile

    def begin_session(
        self,
        profile_id: int,
        title: str,
        *,
        source: str = "live",
        started_at: datetime | None = None,
        discomfort_before: int | None = None,
    ) -> int:
        """A new session, to which sets can be saved; its id."""
        with self._work() as work:
            row = SessionRow(
                profile_id=profile_id,
                started_at=started_at or datetime.now(UTC),
                source=source,
                title=title,
                app_version=__version__,
                discomfort_before=discomfort_before,
            )
            work.add(row)
            work.flush()
            return row.id

    def save_set(
        self,
        session_id: int,
        number: int,
        spec: StretchSpec,
        side: Side | None,
        target_s: float,
        record: SetRecord,
        ended: str = CUT_OFF,
    ) -> None:
        """Keeps a set, in place of what was kept of it before: while it lasts, and when it is over."""
        with self._work() as work:
            row = work.scalar(select(SetRow).where(SetRow.session_id == session_id, SetRow.number == number))
            if row is None:
                row = SetRow(session_id=session_id, number=number)
                work.add(row)
            row.stretch, row.side, row.target_s, row.ended = spec.id, side, target_s, ended
            row.spec_version = judging_digest(spec)
            row.valid_s = round(record.valid_s, 2)
            row.paused_s, row.best, row.typical = record.paused_s, record.best, record.typical
            row.faults = [asdict(fault) for fault in record.faults]
            row.spans = [list(span) for span in record.spans]
            row.readings = {name: [list(one) for one in curve] for name, curve in record.readings.items()}

    def end_session(
        self, session_id: int, *, ended: str | None = None, discomfort_after: int | None = None
    ) -> None:
        """What the person tells afterwards: why it ended (done, tired, pain, other), and how it feels."""
        with self._work() as work:
            row = work.get(SessionRow, session_id)
            if row is not None:
                row.ended = ended
                row.discomfort_after = discomfort_after

    def sessions(self, profile_id: int, since: datetime | None = None) -> list[SessionRow]:
        """A person's sessions with their sets (but for ``spans``), the oldest first; empty ones left out."""
        begin = since or datetime.min.replace(tzinfo=UTC)
        with self._work() as work:
            rows = work.scalars(
                select(SessionRow)
                .where(SessionRow.profile_id == profile_id, SessionRow.started_at >= begin)
                .order_by(SessionRow.started_at)
                .options(selectinload(SessionRow.sets))
            )
            return [row for row in rows if row.sets]

    def spans(self, set_id: int) -> list[tuple[str, str, float, float]]:
        """The timeline of a set: runs of one state and reason (see ``SetRecord``)."""
        with self._work() as work:
            found = work.scalar(select(SetRow.spans).where(SetRow.id == set_id)) or []
            return [(state, reason, start_s, end_s) for state, reason, start_s, end_s in found]

    def readings(self, set_id: int) -> dict[str, list[Reading]]:
        """How the angles of a set went (see ``SetRecord``)."""
        with self._work() as work:
            found = work.scalar(select(SetRow.readings).where(SetRow.id == set_id)) or {}
            return {
                name: [(t_s, value, sigma) for t_s, value, sigma in curve] for name, curve in found.items()
            }

    def safety_outcome(self, profile_id: int) -> str | None:
        """What the last answers to the safety screen led to; None if it is to be asked (again).

        It is asked again after a session that ended by pain.
        """
        with self._work() as work:
            answer = work.scalar(
                select(SafetyAnswer)
                .where(SafetyAnswer.profile_id == profile_id)
                .order_by(SafetyAnswer.id.desc())
                .limit(1)
            )
            if answer is None:
                return None
            pain = work.scalar(
                select(SessionRow.id).where(
                    SessionRow.profile_id == profile_id,
                    SessionRow.ended == PAIN,
                    SessionRow.started_at > answer.answered_at,
                )
            )
            return None if pain is not None else answer.outcome

    def keep_safety_outcome(self, profile_id: int, outcome: str | None) -> None:
        """Keeps what the answers led to; None forgets earlier ones, so that it is asked again."""
        with self._work() as work:
            if outcome is None:
                work.execute(delete(SafetyAnswer).where(SafetyAnswer.profile_id == profile_id))
                return
            now = datetime.now(UTC)
            work.add(SafetyAnswer(profile_id=profile_id, answered_at=now, outcome=outcome))

    def delete_profile(self, profile_id: int) -> None:
        """Forgets one person and all their sessions."""
        with self._work() as work:
            work.execute(delete(Profile).where(Profile.id == profile_id))

    def delete_all(self) -> None:
        """Forgets everything: every row, and copies that were kept of a broken or newer file."""
        with self._work() as work:
            for table in reversed(Base.metadata.sorted_tables):
                work.execute(table.delete())
        self._database.leave_no_trace()

    def allow_pictures(self, profile_id: int, allowed: bool) -> None:
        """Whether pictures of a person's sets may be kept; those kept so far go with a no."""
        with self._work() as work:
            profile = work.get(Profile, profile_id)
            if profile is None:
                return
            profile.keeps_pictures = allowed
            if not allowed:
                theirs = select(SetRow.id).join(SessionRow).where(SessionRow.profile_id == profile_id)
                work.execute(delete(PictureRow).where(PictureRow.set_id.in_(theirs)))

    def keep_pictures(self, session_id: int, number: int, pictures: Sequence[Picture]) -> None:
        """Keeps pictures of a set, in place of earlier ones; none unless the person allowed it."""
        with self._work() as work:
            row = work.scalar(
                select(SetRow)
                .join(SessionRow)
                .join(Profile)
                .where(SetRow.session_id == session_id, SetRow.number == number, Profile.keeps_pictures)
            )
            if row is None:
                return
            work.execute(delete(PictureRow).where(PictureRow.set_id == row.id))
            work.add_all(PictureRow(set_id=row.id, **asdict(picture)) for picture in pictures)

    def pictures(self, set_id: int) -> list[Picture]:
        """The pictures that were kept of a set, the best moment first."""
        with self._work() as work:
            rows = work.scalars(
                select(PictureRow).where(PictureRow.set_id == set_id).order_by(PictureRow.which)
            )
            return [Picture(Which(row.which), row.t_s, row.told, row.jpeg) for row in rows]


def _default_path() -> Path:
    return data_folder() / "history.db"
