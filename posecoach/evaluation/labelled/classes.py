"""What each exercise says of each class of photo, whether or not anyone has labelled it right or wrong."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from posecoach.coaching.feedback import UNJUDGED, Feedback, State


class Said(StrEnum):
    """What an exercise says of a photo."""

    WORK = "work"  # accepted: the position that is held, or the working position of a repetition
    START = "start"  # accepted as the start position of a repetition
    CANT_TELL = "cant_tell"
    NOT = "not"  # another position, or a fault


@dataclass(frozen=True, slots=True)
class ClassifiedStill:
    """What one exercise says of one photo."""

    file: str
    pose_class: str
    exercise: str
    said: Said


def said(answer: Feedback) -> Said:
    """What an answer to a photo comes to."""
    if answer.state is State.VALID:
        return Said.WORK
    if answer.state is State.READY:
        return Said.START
    return Said.CANT_TELL if answer.state in UNJUDGED else Said.NOT


def classified(file: str, pose_class: str, answers: Mapping[str, Feedback]) -> list[ClassifiedStill]:
    """One photo by every exercise."""
    return [ClassifiedStill(file, pose_class, exercise, said(answer)) for exercise, answer in answers.items()]


def class_table(stills: Iterable[ClassifiedStill]) -> dict[str, dict[str, dict[Said, int]]]:
    """How often each exercise says what, by class and exercise, both in order; every count is there."""
    counts = Counter((still.pose_class, still.exercise, still.said) for still in stills)
    found: dict[str, dict[str, dict[Said, int]]] = {}
    for pose_class, exercise, _ in counts:
        found.setdefault(pose_class, {})[exercise] = {one: counts[pose_class, exercise, one] for one in Said}
    return found
