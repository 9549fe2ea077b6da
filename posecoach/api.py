"""PoseCoach from Python: a video in, a report with tables of pandas out. See docs/library.md."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec as find_module
from os import PathLike
from pathlib import Path
from typing import Literal, TypeVar

import pandas as pd
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from posecoach.analysis.video import analyze_video, workers_for_a_video
from posecoach.catalog.exercises import find_spec
from posecoach.errors import PoseCoachError
from posecoach.pose.landmarks import Side
from posecoach.records.formats.track import LandmarkTrack
from posecoach.records.report import tables
from posecoach.records.report.files import report_json
from posecoach.records.report.html import report_html
from posecoach.records.report.model import SetReport
from posecoach.records.report.notebook import notebook_html
from posecoach.records.report.summary import summarise
from posecoach.vision.media.video import probe
from posecoach.vision.model.bundle import Network
from posecoach.vision.model.choice import Purpose, model_for

_Choice = TypeVar("_Choice", Side, Network)


class AnalysisError(PoseCoachError):
    """What was asked of an analysis makes no sense."""


@dataclass(frozen=True, slots=True, eq=False)
class Analysis:
    """What came of a video; a notebook shows it as its verdict and timeline.

    Attributes:
        report: All of it, see ``SetReport``.
        track: The landmarks it was judged by.
    """

    report: SetReport
    track: LandmarkTrack

    @property
    def valid_s(self) -> float:
        """Seconds that counted; of repetitions, in the working position."""
        return self.report.valid_hold_s

    @property
    def target_s(self) -> float:
        """Seconds asked for; of repetitions all dwells together, 0 where nothing is held."""
        return self.report.target_s

    @property
    def completed(self) -> bool:
        """Whether the target was reached."""
        return self.report.completed

    @property
    def side(self) -> str | None:
        """The judged leg, ``left`` or ``right``; None if it was never known."""
        return None if self.report.side is None else self.report.side.value

    @property
    def summary(self) -> str:
        """What counted, what paused it, and the one thing to work on next: a few sentences."""
        found = summarise(self.report)
        first = found.headline if found.headline.endswith(".") else f"{found.headline}."
        return " ".join(part for part in (first, found.story, *found.went_well, found.next_step) if part)

    def to_pandas(self) -> pd.DataFrame:
        """A row a frame: time, state, reason, measures. The columns are those of the CSV file."""
        return tables.timeline_table(self.report)

    @property
    def holds(self) -> pd.DataFrame:
        """A row a hold: ``start_s``, ``end_s``, ``valid_s``."""
        return tables.holds_table(self.report)

    @property
    def pauses(self) -> pd.DataFrame:
        """A row a pause within a hold: ``start_s``, ``end_s``, ``reason``."""
        return tables.pauses_table(self.report)

    @property
    def faults(self) -> pd.DataFrame:
        """A row a fault: ``id``, ``severity``, ``start_s``, ``end_s``, ``worst``, ``limit``."""
        return tables.faults_table(self.report)

    @property
    def repetitions(self) -> pd.DataFrame:
        """A row a repetition, counted or not, with the best reading of each measure; empty for a hold."""
        return tables.repetitions_table(self.report)

    @property
    def landmarks(self) -> pd.DataFrame:
        """A row a frame: ``t_s``, then x and y (pixels, y down) and visibility of each landmark."""
        return self.track.to_pandas()

    def to_json(self) -> str:
        """The report as ``posecoach analyze --json`` writes it."""
        return report_json(self.report)

    def to_html(self) -> str:
        """The report as ``posecoach analyze --html`` writes it."""
        return report_html(self.report)

    def __repr__(self) -> str:
        return f"<Analysis of {self.report.video.path.name}: {self.report.achieved.text}>"

    def _repr_html_(self) -> str:
        return notebook_html(self.report)


def analyze(
    video: str | PathLike[str],
    stretch: str,
    *,
    side: Literal["left", "right"] | None = None,
    target_s: float | None = None,
    repetitions: int | None = None,
    specs: str | PathLike[str] | None = None,
    network: Literal["full", "heavy"] | None = None,
    progress: bool = True,
) -> Analysis:
    """Analyses a video as one set of one stretch, as ``posecoach analyze`` does.

    Args:
        video: The video file.
        stretch: The id of the stretch; ``posecoach specs list`` lists them.
        side: The leg to judge; None lets the coach choose.
        target_s: Seconds to hold; None takes the stretch's own.
        repetitions: How many of an exercise of repetitions; None takes its own.
        specs: A folder of exercises of your own, besides the built-in ones.
        network: The pose network; None takes the full one.
        progress: Whether to show a progress bar, on a terminal or in a notebook.

    Raises:
        PoseCoachError: if the video can't be read, there is no such stretch, or no pose model.
    """
    spec = find_spec(stretch, None if specs is None else Path(specs))
    if spec.repetitions is None and repetitions is not None:
        raise AnalysisError(f"{spec.id} is counted in seconds; use target_s instead of repetitions")
    if spec.repetitions is not None and target_s is not None:
        raise AnalysisError(f"{spec.id} is counted in repetitions; use repetitions instead of target_s")
    amount = target_s if repetitions is None else repetitions
    if amount is not None and not 0 < amount < float("inf"):
        raise AnalysisError(f"expected an amount above 0, got {amount}")
    path, track = Path(video), LandmarkTrack()
    probe(path)  # reject an unusable file before fetching a model for it
    with _progress_shown(progress) as (model_step, frame_step):
        report = analyze_video(
            path,
            spec,
            model_for(Purpose.VIDEO, _chosen(Network, network, "network"), model_step).path,
            side=_chosen(Side, side, "side"),
            amount=amount,
            progress=frame_step,
            workers=workers_for_a_video(),
            landmarks=track,
        )
    return Analysis(report, track)


def _chosen(choices: type[_Choice], named: str | None, what: str) -> _Choice | None:
    try:
        return None if named is None else choices(named)
    except ValueError as error:
        raise AnalysisError(f"{what}: expected one of {', '.join(choices)}, got {named!r}") from error


@contextmanager
def _progress_shown(
    shown: bool,
) -> Iterator[tuple[Callable[[str, float | None], None], Callable[[int, int], None]]]:
    """Gives what to call with the stage of getting a model, and with the frames done."""
    console = Console(stderr=True)
    # In a notebook, rich draws with ipywidgets, and only warns where they are missing.
    can_show = find_module("ipywidgets") is not None if console.is_jupyter else console.is_terminal
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not (shown and can_show)) as bar:
        model = bar.add_task("Pose model", total=1, visible=False)
        frames = bar.add_task("Analysing the video", total=None)

        def model_step(stage: str, fraction: float | None) -> None:
            total = None if fraction is None else 1
            bar.update(model, description=stage, total=total, completed=fraction or 0, visible=True)

        def frame_step(done: int, total: int) -> None:
            bar.update(frames, completed=done, total=total)

        yield model_step, frame_step
