"""The database that the history lies in: opened, brought to this version's form, and never overwritten."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from filelock import FileLock
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from posecoach.records.history.errors import URL_VARIABLE, HistoryError, in_a_line, what_to_do

_MIGRATIONS: Final = Path(__file__).with_name("migrations")
# Two windows may write at once; each write takes milliseconds.
_BUSY_S: Final = 5.0


class Database:
    """An open database. Safe to use from several threads and processes at once."""

    def __init__(self, url: str) -> None:
        """Opens it, makes its tables, or brings them to this version's form.

        Args:
            url: Any SQLAlchemy URL.

        Raises:
            HistoryError: if it can't be opened, is broken, or was written by a newer version; a broken or
                newer file stays as it is, and a copy of it is kept beside it.
        """
        try:
            self._url = make_url(url)
            self._engine = _engine(url)
        except (ArgumentError, NoSuchModuleError, ImportError) as error:
            raise HistoryError(f"{URL_VARIABLE}: {in_a_line(error)}; give a SQLAlchemy URL") from error
        self._sessions = sessionmaker(self._engine, expire_on_commit=False)
        self._migrate()

    @property
    def path(self) -> Path | None:
        """The file, None where the database lies on a server."""
        name = self._url.database
        return Path(name) if self._url.get_backend_name() == "sqlite" and name else None

    def close(self) -> None:
        """Lets go of the database."""
        self._engine.dispose()

    @contextmanager
    def work(self) -> Iterator[Session]:
        """One piece of work, done wholly or not at all.

        Raises:
            HistoryError: if the database can't be used.
        """
        try:
            with self._sessions.begin() as work:
                yield work
        except (SQLAlchemyError, OSError) as error:
            raise self._error(error) from error

    def leave_no_trace(self) -> None:
        """Makes a file forget what was deleted from it, with the copies kept of a broken or newer one.

        Raises:
            HistoryError: if the file can't be written.
        """
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


def _engine(url: str) -> Engine:
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": _BUSY_S})

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _: object) -> None:
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")

    return engine
