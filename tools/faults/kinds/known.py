"""Inputs that public reports of other programs tell of, one by one."""

import io
import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from random import Random

from av.stream import Disposition
from PIL import Image

from posecoach.catalog.exercises import load_specs
from posecoach.catalog.folders import shipped_folder
from posecoach.catalog.own_routines import own_id, own_routines, save_routine
from posecoach.coaching.exercise.routine import PlannedSet, Routine
from posecoach.records.history.export import as_csv
from posecoach.records.history.store import History
from posecoach.vision.media.images import read_image
from tools.faults.kinds.clips import Track, clip, sound_clips
from tools.faults.kinds.command_line import posecoach
from tools.faults.kinds.histories import sound_history, use
from tools.faults.kinds.photos import sound_photos
from tools.faults.kinds.videos import read_video
from tools.faults.trial import LostError, Trial

_SMALL = Track(width=96, height=64, frames=12)


def known_case(random: Random, folder: Path, number: int) -> Trial:
    """One case of the list, by its number."""
    name, make = KNOWN[number % len(KNOWN)]
    made = make(folder)
    return Trial(name, made, may_write=("data/*", "out/*", "*.db*", "*.lock"))


def _video(content: Callable[[], bytes], name: str = "clip.mp4") -> Callable[[Path], Callable[[], list[str]]]:
    def make(folder: Path) -> Callable[[], list[str]]:
        (folder / name).write_bytes(content())
        return lambda: read_video(folder / name)

    return make


def _photo(content: Callable[[], bytes], name: str) -> Callable[[Path], Callable[[], list[str]]]:
    def make(folder: Path) -> Callable[[], list[str]]:
        (folder / name).write_bytes(content())

        def run() -> list[str]:
            read_image(folder / name)
            return []

        return run

    return make


def _wide(aspect: Fraction) -> Callable[[], bytes]:
    return lambda: clip("mp4", Track(width=320, height=240, frames=10, pixel_aspect=aspect))


def _resized() -> bytes:
    """A picture that changes its size in the middle, as of a phone that is turned while it streams."""
    return clip("mpegts", _SMALL) + clip("mpegts", Track(width=64, height=96, frames=12))


def _huge_photo() -> bytes:
    file = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(file, "PNG")
    return file.getvalue()


def _sparse(folder: Path) -> Callable[[], list[str]]:
    with (folder / "big.jpg").open("wb") as file:
        file.truncate(300_000_000_000)
    return lambda: [posecoach("check", "big.jpg", "--stretch", "standing_hamstring")]


def _full_disk(folder: Path) -> Callable[[], list[str]]:
    return lambda: [posecoach("specs", "list", stdout=Path("/dev/full"))]


def _two_titles(*titles: str) -> Callable[[Path], Callable[[], list[str]]]:
    """Own routines saved one after another: none may take another's place."""

    def make(folder: Path) -> Callable[[], list[str]]:
        def run() -> list[str]:
            for title in titles:
                sets = (PlannedSet(stretch="standing_hamstring", target_s=20.0),)
                save_routine(Routine(id=own_id(title), title=title, sets=sets))
            found, wrong = own_routines(load_specs())
            if {routine.title for routine in found.values()} != set(titles):
                raise LostError(f"{len(titles)} routines were saved, {len(found)} are there")
            return wrong

        return run

    return make


def _session(title: str, began: datetime) -> Callable[[Path], Callable[[], list[str]]]:
    def make(folder: Path) -> Callable[[], list[str]]:
        path = folder / "data" / "history.db"
        path.parent.mkdir()
        path.write_bytes(sound_history())

        def run() -> list[str]:
            history = History()
            session = history.sessions(history.profiles()[0].id)[0]
            history.close()
            with closing(sqlite3.connect(path)) as connection, connection:
                values = (title, began.replace(tzinfo=None).isoformat(" ", "microseconds"), session.id)
                connection.execute("UPDATE session SET title = ?, started_at = ? WHERE id = ?", values)
            history = History()
            assert f",{title}," not in as_csv(history) or title[0] not in "=+-@"
            history.close()
            return use(path)

        return run

    return make


def _data_folder(name: str) -> Callable[[Path], Callable[[], list[str]]]:
    def make(folder: Path) -> Callable[[], list[str]]:
        def run() -> list[str]:
            os.environ["POSECOACH_DATA"] = str(folder / "data" / name)
            for _ in range(2):
                history = History()
                history.add_profile("Ada")
                if len(history.profiles()) != 2:
                    raise LostError("a profile that was saved is not there")
                history.close()
            assert (folder / "data" / name / "history.db").is_file()
            return []

        return run

    return make


def _locked_history(folder: Path) -> Callable[[], list[str]]:
    path = folder / "data" / "history.db"
    path.parent.mkdir()
    path.write_bytes(sound_history())

    def run() -> list[str]:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            return use(path)

    return run


def _stray_files(folder: Path) -> Callable[[], list[str]]:
    specs, stray = folder / "specs", b"\0\5\26\7\0\2\0\0Mac OS X"

    shutil.copytree(shipped_folder(), specs)
    for path in list(specs.rglob("*.yaml")):
        path.with_name(f"._{path.name}").write_bytes(stray)
    (specs / "._standing_hamstring").write_bytes(stray)
    return lambda: [] if posecoach("specs", "list", "--specs", specs) else ["no specs"]


def _name_not_text(folder: Path) -> Callable[[], list[str]]:
    name = os.fsdecode(b"me\xff.json")
    (folder / "out").mkdir()
    (folder / "data").mkdir()
    (folder / "data" / "history.db").write_bytes(sound_history())

    def run() -> list[str]:
        posecoach("history", "export", "--json", f"out/{name}")
        json.loads((folder / "out" / name).read_text(encoding="utf-8"))
        return []

    return run


_NOW = datetime(2026, 2, 3, 8, tzinfo=UTC)
_JUMPY = {5: 93_600.0}

KNOWN: tuple[tuple[str, Callable[[Path], Callable[[], list[str]]]], ...] = (
    ("a video of one frame", _video(lambda: clip("mp4", Track(frames=1)))),
    ("a WebM of one frame", _video(lambda: clip("webm", Track("libvpx", frames=1)), "clip.webm")),
    ("a video without frames", _video(lambda: clip("mp4", Track(frames=0), sound="aac"))),
    *(
        (f"pixels {aspect} as wide as high", _video(_wide(aspect)))
        for aspect in map(Fraction, ("100", "1000", "1/1000"))
    ),
    ("a thumbnail stream first", _video(lambda: clip("mp4", Track(width=32, height=24, frames=2), _SMALL))),
    (
        "a cover first",
        _video(
            lambda: clip(
                "mp4",
                Track("mjpeg", 300, 300, 1, pixels="yuvj420p", disposition=Disposition.attached_pic),
                _SMALL,
            )
        ),
    ),
    ("two recordings joined", _video(lambda: sound_clips()["tv.ts"] * 2, "clip.ts")),
    ("a picture that changes its size", _video(_resized, "clip.ts")),
    (
        "a first frame 26 hours early",
        _video(lambda: clip("matroska", Track(jumps_s={1: 93_600.0})), "clip.mkv"),
    ),
    ("a hole of 26 hours", _video(lambda: clip("matroska", Track(jumps_s=_JUMPY)), "clip.mkv")),
    ("one picture a second", _video(lambda: clip("mp4", Track(rate=Fraction(1))))),
    ("a download that broke off", _video(lambda: sound_clips()["fast.mp4"][:-3000])),
    ("a recording without its end", _video(lambda: sound_clips()["phone.mp4"][:-3000])),
    ("Xvid with B-frames", _video(lambda: sound_clips()["xvid.avi"], "clip.avi")),
    ("a video that is a picture", _video(lambda: sound_photos()["photo.jpg"])),
    ("a video that is a web page", _video(lambda: b"<!DOCTYPE html><html><body>404</body></html>")),
    ("a playlist", _video(lambda: b"#EXTM3U\n#EXTINF:10,\nhttp://localhost/a.ts\n", "clip.m3u8")),
    ("900 million pixels", _photo(_huge_photo, "huge.png")),
    ("an AVIF turned by its container", _photo(lambda: sound_photos()["turned.avif"], "photo.avif")),
    ("a video given as a photo", _photo(lambda: sound_clips()["fast.mp4"], "photo.jpg")),
    ("a file of 300 GB", _sparse),
    ("a full disk behind standard output", _full_disk),
    ("a file name that is not text", _name_not_text),
    ("titles without Latin letters", _two_titles("朝のストレッチ", "夜のストレッチ", "🧘")),
    ("titles that differ in a sign", _two_titles("Morning", "Morning!", "morning", "Morning?")),
    ("a title that is a formula", _session('=HYPERLINK("x")', _NOW)),
    ("a session in the future", _session("Future", datetime(9000, 1, 1, tzinfo=UTC))),
    ("a session at the end of time", _session("End", datetime(9999, 12, 31, 23, 59, tzinfo=UTC))),
    ("a session at the beginning of time", _session("Zero", datetime(1, 1, 1, tzinfo=UTC))),
    *(
        (f"a data folder named {name}", _data_folder(name))
        for name in ("x?y", "x%20y", "100%", "~", "%(here)s", "a#b")
    ),
    ("a history that another program has locked", _locked_history),
    ("stray files of macOS beside all specs", _stray_files),
)
