"""Videos: cut off at every kilobyte, with damaged bytes, and with odd but sound contents."""

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

from av.stream import Disposition

from posecoach.vision.media.info import VideoCutError
from posecoach.vision.media.stills import picture_at
from posecoach.vision.media.video import VideoWriter, probe, read_frames
from tools.faults.damage import damage_bytes
from tools.faults.kinds.clips import Track, clip, possible, sound_clips
from tools.faults.trial import Trial

COPY = "copy.mp4"
# Of the videos, one in so many is also written again: encoding takes longer than decoding.
_COPIED = 4

_CONTAINERS: dict[str, tuple[str, tuple[str, ...]]] = {
    "mp4": ("mp4", ("libx264", "mpeg4", "libx265", "mjpeg", "mpeg2video")),
    "mov": ("mov", ("libx264", "mjpeg", "png", "rawvideo", "dvvideo")),
    "mkv": ("matroska", ("libx264", "mpeg4", "mjpeg", "ffv1", "libvpx", "rawvideo", "msmpeg4v3", "huffyuv")),
    "webm": ("webm", ("libvpx", "libvpx-vp9")),
    "avi": ("avi", ("mpeg4", "mjpeg", "libx264", "huffyuv", "cinepak", "rawvideo", "ffv1")),
    "ts": ("mpegts", ("libx264", "mpeg2video", "mpeg4")),
    "mpg": ("mpeg", ("mpeg1video", "mpeg2video")),
    "flv": ("flv", ("flv", "libx264")),
    "wmv": ("asf", ("wmv2", "msmpeg4v3")),
}
_RATES = (
    *(Fraction(1), Fraction(5), Fraction(12), Fraction(25), Fraction(30_000, 1001), Fraction(60)),
    *(Fraction(240), Fraction(1, 3), Fraction(1000), Fraction(15, 7)),
)
_ASPECTS = ((1, 1), (1, 1), (1, 1), (4, 3), (16, 11), (1, 2), (100, 1), (1, 100), (1000, 1), (65_535, 1))
_PIXELS = ("yuv420p", "yuv420p", "yuv422p", "yuv444p", "yuv420p10le", "gray", "rgb24", "yuvj420p", "bgr0")
_JUMPS_S = (0.0, 0.5, 3.0, 12.0, 4000.0, -1.0, -93_600.0, 93_600.0, 1e6, 4e9)
_SOUNDS = ("aac", "libmp3lame", "libopus", "pcm_s16le")
_MOVFLAGS = ("+faststart", "+frag_keyframe+empty_moov", "+frag_every_frame+empty_moov+default_base_moof", "")


def read_video(path: Path, copied: bool = False) -> list[str]:
    """Reads a video through as the program does, and checks what it promises.

    Args:
        path: The file.
        copied: Whether its frames are written again, as ``COPY`` in the current folder.

    Returns:
        The lines for people: what was left out.
    """
    info = probe(path)
    assert info.duration_s > 0
    assert math.isfinite(info.duration_s)
    notes = list(info.notes)
    writer = VideoWriter(Path(COPY), info.width, info.height) if copied else None
    last_s, count = -math.inf, 0

    def frames() -> None:
        nonlocal last_s, count
        for frame in read_frames(path):
            assert frame.rgb.shape == (info.height, info.width, 3)
            assert frame.t_s > last_s, f"{frame.t_s} after {last_s}"
            last_s, count = frame.t_s, count + 1
            if writer is not None:
                writer.write(frame.rgb, frame.t_s)

    def all_frames() -> None:
        try:
            frames()
        except VideoCutError as cut:
            notes.append(cut.note)

    if writer is None:
        all_frames()
    else:
        with writer:
            all_frames()
        assert probe(Path(COPY)).frames == count
    assert count > 0
    for t_s in (0.0, last_s, 1e9):
        picture_at(path.read_bytes(), t_s)
    return notes


def cut_video(random: Random, folder: Path, number: int) -> Trial:
    """A sound clip that ends at one kilobyte of its content: by number through all clips and kilobytes."""
    cuts = [(name, kb) for name, content in sound_clips().items() for kb in range(len(content) // 1000 + 1)]
    name, kb = cuts[number % len(cuts)]
    # After every kilobyte once, some bytes off it.
    at = kb * 1000 + (random.randrange(1000) if number >= len(cuts) else 0)
    return _trial(random, folder / name, sound_clips()[name][:at], f"{name} cut at byte {at}")


def damaged_video(random: Random, folder: Path, number: int) -> Trial:
    """A clip with damaged bytes."""
    name = random.choice(sorted(sound_clips()))
    content, how = damage_bytes(random, sound_clips()[name])
    return _trial(random, folder / name, content, f"{name}: {how}")


def odd_video(random: Random, folder: Path, number: int) -> Trial:
    """A sound file with unusual contents; a few with damage as well."""
    while True:
        ending, make, what = _plan(random)
        content = possible(make)
        if content is not None:
            break
    if random.random() < 0.1:
        again = possible(make) or b""
        content, what = content + again, f"{what}, twice joined"
    elif random.random() < 0.1:
        content, how = damage_bytes(random, content)
        what = f"{what}, {how}"
    return _trial(random, folder / f"odd.{ending}", content, what)


def _trial(random: Random, path: Path, content: bytes, what: str) -> Trial:
    path.write_bytes(content)
    copied = random.randrange(_COPIED) == 0
    return Trial(what, lambda: read_video(path, copied), may_write=(COPY,) if copied else ())


def _plan(random: Random) -> tuple[str, Callable[[], bytes], str]:
    ending = random.choice(sorted(_CONTAINERS))
    container, codecs = _CONTAINERS[ending]
    many = random.choice((1, 1, 1, 1, 2, 3))
    options = {"movflags": random.choice(_MOVFLAGS)} if ending in ("mp4", "mov") else {}
    # FFmpeg's own writers end the process for some of what its readers have to bear.
    delicate = ending == "wmv" or "frag" in options.get("movflags", "")
    tracks = [_track(random, codecs, _JUMPS_S[:5] if delicate else _JUMPS_S) for _ in range(many)]
    if random.random() < 0.15:
        flag = random.choice(
            (Disposition.attached_pic, Disposition.timed_thumbnails, Disposition.still_image)
        )
        cover = Track("mjpeg", 48, 48, 1, pixels="yuvj420p", disposition=flag)
        tracks.insert(random.randrange(len(tracks) + 1), cover)
    sound = random.choice((None, "aac") if delicate else (None, None, *_SOUNDS))
    told = "; ".join(_told(track) for track in tracks)
    what = f"{ending} of {told}{f'; sound by {sound}' if sound else ''} {options or ''}"
    return ending, lambda: clip(container, *tracks, sound=sound, options=options), what


def _track(random: Random, codecs: Sequence[str], jumps_s: Sequence[float]) -> Track:
    codec = random.choice(codecs)
    jumps: dict[int, float] = {}
    for _ in range(random.choice((0, 0, 0, 1, 2))):
        jumps[random.choice((0, 0, 1, 3, 5))] = random.choice(jumps_s)
    return Track(
        codec=codec,
        width=random.choice((1, 2, 16, 17, 64, 64, 99, 160, 300)),
        height=random.choice((1, 2, 16, 33, 48, 48, 90, 120, 300)),
        frames=random.choice((0, 1, 2, 5, 8, 8, 12)),
        rate=random.choice(_RATES),
        pixel_aspect=Fraction(*random.choice(_ASPECTS)),
        pixels=random.choice(_PIXELS),
        rotation_deg=random.choice((0, 0, 0, 90, 180, 270, 45)),
        jumps_s=jumps,
        options={"bf": "2"} if codec in ("libx264", "mpeg4") and random.random() < 0.4 else {},
    )


def _told(track: Track) -> str:
    """A track in words: what is not as usual."""
    usual: dict[str, Any] = vars(Track(pixel_aspect=Fraction(1)))
    return f"{track.codec} " + " ".join(
        f"{name}={value}" for name, value in vars(track).items() if value != usual[name] and name != "codec"
    )
