"""One set on the Review page: its summary, timeline, measurements, faults and pauses."""

import html
import math
from collections import defaultdict
from collections.abc import Sequence
from functools import partial

import streamlit as st

from posecoach.catalog.exercise_texts import texts_of
from posecoach.coaching.exercise.gate import Gate, GateKind
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import Repetition, Severity, State
from posecoach.evaluation.ground_truth.truth import Truth
from posecoach.records import palette, words
from posecoach.records.report.explain import runs
from posecoach.records.report.model import SetReport
from posecoach.records.report.summary import summarise
from posecoach.records.timeline.faults import FaultSpan
from posecoach.records.words import STATE_WORDS
from posecoach.translation import N_, format_number, translate_plural
from posecoach.translation import translate as _
from posecoach.ui.charts.measure_chart import Curve, measure_chart
from posecoach.ui.charts.timeline_chart import Span, state_spans, timeline_chart
from posecoach.ui.review.repetition_view import repetition_spans

_COACH, _COACH_FAULTS = N_("Coach"), N_("Faults")
_TRUTH, _TRUE_REPETITIONS, _TRUE_FAULTS = N_("Truth"), N_("True count"), N_("True faults")
# The depth of the stretch, shown even if a spec has no fault for it.
_ALWAYS_SHOWN = "hip_flexion"


def show_summary(report: SetReport) -> None:
    """Shows what counted, what paused it, and what to work on next."""
    summary = summarise(report)
    st.header(summary.headline, anchor=False)
    st.progress(report.achieved.share)
    st.write(summary.story)
    if summary.went_well:
        st.success(
            f"**{_('What went well.')}** {' '.join(summary.went_well)}", icon=":material/check_circle:"
        )
    st.info(f"**{_('Work on this next.')}** {summary.next_step}", icon=":material/flag:")
    side = words.SIDES[report.side] if report.side else _("leg unknown")
    for note in report.video.notes:
        st.warning(note, icon=":material/movie:")
    st.caption(
        _("{exercise}, {leg}. The video lasts {seconds}.").format(
            exercise=texts_of(report.spec).title, leg=side, seconds=words.seconds(report.video.duration_s)
        )
    )


def show_timeline(report: SetReport, truth: Truth | None) -> None:
    """Shows the states over time as bands, with a sample's ground truth below them."""
    st.header(_("Second by second"), anchor=False)
    spans = _coach_spans(report) + (_truth_spans(report.spec, truth) if truth else [])
    st.html(legend([span for span in spans if span.row == _(_COACH)]))
    st.altair_chart(
        timeline_chart(spans, report.video.duration_s),
        alt=_("States of the set over {seconds}; the same spans are listed under Faults and pauses.").format(
            seconds=words.seconds(report.video.duration_s)
        ),
    )
    notes = [_("Point at a band to see the time, the state and the reason.")]
    if truth:
        notes.append(_("Truth is what this sample really shows; the coach doesn't see it."))
    st.caption(" ".join(notes))


def show_measures(report: SetReport, truth: Truth | None) -> None:
    """Shows the judged measures over time.

    First come those that can pause the clock, or tell the two positions of a repetition apart.
    """
    st.header(_("Measurements"), anchor=False)
    notes = [
        _(
            "The line is the reading, the ribbon its error budget, and the green band what the stretch "
            "requires. To pass, the whole ribbon must lie in the band; after that, it may go as far as the "
            "dotted line. Where the line breaks, the value is unknown."
        )
    ]
    if report.spec.repetitions:
        notes.append(_("The pink band is the start position."))
    if truth:
        notes.append(_("The dashed brown line is the sample's true angle."))
    st.caption(" ".join(notes))
    by_measure: defaultdict[str, list[Gate]] = defaultdict(list)
    for gate in sorted(report.spec.gates, key=lambda gate: gate.kind is not GateKind.FAULT):
        by_measure[gate.measure].append(gate)
    gates = report.spec.gates
    decide = {
        gate.measure
        for gate in gates
        if gate.severity is Severity.BLOCKING
        or gate.blocks
        or (gate.kind is GateKind.POSITION and gate.phase is not None)
    }
    first = [measure for measure in by_measure if measure in decide or measure == _ALWAYS_SHOWN]
    _chart_grid(report, truth, {measure: by_measure[measure] for measure in first})
    rest = {measure: gates for measure, gates in by_measure.items() if measure not in first}
    if rest:
        with st.expander(
            translate_plural("{count} more measurement", "{count} more measurements", len(rest)).format(
                count=len(rest)
            )
        ):
            _chart_grid(report, truth, rest)


def show_events(report: SetReport) -> None:
    """Shows the faults and pauses as a table."""
    st.header(_("Faults and pauses"), anchor=False)
    events = [
        (
            fault.start_s,
            fault.end_s,
            _("Fault: {reason}").format(reason=words.reason(fault.id, report.spec)),
            _effect(report, fault),
        )
        for fault in report.faults
    ]
    events += [
        (
            pause.start_s,
            pause.end_s,
            _("Pause: {reason}").format(reason=words.reason(pause.reason, report.spec)),
            _("time not counted"),
        )
        for pause in report.pauses
    ]
    if not events:
        st.write(_("None in this set."))
        return
    rows = [
        {
            _("When"): f"{format_number(start_s, 1)}–{format_number(end_s, 1)} s",
            _("What"): what,
            _("Details"): details,
        }
        for start_s, end_s, what, details in sorted(events)
    ]
    st.table(rows, hide_index=True)


def _effect(report: SetReport, fault: FaultSpan) -> str:
    effect = words.SEVERITIES[fault.severity]
    gate = words.gate_of(report.spec, fault.id)
    if gate is None:
        return effect
    worst, limit = (words.value(gate.measure, number) for number in (fault.worst, fault.limit))
    return _("{effect}; worst {worst}, limit {limit}").format(effect=effect, worst=worst, limit=limit)


def _coach_spans(report: SetReport) -> list[Span]:
    spans = state_spans(_(_COACH), runs(report), report.spec, partial(words.why, report.spec))
    if report.repetitions is not None:
        spans += repetition_spans(report.repetitions, report.spec, held=report.target_s > 0)
    return spans + [
        Span(
            _(_COACH_FAULTS),
            fault.start_s,
            fault.end_s,
            words.named(fault.id, report.spec),
            palette.SEVERITIES[fault.severity],
            words.SEVERITIES[fault.severity],
        )
        for fault in report.faults
    ]


def _truth_spans(spec: StretchSpec, truth: Truth) -> list[Span]:
    valid = palette.STATES[State.VALID]
    planted = _("planted")
    held = [Span(_(_TRUTH), start_s, end_s, _("Held well"), valid, planted) for start_s, end_s in truth.valid]
    if truth.repetitions is not None:
        true = [
            Repetition(one.start_s, one.top_s, one.end_s, one.held_s, one.reason) for one in truth.repetitions
        ]
        dwell_s = None if spec.repetitions is None else spec.repetitions.dwell_s
        held += repetition_spans(true, spec, held=dwell_s is not None, row=_(_TRUE_REPETITIONS))
    severities = {gate.id: gate.severity for gate in spec.gates if gate.severity}
    return held + [
        Span(
            _(_TRUE_FAULTS),
            true.start_s,
            true.end_s,
            words.named(true.id, spec),
            palette.SEVERITIES[severities.get(true.id, Severity.BLOCKING)],
            planted,
        )
        for true in truth.faults
    ]


def picture_text() -> str:
    """What screen readers say of a picture of a set."""
    return _("The picture of this moment, with the coach's feedback drawn on it")


def legend(spans: Sequence[Span]) -> str:
    """The states of a set, each with its colour, its name and how long it lasted in total."""
    lasted: defaultdict[tuple[str, str], float] = defaultdict(float)
    for span in spans:
        lasted[span.label, span.colour] += span.end_s - span.start_s
    order = [palette.STATES[state] for state in STATE_WORDS]
    chips = [
        f'<span style="white-space:nowrap"><span style="display:inline-block;width:0.8em;height:0.8em;'
        f'border-radius:0.2em;margin-right:0.4em;background:{colour}"></span>'
        f"{html.escape(label)} {words.seconds(seconds)}</span>"
        for (label, colour), seconds in sorted(lasted.items(), key=lambda item: order.index(item[0][1]))
    ]
    return f'<div style="display:flex;flex-wrap:wrap;gap:0.3em 1.2em">{"".join(chips)}</div>'


def _chart_grid(report: SetReport, truth: Truth | None, by_measure: dict[str, list[Gate]]) -> None:
    columns = st.columns(2)
    for at, (measure, gates) in enumerate(by_measure.items()):
        asked = "; ".join(
            _("{limits} (otherwise: {reason})").format(
                limits=words.limits(gate), reason=words.reason(gate.id, report.spec)
            )
            for gate in gates
        )
        with columns[at % 2]:
            st.markdown(f"**{words.measure_label(measure)}:** {asked}")
            curve = _curve(report, truth, measure)
            if all(map(math.isnan, curve.value)):
                st.caption(_("Unknown in every frame of this video."))
                continue
            st.altair_chart(
                measure_chart(curve, gates, report.video.duration_s),
                alt=_("{measure} over time, with its limits.").format(measure=words.measure_label(measure)),
            )


def _curve(report: SetReport, truth: Truth | None, measure: str) -> Curve:
    found = [frame.measures.get(measure) for frame in report.timeline]
    return Curve(
        measure=measure,
        t_s=[frame.t_s for frame in report.timeline],
        value=[entry.value if entry and entry.known else math.nan for entry in found],
        sigma=[entry.sigma if entry else math.nan for entry in found],
        truth=_true_angles(truth, measure) if truth and truth.side is report.side else (),
    )


def _true_angles(truth: Truth, measure: str) -> list[tuple[float, float]]:
    """The judged leg's true angles, if the ground truth has this measure."""
    if measure not in ("hip_flexion", "knee_flexion"):
        return []
    return [(frame.t_s, getattr(frame, measure).of(truth.side)) for frame in truth.frames]
