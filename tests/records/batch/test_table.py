"""The table as other programs read it, and the page."""

from pathlib import Path

import pandas as pd
import pytest

from posecoach.catalog.exercises import find_spec
from posecoach.records.batch.index_page import index_html
from posecoach.records.batch.rows import Row, columns, failed_row
from posecoach.records.batch.table import CSV, PARQUET, write_table
from posecoach.records.batch.totals import add_up

ROWS: list[Row] = [
    {
        "file": "=a.mp4",
        "stretch": "standing_hamstring",
        "side": "left",
        "completed": True,
        "holds": 2,
        "duration_s": 60.0,
        "valid_s": 31.5,
        "unjudged_share": 0.25,
        "state_valid_s": 31.5,
        "state_unknown_s": 15.0,
        "fault_knee_bent_s": 2.0,
        "pause_knee_bent_s": 2.0,
    },
    {
        "file": "<b>.mp4",
        "stretch": "bridge",
        "duration_s": 40.0,
        "valid_s": 8.0,
        "repetitions_target": 8,
        "repetitions_counted": 5,
        "unjudged_share": 0.0,
        "state_valid_s": 8.0,
    },
    failed_row("c\udcff.mp4", "bridge", "c.mp4: not a video"),
]
SPECS = [find_spec("standing_hamstring"), find_spec("bridge")]


@pytest.mark.parametrize("kind", [CSV, PARQUET])
def test_pandas_reads_it_with_the_right_types(tmp_path: Path, kind: str):
    path = tmp_path / f"table{kind}"
    write_table(path, kind, columns(SPECS, ROWS), ROWS)
    table = pd.read_csv(path) if kind == CSV else pd.read_parquet(path)
    assert list(table["valid_s"][:2]) == [31.5, 8.0]
    assert pd.isna(table["valid_s"][2])
    assert pd.isna(table["fault_knee_bent_s"][1])
    assert table["repetitions_counted"][1] == 5
    assert list(table["error"].notna()) == [False, False, True]
    assert table["file"][2] == "c\\udcff.mp4"
    assert table["file"][0] == ("'=a.mp4" if kind == CSV else "=a.mp4")


def test_the_page_has_the_sums_the_plots_and_a_link_to_each_report():
    links = {("<b>.mp4", "bridge"): "<b>.bridge.html"}
    page = index_html(add_up(ROWS), iter(ROWS), links)
    assert page.startswith("<!DOCTYPE html>")
    assert page.count("<svg") >= 3
    assert 'href="%3Cb%3E.bridge.html"' in page
    assert "&lt;b&gt;.mp4" in page
    assert "<b>.mp4" not in page
    assert "31.5 s" in page
    assert "c.mp4: not a video" in page
    assert "<script" not in page


def test_of_videos_none_of_which_could_be_judged_there_is_a_page_too():
    page = index_html(add_up(ROWS[2:]), iter(ROWS[2:]), {})
    assert "c.mp4: not a video" in page
    assert "<svg" not in page
