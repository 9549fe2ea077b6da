"""Exercises of repetitions: good and shallow ones, those that must not count, faults, and rest."""

from dataclasses import replace

from tools.render_samples.clips.plans import only
from tools.render_samples.clips.repetition_plans import come_half_back, fall_short, go_wrong, hurry, repeat
from tools.render_samples.clips.table import BEDROOM, LEFT, LIVING_ROOM, RIGHT, STUDY, Row, Topic, scenes
from tools.render_samples.repertoire.exercise_positions import one_leg_bridge
from tools.render_samples.repertoire.exercises import ARCHED, BRIDGE, FEET_FAR
from tools.render_samples.repertoire.positions import lie
from tools.render_samples.repertoire.stretches import Stretch
from tools.render_samples.scenes.scene import Film

FILM = Film(fps=15)
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


def _of(exercise: Stretch) -> tuple[Topic, ...]:
    """The topics that every exercise has."""
    yawed = exercise.seen(yaw_deg=15)
    return (
        Topic("good", "{side} near, two good ones", repeat, film=FILM).by(*_rows(exercise, 0, 4)),
        Topic("shallow", "{side} near, two good ones, just far enough", repeat, film=FILM).by(
            *(replace(row, posture=exercise.shallow) for row in _rows(exercise, 4, 4))
        ),
        Topic("short", "{side} near, not far enough, too short, good", fall_short, film=FILM).by(
            *_rows(exercise, 2, 4)
        ),
        Topic("hurried", "{side} near, three quick ones", hurry, film=FILM).by(*_rows(exercise, 1, 4)),
        Topic("half_back", "{side} near, only half way back in between", come_half_back, film=FILM).by(
            *_rows(exercise, 6, 2)
        ),
        Topic("yaw15", "camera 15 degrees round, two good ones", repeat, film=FILM).by(
            *(replace(row, camera=yawed) for row in _rows(exercise, 3, 2))
        ),
        Topic("rest", "{side} near, only the start position", only, film=FILM).by(
            *(replace(row, posture=exercise.rest) for row in _rows(exercise, 5, 2))
        ),
    )


EXERCISES = scenes(
    "{stretch}_{topic}_{person}",
    *_of(BRIDGE),
    Topic("arched", "{side} near, one good and one arched", go_wrong, film=FILM).by(
        *(replace(row, fault=ARCHED) for row in _rows(BRIDGE, 0, 4))
    ),
    Topic("feet_far", "{side} near, one good and one with the feet far away", go_wrong, film=FILM).by(
        *(replace(row, fault=FEET_FAR) for row in _rows(BRIDGE, 4, 4))
    ),
    Topic("one_leg", "{side} near, on one leg", repeat, film=FILM).by(
        *(replace(row, posture=one_leg_bridge()) for row in _rows(BRIDGE, 6, 2))
    ),
    Topic("flat", "lies flat", only, film=FILM).by(
        *(replace(row, posture=lie()) for row in _rows(BRIDGE, 2, 2))
    ),
)
