"""The sample videos that come with the program, each with a title and its ground truth."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from posecoach.catalog.folders import shipped
from posecoach.evaluation import spans
from posecoach.evaluation.ground_truth.truth import Truth, load_truth, truth_path
from posecoach.files import is_file, listed
from posecoach.records import words
from posecoach.translation import ENGLISH, format_list, language
from posecoach.translation import translate as _


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample video.

    Attributes:
        video: The file.
        title: What it shows.
        truth: What really happens in it.
    """

    video: Path
    title: str
    truth: Truth


def default_folder() -> Path:
    """The folder of sample videos: all of them in a clone, in an installed copy those that the pages need."""
    return shipped("sample_videos")


def load_samples(folder: Path) -> tuple[Sample, ...]:
    """The samples of a folder that have a truth file beside them; there may be none.

    Sorted by stretch, the longest holds first.

    Raises:
        TruthError: if a truth file can't be used.
    """
    videos = listed(folder, ".mp4")
    found = [(video, load_truth(path)) for video in videos if is_file(path := truth_path(video))]
    found.sort(key=lambda sample: (sample[1].stretch, -spans.length_s(sample[1].valid)))
    titles = [_title(truth) for _video, truth in found]
    shared = Counter(titles)
    return tuple(
        Sample(video, f"{title} ({video.stem.replace('_', ' ')})" if shared[title] > 1 else title, truth)
        for (video, truth), title in zip(found, titles, strict=True)
    )


def _title(truth: Truth) -> str:
    """E.g. "Standing, bent knee", "Lying, held well"; in English as the truth file says it, if it does."""
    faults = dict.fromkeys(words.reason(fault.id, truth.stretch) for fault in truth.faults)
    shows = format_list(faults) or (_("held well") if truth.valid else _("never in position"))
    if truth.shows is not None and language() == ENGLISH:
        shows = truth.shows
    return f"{words.stretch(truth.stretch)}, {shows}"
