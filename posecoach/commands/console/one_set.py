"""A video, or another engine's poses of it, judged as one set, with a progress bar."""

from pathlib import Path
from typing import TYPE_CHECKING

from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.commands.console.exchange import Exchange
from posecoach.commands.console.progress import model_ready, steps_shown
from posecoach.pose.landmarks import Side
from posecoach.vision.model.bundle import Network
from posecoach.vision.model.choice import Purpose

if TYPE_CHECKING:
    from posecoach.records.formats.track import LandmarkTrack
    from posecoach.records.report.model import SetReport


def judged_set(
    video: Path | None,
    exchange: Exchange,
    spec: StretchSpec,
    side: Side | None,
    amount: float | None,
    network: Network | None,
    annotated: Path | None,
) -> "tuple[SetReport, LandmarkTrack]":
    """The report of a set, and the landmarks it was judged by.

    Args:
        video: The video file; None where the exchange's landmarks are all there is.
        exchange: Where the poses come from.
        spec: The stretch.
        side: The leg to judge; None lets the coach choose.
        amount: Seconds to hold, or repetitions to do; None takes the spec's.
        network: The network that the person asked for.
        annotated: Where to write the annotated copy, if anywhere.

    Raises:
        PoseCoachError: if the video, the landmarks or the model can't be used.
    """
    # MediaPipe and pandas take a second to load; help and error messages need not wait for them.
    from posecoach.analysis.given_landmarks import analyze_landmarks
    from posecoach.analysis.video import analyze_video, workers_for_a_video
    from posecoach.records.formats.track import LandmarkTrack
    from posecoach.vision.media.video import probe

    landmarks = LandmarkTrack()
    given = exchange.given(video)
    if given is not None:
        with steps_shown("Judging the poses") as progress:
            report = analyze_landmarks(
                given, spec, side=side, amount=amount, progress=progress, landmarks=landmarks
            )
        return report, landmarks
    assert video is not None
    probe(video)  # reject an unusable file before fetching a model for it
    model = model_ready(Purpose.VIDEO, network).path
    with steps_shown("Analysing the video") as progress:
        report = analyze_video(
            video,
            spec,
            model,
            side=side,
            amount=amount,
            annotated=annotated,
            progress=progress,
            workers=workers_for_a_video(),
            landmarks=landmarks,
        )
    return report, landmarks
