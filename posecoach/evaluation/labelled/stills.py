"""How well the coach did on labelled photos: what it accepted, and the errors of its angles."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from posecoach.coaching.feedback import Feedback, State
from posecoach.evaluation.labelled.labels import Label, LabelledPhoto, PlacedJoints
from posecoach.pose.landmarks import Pose, Side


class Miss(StrEnum):
    """How the coach was wrong about a photo."""

    REFUSED = "refused"
    WRONGLY_ACCEPTED = "wrongly_accepted"


@dataclass(frozen=True, slots=True)
class JudgedStill:
    """One photo judged against one stretch.

    Attributes:
        state: The coach's verdict; ``valid`` means accepted.
        reason: Why the coach did not accept it.
    """

    file: str
    pose_class: str
    stretch: str
    label: Label
    state: State
    reason: str | None

    @property
    def miss(self) -> Miss | None:
        """How the coach was wrong; None if it was right, or if the photo is not scored."""
        accepted = self.state is State.VALID
        if self.label is Label.VALID and not accepted:
            return Miss.REFUSED
        return Miss.WRONGLY_ACCEPTED if self.label is Label.INVALID and accepted else None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many photos of a group were accepted, of the correct ones and of the wrong ones."""

    correct_accepted: int
    correct: int
    wrongly_accepted: int
    wrong: int


@dataclass(frozen=True, slots=True)
class JointAngle:
    """A measure of one photo against hand-placed joints.

    Attributes:
        side: The side whose landmarks are closer to the joints; None if nobody was found.
        true: The flexion by the joints, degrees.
        error: Measured minus true, degrees; None if the coach does not claim to know.
        why_not: Why it does not.
    """

    file: str
    pose_class: str
    measure: str
    side: Side | None
    true: float
    error: float | None
    why_not: str | None


@dataclass(frozen=True, slots=True)
class AngleErrors:
    """The errors of one measure in a group of photos, degrees.

    Attributes:
        photos: Photos with hand-placed joints.
        known: Those in which the coach claims to know the measure; the errors below are of these.
        mean: Mean of measured minus true; None if none is known.
        mae: Mean absolute error; None if none is known.
    """

    measure: str
    photos: int
    known: int
    mean: float | None
    mae: float | None


def judged_stills(photo: LabelledPhoto, answers: Mapping[str, Feedback]) -> list[JudgedStill]:
    """One photo's labels with the coach's verdicts, of the stretches that answered."""
    return [
        JudgedStill(
            photo.file, photo.pose_class, stretch, label, answers[stretch].state, answers[stretch].reason
        )
        for stretch, label in photo.labels.items()
        if stretch in answers
    ]


def joint_angles(placed: PlacedJoints, pose: Pose | None, answer: Feedback) -> list[JointAngle]:
    """The measures of one photo against its hand-placed joints.

    Args:
        placed: The joints.
        pose: The pose found in the photo; None if nobody was found.
        answer: The coach's answer; the measures of both legs are compared.
    """
    side = None if pose is None else placed.nearer_side(pose)
    angles = []
    for measure, true in placed.flexion.items():
        read = answer.measures.get(f"{side}_{measure}")
        error = read.value - true if read and read.known else None
        why_not = State.NO_PERSON.value if read is None else read.why_not
        angles.append(JointAngle(placed.file, placed.pose_class, measure, side, true, error, why_not))
    return angles


def tally(stills: Iterable[JudgedStill]) -> Tally:
    """Counts what was accepted; debatable photos are not scored."""
    listed = list(stills)
    accepted = [still for still in listed if still.state is State.VALID]
    return Tally(
        correct_accepted=sum(still.label is Label.VALID for still in accepted),
        correct=sum(still.label is Label.VALID for still in listed),
        wrongly_accepted=sum(still.label is Label.INVALID for still in accepted),
        wrong=sum(still.label is Label.INVALID for still in listed),
    )


def tallies_by(stills: Sequence[JudgedStill], field: str) -> dict[str, Tally]:
    """Counts by a field of the photos (``stretch``, ``pose_class``), in the order of the file."""
    names = dict.fromkeys(getattr(still, field) for still in stills)
    return {name: tally(still for still in stills if getattr(still, field) == name) for name in names}


def angle_errors(angles: Iterable[JointAngle]) -> list[AngleErrors]:
    """The errors of every measure."""
    listed = list(angles)
    found = []
    for measure in dict.fromkeys(angle.measure for angle in listed):
        of_measure = [angle.error for angle in listed if angle.measure == measure]
        known = np.array([error for error in of_measure if error is not None])
        mean, mae = (float(known.mean()), float(np.abs(known).mean())) if known.size else (None, None)
        found.append(AngleErrors(measure, len(of_measure), known.size, mean, mae))
    return found


def angle_errors_by_class(angles: Sequence[JointAngle]) -> dict[str, list[AngleErrors]]:
    """The errors of every measure by pose class, in the order of the file."""
    names = dict.fromkeys(angle.pose_class for angle in angles)
    return {name: angle_errors(angle for angle in angles if angle.pose_class == name) for name in names}
