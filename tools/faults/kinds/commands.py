"""The whole command with the pose engine: damaged videos and photos of a real person."""

import io
import json
import shutil
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from random import Random

import av
from PIL import Image

from posecoach.evaluation.ground_truth.samples import default_folder
from posecoach.vision.media.video import probe, read_frames
from tools.faults.damage import damage_bytes
from tools.faults.kinds.command_line import posecoach
from tools.faults.kinds.photos import sound_photos
from tools.faults.trial import HalfWrittenError, Trial

_CLIP = "standing_good_ben.mp4"
_STRETCH = ("--stretch", "standing_hamstring")
_SMALL = (160, 120)
_FRAMES = 8
_EVERY = 30  # frames of the sample: one a second


@cache
def small_films() -> Mapping[str, bytes]:
    """By name, a person who stretches, in a few small frames."""
    frames = list(read_frames(default_folder() / _CLIP))[::_EVERY][:_FRAMES]
    films = {}
    for name, kind in (("me.mp4", "mp4"), ("me.mkv", "matroska"), ("me.ts", "mpegts")):
        file = io.BytesIO()
        with av.open(file, "w", format=kind, options={"fflags": "+bitexact"}) as output:
            stream = output.add_stream("libx264", rate=10)
            stream.width, stream.height = _SMALL
            stream.codec_context.thread_count = 1
            for frame in frames:
                image = Image.fromarray(frame.rgb).resize(_SMALL)
                output.mux(stream.encode(av.VideoFrame.from_image(image)))
            output.mux(stream.encode(None))
        films[name] = file.getvalue()
    photo = io.BytesIO()
    Image.fromarray(frames[-1].rgb).save(photo, "JPEG", quality=80)
    return {**films, "me.jpg": photo.getvalue()}


def whole_command(random: Random, folder: Path, number: int) -> Trial:
    """``analyze``, ``check``, ``evaluate`` or ``benchmark`` with all its output files."""
    make = (_analyze, _analyze, _check, _evaluate, _benchmark)[number % 5]
    return make(random, folder)


def _analyze(random: Random, folder: Path) -> Trial:
    name = random.choice([name for name in small_films() if name != "me.jpg"])
    how = _put(random, folder / name, small_films()[name], sound=0.2)
    outputs = [name for name in ("out.json", "out.csv", "out.html", "out.mp4") if random.random() < 0.7]
    options = [f"--{'video' if out == 'out.mp4' else out[4:]}={out}" for out in outputs]

    def run() -> list[str]:
        _all_or_none(outputs, lambda: posecoach("analyze", name, *_STRETCH, *options))
        if "out.json" in outputs:
            return list(json.loads(Path("out.json").read_text(encoding="utf-8"))["video"]["notes"])
        if "out.mp4" in outputs:
            assert probe(Path("out.mp4")).frames
        return []

    return Trial(f"analyze {name} ({how}) {' '.join(options)}", run, may_write=tuple(outputs))


def _check(random: Random, folder: Path) -> Trial:
    how = _put(random, folder / "me.jpg", small_films()["me.jpg"], sound=0.3)
    other = random.choice(sorted(sound_photos()))
    (folder / other).write_bytes(sound_photos()[other])

    def run() -> list[str]:
        command = ("check", "me.jpg", other, *_STRETCH, "--stretch", "lying_hamstring", "--json", "out.json")
        _all_or_none(["out.json"], lambda: posecoach(*command))
        assert len(Path("out.json").read_text(encoding="utf-8").splitlines()) == 4
        return []

    return Trial(f"check me.jpg ({how}) and {other}", run, may_write=("out.json",))


def _evaluate(random: Random, folder: Path) -> Trial:
    (folder / "photos").mkdir()
    (folder / "photos" / "me.jpg").write_bytes(small_films()["me.jpg"])
    labels = b"file\tpose_class\tstanding_hamstring\nme.jpg\tSTANDING\tvalid\n"
    joints = (
        b"file\tclass\tsx\tsy\thx\thy\tkx\tky\tax\tay\thip_deg\tknee_deg\n"
        b"me.jpg\tSTANDING\t10\t20\t30\t40\t50\t60\t70\t80\t90\t175\n"
    )
    how = _put(random, folder / "labels.tsv", labels, sound=0.5)
    how += f", joints {_put(random, folder / 'joints.tsv', joints, sound=0.5)}"

    def run() -> list[str]:
        files = ("--labels", "labels.tsv", "--keypoints", "joints.tsv")
        to = ("--json", "out.json", "--sheet", "out.png")
        _all_or_none(
            ["out.json", "out.png"], lambda: posecoach("evaluate", "--photos", "photos", *files, *to)
        )
        json.loads(Path("out.json").read_text(encoding="utf-8"))
        Image.open("out.png").verify()
        return []

    return Trial(f"evaluate, labels {how}", run, may_write=("out.*",))


def _benchmark(random: Random, folder: Path) -> Trial:
    """Refused for a damaged truth or video before a process is started; sound ones are not tried here."""
    (folder / "clips").mkdir()
    truth = (default_folder() / _CLIP).with_suffix(".truth.json").read_bytes()
    if random.random() < 0.5:
        shutil.copy(default_folder() / _CLIP, folder / "clips")
        how = f"truth {_put(random, folder / 'clips' / 'standing_good_ben.truth.json', truth[:-1], sound=0)}"
    else:
        (folder / "clips" / "standing_good_ben.truth.json").write_bytes(truth)
        (folder / "clips" / _CLIP).write_bytes(small_films()["me.mp4"][: random.randrange(3000)])
        how = "video cut off"

    def run() -> list[str]:
        _all_or_none(
            ["out.json"], lambda: posecoach("benchmark", "clips", "--jobs", "1", "--json", "out.json")
        )
        return []

    return Trial(f"benchmark, {how}", run, may_write=("out.json",))


def _put(random: Random, path: Path, content: bytes, sound: float) -> str:
    """Writes a file, damaged unless chance has it; says how."""
    if random.random() < sound:
        path.write_bytes(content)
        return "sound"
    content, how = damage_bytes(random, content)
    path.write_bytes(content)
    return how


def _all_or_none(outputs: list[str], command: Callable[[], object]) -> None:
    """Runs a command: afterwards there are all of its output files, or none if it refused."""
    try:
        command()
    except Exception:
        left = [name for name in outputs if Path(name).exists()]
        if left:
            raise HalfWrittenError(f"refused, but wrote {', '.join(left)}") from None
        raise
    missing = [name for name in outputs if not Path(name).exists()]
    if missing:
        raise HalfWrittenError(f"done, but did not write {', '.join(missing)}")
