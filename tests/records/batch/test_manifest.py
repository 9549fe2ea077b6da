"""The list of finished videos: what survives a process that is killed while it writes."""

import json
import tracemalloc
from pathlib import Path

import pytest

from posecoach.records.batch.manifest import Done, Manifest, ManifestError
from posecoach.records.batch.rows import columns, failed_row
from posecoach.records.batch.table import CSV, PARQUET, write_table
from posecoach.records.batch.totals import add_up

ROW = {"file": "FILE", "stretch": "bridge", "valid_s": 1.5, "completed": True, "pause_knee_bent_s": 0.1}


def done(file: str, valid_s: float = 1.0, mark: str = "m") -> Done:
    return Done(file, mark, "settings", [{"file": file, "stretch": "bridge", "valid_s": valid_s}])


def test_what_was_added_is_there_when_it_is_opened_again(tmp_path: Path):
    path = tmp_path / "manifest.jsonl"
    with Manifest(path) as manifest:
        manifest.add(done("b.mp4", 2.0))
        manifest.add(done("a.mp4", 1.0, mark="content"))
    with Manifest(path) as manifest:
        assert manifest.holds("a.mp4", "settings") == "content"
        assert manifest.holds("a.mp4", "others") is None
        assert manifest.holds("c.mp4", "settings") is None
        assert [row["file"] for row in manifest.rows(["a.mp4", "b.mp4", "c.mp4"])] == ["a.mp4", "b.mp4"]


def test_a_line_that_is_cut_anywhere_is_taken_away_and_the_others_stay(tmp_path: Path):
    path = tmp_path / "manifest.jsonl"
    with Manifest(path) as manifest:
        manifest.add(done("a.mp4"))
        first = path.stat().st_size
        manifest.add(done("b.mp4"))
    whole = path.read_bytes()
    for end in range(first, len(whole)):
        path.write_bytes(whole[:end])
        with Manifest(path) as manifest:
            assert manifest.holds("a.mp4", "settings") == "m"
            assert manifest.holds("b.mp4", "settings") is None
            manifest.add(done("c.mp4"))
        assert path.read_bytes()[:first] == whole[:first]
        with Manifest(path) as manifest:
            assert len(list(manifest.rows(["a.mp4", "b.mp4", "c.mp4"]))) == 2


def test_one_that_failed_is_judged_again_and_has_its_row(tmp_path: Path):
    with Manifest(tmp_path / "manifest.jsonl") as manifest:
        manifest.add(Done("a.mp4", None, "settings", [failed_row("a.mp4", "bridge", "broken")]))
        assert manifest.holds("a.mp4", "settings") is None
        assert [row["error"] for row in manifest.rows(["a.mp4"])] == ["broken"]
        manifest.add(done("a.mp4"))
        assert manifest.holds("a.mp4", "settings") == "m"
        assert [row.get("error") for row in manifest.rows(["a.mp4"])] == [None]


def test_another_file_is_refused_and_left_alone(tmp_path: Path):
    path = tmp_path / "manifest.jsonl"
    path.write_text("my diary\n")
    with pytest.raises(ManifestError, match="no list of finished videos"):
        Manifest(path)
    assert path.read_text() == "my diary\n"


def test_ten_thousand_rows_are_added_up_and_written_in_little_memory(tmp_path: Path):
    files = [f"clips/{number:05}.mp4" for number in range(10_000)]
    line = json.dumps({"file": "FILE", "mark": "m" * 64, "settings": "settings", "rows": [ROW]})
    with (tmp_path / "manifest.jsonl").open("w") as written:
        written.writelines(line.replace("FILE", file) + "\n" for file in files)
    pytest.importorskip("pyarrow.parquet")  # what it takes is no part of this
    tracemalloc.start()
    try:
        with Manifest(tmp_path / "manifest.jsonl") as manifest:
            names = columns([], manifest.rows(files))
            assert add_up(manifest.rows(files)).by_exercise["bridge"].videos == 10_000
            for kind in (CSV, PARQUET):
                write_table(tmp_path / f"table{kind}", kind, names, manifest.rows(files))
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()
    assert len((tmp_path / "table.csv").read_text().splitlines()) == 10_001
