"""Since when something has been true, by the frames' own time."""


class Since:
    """How long something has held without a break.

    A frame earlier than the beginning moves the beginning back to it: a clock that is set back starts
    again from 0, and no duration is ever negative.
    """

    def __init__(self) -> None:
        self._start_s: float | None = None

    def update(self, t_s: float, holds: bool) -> float | None:
        """Take in one frame.

        Args:
            t_s: The frame's timestamp, seconds.
            holds: Whether it is true in this frame.

        Returns:
            Seconds since the first frame of this run in which it was true, 0 in that frame itself; None
            where it is not true.
        """
        if not holds:
            self._start_s = None
            return None
        self._start_s = t_s if self._start_s is None else min(self._start_s, t_s)
        return t_s - self._start_s

    def reset(self) -> None:
        """Forget the run so far: the next frame begins a new one."""
        self._start_s = None
