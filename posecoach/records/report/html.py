"""A set's report as one self-contained HTML page."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from posecoach.coaching.feedback import State
from posecoach.records import words
from posecoach.records.report.explain import advice, lost_time, shown_value, state_spans
from posecoach.records.report.model import SetReport
from posecoach.records.report.summary import summarise
from posecoach.records.words import STATE_WORDS

# More labels than this would crowd the timeline.
_MOST_TICKS = 12
# Per table on paper, so that a report fits on two pages; the screen shows all rows.
_MOST_PRINTED_ROWS = 9
_TICK_STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600)


def report_html(report: SetReport) -> str:
    """The report as a complete HTML document. It loads nothing and runs no script."""
    environment = Environment(
        loader=PackageLoader("posecoach.records.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    spans = state_spans(report)
    end_s = spans[-1].end_s
    shown = {span.state for span in spans}
    return environment.get_template("report.html").render(
        report=report,
        told=summarise(report),
        most_rows=_MOST_PRINTED_ROWS,
        best=report.best,
        spans=spans,
        legend=[state for state in State if state in shown],
        words=STATE_WORDS,
        ticks=_ticks(end_s),
        end_s=end_s,
        lost=lost_time(report),
        advice=advice,
        in_words=words.named,
        shown_value=shown_value,
    )


def _ticks(end_s: float) -> list[int]:
    step = next((step for step in _TICK_STEPS_S if end_s / step <= _MOST_TICKS), _TICK_STEPS_S[-1])
    return list(range(0, int(end_s) + 1, step))
