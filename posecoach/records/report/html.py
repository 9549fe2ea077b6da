"""A set's report as one self-contained HTML page."""

from posecoach.catalog.exercise_texts import texts_of
from posecoach.coaching.feedback import State
from posecoach.records import palette, words
from posecoach.records.achieved import outcome
from posecoach.records.html_page import render_page
from posecoach.records.report.explain import advice, lost_time, shown_value, state_spans
from posecoach.records.report.model import SetReport
from posecoach.records.report.repetitions import best_of
from posecoach.records.report.summary import summarise
from posecoach.records.words import STATE_WORDS

# More labels on the time axis would crowd each other.
_MAX_TICKS = 12
# Of each table on paper, so that a report stays within two pages; the screen shows all.
_MAX_PRINTED_ROWS = 9
# A set of one moment has no length of its own, and is drawn as wide as one frame of video.
_SHORTEST_S = 0.04
_TICK_STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600)


def report_html(report: SetReport) -> str:
    """The report as a complete HTML document. It loads nothing and runs no script."""
    spans = state_spans(report)
    end_s = max(spans[-1].end_s, _SHORTEST_S)
    shown = {span.state for span in spans}
    return render_page(
        "posecoach.records.report",
        "report.html",
        report=report,
        texts=texts_of(report.spec),
        summary=summarise(report),
        max_rows=_MAX_PRINTED_ROWS,
        achieved=report.achieved,
        best_of=best_of,
        outcome=outcome,
        spans=spans,
        legend=[state for state in State if state in shown],
        words=STATE_WORDS,
        palette=palette,
        label=words.state_label,
        ticks=_ticks(end_s),
        end_s=end_s,
        lost=lost_time(report, report.evidence),
        advice=advice,
        in_words=words.named,
        reason=words.reason,
        sides=words.SIDES,
        shown_value=shown_value,
        measure_label=words.measure_label,
        value=words.value,
    )


def _ticks(end_s: float) -> list[int]:
    step = next((step for step in _TICK_STEPS_S if end_s / step <= _MAX_TICKS), _TICK_STEPS_S[-1])
    return list(range(0, int(end_s) + 1, step))
