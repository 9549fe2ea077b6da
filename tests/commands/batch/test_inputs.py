"""Which videos a folder, a pattern or a list of names stands for."""

from pathlib import Path

import pytest

from posecoach.commands.batch.inputs import NoVideosError, names_several, report_names, videos_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.MOV", "a.mp4", "notes.txt", "a.truth.json", ".hidden.mp4", "week/c.webm", ".git/d.mp4"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    return tmp_path


def test_a_folder_has_its_videos_and_those_of_its_folders(folder: Path):
    names = [str(Path(video).relative_to(folder)) for video in videos_of([str(folder)])]
    assert names == ["a.mp4", "b.MOV", "week/c.webm"]


def test_a_pattern_has_what_it_matches(folder: Path):
    assert videos_of([f"{folder}/**/*.webm"]) == [str(folder / "week" / "c.webm")]


def test_a_file_whose_name_looks_like_a_pattern_is_a_file(folder: Path):
    odd = folder / "set[1].mp4"
    odd.touch()
    assert not names_several(str(odd))
    assert videos_of([str(odd)]) == [str(odd)]


def test_each_video_is_there_once_in_the_order_of_the_arguments(folder: Path):
    first = str(folder / "b.MOV")
    assert videos_of([first, "gone.mp4", str(folder)])[:3] == [first, "gone.mp4", str(folder / "a.mp4")]
    assert len(videos_of([first, first])) == 1


@pytest.mark.parametrize("given", ["empty", "*.mkv"])
def test_a_folder_or_pattern_without_videos_is_refused(folder: Path, given: str):
    (folder / "empty").mkdir()
    with pytest.raises(NoVideosError, match="name videos"):
        videos_of([str(folder / given)])


def test_reports_of_files_with_one_name_are_told_apart():
    names = report_names(["a/x.mp4", "b/X.mov", "b/y.mp4"])
    assert names["b/y.mp4"] == "y"
    assert len({name.casefold() for name in names.values()}) == 3
    assert names["a/x.mp4"].startswith("x-")
    assert report_names(["a/x.mp4", "b/x.mp4"])["a/x.mp4"] == names["a/x.mp4"]  # whatever else there is


def test_addresses_are_listed_where_they_are():
    fsspec = pytest.importorskip("fsspec")
    memory = fsspec.filesystem("memory")
    for name in ("clips/b.mp4", "clips/a.mp4", "clips/notes.txt"):
        memory.pipe(f"/{name}", b"x")
    try:
        assert videos_of(["memory://clips"]) == ["memory:///clips/a.mp4", "memory:///clips/b.mp4"]
        assert videos_of(["memory://clips/*b.mp4"]) == ["memory:///clips/b.mp4"]
        assert videos_of(["memory://clips/gone.mp4"]) == ["memory://clips/gone.mp4"]
    finally:
        memory.rm("/clips", recursive=True)
