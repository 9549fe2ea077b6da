"""One set of one stretch: a pose and a time in, the coach's whole answer out."""

import math
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from posecoach.coaching.exercise.phrases import Phrases, load_phrases
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import (
    Answer,
    ClockReading,
    Cue,
    Feedback,
    Measurement,
    Requirement,
    Severity,
    State,
)
from posecoach.coaching.judging.checker import Checker, Verdict
from posecoach.coaching.judging.framing import Framing
from posecoach.coaching.judging.hold import HoldClock
from posecoach.coaching.judging.leg_choice import LegChooser, OwnLeg
from posecoach.coaching.judging.single_person import SOMEBODY_ELSE, Alone
from posecoach.coaching.kinematics.budgets import HINDSIGHT_S, READING_LAG_S
from posecoach.coaching.kinematics.measures import Figure
from posecoach.coaching.kinematics.motion import MOTIONS, MotionTracker
from posecoach.coaching.kinematics.reading import take_measures
from posecoach.coaching.kinematics.smoothing import PoseSmoother
from posecoach.coaching.kinematics.spine import SPINE_FLEXION, OwnBack
from posecoach.coaching.speech.cues import CueDirector, Situation
from posecoach.coaching.speech.scheduler import Floor
from posecoach.pose.landmarks import Side
from posecoach.pose.observation import Observation

ARMING = "arming"
NOT_SETTLED = "not_settled"
_SAME_TIME_S = 1e-6  # sums of timestamps differ by rounding


class Coach:
    """Judges one set. The same frames give the same feedback, whoever shows them.

    Readings come late by ``READING_LAG_S``, and what they mean is told ``HINDSIGHT_S`` later; holds,
    pauses and faults carry the times at which they happened, not those at which they were seen.

    Args:
        spec: The stretch.
        side: The leg to judge; None to find it as the spec says.
        target_s: Valid seconds that complete the set; None for the spec's own.
        phrases: The language of its cues; English where None.
        floor: Who has the word, where the set is one of a session.
        back: What earlier sets of the same person have shown of their back.
        alone: What earlier sets have shown of who else is there.

    Raises:
        ValueError: for a target that is not above 0.
    """

    def __init__(
        self,
        spec: StretchSpec,
        side: Side | None = None,
        target_s: float | None = None,
        phrases: Phrases | None = None,
        floor: Floor | None = None,
        back: OwnBack | None = None,
        alone: Alone | None = None,
    ) -> None:
        target_s = spec.hold.target_s.value if target_s is None else target_s
        if not (math.isfinite(target_s) and target_s > 0):
            raise ValueError(f"target_s: expected seconds above 0, got {target_s}")
        self.spec = spec
        self.side = side
        self.target_s = target_s
        self._smoother = PoseSmoother()
        self._legs = LegChooser(spec.leg, side)
        self._own_leg = OwnLeg()
        self._own_back = back or OwnBack()
        self._own_back.look_away()
        phrases = phrases or load_phrases()
        self._framing = Framing(spec.posture, alone, phrases)
        self._motion = MotionTracker(spec.posture)
        self._checker = Checker(spec)
        self._clock = HoldClock(spec.hold, target_s)
        self._cues = CueDirector(spec, phrases, side, floor or Floor())
        self._side_seen: Side | None = None
        self._motions: Mapping[str, Measurement] = {}
        self._recent: deque[_Told] = deque()
        self._first_t_s: float | None = None
        self._last_t_s = -math.inf

    def update(self, observation: Observation, t_s: float) -> Feedback:
        """Judge the next frame.

        Args:
            observation: What it shows.
            t_s: Its timestamp. A frame from the past is judged, but no time counts for it.
        """
        if self._first_t_s is None:
            self._first_t_s = t_s
        read_s = max(self._first_t_s, t_s - READING_LAG_S)
        as_of_s = max(self._first_t_s, read_s - HINDSIGHT_S)
        now = self._look(observation, t_s, read_s)
        self._last_t_s = max(t_s, self._last_t_s)
        self._recent.append(_Told(t_s, now, *_state(now, self.spec.hold.still_deg_per_s.value)))
        told = _in_hindsight(self._recent)
        state, reason = told.state, told.reason
        seen = replace(told.seen, side=now.side, measures=now.measures)
        clock = self._clock.update(as_of_s, state, reason)
        if state is State.VALID and not self._clock.armed:
            state, reason = State.MOVING, ARMING
        cue, say = self._cues.choose(Situation(t_s, state, reason, seen.framing, seen.verdict, clock))
        return _feedback(t_s, as_of_s, state, reason, seen, clock, cue, say)

    def finish(self) -> ClockReading:
        """The clock once no frame follows: what the last one was read to be lasts up to its own time."""
        if self._recent:
            last = self._recent[-1]
            return self._clock.update(last.t_s, last.state, last.reason)
        return ClockReading(0.0, self.target_s, running=False)

    def _look(self, observation: Observation, t_s: float, read_s: float) -> "_Seen":
        if observation.pose is None:
            return _Seen(framing=self._framing.without_person(observation.light))
        if not observation.confirmed:
            return _Seen(self._side_seen, doubt=SOMEBODY_ELSE)
        steady = self._smoother.smooth(observation, t_s)
        pose = steady.person
        self._side_seen = side = self._legs.choose(pose, t_s)
        framing = self._framing.check(steady, side, t_s)
        figure = Figure(pose, side)
        measures = take_measures(figure, self.spec.posture, self._own_leg.shortest)
        ready = all(need.ready for need in framing)
        if ready:
            self._own_leg.learn(figure, measures, t_s)
            self._own_back.learn(figure, measures, t_s)
        measures[SPINE_FLEXION] = self._own_back.spine_flexion(measures, t_s)
        if t_s > self._last_t_s:
            self._motions = self._motion.update(t_s, side, measures)
        measures |= self._motions
        verdict = self._checker.check(measures, read_s) if ready else None
        if verdict is None or verdict.position is Answer.FAIL:
            self._motion.out_of_position(t_s)
        return _Seen(side, measures, framing, verdict)


def judge_still(observation: Observation, spec: StretchSpec, asked: Side | None = None) -> Feedback:
    """Judge one picture by itself. What only time can tell (stillness, bouncing) is not asked.

    Args:
        observation: What it shows.
        spec: The stretch.
        asked: The leg to judge; None to find it as the spec says.
    """
    pose = observation.pose
    if pose is None:
        seen = _Seen(framing=Framing(spec.posture).without_person(observation.light))
    else:
        side = LegChooser(spec.leg, asked).choose(pose, 0.0)
        framing = Framing(spec.posture).check(observation, side)
        measures = take_measures(Figure(pose, side), spec.posture)
        measures[SPINE_FLEXION] = OwnBack().spine_flexion(measures, 0.0)
        timeless = tuple(gate for gate in spec.gates if gate.measure not in MOTIONS)
        checker = Checker(spec.model_copy(update={"gates": timeless}))
        ready = all(need.ready for need in framing)
        seen = _Seen(side, measures, framing, checker.judge_once(measures) if ready else None)
    state, reason = _state(seen, still_deg_per_s=None)
    clock = ClockReading(0.0, spec.hold.target_s.value, running=False)
    situation = Situation(0.0, state, reason, seen.framing, seen.verdict, clock)
    cue, _ = CueDirector(spec, load_phrases(), asked, Floor()).choose(situation)
    return _feedback(0.0, 0.0, state, reason, seen, clock, cue, None)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one frame shows; a side is None where nobody was judged yet, or nobody is in it."""

    side: Side | None = None
    measures: Mapping[str, Measurement] = field(default_factory=dict)
    framing: tuple[Requirement, ...] = ()
    verdict: Verdict | None = None  # None where the picture is not fit to judge
    doubt: str | None = None  # why the whole frame is not to be judged, although somebody is in it


@dataclass(frozen=True, slots=True)
class _Told:
    """What a frame was told to be."""

    t_s: float
    seen: _Seen
    state: State
    reason: str | None


def _in_hindsight(recent: "deque[_Told]") -> _Told:
    """What the moment ``HINDSIGHT_S`` ago was; frames before it are dropped.

    Leaving a hold begins slower than what counts as still, so a good moment that is followed by a bad
    one at once was no longer good. An unknown that follows tells nothing.
    """
    while len(recent) > 1 and not 0 <= recent[-1].t_s - recent[0].t_s <= HINDSIGHT_S + _SAME_TIME_S:
        recent.popleft()
    told = recent[0]
    if told.state is not State.VALID:
        return told
    return next((later for later in recent if later.state not in (State.VALID, State.UNKNOWN)), told)


def _state(seen: _Seen, still_deg_per_s: float | None) -> tuple[State, str | None]:
    """The state, and the reason why it is not ``valid``.

    A still has no ``still_deg_per_s``: nothing can be said about its stillness.
    """
    if seen.doubt is not None:
        return State.UNKNOWN, seen.doubt
    if seen.side is None:
        return State.NO_PERSON, next((need.id for need in seen.framing), State.NO_PERSON.value)
    verdict = seen.verdict
    if verdict is None:
        return State.NOT_FRAMED, next(need.id for need in seen.framing if not need.ready)
    if verdict.position is Answer.FAIL:
        return State.NOT_IN_POSITION, verdict.position_reason
    if verdict.position is Answer.UNKNOWN:
        return State.UNKNOWN, verdict.position_reason
    blocking = next((fault for fault in verdict.faults if fault.severity is Severity.BLOCKING), None)
    if blocking is not None:
        return State.FAULT, blocking.id
    if still_deg_per_s is not None:
        speed = seen.measures.get("angle_speed")
        if speed is None or not speed.known:
            return State.UNKNOWN, verdict.doubt or NOT_SETTLED
        if speed.value > still_deg_per_s:
            return State.MOVING, State.MOVING.value
    if verdict.doubt is not None:
        return State.UNKNOWN, verdict.doubt
    return State.VALID, None


def _feedback(
    t_s: float,
    as_of_s: float,
    state: State,
    reason: str | None,
    seen: _Seen,
    clock: ClockReading,
    cue: Cue | None,
    say: Cue | None,
) -> Feedback:
    gates = seen.verdict.gates if seen.verdict else ()
    faults = seen.verdict.faults if seen.verdict else ()
    return Feedback(
        t_s,
        as_of_s,
        state,
        reason,
        seen.side,
        seen.measures,
        gates,
        faults,
        cue,
        say,
        clock,
        seen.framing,
    )
