"""Exercises of repetitions: good and shallow ones, those that must not count, faults, and rest."""

from dataclasses import replace

from tools.render_samples.clips.plans import only
from tools.render_samples.clips.repetition_plans import (
    come_half_back,
    fall_short,
    go_wrong,
    hurry,
    repeat,
    swing,
)
from tools.render_samples.clips.table import BEDROOM, LEFT, LIVING_ROOM, RIGHT, STUDY, Row, Topic, scenes
from tools.render_samples.posing.posture import Posture
from tools.render_samples.repertoire.exercise_positions import cow, nodding, one_leg_bridge, sit_on_heels
from tools.render_samples.repertoire.exercises import (
    ARCHED,
    BENT_DOG,
    BIRD_DOG,
    BOTH_UP,
    BOTTOM_TO_HEELS,
    BRIDGE,
    CAT_COW,
    FEET_FAR,
    HEAD_OFF_THE_FLOOR,
    HEAD_UP,
    HIGH_DOG,
    HIP_HINGE,
    HOLLOW_DOG,
    KNEE_EXTENSION,
    KNEE_TO_CHEST,
    KNEES_FORWARD,
    OTHER_KNEE_UP,
    PRESS_UP,
    ROCKING_CAT,
    ROUNDED_HINGE,
    SQUATTING_HINGE,
    THIGH_DOWN,
    TOO_HIGH,
)
from tools.render_samples.repertoire.positions import lie
from tools.render_samples.repertoire.stretches import Fault, Stretch
from tools.render_samples.scenes.scene import Film

FILM = Film(fps=12)
"""As many frames as the live page judges in a second."""
YAWS_DEG = (15, 30)
_PEOPLE = (
    ("ben", LIVING_ROOM, RIGHT),
    ("rosa", STUDY, LEFT),
    ("ingrid", BEDROOM, RIGHT),
    ("tariq", LIVING_ROOM, LEFT),
    ("mei", BEDROOM, RIGHT),
    ("karl", STUDY, LEFT),
    ("amara", LIVING_ROOM, RIGHT),
    ("jonas", STUDY, LEFT),
)


def _rows(exercise: Stretch, first: int, count: int) -> tuple[Row, ...]:
    """Rows of so many people from a place in the cast on, facing right and left in turns."""
    chosen = (_PEOPLE[(first + number) % len(_PEOPLE)] for number in range(count))
    return tuple(Row(exercise, person, room, near) for person, room, near in chosen)


def _of(exercise: Stretch, first: int) -> tuple[Topic, ...]:
    """The topics that every exercise has, by people from a place in the cast on."""
    return (
        Topic("good", "{side} near, two good ones", repeat, film=FILM).by(*_rows(exercise, first, 4)),
        Topic("shallow", "{side} near, two good ones, just far enough", repeat, film=FILM).by(
            *(replace(row, posture=exercise.shallow) for row in _rows(exercise, first + 4, 4))
        ),
        Topic("short", "{side} near, not far enough, too short, good", fall_short, film=FILM).by(
            *_rows(exercise, first + 1, 2)
        ),
        Topic("hurried", "{side} near, three quick ones", hurry, film=FILM).by(
            *_rows(exercise, first + 5, 2)
        ),
        Topic("half_back", "{side} near, only half way back in between", come_half_back, film=FILM).by(
            *_rows(exercise, first + 3, 1)
        ),
        *(
            Topic(f"yaw{yaw}", f"camera {yaw} degrees round, two good ones", repeat, film=FILM).by(
                *(replace(row, camera=exercise.seen(yaw_deg=yaw)) for row in _rows(exercise, first + 7, 1))
            )
            for yaw in YAWS_DEG
        ),
        Topic("rest", "{side} near, only the start position", only, film=FILM).by(
            *(replace(row, posture=exercise.rest) for row in _rows(exercise, first + 6, 1))
        ),
    )


def _wrong(exercise: Stretch, fault: Fault, shows: str, first: int, count: int = 2) -> Topic:
    """A good repetition, and one with a fault."""
    topic = Topic(fault.id, f"{{side}} near, a good one, and one {shows}", go_wrong, film=FILM)
    return topic.by(*(replace(row, fault=fault) for row in _rows(exercise, first, count)))


def _instead(exercise: Stretch, name: str, posture: Posture, shows: str, first: int) -> Topic:
    """From the start position into something else, twice."""
    topic = Topic(name, f"{{side}} near, {shows}", repeat, film=FILM)
    return topic.by(*(replace(row, posture=posture) for row in _rows(exercise, first, 2)))


EXERCISES = scenes(
    "{stretch}_{topic}_{person}",
    *_of(BRIDGE, 0),
    _wrong(BRIDGE, ARCHED, "arched", 0, 4),
    _wrong(BRIDGE, FEET_FAR, "with the feet far away", 4, 4),
    _instead(BRIDGE, "one_leg", one_leg_bridge(), "on one leg", 6),
    Topic("flat", "lies flat", only, film=FILM).by(
        *(replace(row, posture=lie()) for row in _rows(BRIDGE, 2, 2))
    ),
    *_of(CAT_COW, 1),
    Topic("swing", "{side} near, round and hollow, twice", swing, film=FILM).by(*_rows(CAT_COW, 1, 4)),
    _wrong(CAT_COW, ROCKING_CAT, "with the hips far back", 3),
    _instead(CAT_COW, "nod", nodding(), "only the head goes down", 5),
    _instead(CAT_COW, "hollow", cow(), "only hollow, never round", 7),
    *_of(BOTTOM_TO_HEELS, 2),
    _instead(BOTTOM_TO_HEELS, "sit", sit_on_heels(), "sits up on the heels", 4),
    *_of(HIP_HINGE, 3),
    _wrong(HIP_HINGE, ROUNDED_HINGE, "with a round back", 5, 4),
    _wrong(HIP_HINGE, SQUATTING_HINGE, "that is a squat", 1),
    _wrong(HIP_HINGE, KNEES_FORWARD, "with the knees ahead of the feet", 7),
    *_of(KNEE_TO_CHEST, 4),
    _wrong(KNEE_TO_CHEST, OTHER_KNEE_UP, "with both knees", 6),
    _wrong(KNEE_TO_CHEST, HEAD_UP, "with the head up", 0),
    *_of(KNEE_EXTENSION, 5),
    _wrong(KNEE_EXTENSION, BOTH_UP, "with both legs up", 7),
    _wrong(KNEE_EXTENSION, THIGH_DOWN, "with the thigh lowered", 1),
    _wrong(KNEE_EXTENSION, HEAD_OFF_THE_FLOOR, "with the head up", 3),
    *_of(PRESS_UP, 6),
    _wrong(PRESS_UP, TOO_HIGH, "on straight arms", 0),
    *_of(BIRD_DOG, 7),
    _wrong(BIRD_DOG, BENT_DOG, "with the knee bent", 1),
    _wrong(BIRD_DOG, HIGH_DOG, "with the leg too high", 3),
    _wrong(BIRD_DOG, HOLLOW_DOG, "with a hollow back", 5),
)
