"""The database of the history: opened, migrated to this version's schema, and never overwritten."""

import glob
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
from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from posecoach.files import is_file, locked, path_of
from posecoach.records.history.errors import URL_VARIABLE, HistoryError, one_line, remedy
from posecoach.translation import translate as _

MIGRATIONS: Final = Path(__file__).with_name("migrations")
# Two windows may write at once; each write takes milliseconds.
_BUSY_S: Final = 5.0


class Database:
    """An open database. Safe to use from several threads and processes at once."""

    def __init__(self, url: str | URL) -> None:
        """Opens the database and migrates it to this version's schema.

        Args:
            url: Any SQLAlchemy URL.

        Raises:
            HistoryError: if it can't be opened, is broken, or was written by a newer version. A broken or
                newer file is left unchanged, and a copy of it is saved beside it.
        """
        try:
            self._url = with_home(make_url(url))
            self._engine = _engine(self._url)
        except (ArgumentError, NoSuchModuleError, ImportError) as error:
            raise HistoryError(
                _("{setting}: {reason}; give a SQLAlchemy URL").format(
                    setting=URL_VARIABLE, reason=one_line(error)
                )
            ) from error
        self._sessions = sessionmaker(self._engine, expire_on_commit=False)
        self._migrate()

    @property
    def path(self) -> Path | None:
        """The file, None if the database is on a server."""
        name = self._url.database
        return Path(name) if self._url.get_backend_name() == "sqlite" and name else None

    def close(self) -> None:
        """Closes the connections."""
        self._engine.dispose()

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """One transaction: committed at the end of the block, rolled back if an error leaves it.

        Raises:
            HistoryError: if the database can't be used, or holds a value that makes no sense.
        """
        try:
            with self._sessions.begin() as session:
                yield session
        except (SQLAlchemyError, OSError) as error:
            raise self._error(error) from error
        except (ValueError, TypeError, RecursionError) as error:
            # A date or JSON that can't be read, or what row_check has found.
            text = _(
                "{file}: a value in it is damaged ({reason}); restore an earlier copy of the file, or move "
                "it away to start a new history"
            )
            raise HistoryError(text.format(file=self._name(), reason=one_line(error))) from error

    def settle(self) -> None:
        """Empties the journal beside the file: what was deleted could still be read in it.

        Where another window is reading just now, the journal stays until a later write.

        Raises:
            HistoryError: if the file can't be written.
        """
        if self.path is None:
            return
        try:
            with self._engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        except (SQLAlchemyError, OSError) as error:
            raise self._error(error) from error

    def purge(self) -> None:
        """Removes deleted rows from the file's free pages too, and the copies of broken or newer files.

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
            for copy in self.path.parent.glob(_copy_name(Path(glob.escape(self.path.name)), "*")):
                copy.unlink()
        except (SQLAlchemyError, sqlite3.Error, OSError) as error:
            raise self._error(error) from error

    def _migrate(self) -> None:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))  # it interpolates
        try:
            with self._migration_lock(), self._engine.begin() as connection:
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
        except CommandError as error:
            copied = self._save_copy()
            raise HistoryError(
                _("{file}: was written by a newer PoseCoach; install that version").format(file=self._name())
                + copied
            ) from error
        except (SQLAlchemyError, OSError) as error:
            broken = "not a database" in str(error) or "malformed" in str(error)
            copied = self._save_copy() if broken else ""
            raise self._error(error, copied) from error

    @contextmanager
    def _migration_lock(self) -> Iterator[None]:
        """Held while migrating, so that two processes that open a file at once don't both make its tables."""
        if self.path is None:
            yield
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with locked(self.path.with_suffix(".lock"), _BUSY_S):
            yield

    def _save_copy(self) -> str:
        """Copies a file that can't be used; returns a remark with the copy's name, empty if it failed."""
        self._engine.dispose()
        if self.path is None or not is_file(self.path):
            return ""
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        copy = self.path.with_name(_copy_name(self.path, stamp))
        try:
            shutil.copy2(self.path, copy)
        except OSError:
            return ""
        saved = _("saved a copy as {name}").format(name=copy.name)
        return f" ({saved})"

    def _name(self) -> str:
        return str(self.path) if self.path else self._url.render_as_string(hide_password=True)

    def _error(self, error: Exception, copied: str = "") -> HistoryError:
        # A system's error as a text holds the path, whose words say nothing about what to do.
        why = one_line(getattr(error, "orig", None) or getattr(error, "strerror", None) or error)
        return HistoryError(f"{self._name()}: {why}; {remedy(why)}{copied}")


def _copy_name(path: Path, stamp: str) -> str:
    return f"{path.stem}.kept-{stamp}{path.suffix}"


def with_home(url: URL) -> URL:
    """``~`` in the path of a SQLite file is the home folder."""
    if url.get_backend_name() != "sqlite" or not (url.database or "").startswith("~"):
        return url
    return url.set(database=str(path_of(url.database or "")))


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": _BUSY_S})

    event.listen(engine, "connect", _prepare)
    return engine


def _prepare(connection: sqlite3.Connection, _: object) -> None:
    try:
        connection.execute("PRAGMA journal_mode=WAL")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise
        # Some network folders share no memory between processes. The journal that needs none is only slower.
        connection.execute("PRAGMA journal_mode=DELETE")
    for pragma in ("synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")
