"""Databases of every earlier schema revision: opened, migrated, and read with nothing lost."""

import json
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from posecoach.coaching.kinematics.shown_depth import true_depth
from posecoach.records.history import migrations
from posecoach.records.history.export import as_csv, as_json
from posecoach.records.history.store import History
from posecoach.records.timeline.highlights import Picture, Which

FOLDER = str(Path(migrations.__file__).parent)
PICTURE = Picture(Which.BEST, 4.5, "Deep: 95°", b"a jpeg")
CURVE = [[0.0, 5.0, 8.0], [5.0, 95.0, 8.0], [12.5, None, None]]

REPETITIONS = [
    {"start_s": 2.0, "top_s": 3.0, "end_s": 7.6, "held_s": 3.4, "reason": None},
    {"start_s": 9.0, "top_s": None, "end_s": 11.2, "held_s": 0.0, "reason": "hips_up"},
]


def insert_0001(raw: sqlite3.Connection) -> None:
    """Two people; a finished session with two sets, one that was cut off, and one with no set."""
    raw.execute("insert into profile (id, name, created_at) values (3, 'Ada', '2025-01-02 03:04:05.000000')")
    raw.execute("insert into profile (id, name, created_at) values (4, 'Bo', '2025-01-03 03:04:05.000000')")
    raw.executemany(
        "insert into session (id, profile_id, started_at, source, title, app_version, ended,"
        " discomfort_before, discomfort_after) values (?, ?, ?, ?, ?, '0.0.1', ?, ?, ?)",
        [
            (11, 3, "2025-02-01 18:30:00.000000", "live", "Hamstrings", "done", 4, 2),
            (12, 3, "2025-02-03 18:30:00.000000", "live", "Hamstrings", None, None, None),
            (13, 3, "2025-02-04 18:30:00.000000", "live", "Nothing held", None, None, None),
            (14, 4, "2025-02-05 18:30:00.000000", "video", "Video: me.mp4", "pain", 0, 7),
        ],
    )
    angles = {"hip_flexion": {"value": 95.0, "sigma": 8.0}, "knee_flexion": {"value": 9.0, "sigma": 6.0}}
    fault = {"id": "knee_bent", "severity": "blocking", "start_s": 10.0, "end_s": 12.5}
    spans = [["moving", "moving", 0.0, 3.0], ["valid", "", 3.0, 10.0], ["fault", "knee_bent", 10.0, 12.5]]
    measured = [json.dumps(found) for found in ({"knee_bent": 2.5}, [fault], angles, angles, spans)]
    raw.executemany(
        "insert into stretch_set (id, session_id, number, stretch, side, target_s, valid_s, ended,"
        " spec_version, paused_s, faults, best, typical, spans)"
        " values (?, ?, ?, ?, ?, 30.0, ?, ?, 'abcdef012345', ?, ?, ?, ?, ?)",
        [
            (id_, session, number, stretch, side, valid_s, ended, *measured)
            for id_, session, number, stretch, side, valid_s, ended in (
                (21, 11, 0, "standing_hamstring", None, 30.0, "completed"),
                (22, 11, 1, "seated_hamstring", "left", 12.25, "left"),
                (23, 12, 0, "a_stretch_removed_since", "right", 7.5, "cut off"),
                (24, 14, 0, "lying_hamstring", "right", 20.0, "stopped"),
            )
        ],
    )


def insert_0002(raw: sqlite3.Connection) -> None:
    """As before, and the answers to the safety screen."""
    insert_0001(raw)
    raw.executemany(
        "insert into safety_answer (profile_id, answered_at, outcome) values (?, ?, ?)",
        [
            (3, "2025-01-02 04:00:00.000000", "no_bending"),
            (3, "2025-01-05 04:00:00.000000", "may_go_on"),
            (4, "2025-01-05 04:00:00.000000", "may_go_on"),  # a session ended by pain since
        ],
    )


def insert_0003(raw: sqlite3.Connection) -> None:
    """As before, and curves and pictures."""
    insert_0002(raw)
    raw.execute("update profile set keeps_pictures = 1 where id = 3")
    raw.execute("update stretch_set set readings = ? where id = 21", (json.dumps({"hip_flexion": CURVE}),))
    raw.execute(
        "insert into picture (set_id, which, t_s, told, jpeg) values (21, 'best', 4.5, 'Deep: 95°', ?)",
        (PICTURE.jpeg,),
    )


def insert_0004(raw: sqlite3.Connection) -> None:
    """As before, with one set of repetitions and one of time that was not judged."""
    insert_0003(raw)
    raw.execute(
        "update stretch_set set repetitions_target = 8, repetitions_counted = 1, repetitions = ?"
        " where id = 22",
        (json.dumps(REPETITIONS),),
    )
    raw.execute("update stretch_set set timed_only = 1 where id = 24")


def insert_0005(raw: sqlite3.Connection) -> None:
    """As before; nothing was added."""
    insert_0004(raw)


INSERTS: dict[str, Callable[[sqlite3.Connection], None]] = {
    "0001": insert_0001,
    "0002": insert_0002,
    "0003": insert_0003,
    "0004": insert_0004,
    "0005": insert_0005,
}


def made_at(revision: str, file: Path) -> None:
    """A database as the version with this schema revision left it."""
    config = Config()
    config.set_main_option("script_location", FOLDER)
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()


def test_there_is_a_database_of_every_revision():
    config = Config()
    config.set_main_option("script_location", FOLDER)
    revisions = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    assert set(INSERTS) == revisions


@pytest.mark.parametrize("revision", INSERTS)
def test_all_of_it_can_be_read(revision: str, tmp_path: Path):
    file = tmp_path / "history.db"
    made_at(revision, file)
    with sqlite3.connect(file) as raw:
        INSERTS[revision](raw)
    raw.close()

    history = History(f"sqlite:///{file}")
    assert [(profile.id, profile.name) for profile in history.profiles()] == [(3, "Ada"), (4, "Bo")]
    assert history.profiles()[0].created_at == datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)
    finished, cut_off = history.sessions(3)
    (video,) = history.sessions(4)
    assert finished.started_at == datetime(2025, 2, 1, 18, 30, tzinfo=UTC)
    assert (finished.title, finished.ended, finished.app_version) == ("Hamstrings", "done", "0.0.1")
    assert (finished.discomfort_before, finished.discomfort_after) == (4, 2)
    assert (cut_off.ended, cut_off.discomfort_before, cut_off.sets[0].ended) == (None, None, "cut off")
    assert (video.source, video.ended, video.discomfort_before) == ("video", "pain", 0)
    standing, seated = finished.sets
    assert (standing.stretch, standing.side, standing.target_s) == ("standing_hamstring", None, 30.0)
    assert (seated.number, seated.side, seated.valid_s, seated.ended) == (1, "left", 12.25, "left")
    assert seated.typical == {
        "hip_flexion": {"value": 95.0, "sigma": 8.0},
        "knee_flexion": {"value": 9.0, "sigma": 6.0},
    }
    assert (seated.paused_s, seated.spec_version) == ({"knee_bent": 2.5}, "abcdef012345")
    assert seated.faults == [{"id": "knee_bent", "severity": "blocking", "start_s": 10.0, "end_s": 12.5}]
    assert history.spans(22)[1:] == [("valid", "", 3.0, 10.0), ("fault", "knee_bent", 10.0, 12.5)]

    with_safety, with_pictures = revision >= "0002", revision >= "0003"
    soon = datetime(2025, 2, 1, tzinfo=UTC)
    assert history.safety_outcome(3, soon) == ("may_go_on" if with_safety else None)
    assert history.safety_outcome(4, soon) is None
    assert [profile.keeps_pictures for profile in history.profiles()] == [with_pictures, False]
    assert history.readings(21) == ({"hip_flexion": list(map(tuple, CURVE))} if with_pictures else {})
    assert history.readings(22) == {}
    assert history.pictures(21) == ([PICTURE] if with_pictures else [])

    with_repetitions = revision >= "0004"
    found = (seated.repetitions_target, seated.repetitions_counted, seated.repetitions)
    assert found == ((8, 1, REPETITIONS) if with_repetitions else (None, None, None))
    assert (standing.repetitions_target, standing.repetitions) == (None, None)
    assert [standing.timed_only, video.sets[0].timed_only] == [False, with_repetitions]

    exported = json.loads(as_json(history))["profiles"]
    assert [len(profile["sessions"]) for profile in exported] == [3, 1]  # also the one with no set
    assert len(as_csv(history).splitlines()) == 1 + 4
    history.close()


def test_deep_folds_saved_by_older_versions_are_as_deep_as_they_would_be_now(tmp_path: Path):
    file = tmp_path / "history.db"
    made_at("0004", file)
    deep = {"hip_flexion": {"value": 140.0, "sigma": 10.0}, "knee_flexion": {"value": 140.0, "sigma": 6.0}}
    with sqlite3.connect(file) as raw:
        insert_0004(raw)
        for id_ in (21, 22):
            raw.execute(
                "update stretch_set set typical = ?, best = ?, readings = ? where id = ?",
                (
                    json.dumps(deep),
                    json.dumps(deep),
                    json.dumps({"hip_flexion": [[1.0, 140.0, 10.0], [2.0, None, None]]}),
                    id_,
                ),
            )
    raw.close()

    history = History(f"sqlite:///{file}")
    standing, seated = history.sessions(3)[0].sets
    now = round(true_depth(140.0), 1)
    assert now < 140
    assert standing.typical == standing.best == {**deep, "hip_flexion": {"value": now, "sigma": 10.0}}
    assert history.readings(21) == {"hip_flexion": [(1.0, now, 10.0), (2.0, None, None)]}
    assert seated.typical == seated.best == deep
    assert history.readings(22) == {"hip_flexion": [(1.0, 140.0, 10.0), (2.0, None, None)]}
    history.close()


@pytest.mark.parametrize("damaged", ["{", "[1]", '{"hip_flexion": 5}', '{"hip_flexion": {"value": "x"}}'])
def test_a_damaged_value_does_not_keep_an_old_database_from_being_opened(damaged: str, tmp_path: Path):
    file = tmp_path / "history.db"
    made_at("0004", file)
    with sqlite3.connect(file) as raw:
        insert_0004(raw)
        raw.execute("update stretch_set set typical = ? where id = 21", (damaged,))
    raw.close()
    history = History(f"sqlite:///{file}")
    assert len(history.sessions(4)) == 1
    history.close()


def test_an_old_database_without_anybody_gets_a_first_profile(tmp_path: Path):
    file = tmp_path / "history.db"
    made_at("0001", file)
    history = History(f"sqlite:///{file}")
    assert [profile.name for profile in history.profiles()] == ["Me"]
    history.close()
