"""Sets of spans of time: what two of them share, and what one has beyond the other."""

from collections.abc import Sequence
from itertools import chain

Span = tuple[float, float]
"""From, to, seconds."""

Spans = Sequence[Span]
"""In order and apart from each other."""


def length_s(spans: Spans) -> float:
    """How much time the spans hold."""
    return sum(end_s - start_s for start_s, end_s in spans)


def shared(one: Spans, other: Spans) -> tuple[Span, ...]:
    """The time that lies in both."""
    overlaps = ((max(a[0], b[0]), min(a[1], b[1])) for a in one for b in other)
    return tuple(span for span in overlaps if span[0] < span[1])


def without(spans: Spans, taken: Spans) -> tuple[Span, ...]:
    """The time of the first that does not lie in the second."""
    edges = [-float("inf"), *chain.from_iterable(taken), float("inf")]
    between = tuple(zip(edges[::2], edges[1::2], strict=True))
    return shared(spans, between)
