"""One set of one stretch: an observation and its time in, the coach's whole feedback out."""

import math
from collections.abc import Mapping
from dataclasses import replace

from posecoach.coaching.context import SessionContext
from posecoach.coaching.exercise.spec import Leg, StretchSpec
from posecoach.coaching.feedback import Answer, ClockReading, Feedback, Measurement, State
from posecoach.coaching.judging.alignment import Alignment
from posecoach.coaching.judging.checker import Checker
from posecoach.coaching.judging.frame_result import Reading, judge_frame
from posecoach.coaching.judging.framing import Framing
from posecoach.coaching.judging.hindsight import Hindsight
from posecoach.coaching.judging.leg_choice import LegChooser
from posecoach.coaching.judging.set_clock import SetClock
from posecoach.coaching.kinematics.budgets import HINDSIGHT_S, READING_LAG_S
from posecoach.coaching.kinematics.leg_length import LegLengthCalibration
from posecoach.coaching.kinematics.leg_names import LegNames
from posecoach.coaching.kinematics.measures.posed_side import PosedSide
from posecoach.coaching.kinematics.motion import MotionTracker
from posecoach.coaching.kinematics.reading import take_measures
from posecoach.coaching.kinematics.shown_depth import as_shown, gates_as_shown
from posecoach.coaching.kinematics.since_start import SinceStart
from posecoach.coaching.kinematics.smoothing import PoseSmoother
from posecoach.coaching.kinematics.spine import SPINE_FLEXION
from posecoach.coaching.kinematics.timing import TooFewFrames
from posecoach.coaching.reasons import Reason
from posecoach.coaching.speech.cues import CueDirector, Situation
from posecoach.pose.landmarks import Side
from posecoach.pose.observation import Observation


class Coach:
    """Judges one set. The same frames give the same feedback, from a camera as from a file.

    Readings lag by ``READING_LAG_S``, and each verdict is issued ``HINDSIGHT_S`` after that. Holds, pauses
    and faults carry the times at which they happened, not those at which they were noticed.

    Args:
        spec: The stretch.
        context: What the set shares with the others of its session.
        side: The leg to judge; None to find it as the spec says.
        amount: What completes the set, valid seconds or repetitions; None for the spec's own.

    Raises:
        ValueError: for an amount that is not above 0.
    """

    def __init__(
        self,
        spec: StretchSpec,
        context: SessionContext,
        side: Side | None = None,
        amount: float | None = None,
    ) -> None:
        amount = spec.amount if amount is None else amount
        if not (math.isfinite(amount) and amount > 0):
            raise ValueError(f"amount: expected a number above 0, got {amount}")
        self.spec = spec
        self.side = side
        self._leg_names = LegNames() if spec.leg is Leg.BENT else None
        self._smoother = PoseSmoother()
        self._legs = LegChooser(spec.leg, side)
        self._leg_length = LegLengthCalibration()
        self._spine = context.spine
        self._spine.interrupt()
        self._framing = Framing(spec.posture, context.phrases, context.single_person, context.camera_upright)
        self._motion = MotionTracker(spec.posture)
        self._measures = spec.measures
        self._still_deg_per_s = spec.still_deg_per_s
        self._checker = Checker(spec)
        self._since_start = SinceStart(spec.posture, spec.measures)
        self._alignment = Alignment()
        self._hindsight = Hindsight()
        self._too_few_frames = TooFewFrames(spec.hold.max_gap_s.value)
        self._clock = SetClock(spec, amount)
        self._cues = CueDirector(spec, context.phrases, side, context.scheduler)
        self._last_side: Side | None = None
        self._motions: Mapping[str, Measurement] = {}
        self._first_t_s: float | None = None
        self._last_t_s = -math.inf

    def update(self, observation: Observation, t_s: float) -> Feedback:
        """Judge the next frame.

        Args:
            observation: What it shows.
            t_s: Its timestamp, seconds. A frame from the past is judged, but no time counts for it.
        """
        if self._first_t_s is None:
            self._first_t_s = t_s
        read_s = max(self._first_t_s, t_s - READING_LAG_S)
        as_of_s = max(self._first_t_s, read_s - HINDSIGHT_S)
        too_few = self._too_few_frames.update(t_s)
        newest = self._read(observation, t_s, read_s)
        if too_few and newest.side is not None:
            newest = replace(newest, doubt=Reason.TOO_FEW_PICTURES)
        self._last_t_s = max(t_s, self._last_t_s)
        result = self._hindsight.add(judge_frame(t_s, newest, self._still_deg_per_s))
        reading, state, reason = result.reading, result.state, result.reason
        clock = self._clock.update(as_of_s, result)
        said, why = self._clock.said
        if state is State.VALID and not self._clock.armed:
            state, reason = State.MOVING, Reason.ARMING
        cue, say = self._cues.choose(Situation(t_s, state, reason, reading.framing, reading.verdict, clock))
        return Feedback(
            t_s=t_s,
            as_of_s=as_of_s,
            state=said,
            reason=why,
            side=reading.side,
            measures=as_shown(reading.measures, self.spec.posture),
            gates=gates_as_shown(reading.gates, self.spec.posture),
            faults=reading.faults,
            cue=cue,
            say=say,
            clock=clock,
            framing=reading.framing,
            open_since_s=self._clock.open_since_s,
        )

    def finish(self) -> ClockReading:
        """The clock once no frame follows: the newest frame's state lasts up to that frame's own time."""
        newest = self._hindsight.newest
        if newest is None:
            return self._clock.reading
        return self._clock.update(newest.t_s, newest)

    def _read(self, observation: Observation, t_s: float, read_s: float) -> Reading:
        if observation.pose is None:
            self._alignment.clear()
            return Reading(framing=self._framing.without_person(observation.light))
        if not observation.confirmed:
            self._alignment.clear()
            return Reading(self._last_side, doubt=Reason.SOMEBODY_ELSE)
        return self._judge(*self._alignment.add(t_s, self._measure(observation, t_s)), read_s)

    def _measure(self, observation: Observation, t_s: float) -> Reading:
        """What the newest frame shows, without the verdict; takes in its motion."""
        if self._leg_names is not None:
            observation = self._leg_names.rename(observation, t_s)
        smoothed = self._smoother.smooth(observation, t_s)
        pose = smoothed.person
        self._last_side = side = self._legs.choose(pose, t_s)
        framing = self._framing.check(smoothed, side, t_s)
        posed = PosedSide(pose, side)
        measures = take_measures(posed, self.spec.posture, self._leg_length.shortest, self._measures)
        ready = all(need.ready for need in framing)
        if ready:
            self._leg_length.learn(posed, measures, t_s)
            self._spine.learn(posed, measures, t_s)
        measures[SPINE_FLEXION] = self._spine.spine_flexion(measures, t_s, self.spec.posture)
        if t_s > self._last_t_s:
            self._motions = self._motion.update(t_s, side, measures)
        return Reading(side, measures, framing)

    def _judge(self, t_s: float, reading: Reading, read_s: float) -> Reading:
        """Adds the newest motion to a reading of the same moment, and the verdict on both."""
        measures = {**reading.measures, **self._motions}
        measures.update(self._since_start.changes(measures))
        ready = all(need.ready for need in reading.framing)
        verdict = self._checker.check(measures, read_s) if ready else None
        self._since_start.learn(measures, t_s, at_start=verdict is not None and verdict.may_start)
        if verdict is None or verdict.position is Answer.FAIL:
            self._motion.out_of_position(t_s)
        return replace(reading, measures=measures, verdict=verdict)
