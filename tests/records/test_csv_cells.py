"""Texts in tables are never formulas, and numbers stay numbers."""

import csv
import io
from pathlib import Path

import pytest
from support.sets.made_up_weeks import a_set

from posecoach.catalog.exercises import find_spec
from posecoach.records.csv_cells import as_texts
from posecoach.records.history.export import as_csv
from posecoach.records.history.store import History

FORMULAS = ['=HYPERLINK("x")', "+1", "-1+1", "@SUM(A1)", "\t=1", "\n=1", "\uff1d1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_becomes_a_text(text: str):
    assert as_texts({"a": text}) == {"a": f"'{text}"}


@pytest.mark.parametrize("value", [-4.5, 0, None, True, "1=1", "a-b", "Mornings", ""])
def test_anything_else_stays(value: object):
    assert as_texts({"a": value}) == {"a": value}


def test_a_carriage_return_begins_no_row():
    assert as_texts({"a": "\r=1", "b": "x\r\ny\r=z"}) == {"a": "'\n=1", "b": "x\ny\n=z"}


@pytest.mark.parametrize("text", FORMULAS)
def test_the_export_of_the_history_holds_no_formula(tmp_path: Path, text: str):
    history = History(f"sqlite:///{tmp_path}/history.db")
    profile = history.add_profile(text).id
    session = history.begin_session(profile, text)
    history.save_set(session, 0, find_spec("lying_hamstring"), None, 20.0, a_set(-4.5))
    (row,) = csv.DictReader(io.StringIO(as_csv(history), newline=""))
    history.close()
    assert row["title"] == f"'{text}"
    assert row["profile"][0] == "'" or text.strip() != text  # names of profiles are stripped
    assert row["typical_hip_flexion_deg"] == "-4.5"
