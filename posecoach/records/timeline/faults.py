"""The faults of a set, each from when it began to when it was over."""

from dataclasses import dataclass, replace

from posecoach.coaching.feedback import Feedback, Severity

_Key = tuple[str, float]


@dataclass(frozen=True, slots=True)
class FaultSpan:
    """A fault from when its gate began to fail to the first moment without it.

    Attributes:
        id: The fault's id, e.g. ``knee_bent``.
        severity: Whether it paused the clock; a fault that did so once counts as blocking.
        start_s: When its gate began to fail.
        end_s: When it was over, or the last moment of the set if it never was.
        worst: The value farthest beyond the limit, in the measure's own unit.
        limit: The limit that it failed.
        named_s: The time of the frame at which the coach first named it; None where that is not known.
    """

    id: str
    severity: Severity
    start_s: float
    end_s: float
    worst: float
    limit: float
    named_s: float | None = None


class FaultSpans:
    """Follows the faults of one set."""

    def __init__(self) -> None:
        self._named_s: dict[_Key, float] = {}
        self._spans: dict[_Key, FaultSpan] = {}
        self._lasting: set[_Key] = set()

    def answered(self, feedback: Feedback) -> None:
        """Notes which faults an answer names, at the time of its own frame."""
        for fault in feedback.faults:
            self._named_s.setdefault((fault.id, fault.start_s), feedback.t_s)

    def add(self, moment: Feedback) -> None:
        """Takes in the next moment."""
        lasting = {(fault.id, fault.start_s): fault for fault in moment.faults}
        for key, fault in lasting.items():
            before = self._spans.get(key)
            blocked = before is not None and before.severity is Severity.BLOCKING
            severity = Severity.BLOCKING if blocked else fault.severity
            self._spans[key] = FaultSpan(
                fault.id,
                severity,
                fault.start_s,
                moment.t_s,
                fault.worst,
                fault.limit,
                self._named_s.get(key),
            )
        for key in self._lasting - lasting.keys():
            self._spans[key] = replace(self._spans[key], end_s=moment.t_s)
        self._lasting = set(lasting)

    @property
    def spans(self) -> tuple[FaultSpan, ...]:
        """The faults so far, by when they began."""
        return tuple(sorted(self._spans.values(), key=lambda span: (span.start_s, span.id)))
