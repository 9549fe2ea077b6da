"""How long a person's leg is, calibrated while they stand, sit tall or lie flat with it straight."""

from collections.abc import Mapping

from posecoach.coaching.feedback import Measurement
from posecoach.coaching.kinematics.averaging import SlowMean
from posecoach.coaching.kinematics.measures.leg import leg_length
from posecoach.coaching.kinematics.measures.posed_side import PosedSide

_LEARN_S = 2.0  # time constant
_LEARNT_S = 1.0  # before that it may be a stumble
_STRAIGHT_DEG = 25.0  # of knee flexion: upright, real straight knees read up to 20
_OPEN_DEG = 100.0  # of hip flexion: further folded the trunk comes out short
# Of the calibrated length: rendered straight legs in a hold come out at 0.76 of it and more; a knee bent
# by 90 that hides on the line hip-ankle leaves 0.71.
_SHORTEST_SHARE = 0.73


class LegLengthCalibration:
    """Learns the length of the judged leg, in trunk lengths, so that coming nearer changes nothing."""

    def __init__(self) -> None:
        self._length = SlowMean(_LEARN_S)

    @property
    def shortest(self) -> float:
        """As short as the leg may come out when straight, of the trunk's length; 0 before it is known."""
        return _SHORTEST_SHARE * self._length.value if self._length.learnt_s >= _LEARNT_S else 0.0

    def learn(self, posed: PosedSide, measures: Mapping[str, Measurement], t_s: float) -> None:
        """Take in one frame, if it shows the leg well.

        Args:
            posed: The pose and its judged side, in a picture that is fit to judge.
            measures: What was measured of it.
            t_s: The frame's timestamp, seconds.
        """
        knee, hip = measures["knee_flexion"], measures["hip_flexion"]
        trunk = abs(posed.at("shoulder") - posed.at("hip"))
        shows_it = knee.known and knee.value <= _STRAIGHT_DEG and hip.known and hip.value <= _OPEN_DEG
        if shows_it and trunk != 0:
            self._length.add(leg_length(posed) / trunk, t_s)
        else:
            self._length.interrupt()
