"""One picture judged by itself."""

from dataclasses import replace

import pytest
from support.coaches import judged
from support.stick_figures import BENT_KNEES, FOLDED, STANDING

from posecoach.catalog.exercises import find_spec
from posecoach.coaching.feedback import State
from posecoach.pose.observation import Observation

STANDING_SPEC = find_spec("standing_hamstring")


def test_a_still_is_judged_without_time():
    assert judged(Observation(FOLDED.pose()), STANDING_SPEC).state is State.VALID
    assert judged(Observation(STANDING.pose()), STANDING_SPEC).state is State.NOT_IN_POSITION
    assert judged(Observation(), STANDING_SPEC).state is State.NO_PERSON
    bent = judged(Observation(BENT_KNEES.pose()), STANDING_SPEC)
    assert (bent.state, [fault.id for fault in bent.faults]) == (State.FAULT, ["knee_bent"])


@pytest.mark.parametrize(
    ("observation", "cue"),
    [
        (Observation(FOLDED.pose()), None),
        (Observation(BENT_KNEES.pose()), "knee_bent"),
        (Observation(STANDING.pose()), "leaning_forward"),
        (Observation(replace(STANDING, yaw=80).pose()), "side_on"),
        (Observation(), "no_person"),
        (Observation(light=0.05), "enough_light"),
    ],
)
def test_a_still_that_is_not_good_says_what_to_do(observation: Observation, cue: str | None):
    told = judged(observation, STANDING_SPEC)
    assert (told.cue and told.cue.id) == cue
    assert told.say is None
    assert all(need.ready for need in told.framing) == (cue not in ("side_on", "enough_light"))
