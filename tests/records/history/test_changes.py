"""Deleting one session, and renaming a profile: what is meant is gone, and nothing else."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from support.sets.made_up_weeks import a_set, fill

from posecoach.catalog.exercises import find_spec
from posecoach.records.history.errors import HistoryError
from posecoach.records.history.export import as_json
from posecoach.records.history.store import History
from posecoach.records.timeline.highlights import Picture, Which

TABLES = ("profile", "session", "stretch_set", "picture", "safety_answer")
NOW = datetime(2026, 3, 4, 20, 0, tzinfo=UTC)


def session(
    history: History, mark: bytes, profile_id: int = 1, at: datetime = NOW, ended: str = "done"
) -> int:
    """With one set and its picture, which holds the mark."""
    history.allow_pictures(profile_id, True)
    made = history.begin_session(profile_id, "Tried", started_at=at)
    history.save_set(made, 0, find_spec("standing_hamstring"), None, 20.0, a_set(90.0))
    history.save_pictures(made, 0, [Picture(Which.BEST, 4.5, "Deep", mark)])
    history.end_session(made, ended=ended)
    return made


def rows(history: History) -> dict[str, list[tuple]]:
    """Everything in the file."""
    with closing(sqlite3.connect(history.path)) as raw:
        return {table: raw.execute(f"select * from {table} order by id").fetchall() for table in TABLES}


def test_a_session_goes_with_its_sets_and_pictures_and_nothing_else_does(history: History):
    ada = history.add_profile("Ada").id
    for person in (1, ada):
        history.save_safety_outcome(person, "may_go_on")
        session(history, b"a picture that stays", person)
    fill(history, NOW, weeks=1)
    before = rows(history)
    gone = session(history, b"a picture that goes")
    assert b"a picture that goes" in everything_on_disk(history)
    history.delete_session(gone)
    assert rows(history) == before
    assert b"a picture that goes" not in everything_on_disk(history)
    assert b"a picture that stays" in everything_on_disk(history)


def everything_on_disk(history: History) -> bytes:
    """The file, and what SQLite has beside it."""
    return b"".join(path.read_bytes() for path in history.path.parent.glob(f"{history.path.name}*"))


def test_deleting_what_is_gone_already_does_nothing(history: History):
    made = session(history, b"a picture")
    history.delete_session(made)
    before = as_json(history)
    history.delete_session(made)
    assert as_json(history) == before


def test_the_questions_that_pain_made_due_stay_due(history: History):
    history.save_safety_outcome(1, "may_go_on")
    painful = session(history, b"x", at=datetime.now(UTC) + timedelta(seconds=1), ended="pain")
    assert history.safety_outcome(1) is None
    history.delete_session(painful)
    assert history.safety_outcome(1) is None


def test_questions_answered_since_the_pain_stay_answered(history: History):
    painful = session(history, b"x", at=datetime.now(UTC) - timedelta(days=1), ended="pain")
    history.save_safety_outcome(1, "may_go_on")
    history.delete_session(painful)
    assert history.safety_outcome(1) == "may_go_on"


def test_a_profile_gets_another_name_and_keeps_its_sessions(history: History):
    made = session(history, b"x")
    history.rename_profile(1, "  Grace ")
    assert [profile.name for profile in history.profiles()] == ["Grace"]
    assert [one.id for one in history.sessions(1)] == [made]
    history.rename_profile(1, "Grace")  # its own name is not taken


@pytest.mark.parametrize(("name", "why"), [("Ada", "“Ada” is taken"), ("   ", "needs a name")])
def test_a_name_that_is_taken_or_empty_is_refused(history: History, name: str, why: str):
    history.add_profile("Ada")
    with pytest.raises(HistoryError, match=why):
        history.rename_profile(1, name)
    assert [profile.name for profile in history.profiles()] == ["Me", "Ada"]
