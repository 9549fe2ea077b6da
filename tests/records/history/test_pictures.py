"""Pictures in the history: only of who agreed, gone with a changed mind, and in the export."""

import base64
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.sets.made_up_weeks import a_set

from posecoach.catalog.exercises import find_spec
from posecoach.records.history.export import as_json
from posecoach.records.history.store import History
from posecoach.records.timeline.highlights import Picture, Which

STANDING = find_spec("standing_hamstring")
MARK = b"a picture of a person"
BEST = Picture(Which.BEST, 4.5, "Deep", MARK + b" at best")
WORST = Picture(Which.WORST, 2.5, "Bent knee", MARK + b" at worst")


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    opened = History(f"sqlite:///{tmp_path}/history.db")
    yield opened
    opened.close()


def a_session(history: History, profile_id: int = 1) -> int:
    """With one set; its id."""
    assert history.profiles()
    session = history.begin_session(profile_id, "Tried")
    history.save_set(session, 0, STANDING, None, 20.0, a_set(90.0))
    history.save_pictures(session, 0, [WORST, BEST])
    return history.sessions(profile_id)[-1].sets[0].id


def test_without_a_yes_no_picture_is_kept(history: History):
    assert history.pictures(a_session(history)) == []


def test_with_it_they_come_back_the_best_first_and_replace_earlier_ones(history: History):
    history.profiles()
    history.allow_pictures(1, True)
    assert history.profiles()[0].keeps_pictures
    set_id = a_session(history)
    assert history.pictures(set_id) == [BEST, WORST]
    history.save_pictures(history.sessions(1)[0].id, 0, [BEST])
    assert history.pictures(set_id) == [BEST]


def test_a_no_deletes_those_of_one_person_for_good(history: History):
    history.profiles()
    ada = history.add_profile("Ada").id
    for person in (1, ada):
        history.allow_pictures(person, True)
    mine, hers = a_session(history), a_session(history, ada)
    history.allow_pictures(1, False)
    assert (history.pictures(mine), len(history.pictures(hers))) == ([], 2)
    history.delete_profile(ada)
    with sqlite3.connect(history.path) as raw:
        raw.execute("pragma wal_checkpoint(truncate)")
    raw.close()
    assert MARK not in history.path.read_bytes()


def test_the_export_has_them(history: History):
    history.profiles()
    history.allow_pictures(1, True)
    a_session(history)
    (person,) = json.loads(as_json(history))["profiles"]
    best, worst = person["sessions"][0]["sets"][0]["pictures"]
    assert (best["which"], best["t_s"], worst["caption"]) == ("best", 4.5, "Bent knee")
    assert base64.b64decode(best["jpeg_base64"]) == BEST.jpeg
