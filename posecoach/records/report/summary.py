"""A set in a few plain sentences: what counted, what paused it, and what to work on next."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from posecoach.coaching.exercise.gate import GateKind
from posecoach.coaching.feedback import State
from posecoach.records import words
from posecoach.records.achieved import repetitions
from posecoach.records.report.evidence import Evidence
from posecoach.records.report.explain import lost_time, state_spans
from posecoach.records.report.model import SetFacts, SetReport
from posecoach.records.report.next_step import first_step, next_step
from posecoach.records.report.repetitions import why_missed
from posecoach.translation import format_exact, translate_plural
from posecoach.translation import translate as _

# Less than this is a frame or two: not worth a sentence.
_WORTH_SAYING_S = 0.2
_MOST_REASONS = 3
_LONG_RUN_S = 5.0  # a hold without a pause that is worth naming


@dataclass(frozen=True, slots=True)
class Summary:
    """A set in a few sentences.

    Attributes:
        headline: What counted against the target.
        story: What paused it, or why nothing counted.
        next_step: The one thing to work on next.
        went_well: What went well; only what was measured.
    """

    headline: str
    story: str
    next_step: str
    went_well: tuple[str, ...] = ()


def summarise(report: SetReport) -> Summary:
    """Summarises a set of a video in plain words, from its data alone."""
    return summary_of(report, report.evidence)


def summary_of(facts: SetFacts, evidence: Evidence) -> Summary:
    """Summarises a set in plain words, live or of a video: the same set has the same words and figures.

    Args:
        facts: What it came to.
        evidence: Its moments, added up.
    """
    headline = facts.achieved.text
    if facts.completed:
        headline = _("{achieved} - target reached").format(achieved=headline)
    if _nothing_counted(facts):
        why = why_missed(facts) if facts.repetitions else _why_nothing_counted(facts, evidence)
        return Summary(headline, why, first_step(facts, evidence))
    story = _story(facts) + _what_was_assumed(evidence)
    return Summary(headline, story, next_step(facts, evidence), tuple(_went_well(facts, evidence)))


def _nothing_counted(report: SetFacts) -> bool:
    if report.repetitions is not None:
        return report.achieved.counted == 0
    return report.valid_hold_s < _WORTH_SAYING_S


def _story(report: SetFacts) -> str:
    if report.repetitions is not None:
        return why_missed(report)
    if report.spec.timed_only:
        not_judged = _("A camera can't judge how well this exercise is done.")
        return f"{_what_paused(report)} {not_judged}"
    return _what_paused(report)


def _what_was_assumed(evidence: Evidence) -> str:
    """What the time that counted rests on although nothing in the pictures has shown it."""
    if not evidence.upright_assumed:
        return ""
    assumed = _("Nothing in the pictures shows which way is up; they were taken to be upright.")
    return f" {assumed}"


def _went_well(report: SetFacts, evidence: Evidence) -> Iterator[str]:
    if report.completed:
        yield _("You reached the target of {target}.").format(target=_target(report))
    yield from _longest_hold(report)
    had = {fault.id for fault in report.faults}
    faults = [gate for gate in report.spec.gates if gate.kind is GateKind.FAULT and gate.id not in had]
    unseen = [gate for gate in faults if evidence.was_watched(gate)]
    if unseen:
        faults_unseen = ", ".join(words.reason(gate.id, report.spec) for gate in unseen)
        yield _("Checked and not seen: {faults}.").format(faults=faults_unseen)


def _target(report: SetFacts) -> str:
    return (
        f"{format_exact(report.target_s)} s"
        if report.repetitions is None
        else repetitions(int(report.amount))
    )


def _longest_hold(report: SetFacts) -> Iterator[str]:
    if report.repetitions is not None or report.spec.timed_only:
        return
    runs = [span.end_s - span.start_s for span in state_spans(report) if span.state is State.VALID]
    if runs and max(runs) >= _LONG_RUN_S:
        yield _("Longest hold without a pause: {seconds}.").format(seconds=words.seconds(max(runs)))


def _what_paused(report: SetFacts) -> str:
    lost: defaultdict[str, float] = defaultdict(float)
    for pause in report.pauses:
        lost[pause.reason] += pause.end_s - pause.start_s
    times = Counter(pause.reason for pause in report.pauses)
    paused_by = [
        _paused(words.reason(reason, report.spec), lost_s, times[reason])
        for reason, lost_s in sorted(lost.items(), key=lambda item: -item[1])
        if lost_s >= _WORTH_SAYING_S
    ]
    holds = len(report.holds)
    if report.spec.timed_only:
        smooth = translate_plural(
            "Time counted in one go, without a pause.",
            "Time counted in {count} goes, without a pause.",
            holds,
        )
        paused = translate_plural(
            "Time counted in one go. Paused by: {reasons}.",
            "Time counted in {count} goes. Paused by: {reasons}.",
            holds,
        )
    else:
        smooth = translate_plural(
            "Time counted in one hold, without a pause.",
            "Time counted in {count} holds, without a pause.",
            holds,
        )
        paused = translate_plural(
            "Time counted in one hold. Paused by: {reasons}.",
            "Time counted in {count} holds. Paused by: {reasons}.",
            holds,
        )
    text = paused if paused_by else smooth
    return text.format(count=holds, reasons=_listed(paused_by))


def _paused(reason: str, lost_s: float, times: int) -> str:
    if times == 1:
        return _("{reason} for {seconds}").format(reason=reason, seconds=words.seconds(lost_s))
    text = _("{reason} for {seconds} ({count} times)")
    return text.format(reason=reason, seconds=words.seconds(lost_s), count=times)


def _why_nothing_counted(report: SetFacts, evidence: Evidence) -> str:
    went_to = [
        _("{reason} for {seconds}").format(
            reason=words.why(report.spec, lost.state, lost.reason) or words.reason(lost.state),
            seconds=words.seconds(lost.seconds),
        )
        for lost in lost_time(report, evidence)
        if lost.seconds >= _WORTH_SAYING_S
    ]
    if not went_to:
        return _("Nothing counted: there is too little time in it to judge.")
    return _("Nothing counted. Where the time went: {reasons}.").format(reasons=_listed(went_to))


def _listed(phrases: list[str]) -> str:
    return ", ".join(phrases[:_MOST_REASONS])
