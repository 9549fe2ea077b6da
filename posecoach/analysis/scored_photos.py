"""A labelled photo judged by every exercise in one pass of the pose engine, and compared with its labels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from posecoach.analysis.photos import judge_photo
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.evaluation.labelled.classes import ClassifiedStill, classified
from posecoach.evaluation.labelled.labels import Label, LabelledPhoto, PlacedJoints
from posecoach.evaluation.labelled.pairs import BackReading, back_reading, reads_backs
from posecoach.evaluation.labelled.stills import JointAngle, JudgedStill, joint_angles, judged_stills
from posecoach.rendering.canvas import Image
from posecoach.rendering.contact_sheet import tile_picture
from posecoach.vision.estimator import StillPoseEstimator
from posecoach.vision.media.bars import without_bars
from posecoach.vision.media.images import read_image


@dataclass(frozen=True, slots=True)
class PhotoToScore:
    """A photo, and what is known of it.

    Attributes:
        path: The file.
        photo: Its labels; None where it has none.
        joints: Joints placed by hand; None where there are none.
        draw: Whether to make a picture of it.
    """

    path: Path
    photo: LabelledPhoto | None
    joints: PlacedJoints | None
    draw: bool


@dataclass(frozen=True, slots=True)
class ScoredPhoto:
    """What came of a photo.

    Attributes:
        file: Its name.
        stills: The exercises that it is labelled for.
        classes: What every exercise says of it; empty where its class is not known.
        angles: Against joints placed by hand.
        backs: The back as each exercise that judges it reads it.
        picture: With the skeleton; None where none was asked for.
    """

    file: str
    stills: tuple[JudgedStill, ...]
    classes: tuple[ClassifiedStill, ...]
    angles: tuple[JointAngle, ...]
    backs: Mapping[str, BackReading]
    picture: Image | None


def score_photos(
    asked: Sequence[PhotoToScore], specs: Mapping[str, StretchSpec], model: Path
) -> list[ScoredPhoto]:
    """Judges photos with one engine.

    Args:
        asked: The photos.
        specs: The exercises by id, at least one.
        model: A Pose Landmarker bundle, see ``posecoach.vision.model``.

    Raises:
        ImageError: if a file can't be read as an image.
        ModelError: if the model can't be loaded.
    """
    with StillPoseEstimator(model) as estimator:
        return [_scored(one, specs, estimator) for one in asked]


def _scored(
    asked: PhotoToScore, specs: Mapping[str, StretchSpec], estimator: StillPoseEstimator
) -> ScoredPhoto:
    rgb = without_bars(read_image(asked.path))
    found = judge_photo(rgb, specs, estimator)
    answers = {exercise: answer for exercise, (_, answer) in found.items()}
    photo, file = asked.photo, asked.path.name
    stills = [] if photo is None else judged_stills(photo, answers)
    missed = next((still.stretch for still in stills if still.miss), None)
    shown = _main_exercise(photo, specs)
    return ScoredPhoto(
        file=file if photo is None else photo.file,
        stills=tuple(stills),
        classes=() if photo is None else tuple(classified(photo.file, photo.pose_class, answers)),
        angles=() if asked.joints is None else tuple(joint_angles(asked.joints, *found[shown])),
        backs={id_: back_reading(answers[id_]) for id_, spec in specs.items() if reads_backs(spec)},
        picture=tile_picture(rgb, *found[missed or shown]) if asked.draw else None,
    )


def _main_exercise(photo: LabelledPhoto | None, specs: Mapping[str, StretchSpec]) -> str:
    """The exercise that a photo shows, or else one that it may show, or else the first."""
    labels = {} if photo is None else {id_: label for id_, label in photo.labels.items() if id_ in specs}
    for label in (Label.VALID, Label.EITHER):
        for exercise, said in labels.items():
            if said is label:
                return exercise
    return next(iter(labels or specs))
