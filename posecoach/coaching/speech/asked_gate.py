"""Which of several position gates is asked for: one at a time, until it is met."""

from collections.abc import Mapping, Sequence
from typing import Final

from posecoach.coaching.feedback import Answer
from posecoach.coaching.kinematics.timing import Since

_MET_AFTER_S: Final = (
    1.0  # engineering-set: passed for this long, a gate is met and the next one is asked for
)
_FAILS_AGAIN_AFTER_S: Final = (
    1.5  # engineering-set: an earlier gate takes over once it has failed for this long
)


class AskedGate:
    """The gate that the person is asked to meet; a value near its limit doesn't change it to and fro.

    Args:
        order: The ids of the gates in the spec's order.
    """

    def __init__(self, order: Sequence[str]) -> None:
        self._place = {id_: place for place, id_ in enumerate(order)}
        self._asked: str | None = None
        self._met = Since()
        self._earlier = Since()

    def update(self, t_s: float, wanted: str | None, answers: Mapping[str, Answer]) -> str | None:
        """The gate to ask for in this frame.

        Args:
            t_s: The frame's timestamp, seconds.
            wanted: The gate that this frame by itself asks for; None where it asks for none.
            answers: The gates' answers in this frame.
        """
        if wanted is None or self._asked is None or self._asked not in answers:
            return self._ask(wanted)
        met_s = self._met.update(t_s, answers[self._asked] is Answer.PASS)
        earlier_s = self._earlier.update(t_s, self._place[wanted] < self._place[self._asked])
        is_met = met_s is not None and met_s >= _MET_AFTER_S
        fails_again = earlier_s is not None and earlier_s >= _FAILS_AGAIN_AFTER_S
        return self._ask(wanted) if is_met or fails_again else self._asked

    def _ask(self, gate: str | None) -> str | None:
        self._asked = gate
        self._met.reset()
        self._earlier.reset()
        return gate
