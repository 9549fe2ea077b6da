"""The history: saved, exported, deleted, and never lost or overwritten."""

import csv
import io
import json
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
from support.sets.made_up_repetitions import BRIDGE, MIXED, passed_through, repeated, timed_only
from support.sets.made_up_weeks import PLAN, a_set, fill, one_session

from posecoach.catalog.exercises import find_spec
from posecoach.coaching.exercise.digest import judging_digest
from posecoach.coaching.feedback import Repetition
from posecoach.pose.landmarks import Side
from posecoach.records.history.export import as_csv, as_json
from posecoach.records.history.store import CUT_OFF, History
from posecoach.records.timeline.recorder import SetRecorder

STANDING = find_spec("standing_hamstring")
TODAY = datetime(2026, 3, 4, 20, 0).astimezone()


def test_what_was_kept_comes_back(history: History):
    at = datetime(2026, 3, 4, 18, 30, tzinfo=UTC)
    me = history.profiles()[0]
    session = history.begin_session(me.id, "Tried", started_at=at, discomfort_before=4)
    record = a_set(93.4, 21.3)
    history.save_set(session, 0, STANDING, Side.LEFT, 20.0, record, "completed")
    history.end_session(session, ended="done", discomfort_after=3)
    (kept,) = history.sessions(me.id)
    assert (kept.started_at, kept.title, kept.ended) == (at, "Tried", "done")
    assert (kept.discomfort_before, kept.discomfort_after) == (4, 3)
    (row,) = kept.sets
    assert (row.stretch, row.side, row.target_s, row.valid_s) == (STANDING.id, "left", 20.0, 21.3)
    assert row.spec_version == judging_digest(STANDING)
    assert row.typical == record.typical
    assert row.paused_s == {"knee_bent": 2.5}
    assert row.faults[0]["id"] == "knee_bent"
    assert history.spans(row.id) == record.spans
    assert history.readings(row.id) == record.readings


def test_repetitions_come_back(history: History):
    session = history.begin_session(1, "Tried")
    record = SetRecorder()
    for frame in repeated(MIXED, target=8):
        record.add(frame)
    history.save_set(session, 0, BRIDGE, None, 8, record.record(), "left")
    (row,) = history.sessions(1)[0].sets
    assert (row.target_s, row.valid_s) == (24.0, 7.8)  # eight dwells of three seconds
    assert (row.repetitions_target, row.repetitions_counted) == (8, 2)
    assert [Repetition(**one) for one in row.repetitions or ()] == list(MIXED)
    assert (row.achieved.text, row.achieved.completed) == ("2 of 8 repetitions, 7.8 s held", False)
    assert row.spec_version == judging_digest(BRIDGE)


def test_repetitions_that_are_passed_through_ask_for_no_seconds(history: History):
    session = history.begin_session(1, "Tried")
    record = replace(a_set(40.0, 0.0), repetitions=MIXED)
    for number, target in enumerate((2, 3)):
        history.save_set(session, number, passed_through(), None, target, record)
    rows = history.sessions(1)[0].sets
    assert [row.target_s for row in rows] == [0.0, 0.0]
    assert [row.achieved.completed for row in rows] == [True, False]


def test_a_hold_has_no_repetitions_and_is_judged(history: History):
    one_session(history)
    (row,) = history.sessions(1)[0].sets
    assert (row.repetitions_target, row.repetitions_counted, row.repetitions) == (None, None, None)
    assert row.timed_only is False
    assert row.achieved.text == "12 s of 20 s held well"


def test_time_that_was_not_judged_is_recorded_as_that(history: History):
    session = history.begin_session(1, "Tried")
    history.save_set(session, 0, timed_only(STANDING), None, 60.0, a_set(90.0, 60.0))
    assert history.sessions(1)[0].sets[0].achieved.text == "1 min 00 s of 1 min 00 s, not judged"


def test_both_exports_have_the_repetitions(history: History):
    session = history.begin_session(1, "Tried")
    history.save_set(session, 0, BRIDGE, None, 4, replace(a_set(40.0, 7.8), repetitions=MIXED))
    history.save_set(session, 1, passed_through(), None, 3, replace(a_set(40.0, 0.0), repetitions=MIXED))
    history.save_set(session, 2, timed_only(STANDING), None, 20.0, a_set(90.0, 20.0))
    bridges, passed, timed = json.loads(as_json(history))["profiles"][0]["sessions"][0]["sets"]
    assert (bridges["repetitions_target"], bridges["repetitions_counted"]) == (4, 2)
    assert bridges["repetitions"][1] == {
        "start_s": 9.0, "top_s": None, "end_s": 11.2, "held_s": 0.0, "reason": "hips_up", "counted": False,
    }  # fmt: skip
    assert [one["counted"] for one in passed["repetitions"]] == [True, False, False, False, True]
    assert (timed["repetitions_target"], timed["repetitions"], timed["timed_only"]) == (None, None, True)

    rows = list(csv.DictReader(io.StringIO(as_csv(history))))
    names = ("repetitions_target", "repetitions_counted", "repetitions_missed", "timed_only", "completed")
    assert [tuple(row[name] for name in names) for row in rows] == [
        ("4", "2", "hips_up; hips_up; too_short", "False", "False"),
        ("3", "2", "hips_up; hips_up; too_short", "False", "False"),  # though it asks for no seconds
        ("", "", "", "True", "True"),
    ]


def test_a_set_under_way_is_replaced_by_what_it_became(history: History):
    session = one_session(history, 4.0)
    assert history.sessions(1)[0].sets[0].ended == CUT_OFF
    history.save_set(session, 0, STANDING, None, 20.0, a_set(90.0, 20.0), "completed")
    (row,) = history.sessions(1)[0].sets
    assert (row.ended, row.valid_s) == ("completed", 20.0)


def test_sessions_in_which_nothing_was_held_are_left_out(history: History):
    history.begin_session(history.profiles()[0].id, "Nothing")
    assert history.sessions(1) == []


def test_people_have_histories_of_their_own_and_can_be_forgotten_alone(history: History):
    one_session(history)
    other = history.add_profile("  Ada ")
    assert history.add_profile("Ada").id == other.id
    session = history.begin_session(other.id, "Tried")
    history.save_set(session, 0, STANDING, None, 20.0, a_set(80.0))
    history.delete_profile(1)
    assert [profile.name for profile in history.profiles()] == ["Ada"]
    assert len(history.sessions(other.id)) == 1
    with sqlite3.connect(history.path) as raw:
        assert raw.execute("select count(*) from stretch_set").fetchone() == (1,)
    raw.close()


def test_the_csv_opens_in_pandas_with_its_types(history: History):
    fill(history, TODAY, weeks=2)
    table = pd.read_csv(io.StringIO(as_csv(history)), parse_dates=["started_at"])
    assert len(table) == 2 * 3 * len(PLAN) - 3  # the session that ended by pain has two sets
    assert str(table["started_at"].dtype).startswith("datetime64")
    assert table["started_at"].dt.tz is not None
    assert table["completed"].dtype == bool
    for column in ("valid_s", "target_s", "typical_hip_flexion_deg", "best_hip_flexion_sigma"):
        assert table[column].dtype == float, column
    assert table["discomfort_before"].dtype.kind == "i"
    assert set(table["side"].dropna()) == {"left", "right"}


def test_the_json_has_everything(history: History):
    fill(history, TODAY, weeks=1)
    (person,) = json.loads(as_json(history))["profiles"]
    assert len(person["sessions"]) == 3
    assert person["sessions"][0]["sets"][0]["timeline"][1] == {
        "state": "valid", "reason": None, "start_s": 3.0, "end_s": 10.0,
    }  # fmt: skip


def test_deleting_everything_leaves_nothing_to_be_read(history: History, file: Path):
    me = history.add_profile("Zebediah Quux")
    session = history.begin_session(me.id, "Tried")
    history.save_set(session, 0, STANDING, None, 20.0, a_set(80.0))
    (file.parent / "history.kept-20260101T000000Z.db").write_bytes(b"old")
    history.delete_all()
    left = [path for path in file.parent.iterdir() if path.suffix != ".lock"]
    assert b"Quux" not in b"".join(path.read_bytes() for path in left)
    assert not list(file.parent.glob("*.kept-*"))
    assert [profile.name for profile in history.profiles()] == ["Me"]
