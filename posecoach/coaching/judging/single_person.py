"""The single-person check: whether anyone else stands as near to the camera when the coaching begins."""

from posecoach.coaching.kinematics.timing import Since

# Of the coached person's size. Rendered people who stand equally near, pasted into one picture, read
# 0.81-1.24, a small woman beside a tall man 0.75-0.78; a person 1.1 m behind 0.68-0.74; people in the
# background of photos up to 0.52.
_NEAR = 0.8
# Engineering-set. Longer than two searches for a second person are apart: one false find decides nothing.
NEAR_FOR_S = 1.5
# Engineering-set: a search or two later than a second person would have been noticed.
ACCEPTED_AFTER_S = 2.5


class SinglePersonCheck:
    """Looks for a second person who is as near, until the coached person is accepted.

    From then on the tracker stays with the coached person, and a second person who comes later changes
    nothing. The sets of a session share one check.
    """

    def __init__(self) -> None:
        self._accepted = False
        self._near = Since()
        self._fit = Since()

    def check(self, second_person: float | None, t_s: float | None, *, fit: bool) -> bool:
        """Whether the requirement is met.

        Args:
            second_person: As in ``Observation.second_person``.
            t_s: The frame's timestamp, seconds; None for a still, where a single find decides.
            fit: Whether the picture has everything else that it must have.
        """
        near = second_person is not None and second_person >= _NEAR
        if t_s is None:
            return not near
        if self._accepted:
            return True
        near_s = self._near.update(t_s, near)
        single = near_s is None or near_s < NEAR_FOR_S
        fit_s = self._fit.update(t_s, single and fit and second_person is not None)
        self._accepted = fit_s is not None and fit_s >= ACCEPTED_AFTER_S
        return single
