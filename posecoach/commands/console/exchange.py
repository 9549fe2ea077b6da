"""The options of ``analyze`` for other tools: landmarks and angles out, another engine's landmarks in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from posecoach.commands.console.options import FILE
from posecoach.commands.console.outputs import OutputFiles

if TYPE_CHECKING:
    from posecoach.analysis.given_landmarks import GivenLandmarks
    from posecoach.records.formats.track import LandmarkTrack
    from posecoach.records.report.model import SetReport

_ENDINGS: Final = (".csv", ".parquet", ".trc")
_SHORTEST_M, _TALLEST_M = 0.5, 2.6


@dataclass(frozen=True, slots=True)
class Exchange:
    """What was asked for.

    Attributes:
        landmarks: Where to write the landmarks.
        angles: Where to write the angles.
        height_m: The person's height, metres.
        folder: The landmarks of another engine.
        fps: Frames a second that these are of.
        size: Width and height of their picture, px.
    """

    landmarks: Path | None
    angles: Path | None
    height_m: float | None
    folder: Path | None
    fps: float | None
    size: tuple[int, int] | None

    @property
    def targets(self) -> tuple[Path | None, Path | None]:
        """The files to write."""
        return self.landmarks, self.angles

    def given(self, video: Path | None) -> "GivenLandmarks | None":
        """The other engine's landmarks; None where our own engine is to look at the video.

        Raises:
            PoseCoachError: if they can't be read.
        """
        if self.folder is None:
            return None
        from posecoach.analysis.given_landmarks import landmarks_of_video, landmarks_without_video

        if self.fps is not None and self.size is not None:
            return landmarks_without_video(self.folder, self.fps, self.size)
        assert video is not None
        return landmarks_of_video(self.folder, video)

    @property
    def asked(self) -> bool:
        """Whether anything was."""
        return any(path is not None for path in (*self.targets, self.folder))

    def check(self, videos: Sequence[str], annotated: Path | None) -> None:
        """Refuses options that don't belong together.

        Args:
            videos: The videos that are to be judged.
            annotated: Where to write an annotated copy, if anywhere.

        Raises:
            click.UsageError: if they don't.
        """
        if self.folder is None:
            if not videos:
                raise click.UsageError("Missing argument 'VIDEO'.")
            if self.fps is not None or self.size is not None:
                raise click.UsageError("--fps and --size belong to --landmarks-from")
        elif (not videos) != (self.fps is not None and self.size is not None):
            raise click.UsageError(
                "give --landmarks-from with the VIDEO that it is of, or else with --fps and --size"
            )
        elif annotated is not None:
            raise click.UsageError("--video needs our own pose engine; leave out --landmarks-from")
        metres = self.landmarks is not None and self.landmarks.suffix.lower() == ".trc"
        if self.height_m is not None and not metres:
            raise click.UsageError(
                "--height-m belongs to --landmarks FILE.trc; the other formats are in pixels"
            )

    def write(self, outputs: OutputFiles, report: "SetReport", track: "LandmarkTrack") -> None:
        """Writes what was asked for.

        Raises:
            PoseCoachError: if it can't be written.
        """
        # Pandas takes a moment to load; an analysis without these files need not wait for it.
        if self.landmarks is not None:
            from posecoach.records.formats.files import landmarks_file

            outputs.write_bytes(self.landmarks, landmarks_file(track, self.landmarks, self.height_m))
        if self.angles is not None:
            from posecoach.records.formats.mot import mot_text

            outputs.write_text(self.angles, mot_text(report, self.angles.stem))


def exchange_options(command: Callable[..., None]) -> Callable[..., None]:
    """Adds the options to a command, which gets them together as ``exchange``."""

    @wraps(command)
    def with_exchange(
        landmarks_file: Path | None,
        angles_file: Path | None,
        height_m: float | None,
        landmarks_from: Path | None,
        fps: float | None,
        size: tuple[int, int] | None,
        **others: Any,
    ) -> None:
        exchange = Exchange(landmarks_file, angles_file, height_m, landmarks_from, fps, size)
        command(exchange=exchange, **others)

    options = (
        click.option(
            "--landmarks",
            "landmarks_file",
            type=FILE,
            callback=_landmarks_file,
            metavar="FILE",
            help="Write the body's landmarks, frame by frame: .csv or .parquet (pixels), or .trc for OpenSim "
            "(pixels, or metres with --height-m).",
        ),
        click.option(
            "--height-m",
            type=click.FloatRange(_SHORTEST_M, _TALLEST_M),
            metavar="METRES",
            help="The person's height, e.g. 1.75, for landmarks in metres.",
        ),
        click.option(
            "--angles",
            "angles_file",
            type=FILE,
            callback=_angles_file,
            metavar="FILE.mot",
            help="Write the angles, frame by frame, for OpenSim.",
        ),
        click.option(
            "--landmarks-from",
            type=FILE,
            metavar="DIR",
            help="Judge the poses of another engine: a folder of OpenPose's JSON files, one a frame.",
        ),
        click.option(
            "--fps",
            type=click.FloatRange(0, min_open=True, max=1000),
            metavar="NUMBER",
            help="Frames a second of --landmarks-from, where there is no VIDEO.",
        ),
        click.option(
            "--size",
            callback=_size,
            metavar="WxH",
            help="The picture's size in pixels, e.g. 1280x720, likewise.",
        ),
    )
    for option in reversed(options):
        with_exchange = option(with_exchange)
    return with_exchange


def _landmarks_file(_context: click.Context, _parameter: click.Parameter, typed: Path | None) -> Path | None:
    if typed is None or typed.suffix.lower() in _ENDINGS:
        return typed
    raise click.BadParameter(f"expected a name that ends in {', '.join(_ENDINGS)}, got '{typed}'")


def _angles_file(_context: click.Context, _parameter: click.Parameter, typed: Path | None) -> Path | None:
    if typed is None or typed.suffix.lower() == ".mot":
        return typed
    raise click.BadParameter(f"expected a name that ends in .mot, got '{typed}'")


def _size(_context: click.Context, _parameter: click.Parameter, typed: str | None) -> tuple[int, int] | None:
    if typed is None:
        return None
    width, times, height = typed.lower().partition("x")
    if not (times and width.isdecimal() and height.isdecimal() and int(width) and int(height)):
        raise click.BadParameter(f"expected width x height in pixels, such as 1280x720, got {typed!r}")
    return int(width), int(height)
