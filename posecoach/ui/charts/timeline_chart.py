"""The timeline of a set: states, faults and the truth as coloured bands over one time axis."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import altair as alt

from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import State
from posecoach.records import palette, words
from posecoach.translation import format_number
from posecoach.translation import translate as _
from posecoach.ui.charts.style import MIN_LABEL_WIDTH_PX, SHORTEST_S, time_axis

_BAND_HEIGHT_PX: Final = 32
_AXIS_HEIGHT_PX: Final = 48
_BAR_SHARE: Final = 0.85  # of the band's height; the rest is the gap to the next band
_MAX_ROW_NAME_PX: Final = 90
# A word is drawn in its band if it fits there: a letter of this font takes about so many pixels.
_FONT_PX: Final = 12
_LETTER_PX: Final = 6.6
_PADDING_PX: Final = 8


@dataclass(frozen=True, slots=True)
class Span:
    """A coloured stretch of time with a word for it.

    Attributes:
        row: The band that it lies in.
        label: The word drawn in it, which its colour only repeats.
        detail: What the tooltip adds, e.g. the reason.
    """

    row: str
    start_s: float
    end_s: float
    label: str
    colour: str
    detail: str = ""


def state_spans(
    row: str,
    runs: Iterable[tuple[str, str, float, float]],
    spec: StretchSpec | None,
    why: Callable[[State, str], str],
    begin_s: float = 0.0,
) -> list[Span]:
    """The states of a set as spans.

    Args:
        row: The band's name.
        runs: State, reason, start and end (seconds) of every run, in order; see ``SetRecord.spans``.
        spec: The exercise, None where it is no longer there.
        why: Says a state and its reason in plain words.
        begin_s: When the set began.
    """
    return [
        Span(
            row,
            start_s - begin_s,
            end_s - begin_s,
            words.state_label(State(state), spec),
            palette.STATES[State(state)],
            why(State(state), reason),
        )
        for state, reason, start_s, end_s in runs
    ]


def timeline_chart(spans: Sequence[Span], duration_s: float) -> alt.LayerChart:
    """Bands of spans over one time axis, in the order of their rows."""
    rows = list(dict.fromkeys(span.row for span in spans))
    data = alt.InlineData(values=[_span_row(span, duration_s) for span in spans])
    base = alt.Chart(data).encode(
        y=alt.Y("row:N", sort=rows, title=None, axis=_row_axis()),
        tooltip=[
            alt.Tooltip("label:N", title=_("State")),
            alt.Tooltip("detail:N", title=_("Why")),
            alt.Tooltip("when:N", title=_("When")),
        ],
    )
    bars = base.mark_bar(height=alt.RelativeBandSize(band=_BAR_SHARE)).encode(
        x=time_axis("start", duration_s), x2="end:Q", color=alt.Color("colour:N", scale=None)
    )
    fits = f"datum.share * width > {_LETTER_PX} * length(datum.label) + {_PADDING_PX}"
    labels = base.mark_text(
        color=palette.WORDS, align="center", fontSize=alt.ExprRef(f"{fits} ? {_FONT_PX} : 0")
    ).encode(x=alt.X("middle:Q"), text="label:N")
    labels = labels.transform_calculate(middle="(datum.start + datum.end) / 2")
    height_px = _BAND_HEIGHT_PX * len(rows) + _AXIS_HEIGHT_PX
    return alt.LayerChart(layer=[bars, labels]).properties(height=height_px)


def _span_row(span: Span, duration_s: float) -> dict[str, Any]:
    lasts_s = span.end_s - span.start_s
    return {
        "row": span.row,
        "start": round(span.start_s, 3),
        "end": round(span.end_s, 3),
        "share": lasts_s / max(duration_s, SHORTEST_S),
        "label": span.label,
        "colour": span.colour,
        "when": _("{start} to {end} s ({seconds})").format(
            start=format_number(span.start_s, 1),
            end=format_number(span.end_s, 1),
            seconds=words.seconds(lasts_s),
        ),
        "detail": span.detail or "-",
    }


def _row_axis() -> alt.Axis:
    return alt.Axis(labelLimit=_MAX_ROW_NAME_PX, minExtent=MIN_LABEL_WIDTH_PX, ticks=False, domain=False)
