"""A coach for one set by itself, and one for stills, in English."""

from posecoach.catalog.languages import load_phrases
from posecoach.coaching.coach import Coach
from posecoach.coaching.context import SessionContext
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import Feedback
from posecoach.coaching.still import judge_still
from posecoach.pose.landmarks import Side
from posecoach.pose.observation import Observation


def coach_for(spec: StretchSpec, side: Side | None = None, target_s: float | None = None) -> Coach:
    return Coach(spec, SessionContext(load_phrases()), side, target_s)


def judged(observation: Observation, spec: StretchSpec, asked: Side | None = None) -> Feedback:
    return judge_still(observation, spec, load_phrases(), asked)
