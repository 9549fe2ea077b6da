"""One picture judged by itself."""

from posecoach.coaching.exercise.phrases import Phrases
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import Feedback
from posecoach.coaching.judging.camera_upright import CameraUprightCheck
from posecoach.coaching.judging.checker import Checker
from posecoach.coaching.judging.frame_result import Reading, judge_frame
from posecoach.coaching.judging.framing import Framing
from posecoach.coaching.judging.leg_choice import LegChooser
from posecoach.coaching.judging.set_clock import SetClock
from posecoach.coaching.judging.single_person import SinglePersonCheck
from posecoach.coaching.kinematics.measures.posed_side import PosedSide
from posecoach.coaching.kinematics.motion import MOTIONS
from posecoach.coaching.kinematics.reading import take_measures
from posecoach.coaching.kinematics.shown_depth import as_shown, gates_as_shown
from posecoach.coaching.kinematics.since_start import changes_of_anyone
from posecoach.coaching.kinematics.spine import SPINE_FLEXION, SpineCalibration
from posecoach.coaching.speech.cues import CueDirector, Situation
from posecoach.coaching.speech.scheduler import SpeechScheduler
from posecoach.pose.landmarks import Side
from posecoach.pose.observation import Observation


def judge_still(
    observation: Observation, spec: StretchSpec, phrases: Phrases, asked: Side | None = None
) -> Feedback:
    """Judge one picture by itself. What only time can show (stillness, bouncing) is left out.

    Args:
        observation: What it shows.
        spec: The stretch.
        phrases: The language of the cue.
        asked: The leg to judge; None to find it as the spec says.
    """
    reading = _read(observation, spec, phrases, asked)
    result = judge_frame(0.0, reading, still_deg_per_s=None)
    clock = SetClock(spec, spec.amount).reading
    situation = Situation(0.0, result.state, result.reason, reading.framing, reading.verdict, clock)
    cue, _ = CueDirector(spec, phrases, asked, SpeechScheduler()).choose(situation)
    return Feedback(
        t_s=0.0,
        as_of_s=0.0,
        state=result.state,
        reason=result.reason,
        side=reading.side,
        measures=as_shown(reading.measures, spec.posture),
        gates=gates_as_shown(reading.gates, spec.posture),
        faults=reading.faults,
        cue=cue,
        say=None,
        clock=clock,
        framing=reading.framing,
    )


def _read(observation: Observation, spec: StretchSpec, phrases: Phrases, asked: Side | None) -> Reading:
    checks = Framing(spec.posture, phrases, SinglePersonCheck(), CameraUprightCheck())
    pose = observation.pose
    if pose is None:
        return Reading(framing=checks.without_person(observation.light))
    side = LegChooser(spec.leg, asked).choose(pose, 0.0)
    framing = checks.check(observation, side)
    measures = take_measures(PosedSide(pose, side), spec.posture, more=spec.measures)
    measures[SPINE_FLEXION] = SpineCalibration().spine_flexion(measures, 0.0, spec.posture)
    measures.update(changes_of_anyone(measures, spec.posture, spec.measures))
    if not all(need.ready for need in framing):
        return Reading(side, measures, framing)
    timeless = tuple(gate for gate in spec.gates if gate.measure not in MOTIONS)
    checker = Checker(spec.model_copy(update={"gates": timeless}))
    return Reading(side, measures, framing, checker.judge_once(measures))
