"""Paths that people name by mistake, given to everything that takes a path."""

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from random import Random
from unittest.mock import patch

from posecoach.catalog.exercises import load_specs
from posecoach.catalog.folders import DATA_VARIABLE
from posecoach.catalog.own_routines import own_id, own_routines, save_routine
from posecoach.coaching.exercise.routine import PlannedSet, Routine
from posecoach.commands.console.outputs import output_files
from posecoach.evaluation.ground_truth.samples import load_samples
from posecoach.evaluation.ground_truth.truth import load_truth
from posecoach.evaluation.labelled.labels import load_joints, load_labels
from posecoach.records.history.store import History
from posecoach.vision.media.images import read_image
from posecoach.vision.media.video import VideoWriter
from tools.faults.kinds.clips import picture, sound_clips
from tools.faults.kinds.command_line import posecoach
from tools.faults.kinds.photos import sound_photos
from tools.faults.kinds.videos import read_video
from tools.faults.trial import HalfWrittenError, Trial

_NAMES = (
    *(
        "plain",
        "me\udcff",
        "x" * 300,
        "/".join(["deep" * 50] * 30),
        "a\nb",
        "two  words",
        "-",
        "--help",
        "~",
        "~/x",
    ),
    *(
        "x?y",
        "x%20y",
        "100%",
        "%(here)s",
        "a#b",
        "[1]*",
        "朝",
        "a:b",
        "http://a/b",
        "concat:a|b",
        "file:a",
        "$HOME",
    ),
    *("", ".", "..", "._x", "aux.", "\\\\server\\x", "pipe", "socket", "loop", "dangling", "folder"),
    *(
        "locked/x",
        "unreadable",
        "/dev/zero",
        "/dev/null",
        "/dev/full",
        "/dev/stdin",
        "/proc/self/mem",
        "plain/x",
    ),
    *("/proc/self/fd/99", "sparse"),
)
_SPARSE_BYTES = 300_000_000_000
_ENDINGS = ("", ".mp4", ".jpg", ".yaml", ".tsv", ".json", ".db")


def odd_path(random: Random, folder: Path, number: int) -> Trial:
    """One odd path put to one reader or writer: by number through all of both, then with an ending."""
    # What is written to by mistake is not to be a device of this computer.
    pairs = [
        (name, taker)
        for name, taker in product(_NAMES, _TAKERS)
        if not (name.startswith("/") and taker in _WRITERS)
    ]
    name, taker = pairs[number % len(pairs)]
    ending = random.choice(_ENDINGS) if number >= len(pairs) else ""
    content = random.choice((sound_clips()["fast.mp4"], sound_photos()["photo.jpg"], b"a: 1\n"))
    _lay_out(folder, content)
    path = Path(f"{name}{ending}")
    what = f"{taker.__name__.strip('_')} of {ascii(str(path))[:60]}"
    return Trial(what, lambda: taker(path), may_write=_may_write(taker, path))


def _lay_out(folder: Path, content: bytes) -> None:
    """Files of every sort under the odd names, as far as they can be names; the odd ones hold ``content``."""
    for name in _NAMES:
        if "/" in name or len(name) > 200 or name in ("", ".", "..", "~"):
            continue
        (folder / name).write_bytes(content)
    for name in ("pipe", "socket", "loop", "dangling", "folder", "sparse"):
        (folder / name).unlink()
    os.mkfifo(folder / "pipe")
    # The name of a socket is at most 108 bytes long, and the folder's may be longer.
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")
    (folder / "loop").symlink_to("loop")
    (folder / "dangling").symlink_to("nowhere")
    (folder / "folder").mkdir()
    with (folder / "sparse").open("wb") as file:
        file.truncate(_SPARSE_BYTES)
    (folder / "locked").mkdir()
    (folder / "locked" / "x").write_bytes(content)
    (folder / "locked").chmod(0)
    (folder / "unreadable").chmod(0)


def _video(path: Path) -> list[str]:
    return read_video(path)


def _photo(path: Path) -> list[str]:
    read_image(path)
    return []


def _specs(path: Path) -> list[str]:
    load_specs(path)
    return []


def _validate(path: Path) -> list[str]:
    posecoach("specs", "validate", "--", path)
    return []


def _truth(path: Path) -> list[str]:
    load_truth(path)
    load_samples(path)
    return []


def _labels(path: Path) -> list[str]:
    load_labels(path, load_specs())
    return []


def _joints(path: Path) -> list[str]:
    load_joints(path)
    return []


def _history(path: Path) -> list[str]:
    with _data_folder(path):
        history = History()
        history.add_profile("Ada")
        assert len(history.profiles()) >= 2
        history.close()
    return []


def _routines(path: Path) -> list[str]:
    routine = Routine(
        id=own_id("A"), title="A", sets=(PlannedSet(stretch="standing_hamstring", target_s=20.0),)
    )
    with _data_folder(path):
        own_routines(load_specs())
        save_routine(routine)
        found, wrong = own_routines(load_specs())
        assert routine.id in found
    return wrong


def _export(path: Path) -> list[str]:
    posecoach("history", "export", f"--csv={path}", "--json", "out.json")
    for written in (path, Path("out.json")):
        if not written.read_text(encoding="utf-8").endswith(("\n", "}")):
            raise HalfWrittenError(str(written))
    return []


def _command(path: Path) -> list[str]:
    """Refused before the engine is needed: there is no such stretch."""
    posecoach("analyze", "--stretch", "gone", "--json", "-", "--", path)
    return []


def _annotated(path: Path) -> list[str]:
    with output_files([path], inputs=[]) as outputs, VideoWriter(outputs.part(path), 64, 48) as writer:
        for number in range(3):
            writer.write(picture(number, 64, 48), number / 10)
    return read_video(path)


_TAKERS: tuple[Callable[[Path], list[str]], ...] = (
    *(_video, _photo, _specs, _validate, _truth, _labels, _joints),
    *(_history, _routines, _export, _command, _annotated),
)
_WRITERS = (_history, _routines, _export, _annotated)


def _may_write(taker: Callable[[Path], list[str]], path: Path) -> tuple[str, ...]:
    """The path itself, or where a link leads, and what comes with it."""
    own = "".join(f"[{letter}]" if letter in "*?[" else letter for letter in str(path))
    if taker is _annotated:
        return (own, "nowhere")
    if taker is _export:
        return (own, "out.json", "data/history*", "nowhere")
    if taker in (_history, _routines):
        return (own, f"{own}/*", "history*", "../history*", "routines/*", "home/*")
    return ()


@contextmanager
def _data_folder(path: Path) -> Iterator[None]:
    settings = {DATA_VARIABLE: str(path), "HOME": str(Path.cwd() / "home")}
    with patch.dict(os.environ, settings):
        yield
