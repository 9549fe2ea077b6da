"""The sample videos that come with the program, named by what they show, with their truth."""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from posecoach.errors import PoseCoachError
from posecoach.ui import words
from posecoach.vision.landmarks import Side

_TRUTH_SUFFIX = ".truth.json"


class SampleError(PoseCoachError):
    """A sample's truth file can't be used."""


@dataclass(frozen=True, slots=True)
class TrueFault:
    """A fault that was planted into a sample; times in seconds."""

    id: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Truth:
    """What truly happens in a sample.

    Attributes:
        stretch: The stretch's id.
        side: The judged leg, None where both do the same.
        valid: The spans that are held well, (start, end) in seconds.
        faults: The planted faults.
        angles: The judged leg's true angles by measure: (t_s, degrees) a frame.
    """

    stretch: str
    side: Side | None
    valid: tuple[tuple[float, float], ...]
    faults: tuple[TrueFault, ...]
    angles: dict[str, tuple[tuple[float, float], ...]]


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample video.

    Attributes:
        video: The file.
        title: What it shows, in words.
        truth: What truly happens in it.
    """

    video: Path
    title: str
    truth: Truth


def default_folder() -> Path:
    """The folder of sample videos in a clone."""
    return Path(__file__).resolve().parents[2] / "sample_videos"


def load_samples(folder: Path | None = None) -> tuple[Sample, ...]:
    """The samples of a folder that have their truth beside them, by file name; none is no error.

    Raises:
        SampleError: where a truth file can't be read.
    """
    videos = sorted((folder or default_folder()).glob("*.mp4"))
    found = [(video, _read_truth(path)) for video in videos if (path := _truth_path(video)).is_file()]
    titles = [_title(truth) for _, truth in found]
    shared = Counter(titles)
    return tuple(
        Sample(video, f"{title} ({video.stem.replace('_', ' ')})" if shared[title] > 1 else title, truth)
        for (video, truth), title in zip(found, titles, strict=True)
    )


def _truth_path(video: Path) -> Path:
    return video.with_name(video.stem + _TRUTH_SUFFIX)


def _read_truth(path: Path) -> Truth:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        side = Side(data["side"]) if data["side"] in set(Side) else None
        frames = data["frames"]
        leg = side or Side.LEFT
        return Truth(
            stretch=data["stretch"],
            side=side,
            valid=tuple((float(start), float(end)) for start, end in data["valid"]),
            faults=tuple(TrueFault(f["id"], float(f["start_s"]), float(f["end_s"])) for f in data["faults"]),
            angles={
                measure: tuple((float(frame["t_s"]), float(frame[measure][leg])) for frame in frames)
                for measure in ("hip_flexion", "knee_flexion")
            },
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SampleError(
            f"{path.name}: is not a sample's truth ({type(error).__name__}: {error}); "
            "put the file back as it came with the program"
        ) from error


def _title(truth: Truth) -> str:
    """E.g. "Standing: bent knee", "Lying: held well"."""
    stretch = truth.stretch.removesuffix("_hamstring").replace("_", " ").capitalize()
    faults = dict.fromkeys(words.reason(fault.id) for fault in truth.faults)
    shows = list(faults) or ["held well" if truth.valid else "never in position"]
    return f"{stretch}: {' and '.join(shows)}"
