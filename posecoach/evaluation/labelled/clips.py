"""How well the coach did on a clip with labelled spans: what counted of the good ones, and what besides."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from posecoach.coaching.feedback import ClockReading, Repetition, State
from posecoach.evaluation.labelled.flicker import Flicker, flicker
from posecoach.evaluation.labelled.segments import ClassRule, Demand, Segment, demand, is_of
from posecoach.evaluation.spans import Span, counted_spans, length_s, shared, without
from posecoach.records.timeline.recorder import Run

NO_LABEL = ""
"""The class of time that no span labels."""

_MISSED_S = 0.5  # a good span that lacks more than this was missed

GRACE_S = 0.5
"""A label is placed by eye, and good to this many seconds.

So near to the ends of a span that counts, or is debatable, nothing is scored: in the span no second has to
count, and around it none counts falsely.
"""


class _Lasting:
    """What begins and ends."""

    __slots__ = ()
    start_s: float
    end_s: float

    @property
    def length_s(self) -> float:
        """How long it is, seconds."""
        return self.end_s - self.start_s

    @property
    def middle_s(self) -> float:
        """The time in its middle, seconds."""
        return (self.start_s + self.end_s) / 2


@dataclass(frozen=True, slots=True)
class JudgedSpan(_Lasting):
    """A labelled span of an exercise's own class, good or debatable.

    Attributes:
        line: Its line in the table.
        demand: What it asks of the exercise.
        scored_s: How many of its seconds are scored: of a hold those without ``GRACE_S`` at each end.
        counted_s: How many of these counted.
        uncounted: Those that didn't, by reason, the longest first.
        repetitions: How many counted in it; None where the exercise is one hold.
        flicker: The changes of state in all of it; None where the exercise is not one hold.
    """

    line: int
    pose_class: str
    form: str
    view: str
    demand: Demand
    start_s: float
    end_s: float
    scored_s: float
    counted_s: float
    uncounted: Mapping[str, float]
    repetitions: int | None
    flicker: Flicker | None

    @property
    def missed(self) -> bool:
        """Whether it ought to have counted, and lacks more than half a second, or every repetition."""
        if self.demand is not Demand.COUNTS:
            return False
        if self.repetitions is not None:
            return self.repetitions == 0
        return self.scored_s - self.counted_s > _MISSED_S


@dataclass(frozen=True, slots=True)
class FalseCount(_Lasting):
    """What counted although it ought not to: time, or a repetition.

    Attributes:
        pose_class: Of the span that it lies in; empty where no span labels it.
        form: Of that span.
    """

    pose_class: str
    form: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class JudgedClip:
    """One clip judged by one exercise. Times in seconds by the clip's own timestamps.

    Attributes:
        half: Which half of the material it belongs to; empty if the table doesn't say.
        spans: The labelled spans of the exercise's own classes that are good or debatable.
        false: What counted although it ought not to.
        counted_by_class: The seconds that counted, by the class of the span that they lie in.
        repetitions_by_class: Likewise those that counted; None where the exercise is one hold.
        not_counted: The repetitions that were tried and did not count, by reason.
    """

    file: str
    exercise: str
    half: str
    spans: tuple[JudgedSpan, ...]
    false: tuple[FalseCount, ...]
    counted_by_class: Mapping[str, float]
    repetitions_by_class: Mapping[str, int] | None
    not_counted: Mapping[str, int]

    @property
    def good(self) -> tuple[JudgedSpan, ...]:
        """The spans that must count."""
        return tuple(span for span in self.spans if span.demand is Demand.COUNTS)

    @property
    def misses(self) -> tuple[JudgedSpan | FalseCount, ...]:
        """What is wrong, spans that were missed first."""
        return (*(span for span in self.spans if span.missed), *self.false)

    @property
    def repetitions(self) -> int | None:
        """How many counted in all; None where the exercise is one hold."""
        return None if self.repetitions_by_class is None else sum(self.repetitions_by_class.values())


def judge_clip(
    segments: Sequence[Segment],
    exercise: str,
    rules: Sequence[ClassRule],
    clock: ClockReading,
    runs: Sequence[Run],
) -> JudgedClip:
    """Compares what an exercise counted in a clip with the clip's labels.

    Args:
        segments: The labelled spans, in order, at least one.
        exercise: The exercise's id.
        rules: Which classes are right for which exercise.
        clock: The clock after the last frame.
        runs: The set as runs of one state and reason.
    """
    counted = counted_spans(clock)
    done = None if clock.repetitions is None else [one for one in clock.repetitions.done if one.counted]
    asked = [(segment, demand(segment, exercise, rules)) for segment in segments]
    return JudgedClip(
        file=segments[0].file,
        exercise=exercise,
        half=segments[0].half,
        spans=tuple(
            _judged_span(segment, wanted, counted, runs, done, segments)
            for segment, wanted in asked
            if wanted is not Demand.NEVER and is_of(segment, exercise, rules)
        ),
        false=_false_time(asked, counted) if done is None else _false_repetitions(asked, done),
        counted_by_class=_by_class(segments, counted),
        repetitions_by_class=None if done is None else _repetitions_by_class(segments, done),
        not_counted=_not_counted(clock),
    )


def _judged_span(
    segment: Segment,
    wanted: Demand,
    counted: Sequence[Span],
    runs: Sequence[Run],
    done: Sequence[Repetition] | None,
    segments: Sequence[Segment],
) -> JudgedSpan:
    grace_s = GRACE_S if done is None else 0.0
    scored = (segment.start_s + grace_s, segment.end_s - grace_s)
    span = [scored] if scored[0] < scored[1] else []
    lost: defaultdict[str, float] = defaultdict(float)
    for state, reason, start_s, end_s in runs:
        lost[reason or state] += length_s(shared(without(span, counted), [(start_s, end_s)]))
    ranked = sorted(lost.items(), key=lambda item: -item[1])
    states = [(State(state), start_s) for state, _, start_s, _ in runs]
    return JudgedSpan(
        line=segment.line,
        pose_class=segment.pose_class,
        form=segment.form,
        view=segment.view,
        demand=wanted,
        start_s=segment.start_s,
        end_s=segment.end_s,
        scored_s=length_s(span),
        counted_s=length_s(shared(span, counted)),
        uncounted={reason: seconds for reason, seconds in ranked if seconds > 0},
        repetitions=None if done is None else sum(_place(segments, one) is segment for one in done),
        flicker=flicker(states, segment.span) if done is None else None,
    )


def _false_time(asked: Sequence[tuple[Segment, Demand]], counted: Sequence[Span]) -> tuple[FalseCount, ...]:
    fine = [
        (segment.start_s - GRACE_S, segment.end_s + GRACE_S)
        for segment, wanted in asked
        if wanted is not Demand.NEVER
    ]
    false: list[FalseCount] = []
    for span in counted:
        left: tuple[Span, ...] = (span,)
        for one in fine:  # one by one, since with their grace they may overlap
            left = without(left, [one])
        for segment, _ in asked:
            false += [
                FalseCount(segment.pose_class, segment.form, *part) for part in shared(left, [segment.span])
            ]
        unlabelled = without(left, [segment.span for segment, _ in asked])
        false += [FalseCount(NO_LABEL, "", *part) for part in unlabelled]
    return tuple(sorted(false, key=lambda one: one.start_s))


def _false_repetitions(
    asked: Sequence[tuple[Segment, Demand]], done: Sequence[Repetition]
) -> tuple[FalseCount, ...]:
    wanted = {segment.line: asks for segment, asks in asked}
    false = []
    for one in done:
        place = _place([segment for segment, _ in asked], one)
        if place is None:
            false.append(FalseCount(NO_LABEL, "", one.start_s, one.end_s))
        elif wanted[place.line] is Demand.NEVER:
            false.append(FalseCount(place.pose_class, place.form, one.start_s, one.end_s))
    return tuple(false)


def _place(segments: Sequence[Segment], one: Repetition) -> Segment | None:
    """The span that shares the most time with a repetition; None where none shares any."""
    times = {
        segment.line: length_s(shared([segment.span], [(one.start_s, one.end_s)])) for segment in segments
    }
    best = max(segments, key=lambda segment: times[segment.line])
    return best if times[best.line] > 0 else None


def _by_class(segments: Sequence[Segment], counted: Sequence[Span]) -> dict[str, float]:
    seconds: defaultdict[str, float] = defaultdict(float)
    for segment in segments:
        seconds[segment.pose_class] += length_s(shared([segment.span], counted))
    seconds[NO_LABEL] += length_s(without(counted, [segment.span for segment in segments]))
    return dict(seconds)


def _repetitions_by_class(segments: Sequence[Segment], done: Sequence[Repetition]) -> dict[str, int]:
    found: dict[str, int] = {segment.pose_class: 0 for segment in segments} | {NO_LABEL: 0}
    for one in done:
        place = _place(segments, one)
        found[NO_LABEL if place is None else place.pose_class] += 1
    return found


def _not_counted(clock: ClockReading) -> dict[str, int]:
    found: defaultdict[str, int] = defaultdict(int)
    for one in clock.repetitions.done if clock.repetitions else ():
        if one.reason is not None:
            found[one.reason] += 1
    return dict(found)
