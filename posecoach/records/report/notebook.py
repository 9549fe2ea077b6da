"""A set's report as a few lines of HTML for a notebook: the verdict, the seconds and the timeline."""

from posecoach.catalog.exercise_texts import texts_of
from posecoach.coaching.feedback import State
from posecoach.records import words
from posecoach.records.html_page import render_page
from posecoach.records.report.explain import state_spans
from posecoach.records.report.model import SetReport
from posecoach.records.report.summary import summarise
from posecoach.records.words import STATE_WORDS

_SHORTEST_S = 0.04  # a set of one moment has no length of its own


def notebook_html(report: SetReport) -> str:
    """The report as a fragment of HTML, without scripts; all text is escaped."""
    spans, spec = state_spans(report), report.spec
    shown = {span.state for span in spans}
    return render_page(
        "posecoach.records.report",
        "notebook.html",
        title=texts_of(spec).title,
        summary=summarise(report),
        spans=spans,
        end_s=max(spans[-1].end_s, _SHORTEST_S),
        words=STATE_WORDS,
        label=lambda state: words.state_label(state, spec),
        legend=[
            {"label": words.state_label(state, spec), "colour": STATE_WORDS[state].css_colour}
            for state in State
            if state in shown
        ],
    )
