"""Sets of time spans: what counted, intersection and difference."""

from collections.abc import Sequence
from itertools import chain

from posecoach.coaching.feedback import ClockReading

Span = tuple[float, float]
"""From, to, seconds."""

Spans = Sequence[Span]
"""In order, without overlaps."""


def length_s(spans: Spans) -> float:
    """The total length of the spans."""
    return sum(end_s - start_s for start_s, end_s in spans)


def shared(one: Spans, other: Spans) -> tuple[Span, ...]:
    """The time that is in both."""
    overlaps = ((max(a[0], b[0]), min(a[1], b[1])) for a in one for b in other)
    return tuple(span for span in overlaps if span[0] < span[1])


def without(spans: Spans, taken: Spans) -> tuple[Span, ...]:
    """The time that is in the first but not in the second."""
    edges = [-float("inf"), *chain.from_iterable(taken), float("inf")]
    between = tuple(zip(edges[::2], edges[1::2], strict=True))
    return shared(spans, between)


def counted_spans(clock: ClockReading) -> tuple[Span, ...]:
    """When time counted: the holds without their pauses."""
    holds = [(hold.start_s, hold.end_s) for hold in clock.holds]
    return without(holds, [(pause.start_s, pause.end_s) for pause in clock.pauses])
