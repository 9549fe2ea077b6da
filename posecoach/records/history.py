"""What was stretched, kept in a database: a file in the user's data folder, or any SQLAlchemy URL."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from filelock import FileLock
from sqlalchemy import Engine, create_engine, delete, event, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.orm import Session, selectinload, sessionmaker

from posecoach import __version__
from posecoach.coaching.spec import StretchSpec
from posecoach.records.history_errors import URL_VARIABLE, HistoryError, in_a_line, what_to_do
from posecoach.records.history_schema import Base, Profile, SafetyAnswer, SessionRow, SetRow
from posecoach.records.recorder import SetRecord
from posecoach.records.routines import data_folder
from posecoach.vision.landmarks import Side

CUT_OFF: Final = "cut off"
FIRST_PROFILE: Final = "Me"
PAIN: Final = "pain"
_MIGRATIONS: Final = Path(__file__).with_name("migrations")
# Two windows may write at once; each write takes milliseconds.
_BUSY_S: Final = 5.0


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
        try:
            self._url = make_url(url)
            self._engine = _engine(url)
        except (ArgumentError, NoSuchModuleError, ImportError) as error:
            raise HistoryError(f"{URL_VARIABLE}: {in_a_line(error)}; give a SQLAlchemy URL") from error
        self._sessions = sessionmaker(self._engine, expire_on_commit=False)
        self._migrate()

    @property
    def path(self) -> Path | None:
        """The file, None where the history lies on a server."""
        name = self._url.database
        return Path(name) if self._url.get_backend_name() == "sqlite" and name else None

    def close(self) -> None:
        """Lets go of the database."""
        self._engine.dispose()

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
            row.spec_version = spec_version(spec)
            row.valid_s = round(record.valid_s, 2)
            row.paused_s, row.best, row.typical = record.paused_s, record.best, record.typical
            row.faults = [asdict(fault) for fault in record.faults]
            row.spans = [list(span) for span in record.spans]

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
        if self.path is None:
            return
        try:
            with self._engine.connect() as connection:
                raw = connection.connection.driver_connection
                assert raw is not None  # it has just been connected
                raw.execute("VACUUM")  # or the rows could still be read in the file
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            for copy in self.path.parent.glob(f"{self.path.stem}.kept-*{self.path.suffix}"):
                copy.unlink()
        except (SQLAlchemyError, sqlite3.Error, OSError) as error:
            raise self._error(error) from error

    @contextmanager
    def _work(self) -> Iterator[Session]:
        try:
            with self._sessions.begin() as work:
                yield work
        except (SQLAlchemyError, OSError) as error:
            raise self._error(error) from error

    def _migrate(self) -> None:
        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS))
        try:
            with self._alone(), self._engine.begin() as connection:
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
        except CommandError as error:
            kept = self._keep_copy()
            raise HistoryError(
                f"{self._named()}: was written by a newer PoseCoach; install that one{kept}"
            ) from error
        except (SQLAlchemyError, OSError) as error:
            broken = "not a database" in str(error) or "malformed" in str(error)
            kept = self._keep_copy() if broken else ""
            raise self._error(error, kept) from error

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Two windows that open at once are not to make the tables twice."""
        if self.path is None:
            yield
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(self.path.with_suffix(".lock"), timeout=_BUSY_S):
            yield

    def _keep_copy(self) -> str:
        """Keeps a copy of a file that can't be used, and tells where."""
        self._engine.dispose()
        if self.path is None or not self.path.is_file():
            return ""
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        copy = self.path.with_name(f"{self.path.stem}.kept-{stamp}{self.path.suffix}")
        try:
            shutil.copy2(self.path, copy)
        except OSError:
            return ""
        return f" (a copy is kept in {copy.name})"

    def _named(self) -> str:
        return str(self.path) if self.path else self._url.render_as_string(hide_password=True)

    def _error(self, error: Exception, kept: str = "") -> HistoryError:
        why = in_a_line(getattr(error, "orig", None) or error)
        return HistoryError(f"{self._named()}: {why}; {what_to_do(why)}{kept}")


def spec_version(spec: StretchSpec) -> str:
    """Which limits a set was judged by: changes with any change of its spec."""
    return sha256(spec.model_dump_json().encode()).hexdigest()[:12]


def _default_path() -> Path:
    return data_folder() / "history.db"


def _engine(url: str) -> Engine:
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": _BUSY_S})

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _: object) -> None:
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    return engine
