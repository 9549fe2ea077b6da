"""Files that a person can name by mistake, or with a name that is not text."""

import errno
import json
import os
import shutil
from pathlib import Path

import numpy as np
import pytest
from support.command_line import PHOTO, SAMPLES, STRETCH, Posecoach, left_behind, refused

from posecoach.commands import check, evaluate
from posecoach.commands.console import one_set
from posecoach.vision.media.video import VideoWriter, probe
from posecoach.vision.model.bundle import Variant

TOO_LONG = "x" * 300
LOCKED = "locked"
INPUTS = [
    ("analyze", "{}", *STRETCH),
    ("check", "{}", *STRETCH),
    ("check", PHOTO, "{}", *STRETCH, "--json", "out.json"),
    ("specs", "validate", "{}"),
    ("specs", "list", "--specs", "{}"),
    ("model", "--from", "{}"),
    ("benchmark", "{}"),
    ("evaluate", "--photos", "{}", "--labels", "labels.tsv"),
    ("evaluate", "--photos", ".", "--labels", "{}"),
    ("evaluate", "--photos", ".", "--labels", "labels.tsv", "--keypoints", "{}"),
    ("evaluate", "--photos", ".", "--pairs", "{}"),
    ("evaluate", "--clips", "{}", "--segments", "segments.tsv", "--classes", "classes.tsv"),
    ("evaluate", "--clips", ".", "--segments", "{}", "--classes", "classes.tsv"),
    ("evaluate", "--clips", ".", "--segments", "segments.tsv", "--classes", "{}"),
]
OUTPUTS = [
    ("check", PHOTO, *STRETCH, "--json", "{}"),
    ("check", PHOTO, *STRETCH, "--json", "{}/out.json"),
    ("analyze", SAMPLES / "standing_good_ben.mp4", *STRETCH, "--video", "{}"),
    ("history", "export", "--csv", "{}"),
]
# A name in bytes that are not UTF-8, as Python writes it.
NOT_TEXT = os.fsdecode(b"me\xff")


@pytest.fixture(autouse=True)
def _odd_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A pipe, a link in a circle, and a folder that can't be searched, not even by root; no work is begun."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / LOCKED).mkdir()
    (tmp_path / "labels.tsv").write_text("file\tpose_class\tstanding_hamstring\nlabels.tsv\tX\tvalid\n")
    (tmp_path / "segments.tsv").write_text(
        "file\tt0\tt1\tclass\tform\tview\nlabels.tsv\t0\t1\tX\tgood\tside\n"
    )
    (tmp_path / "classes.tsv").write_text("class\texercise\tgood\topen\nX\tstanding_hamstring\tgood\t\n")
    really = os.stat

    def guarded(path, *rest, **more):
        if isinstance(path, str | Path) and LOCKED in Path(path).parts[:-1]:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return really(path, *rest, **more)

    monkeypatch.setattr(os, "stat", guarded)
    for command in (one_set, check, evaluate):
        monkeypatch.setattr(command, "model_ready", lambda *_: pytest.fail("work was begun"))


@pytest.mark.parametrize("command", INPUTS, ids=lambda command: " ".join(map(str, command[:2])))
@pytest.mark.parametrize("name", [TOO_LONG, f"{LOCKED}/x", "pipe", "loop", "/dev/zero", "gone", "-"])
def test_an_input_that_can_not_be_read_is_refused_in_one_line(
    posecoach: Posecoach, tmp_path: Path, command: tuple, name: str
):
    before = left_behind(tmp_path)
    refused(posecoach(*(str(part).format(name) for part in command)))
    assert left_behind(tmp_path) == before


@pytest.mark.parametrize("command", OUTPUTS, ids=lambda command: " ".join(map(str, command[:2])))
@pytest.mark.parametrize("name", [TOO_LONG, f"{LOCKED}/x", "pipe", "loop", "/dev/null"])
def test_an_output_that_can_not_be_written_is_refused_before_any_work(
    posecoach: Posecoach, tmp_path: Path, command: tuple, name: str
):
    before = left_behind(tmp_path)
    refused(posecoach(*(str(part).format(name) for part in command)), name)
    assert left_behind(tmp_path) == before


@pytest.mark.parametrize("variable", ["POSECOACH_DATA", "POSECOACH_SPECS", "POSECOACH_MODEL"])
@pytest.mark.parametrize("name", [TOO_LONG, f"{LOCKED}/x", "pipe"])
def test_a_setting_that_can_not_be_used_is_refused_in_one_line(
    posecoach: Posecoach, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, name: str
):
    monkeypatch.setenv(variable, str(tmp_path / name))
    command = {"POSECOACH_DATA": "history list", "POSECOACH_SPECS": "specs list", "POSECOACH_MODEL": "model"}
    refused(posecoach(*command[variable].split()), name)


def test_a_name_that_is_not_text_is_escaped_in_what_is_printed_and_written(
    posecoach: Posecoach, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    shutil.copy(PHOTO, tmp_path / NOT_TEXT)
    monkeypatch.setattr(
        check, "_line", lambda image, *_: json.dumps({"image": str(image)}, ensure_ascii=False)
    )
    monkeypatch.setattr(
        check, "_judge", lambda images, specs, network: (Variant.FULL, [(images[0], specs[0], None)])
    )
    printed = posecoach("check", NOT_TEXT, *STRETCH, "--json", "-")
    assert (printed.status, json.loads(printed.out)) == (0, {"image": NOT_TEXT})
    assert (
        posecoach("check", NOT_TEXT, *STRETCH, "--json", f"{NOT_TEXT}.json").out == "wrote me\\udcff.json\n"
    )
    assert json.loads((tmp_path / f"{NOT_TEXT}.json").read_text()) == {"image": NOT_TEXT}
    refused(posecoach("check", f"{NOT_TEXT}.jpg", *STRETCH), "jpg: can't be read")


@pytest.mark.parametrize("command", [("specs", "validate", "a\nb"), ("check", "a\nb", *STRETCH)])
def test_a_name_of_two_lines_is_reported_in_one(posecoach: Posecoach, tmp_path: Path, command: tuple):
    (tmp_path / "a\nb").write_text("- neither")
    refused(posecoach(*command), "a b: ")


def test_a_video_whose_name_is_not_text_is_read_and_written(tmp_path: Path):
    path = tmp_path / f"{NOT_TEXT}.mp4"
    with VideoWriter(path, 64, 48) as writer:
        for number in range(3):
            writer.write(np.zeros((48, 64, 3), np.uint8), number / 10)
    assert probe(path).frames == 3


def test_a_file_too_large_to_be_a_picture_is_not_read(posecoach: Posecoach, tmp_path: Path):
    with (tmp_path / "big.jpg").open("wb") as file:
        file.truncate(300_000_000_000)
    refused(posecoach("check", "big.jpg", *STRETCH), "big.jpg: can't be read (larger than 301 MB)")
    refused(posecoach("specs", "validate", "big.jpg"), "big.jpg: can't be read (larger than 1 MB)")
