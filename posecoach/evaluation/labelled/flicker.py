"""How often the coach's verdict changes while a person holds still."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from posecoach.coaching.feedback import State
from posecoach.evaluation.spans import Span

_WINDOW_S = 1.0


@dataclass(frozen=True, slots=True)
class Flicker:
    """The changes of state within one span.

    Attributes:
        changes: How many there are.
        per_s: The same per second of the span.
        most_in_1_s: The most of them within any second.
        longest_s: The longest run of changes that follow each other within a second, from the first to the
            last; 0 where none does.
    """

    changes: int
    per_s: float
    most_in_1_s: int
    longest_s: float


def flicker(runs: Sequence[tuple[State, float]], span: Span) -> Flicker:
    """The changes of state within a span.

    Args:
        runs: Each state and when it began, in order.
        span: From, to, seconds.
    """
    start_s, end_s = span
    times = [
        began_s
        for (before, _), (state, began_s) in pairwise(runs)
        if state is not before and start_s < began_s < end_s
    ]
    most = max((sum(t <= other < t + _WINDOW_S for other in times) for t in times), default=0)
    return Flicker(len(times), len(times) / (end_s - start_s), most, _longest_s(times))


def worst(found: Iterable[Flicker]) -> Flicker | None:
    """The one with the most changes within a second, of those the longest; None where there is none."""
    return max(found, key=lambda one: (one.most_in_1_s, one.longest_s, one.per_s), default=None)


def _longest_s(times: Sequence[float]) -> float:
    longest_s, since_s = 0.0, times[0] if times else 0.0
    for before_s, t_s in pairwise(times):
        if t_s - before_s >= _WINDOW_S:
            since_s = t_s
        longest_s = max(longest_s, t_s - since_s)
    return longest_s
