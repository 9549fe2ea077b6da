"""Whether the picture can be judged: light, one person, upright, the whole body, near enough, side-on."""

import math

import numpy as np

from posecoach.coaching.exercise.phrases import Phrases
from posecoach.coaching.feedback import Answer, CueKind, Requirement
from posecoach.coaching.judging.camera_upright import CameraUprightCheck
from posecoach.coaching.judging.single_person import SinglePersonCheck
from posecoach.coaching.kinematics.measures.leg import leg_length
from posecoach.coaching.kinematics.measures.posed_side import PosedSide
from posecoach.coaching.kinematics.measures.trunk import trunk_lean
from posecoach.coaching.posture import TRAITS, Posture
from posecoach.coaching.reasons import FRAMING, Reason
from posecoach.pose.landmarks import FloatArray, Landmark, Pose, Side
from posecoach.pose.observation import Observation

_EDGE = 0.02  # of the frame: a joint nearer to the edge than this is cut or about to be
_SMALLEST_BODY = 0.30  # trunk + leg over the frame's height: below it people are found half the time
_SIDE_ON_DEG = 38.0  # real side views read 0-37, three-quarter ones 25-54, front views 85-90
_SIDE_ON_STAYS_DEG = 44.0
# People who lean forward read less turned than they are: rendered at 45, standing folds 24-30, seated
# ones 37-45, upright both above 41; at 30, standing folds 23-25; side-on folds up to 21 on any body.
_SIDE_ON_FOR_SURE_DEG = 22.0
_UPRIGHT_DEG = 30.0

# What a body's widths in the picture come to when it faces the camera, of its size: rendered people's
# at 45 degrees, upright, 0.56 and 0.36, over the sine. The size is the trunk's, or of a leg where the
# trunk is foreshortened.
_FULL_WIDTHS = {"shoulder": 0.75, "hip": 0.50}
_TRUNK_OF_LEG = 0.58

_DARKEST = 0.12  # of white: photos on black grounds that are judged right 0.22, a lit room 0.4-1

_NEEDED = ("shoulder", "hip", "knee", "ankle")


class Framing:
    """Checks the requirements frame by frame, the more important ones first.

    Args:
        posture: Of the stretch.
        phrases: The language of the texts that say what to do.
        single_person: The session's check for a second person.
        camera_upright: The session's check of which way is up in the picture.
    """

    def __init__(
        self,
        posture: Posture,
        phrases: Phrases,
        single_person: SinglePersonCheck,
        camera_upright: CameraUprightCheck,
    ) -> None:
        self._posture = posture
        self._single_person = single_person
        self._camera_upright = camera_upright
        self._fixes = {id_: phrases.cue(id_, CueKind.FRAMING).text for id_ in FRAMING}
        self._was_side_on: bool | None = None

    def without_person(self, light: float | None) -> tuple[Requirement, ...]:
        """What a picture without a person lacks: light, if it is too dark to find anyone.

        Args:
            light: As in ``Observation.light``.
        """
        if _light_enough(light):
            return ()
        return (Requirement(Reason.ENOUGH_LIGHT, False, self._fixes[Reason.ENOUGH_LIGHT]),)

    def check(
        self, observation: Observation, side: Side, t_s: float | None = None
    ) -> tuple[Requirement, ...]:
        """All requirements in order of importance.

        Args:
            observation: What the frame shows, with a person.
            side: The judged side.
            t_s: The frame's timestamp, seconds; None for a still.
        """
        pose = observation.person
        posed = PosedSide(pose, side)
        head_in = _inside(posed.point(Landmark.NOSE), pose) and _inside(posed.at("ear"), pose)
        body_in = all(_inside(posed.at(part), pose) for part in _NEEDED[:3])
        feet_in = _inside(posed.at("ankle"), pose)
        body = abs(posed.at("shoulder") - posed.at("hip")) + leg_length(posed)
        self._was_side_on = self._is_side_on(posed)
        upright = self._camera_upright.check(pose, t_s)
        ready = {
            Reason.ENOUGH_LIGHT: _light_enough(observation.light),
            Reason.CAMERA_UPRIGHT: upright is not Answer.FAIL,
            Reason.WHOLE_BODY: body_in,
            Reason.FEET_IN_PICTURE: feet_in,
            Reason.HEAD_IN_PICTURE: head_in,
            Reason.NEAR_ENOUGH: body >= _SMALLEST_BODY * pose.height,
            Reason.SIDE_ON: self._was_side_on,
        }
        ready[Reason.ONE_PERSON] = self._single_person.check(
            observation.second_person, t_s, fit=all(ready.values())
        )
        return tuple(
            Requirement(
                id_,
                bool(ready[id_]),
                self._fixes[id_],
                assumed=id_ is Reason.CAMERA_UPRIGHT and upright is Answer.UNKNOWN,
            )
            for id_ in FRAMING
        )

    def _is_side_on(self, posed: PosedSide) -> bool:
        pose = posed.pose
        widths = yaw_from_widths_deg(pose)
        if np.isnan(pose.world).all():
            # An engine that reads no depth. Widths shrink with the lean, so alone they must be sure.
            return widths <= _SIDE_ON_FOR_SURE_DEG
        # Two cues that fail apart: depth is guessed too flat in folds, widths shrink with the lean. A NaN
        # of either isn't a side view.
        return bool(np.maximum(yaw_deg(pose.world), widths) <= self._most_turned(posed))

    def _most_turned(self, posed: PosedSide) -> float:
        """Degrees up to which the yaw that is read counts as side-on."""
        if self._was_side_on is None:
            return _SIDE_ON_DEG
        if self._was_side_on:
            return _SIDE_ON_STAYS_DEG
        # Upright and lying the yaw is read well; a person turned when upright is turned in the fold too.
        reads_well = TRAITS[self._posture].yaw_read_when_leant or trunk_lean(posed) < _UPRIGHT_DEG
        return _SIDE_ON_DEG if reads_well else _SIDE_ON_FOR_SURE_DEG


def yaw_deg(world: FloatArray) -> float:
    """How far the body is turned from side-on, 0..90 degrees; 90 facing the camera. NaN if unknown.

    Of the line through both shoulders and both hips against the camera's axis. Also near 90 for a
    person who lies on one side.

    Args:
        world: (33, 3) metres, as in ``Pose.world``.
    """
    across = np.zeros(3)
    for left, right in (
        (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER),
        (Landmark.LEFT_HIP, Landmark.RIGHT_HIP),
    ):
        line = world[left] - world[right]
        length = float(np.linalg.norm(line))
        if not length > 0:
            return math.nan
        across += line / length
    return math.degrees(math.atan2(math.hypot(across[0], across[1]), abs(across[2])))


def yaw_from_widths_deg(pose: Pose) -> float:
    """The same from how wide shoulders and hips appear in the picture. NaN if unknown."""
    sides = [PosedSide(pose, side) for side in Side]
    trunk = abs(sum(posed.at("shoulder") - posed.at("hip") for posed in sides)) / 2
    size = max(trunk, _TRUNK_OF_LEG * max(map(leg_length, sides)))
    if not size > 0:
        return math.nan
    one, other = sides
    shares = [abs(one.at(part) - other.at(part)) / size / full for part, full in _FULL_WIDTHS.items()]
    return math.degrees(math.asin(min(1.0, sum(shares) / len(shares))))


def _light_enough(light: float | None) -> bool:
    return light is None or light >= _DARKEST


def _inside(point: complex, pose: Pose) -> bool:
    edge = _EDGE * max(pose.width, pose.height)
    return edge <= point.real <= pose.width - edge and edge <= point.imag <= pose.height - edge
