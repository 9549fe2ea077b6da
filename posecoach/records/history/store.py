"""Profiles, sessions and sets in a database: a file in the user's data folder, or any SQLAlchemy URL."""

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import URL, delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, selectinload

from posecoach import __version__
from posecoach.catalog.folders import data_folder
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.pose.landmarks import Side
from posecoach.records.history.database import Database
from posecoach.records.history.errors import URL_VARIABLE, HistoryError
from posecoach.records.history.safety_answers import PAIN, outcome_that_holds
from posecoach.records.history.schema import Base, PictureRow, Profile, SafetyAnswer, SessionRow, SetRow
from posecoach.records.history.set_rows import fill
from posecoach.records.timeline.highlights import Picture, Which
from posecoach.records.timeline.recorder import Reading, SetRecord
from posecoach.translation import translate as _

CUT_OFF: Final = "cut off"
FIRST_PROFILE: Final = "Me"


class History:
    """The sessions of all profiles. Safe to use from several threads and processes at once."""

    def __init__(self, url: str | None = None) -> None:
        """Opens the history, migrates it to this version's schema, and makes the first profile if needed.

        Args:
            url: Any SQLAlchemy URL; if None, ``POSECOACH_DB`` or else a file in the user's data folder.

        Raises:
            HistoryError: if it can't be opened, is broken, or was written by a newer version. A broken or
                newer file is left unchanged, and a copy of it is saved beside it.
        """
        self._database = Database(url or history_url())
        self._transaction = self._database.transaction
        with self._transaction() as db:
            _ensure_profile(db)

    @property
    def path(self) -> Path | None:
        """The file, None if the history is on a server."""
        return self._database.path

    def close(self) -> None:
        """Closes the connections."""
        self._database.close()

    def profiles(self) -> list[Profile]:
        """All profiles, the oldest first; there is always at least one.

        Raises:
            HistoryError: if the database can't be used. So do all methods below.
        """
        with self._transaction() as db:
            return list(db.scalars(select(Profile).order_by(Profile.id)))

    def add_profile(self, name: str) -> Profile:
        """Adds a profile; returns the existing one if the name is taken."""
        with self._transaction() as db:
            name = name.strip()[:80] or FIRST_PROFILE
            profile = db.scalar(select(Profile).where(Profile.name == name))
            if profile is None:
                profile = Profile(name=name, created_at=datetime.now(UTC))
                db.add(profile)
            return profile

    def rename_profile(self, profile_id: int, name: str) -> None:
        """Gives a profile another name.

        Raises:
            HistoryError: also if the name is empty, or another profile has it.
        """
        name = name.strip()[:80]
        if not name:
            raise HistoryError(_("A profile needs a name."))
        with self._transaction() as db:
            if (
                db.scalar(select(Profile.id).where(Profile.name == name, Profile.id != profile_id))
                is not None
            ):
                raise HistoryError(_("“{name}” is taken; choose another name.").format(name=name))
            if (profile := db.get(Profile, profile_id)) is not None:
                profile.name = name

    def begin_session(
        self,
        profile_id: int,
        title: str,
        *,
        source: str = "live",
        started_at: datetime | None = None,
        discomfort_before: int | None = None,
    ) -> int:
        """Adds a session, to which sets can be saved; returns its id."""
        with self._transaction() as db:
            row = SessionRow(
                profile_id=profile_id,
                started_at=started_at or datetime.now(UTC),
                source=source,
                title=title,
                app_version=__version__,
                discomfort_before=discomfort_before,
            )
            db.add(row)
            db.flush()
            return row.id

    def save_set(
        self,
        session_id: int,
        number: int,
        spec: StretchSpec,
        side: Side | None,
        amount: float,
        record: SetRecord,
        ended: str = CUT_OFF,
    ) -> None:
        """Saves a set that is over or still under way, in place of what was saved of it before.

        Args:
            session_id: Its session.
            number: Its place in the session, from 0.
            spec: Its exercise.
            side: The leg, None if it was never known.
            amount: What it asked for: seconds of a hold, or repetitions.
            record: What happened in it.
            ended: How it ended.
        """
        with self._transaction() as db:
            row = db.scalar(select(SetRow).where(SetRow.session_id == session_id, SetRow.number == number))
            if row is None:
                row = SetRow(session_id=session_id, number=number)
                db.add(row)
            fill(row, spec, side, amount, record, ended)

    def end_session(
        self, session_id: int, *, ended: str | None = None, discomfort_after: int | None = None
    ) -> None:
        """Saves why a session ended (done, tired, pain, other) and the discomfort afterwards (0-10)."""
        with self._transaction() as db:
            row = db.get(SessionRow, session_id)
            if row is not None:
                row.ended = ended
                row.discomfort_after = discomfort_after

    def sessions(
        self, profile_id: int, since: datetime | None = None, *, empty: bool = False
    ) -> list[SessionRow]:
        """A profile's sessions, the oldest first; without ``spans`` and ``readings``.

        Args:
            profile_id: Whose.
            since: The earliest beginning; None for all.
            empty: Whether to include those without sets, in which nothing was held.
        """
        begin = since or datetime.min.replace(tzinfo=UTC)
        with self._transaction() as db:
            rows = db.scalars(
                select(SessionRow)
                .where(SessionRow.profile_id == profile_id, SessionRow.started_at >= begin)
                .order_by(SessionRow.started_at)
                .options(selectinload(SessionRow.sets))
            )
            return [row for row in rows if row.sets or empty]

    def session_times(self, profile_id: int) -> list[datetime]:
        """When each of a profile's sessions that have sets began, the oldest first."""
        with self._transaction() as db:
            return list(
                db.scalars(
                    select(SessionRow.started_at)
                    .where(SessionRow.profile_id == profile_id, SessionRow.sets.any())
                    .order_by(SessionRow.started_at)
                )
            )

    def spans(self, set_id: int) -> list[tuple[str, str, float, float]]:
        """The timeline of a set: runs of one state and reason (see ``SetRecord``)."""
        with self._transaction() as db:
            found = db.scalar(select(SetRow.spans).where(SetRow.id == set_id)) or []
            return [(state, reason, start_s, end_s) for state, reason, start_s, end_s in found]

    def readings(self, set_id: int) -> dict[str, list[Reading]]:
        """The angles of a set over time (see ``SetRecord``)."""
        with self._transaction() as db:
            found = db.scalar(select(SetRow.readings).where(SetRow.id == set_id)) or {}
            return {
                name: [(t_s, value, sigma) for t_s, value, sigma in curve] for name, curve in found.items()
            }

    def safety_outcome(self, profile_id: int, now: datetime | None = None) -> str | None:
        """The outcome of the last answers to the safety screen; None if the screen is due.

        See ``outcome_that_holds``; ``now`` is the present where None.
        """
        with self._transaction() as db:
            return outcome_that_holds(db, profile_id, now or datetime.now(UTC))

    def save_safety_outcome(self, profile_id: int, outcome: str | None) -> None:
        """Saves the outcome of the safety screen; None deletes earlier ones, so that the screen is due."""
        with self._transaction() as db:
            if outcome is None:
                db.execute(delete(SafetyAnswer).where(SafetyAnswer.profile_id == profile_id))
                return
            now = datetime.now(UTC)
            db.add(SafetyAnswer(profile_id=profile_id, answered_at=now, outcome=outcome))

    def delete_session(self, session_id: int) -> None:
        """Deletes a session with its sets and pictures.

        The safety questions that pain in it made due stay due.
        """
        with self._transaction() as db:
            row = db.get(SessionRow, session_id)
            if row is None:
                return
            if row.ended == PAIN:
                before = SafetyAnswer.answered_at < row.started_at
                db.execute(delete(SafetyAnswer).where(SafetyAnswer.profile_id == row.profile_id, before))
            db.execute(delete(SessionRow).where(SessionRow.id == session_id))
        self._database.settle()

    def delete_profile(self, profile_id: int) -> None:
        """Deletes a profile with all its sessions; a new first profile follows the last one deleted."""
        with self._transaction() as db:
            db.execute(delete(Profile).where(Profile.id == profile_id))
            _ensure_profile(db)
        self._database.settle()

    def delete_all(self) -> None:
        """Deletes every row, and the copies of broken or newer files; an empty first profile is left."""
        with self._transaction() as db:
            for table in reversed(Base.metadata.sorted_tables):
                db.execute(table.delete())
            _ensure_profile(db)
        self._database.purge()

    def allow_pictures(self, profile_id: int, allowed: bool) -> None:
        """Sets whether pictures of a profile's sets may be saved; if not, deletes those saved so far."""
        with self._transaction() as db:
            profile = db.get(Profile, profile_id)
            if profile is None:
                return
            profile.keeps_pictures = allowed
            if not allowed:
                theirs = select(SetRow.id).join(SessionRow).where(SessionRow.profile_id == profile_id)
                db.execute(delete(PictureRow).where(PictureRow.set_id.in_(theirs)))
        if not allowed:
            self._database.settle()

    def save_pictures(self, session_id: int, number: int, pictures: Sequence[Picture]) -> None:
        """Saves the pictures of a set in place of earlier ones, if the profile allows pictures."""
        with self._transaction() as db:
            row = db.scalar(
                select(SetRow)
                .join(SessionRow)
                .join(Profile)
                .where(SetRow.session_id == session_id, SetRow.number == number, Profile.keeps_pictures)
            )
            if row is None:
                return
            db.execute(delete(PictureRow).where(PictureRow.set_id == row.id))
            db.add_all(PictureRow(set_id=row.id, **asdict(picture)) for picture in pictures)

    def pictures(self, set_id: int) -> list[Picture]:
        """The saved pictures of a set, the best moment first."""
        with self._transaction() as db:
            rows = db.scalars(
                select(PictureRow).where(PictureRow.set_id == set_id).order_by(PictureRow.which)
            )
            return [Picture(Which(row.which), row.t_s, row.caption, row.jpeg) for row in rows]


def _ensure_profile(db: Session) -> None:
    """Makes the first profile if there is none."""
    if db.scalar(select(Profile.id).limit(1)) is not None:
        return
    # Another process may have made it since the line above; the name is unique, so the second one fails.
    with suppress(IntegrityError), db.begin_nested():
        db.add(Profile(name=FIRST_PROFILE, created_at=datetime.now(UTC)))


def history_url() -> str | URL:
    """Where the history is: ``POSECOACH_DB``, or else a file in the user's data folder."""
    named = os.environ.get(URL_VARIABLE)
    # Made of its parts: a folder may have "?" or "%" in its name.
    return named or URL.create("sqlite", database=str(data_folder() / "history.db"))
