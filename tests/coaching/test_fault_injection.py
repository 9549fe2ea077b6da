"""What goes wrong on the way from camera to landmarks, injected; scored in falsely counted and lost seconds.

One set a stretch: a good hold, the judged knee bent for a while, a good hold again, and out. Bending and
mending take a moment in which nobody is wrong.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pytest
from support.coaches import coach_for
from support.observations import observed
from support.stick_figures import FOLDED, LEG_UP, LYING, REACHING, SITTING, STANDING, Person, over_time

from posecoach.catalog.exercises import find_spec
from posecoach.coaching.feedback import Feedback
from posecoach.evaluation.spans import length_s, without
from posecoach.pose.landmarks import Landmark, Pose, Side

Frame = tuple[Pose | None, float]
Injection = Callable[[Iterable[Frame]], Iterator[Frame]]

SETS = {
    "standing_hamstring": (STANDING, FOLDED),
    "seated_hamstring": (SITTING, REACHING),
    "lying_hamstring": (LYING, LEG_UP),
}
FPS = 25.0
# Start and end of the good holds and of the bent knee, in seconds of the set.
HOLDS = ((2.0, 8.0), (13.0, 19.0))
EDGE_S = 0.5  # so long before and after a hold the person is on the way
JITTER_PX = 0.7  # of the landmarks of a person who keeps still, as the engine reads them


def a_set(stretch: str, person: Person | None = None) -> Iterator[Frame]:
    rest, held = SETS[stretch]
    if person is not None:
        rest, held = (
            replace(p, size=person.size, x=person.x, y=person.y, width=person.width, height=person.height)
            for p in (rest, held)
        )
    bent = replace(held, knee=60, other_knee=60 if stretch == "standing_hamstring" else held.other_knee)
    script = [(1.0, rest), (1.0, held), (6.0, held), (1.0, bent), (3.0, bent), (1.0, held), (6.0, held)]
    noise = np.random.default_rng(5)
    for pose, t_s in over_time([*script, (1.0, rest), (1.0, rest)], FPS):
        yield replace(pose, points=pose.points + noise.normal(0, JITTER_PX, pose.points.shape)), t_s


def clean(frames: Iterable[Frame]) -> Iterator[Frame]:
    yield from frames


def dropped(frames: Iterable[Frame]) -> Iterator[Frame]:
    """Four of ten frames, now and then several in a row."""
    keep = np.random.default_rng(1)
    return (frame for frame in frames if keep.random() > 0.4)


def duplicated(frames: Iterable[Frame]) -> Iterator[Frame]:
    """Each frame twice: at the same time, or a millisecond later."""
    for index, (pose, t_s) in enumerate(frames):
        yield pose, t_s
        yield pose, t_s + 0.001 * (index % 2)


def five_fps(frames: Iterable[Frame]) -> Iterator[Frame]:
    return (frame for index, frame in enumerate(frames) if index % 5 == 0)


def mirrored(frames: Iterable[Frame]) -> Iterator[Frame]:
    """As in a selfie: left is right."""
    for pose, t_s in frames:
        if pose is not None:
            points = other_sides(pose.points * (-1, 1) + (pose.width, 0))
            world = other_sides(pose.world * (-1, 1, 1))
            pose = replace(pose, points=points, world=world, visibility=other_sides(pose.visibility))
        yield pose, t_s


def swapped_sides(frames: Iterable[Frame]) -> Iterator[Frame]:
    """The engine takes one leg for the other, for a fifth of a second every second."""
    for pose, t_s in frames:
        if pose is not None and t_s % 1.0 < 0.2:
            pose = replace(pose, points=other_sides(pose.points), visibility=other_sides(pose.visibility))
        yield pose, t_s


def teleporting_landmark(frames: Iterable[Frame]) -> Iterator[Frame]:
    """Some joint is somewhere else for one frame of every eight."""
    chance = np.random.default_rng(2)
    joints = [Side.RIGHT.landmark(part) for part in ("shoulder", "hip", "knee", "ankle", "wrist")]
    for index, (pose, t_s) in enumerate(frames):
        if pose is not None and index % 8 == 3:
            points = pose.points.copy()
            points[chance.choice(joints)] += chance.uniform(60, 150, 2) * chance.choice([-1, 1], 2)
            pose = replace(pose, points=points)
        yield pose, t_s


def certain_of_all(frames: Iterable[Frame]) -> Iterator[Frame]:
    """Visibility 1 on every landmark, the guessed ones too."""
    for pose, t_s in frames:
        yield pose and replace(pose, visibility=np.ones(len(Landmark))), t_s


def second_skeleton(frames: Iterable[Frame]) -> Iterator[Frame]:
    """For some frames of every second the engine finds somebody else, who stands behind."""
    other = replace(STANDING, x=520, size=250).pose()
    for pose, t_s in frames:
        yield (other if t_s % 1.0 < 0.12 else pose), t_s


def no_numbers(frames: Iterable[Frame]) -> Iterator[Frame]:
    """One joint of every fifth frame is no number."""
    joints = [Side.RIGHT.landmark(part) for part in ("shoulder", "hip", "knee", "ankle")]
    for index, (pose, t_s) in enumerate(frames):
        if pose is not None and index % 5 == 2:
            points = pose.points.copy()
            points[joints[index % len(joints)]] = np.nan
            pose = replace(pose, points=points)
        yield pose, t_s


def rolled(frames: Iterable[Frame]) -> Iterator[Frame]:
    """The camera leans by 10 degrees."""
    angle = np.radians(10)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    for pose, t_s in frames:
        if pose is not None:
            middle = np.array([pose.width, pose.height]) / 2
            pose = replace(pose, points=(pose.points - middle) @ turn.T + middle)
        yield pose, t_s


def scaled(frames: Iterable[Frame]) -> Iterator[Frame]:
    """Somebody pushes the laptop back: all of a sudden the person is a third smaller."""
    for pose, t_s in frames:
        if pose is not None and t_s > 4.0:
            middle = np.array([pose.width, pose.height]) / 2
            pose = replace(pose, points=(pose.points - middle) * 0.67 + middle)
        yield pose, t_s


@dataclass(frozen=True)
class Score:
    """Seconds of the set that were counted while nothing was held, and lost while it was."""

    false_valid_s: float
    false_paused_s: float


def score(feedback: Sequence[Feedback]) -> Score:
    clock = feedback[-1].clock
    pauses = [(pause.start_s, pause.end_s) for pause in clock.pauses]
    counted = without([(hold.start_s, hold.end_s) for hold in clock.holds], pauses)
    held = [(a + EDGE_S, b - EDGE_S) for a, b in HOLDS]
    held_or_nearly = [(a - EDGE_S, b + EDGE_S) for a, b in HOLDS]
    return Score(length_s(without(counted, held_or_nearly)), length_s(without(held, counted)))


def other_sides(rows: np.ndarray) -> np.ndarray:
    swapped = rows.copy()
    for landmark in Landmark:
        if landmark.name.startswith("LEFT"):
            other = Landmark[landmark.name.replace("LEFT", "RIGHT")]
            swapped[[landmark, other]] = rows[[other, landmark]]
    return swapped


def coached(stretch: str, frames: Iterable[Frame]) -> Score:
    coach = coach_for(find_spec(stretch))
    return score([coach.update(seen, t_s) for seen, t_s in observed(frames)])


# What an injection may cost, in seconds of two holds of 6 s; nothing where none is named.
LOST_S = {
    # Now and then while a stay in position has yet to prove itself.
    teleporting_landmark: 1.5,
}
FALSE_S = {
    # Sitting upright before a camera that leans by 10 degrees is a lean of 10 degrees.
    (rolled, "seated_hamstring"): 1.0,
}


@pytest.mark.parametrize("stretch", SETS)
@pytest.mark.parametrize(
    "injection",
    [
        clean,
        dropped,
        duplicated,
        five_fps,
        mirrored,
        swapped_sides,
        teleporting_landmark,
        certain_of_all,
        second_skeleton,
        no_numbers,
        rolled,
        scaled,
    ],
)
def test_what_goes_wrong_on_the_way_neither_counts_nor_costs(injection: Injection, stretch: str):
    found = coached(stretch, injection(a_set(stretch)))
    assert found.false_valid_s <= FALSE_S.get((injection, stretch), 0.1)
    assert found.false_paused_s <= LOST_S.get(injection, 0.2)


@pytest.mark.parametrize("stretch", SETS)
def test_a_portrait_picture_counts_the_same(stretch: str):
    upright = Person(size=300, x=240, y=400, width=480, height=640)
    found = coached(stretch, a_set(stretch, upright))
    assert (found.false_valid_s, found.false_paused_s) == (0, 0)


@pytest.mark.parametrize("stretch", SETS)
@pytest.mark.parametrize("jump_s", [-5.0, 30.0])
def test_a_clock_that_jumps_loses_what_it_jumped_over_and_no_more(stretch: str, jump_s: float):
    """In the first hold the clock is set forward, or back."""

    def jumping(frames: Iterable[Frame]) -> Iterator[Frame]:
        return ((pose, t_s if t_s < 5.0 else t_s + jump_s) for pose, t_s in frames)

    coach = coach_for(find_spec(stretch))
    frames = observed(jumping(a_set(stretch)))
    counted_s = [coach.update(seen, t_s).clock.valid_s for seen, t_s in frames][-1]
    # Set back, the clock stands until it is later than it was before; set forward, only the jump is lost.
    lost_s = -jump_s if jump_s < 0 else 0.5
    held_s = sum(end_s - start_s for start_s, end_s in HOLDS)
    assert held_s - lost_s - 1.0 <= counted_s <= held_s + 2 * EDGE_S


@pytest.mark.parametrize("stretch", SETS)
def test_somebody_who_leaves_and_comes_back_goes_on(stretch: str):
    def away(frames: Iterable[Frame]) -> Iterator[Frame]:
        return ((None if 4.0 <= t_s < 7.0 else pose, t_s) for pose, t_s in frames)

    found = coached(stretch, away(a_set(stretch)))
    assert found.false_valid_s == 0
    assert found.false_paused_s == pytest.approx(3.0, abs=0.5)


@pytest.mark.parametrize("stretch", SETS)
def test_whoever_stays_is_coached(stretch: str):
    """The person moves a good deal aside between two frames, and stays there."""

    def aside(frames: Iterable[Frame]) -> Iterator[Frame]:
        for pose, t_s in frames:
            shift = (200, 0) if t_s >= 4.0 else (-100, 0)
            yield pose and replace(pose, points=pose.points + shift, width=1000), t_s

    found = coached(stretch, aside(a_set(stretch)))
    assert found.false_valid_s == 0
    assert found.false_paused_s <= 1.5
