"""Looks at the history without changing it: whether it can be used, and how old its tables are."""

import os
import sqlite3
from enum import StrEnum
from pathlib import Path

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from posecoach.files import is_file
from posecoach.records.history.database import MIGRATIONS, with_home
from posecoach.records.history.errors import URL_VARIABLE, HistoryError, one_line, remedy
from posecoach.records.history.store import history_url
from posecoach.translation import translate as _


class Age(StrEnum):
    """How the tables of a history stand to this program."""

    NONE = "none"
    OLDER = "older"
    CURRENT = "current"


def inspect_history() -> tuple[str, Age]:
    """Where the history is, and how old its tables are; nothing is made or migrated.

    Raises:
        HistoryError: if it can't be read or written, is broken, or was written by a newer version.
    """
    where = URL_VARIABLE
    try:
        url = with_home(make_url(history_url()))
        where = url.render_as_string(hide_password=True)
        if url.get_backend_name() != "sqlite":
            return where, _age(create_engine(url), where)
        path = Path(url.database or "")
        where = str(path)
        _check_permissions(path)
        if not is_file(path):
            return where, Age.NONE
        # Opened for reading only: SQLite would make a missing file.
        uri = f"{path.resolve().as_uri()}?mode=ro"
        engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(uri, uri=True))
        return where, _age(engine, where)
    except (SQLAlchemyError, ImportError, OSError) as error:
        why = one_line(getattr(error, "orig", None) or getattr(error, "strerror", None) or error)
        raise HistoryError(f"{where}: {why}; {remedy(why)}") from error


def _check_permissions(path: Path) -> None:
    """Raises OSError where the file, or the folder that it would be made in, can't be written."""
    there = next(place for place in (path, *path.absolute().parents) if place.exists())
    if not os.access(there, os.R_OK | os.W_OK):
        raise PermissionError(13, "Permission denied", str(there))
    if there != path and not there.is_dir():
        raise NotADirectoryError(20, "is denied: not a folder", str(there))


def _age(engine: Engine, where: str) -> Age:
    scripts = ScriptDirectory(str(MIGRATIONS))
    try:
        with engine.connect() as connection:
            if engine.dialect.name == "sqlite":
                answer = connection.execute(text("PRAGMA quick_check(1)")).scalar()
                if answer != "ok":
                    why = _("{file}: is malformed; {todo}")
                    raise HistoryError(why.format(file=where, todo=remedy("malformed")))
            revision = MigrationContext.configure(connection).get_current_revision()
    finally:
        engine.dispose()
    if revision is None:
        return Age.NONE
    if revision not in {script.revision for script in scripts.walk_revisions()}:
        why = _("{file}: was written by a newer PoseCoach; install that version")
        raise HistoryError(why.format(file=where))
    return Age.CURRENT if revision in scripts.get_heads() else Age.OLDER
