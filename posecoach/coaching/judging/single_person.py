"""Whether the coached person was the only one near when the coaching began."""

ONE_PERSON = "one_person"
"""The requirement: nobody else as near as the coached person, before the coaching begins."""

SOMEBODY_ELSE = "somebody_else"
"""Why a frame is not judged whose person may not be the one who was tracked so far."""

# Of the coached person's size. Rendered people who stand equally near, pasted into one picture, read
# 0.81-1.24, a small woman beside a tall man 0.75-0.78; somebody 1.1 m behind 0.68-0.74; people in the
# background of photos up to 0.52.
_NEAR = 0.8
# Engineering-set. Longer than two looks are apart (vision.second_person): one wrong look decides nothing.
NEAR_FOR_S = 1.5
# Engineering-set: a look or two later than a second person would have been noticed.
ACCEPTED_AFTER_S = 2.5


class Alone:
    """Watches for somebody else who is as near, until the person has been accepted as the coached one.

    From then on ``vision.tracker`` stays with that person: whoever comes later changes nothing.
    A session shares one among its sets.
    """

    def __init__(self) -> None:
        self._accepted = False
        self._near_since_s: float | None = None
        self._fit_since_s: float | None = None

    def check(self, second_person: float | None, t_s: float | None, *, fit: bool) -> bool:
        """Whether the requirement is met.

        Args:
            second_person: As in ``Observation.second_person``.
            t_s: The frame's timestamp, seconds; None for a still, where one look decides.
            fit: Whether the picture has all else that it must have.
        """
        near = second_person is not None and second_person >= _NEAR
        if t_s is None:
            return not near
        if self._accepted:
            return True
        self._near_since_s = _since(self._near_since_s, t_s, near)
        alone = self._near_since_s is None or t_s - self._near_since_s < NEAR_FOR_S
        self._fit_since_s = _since(self._fit_since_s, t_s, alone and fit and second_person is not None)
        self._accepted = self._fit_since_s is not None and t_s - self._fit_since_s >= ACCEPTED_AFTER_S
        return alone


def _since(before_s: float | None, t_s: float, goes_on: bool) -> float | None:
    """Since when something goes on; a frame from the past begins anew."""
    if not goes_on:
        return None
    return t_s if before_s is None else min(before_s, t_s)
