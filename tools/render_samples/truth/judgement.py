"""Which seconds of a clip are a valid hold and which show a fault: the spec's limits on true angles.

This shares nothing with the coach's code but the limits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tools.render_samples.posing.rotations import FloatArray
from tools.render_samples.truth.limits import Gate, Limits
from tools.render_samples.truth.measures import MEASURES, SINCE_START, TrueFrame, hip_flexion
from tools.render_samples.truth.repetitions import Repetition, Span, Stays, repetitions

BoolArray = NDArray[np.bool_]

STILL_WINDOW_S = 0.5
"""Over which the speed of the angles is taken, half before and half after."""
SHORTEST_WINDOW_S = 1e-6
LONGEST_HALF_BOUNCE_S = 1.5
"""From one turn to the next; slower is not bouncing."""
SMALLEST_TURN_DEG = 3.0
"""A turn smaller than this is sway and breath."""
HALF_BOUNCES = 3
"""Down, up and down again: fewer are a correction of the position."""


@dataclass(frozen=True)
class Fault:
    """A fault, by its id in the spec, and when it shows."""

    id: str
    span: Span


@dataclass(frozen=True)
class Judgement:
    """The valid spans, the faults and the repetitions of a clip, each in time.

    Attributes:
        valid: Of an exercise of repetitions, when the working position is held in form.
        faults: Of any severity.
        repetitions: None where the exercise is one hold.
    """

    valid: tuple[Span, ...]
    faults: tuple[Fault, ...]
    repetitions: tuple[Repetition, ...] | None = None


def judge(frames: Sequence[TrueFrame], limits: Limits) -> Judgement:
    """Valid spans and faults of a clip.

    Args:
        frames: The bodies of the clip's frames, in time.
        limits: Of its stretch.

    Raises:
        KeyError: the spec names a measure that has no true counterpart.
    """
    times = np.array([frame.t_s for frame in frames])
    passing = {
        gate.id: _passes(gate, _series(gate.measure, frames)) | _waived(gate, frames)
        for gate in limits.position
    }
    posture, start, work = (
        np.all(
            [np.ones(len(frames), bool)]
            + [passing[gate.id] for gate in limits.position if gate.phase in phases],
            axis=0,
        )
        for phases in ((None,), (None, "start"), (None, "work"))
    )
    rules = limits.repetitions
    good = work.copy()
    if rules is None or rules.dwell_s is not None:
        good &= _still(times, frames, limits.still_deg_per_s)
    faults: list[Fault] = []
    wrong: list[tuple[str, Span]] = []
    asked = {None: work if rules is None else posture, "start": start, "work": work}
    for gate in limits.faults:
        failing = ~_fault_free(gate, times, frames) & asked[gate.phase]
        stops = failing & _stops(gate, frames)
        good &= ~stops
        shortest_s = limits.fault_after_s if gate.lasts_s is None else gate.lasts_s
        faults += [Fault(gate.id, span) for span in _spans(times, failing) if _length_s(span) >= shortest_s]
        wrong += [(gate.id, span) for span in _spans(times, stops) if _length_s(span) >= shortest_s]
    valid = tuple(span for span in _spans(times, good) if _length_s(span) >= limits.arm_s)
    return Judgement(
        valid,
        tuple(sorted(faults, key=lambda fault: fault.span.start_s)),
        None if rules is None else repetitions(Stays(times, posture, start, work), valid, wrong, rules),
    )


def _stops(gate: Gate, frames: Sequence[TrueFrame]) -> BoolArray:
    """(n,) where the fault, if it is there, pauses the clock."""
    if gate.blocks_beyond is None:
        return np.full(len(frames), gate.blocking)
    return _series(gate.measure, frames) > gate.blocks_beyond


def _length_s(span: Span) -> float:
    return span.end_s - span.start_s


def _series(measure: str, frames: Sequence[TrueFrame]) -> FloatArray:
    if measure in SINCE_START:
        base, sign = SINCE_START[measure]
        values = _series(base, frames)
        change: FloatArray = sign * (values - values[0])
        return change
    if measure not in MEASURES:
        raise KeyError(f"the spec's measure {measure!r} has no true counterpart: add it to truth/measures.py")
    return np.array([MEASURES[measure](frame) for frame in frames])


def _passes(gate: Gate, values: FloatArray) -> BoolArray:
    """(n,) whether each frame passes a gate, with its enter and exit limits.

    Before the first frame a person is not in position, and does nothing wrong.
    """
    answers = np.zeros(len(values), bool)
    passing = gate.is_fault
    for i, value in enumerate(values):
        limit = gate.exit if passing else gate.enter
        passing = bool(value >= limit if gate.at_least else value <= limit)
        answers[i] = passing
    return answers


def _waived(gate: Gate, frames: Sequence[TrueFrame]) -> BoolArray:
    """(n,) where a gate is needless."""
    if gate.unless is None:
        return np.zeros(len(frames), bool)
    measure, at_least, limit = gate.unless
    values = _series(measure, frames)
    waived: BoolArray = values >= limit if at_least else values <= limit
    return waived


def _fault_free(gate: Gate, times: FloatArray, frames: Sequence[TrueFrame]) -> BoolArray:
    if gate.measure == "hip_swing":
        return ~_bouncing(times, np.array([hip_flexion(f) for f in frames]), gate.exit)
    return _passes(gate, _series(gate.measure, frames))


def _still(times: FloatArray, frames: Sequence[TrueFrame], limit: float) -> BoolArray:
    angles = np.stack(
        [
            [hip_flexion(frame) for frame in frames],
            [frame.knee_flexion[frame.judged] for frame in frames],
        ]
    )
    half = STILL_WINDOW_S / 2
    before, after = np.clip(times - half, times[0], None), np.clip(times + half, None, times[-1])
    change = [np.interp(after, times, row) - np.interp(before, times, row) for row in angles]
    speed: FloatArray = np.abs(change).max(axis=0) / np.maximum(after - before, SHORTEST_WINDOW_S)
    return speed < limit


def _bouncing(times: FloatArray, values: FloatArray, limit: float) -> BoolArray:
    """(n,) where an angle swings quickly and by more than the limit, at least `HALF_BOUNCES` times."""
    turns = _turning_points(values)
    bouncing = np.zeros(len(values), bool)
    run: list[int] = []
    for a, b in pairwise(turns):
        swings = abs(values[b] - values[a]) > limit and times[b] - times[a] <= LONGEST_HALF_BOUNCE_S
        if swings:
            run = run or [a]
            run.append(b)
            if len(run) > HALF_BOUNCES:
                bouncing[run[0] : b + 1] = True
        else:
            run = []
    return bouncing


def _turning_points(values: FloatArray) -> list[int]:
    """Indices where a series turns by more than `SMALLEST_TURN_DEG`, first and last included."""
    turns, extreme, direction = [0], 0, 0
    for i, value in enumerate(values):
        step = value - values[extreme]
        if direction == 0:
            if abs(step) > SMALLEST_TURN_DEG:
                direction, extreme = int(np.sign(step)), i
        elif step * direction > 0:
            extreme = i
        elif abs(step) > SMALLEST_TURN_DEG:
            turns.append(extreme)
            direction, extreme = -direction, i
    return [*turns, len(values) - 1]


def _spans(times: FloatArray, on: BoolArray) -> list[Span]:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], on, [False]]).astype(int)))
    return [Span(float(times[a]), float(times[b - 1])) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def disagreements(judgement: Judgement, planted: Sequence[Fault], tolerance_s: float) -> list[str]:
    """Where the faults found in the angles and those of the script differ, a sentence each.

    Args:
        judgement: From the angles.
        planted: From the script; a planted span is the time that the fault is held in full.
        tolerance_s: How far the ends of a span in the angles and in the script may differ, for the way
            into the fault and out of it.
    """
    problems = []
    for plan in planted:
        found = [f for f in judgement.faults if f.id == plan.id and _covers(f.span, plan.span, tolerance_s)]
        if not found:
            problems.append(
                f"planted {plan.id} at {plan.span.start_s:g}-{plan.span.end_s:g} s is not in the angles"
            )
    problems += [
        f"{fault.id} at {fault.span.start_s:.1f}-{fault.span.end_s:.1f} s was not planted"
        for fault in judgement.faults
        if not any(p.id == fault.id and _covers(fault.span, p.span, tolerance_s) for p in planted)
    ]
    return problems


def _covers(found: Span, planned: Span, tolerance_s: float) -> bool:
    return (
        abs(found.start_s - planned.start_s) <= tolerance_s
        and abs(found.end_s - planned.end_s) <= tolerance_s
    )
