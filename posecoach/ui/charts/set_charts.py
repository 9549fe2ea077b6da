"""Altair charts: states in time as one band, and measures with their error budget and limits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import altair as alt
import numpy as np

from posecoach.coaching.exercise.spec import Gate, PassWhen
from posecoach.coaching.feedback import Severity, State
from posecoach.records import words
from posecoach.records.words import STATE_WORDS

# Okabe and Ito's palette, told apart with every common colour blindness; the greys differ in
# lightness. Black text has a contrast of at least 4.5 to each.
STATE_COLOURS = {
    State.VALID: "#009E73",
    State.FAULT: "#D55E00",
    State.MOVING: "#56B4E9",
    State.NOT_IN_POSITION: "#C4C4C4",
    State.UNKNOWN: "#F0E442",
    State.NOT_FRAMED: "#CC79A7",
    State.NO_PERSON: "#8C8C8C",
}
SEVERITY_COLOURS = {Severity.BLOCKING: STATE_COLOURS[State.FAULT], Severity.ADVICE: "#E69F00"}
_ON_COLOUR = "#000000"
# Legible on the light and on the dark page.
_CURVE = "#2E86C1"
_TRUE_CURVE = "#B5651D"
_LIMIT = "#008F68"

Row = TypeVar("Row", bound=tuple[float, ...])

# Pixels, the time axis included.
_BAND_HEIGHT, _AXIS_HEIGHT = 32, 48
_CURVE_HEIGHT = 220
# A band's word is drawn where it fits: about so many pixels a letter at this font size.
_LABEL_PX = 12
_LETTER_PX = 6.6
_DASHES = alt.Scale(domain=["enter", "exit"], range=[[1, 0], [3, 4]])
# More points than a screen has columns cost time and show nothing.
_MOST_POINTS = 1200


@dataclass(frozen=True, slots=True)
class Span:
    """A coloured stretch of time with a word for it.

    Attributes:
        row: The band that it lies in.
        label: The word drawn in it, which its colour only repeats.
        detail: What hovering tells besides, e.g. the reason.
    """

    row: str
    start_s: float
    end_s: float
    label: str
    colour: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Curve:
    """A measure in time: one entry a frame, NaN where it is not known."""

    measure: str
    t_s: Sequence[float]
    value: Sequence[float]
    sigma: Sequence[float]
    truth: Sequence[tuple[float, float]] = ()


def state_spans(row: str, frames: Iterable[tuple[float, State, str]], end_s: float) -> list[Span]:
    """Join frames of one state and one reason into spans; a frame lasts until the next.

    Args:
        row: The band's name.
        frames: (time in seconds, state, the reason in plain words) of every frame, in order.
        end_s: When the last frame ends.
    """
    spans: list[Span] = []
    begun: tuple[float, State, str] | None = None
    for frame in (*frames, None):
        if begun is not None and (frame is None or frame[1:] != begun[1:]):
            start_s, state, why = begun
            until_s = end_s if frame is None else frame[0]
            spans.append(Span(row, start_s, until_s, STATE_WORDS[state].label, STATE_COLOURS[state], why))
            begun = None
        if begun is None:
            begun = frame
    return spans


def timeline(spans: Sequence[Span], duration_s: float) -> alt.LayerChart:
    """Bands of spans over one time axis, in the order of their rows."""
    rows = list(dict.fromkeys(span.row for span in spans))
    data = alt.InlineData(values=[_span_row(span, duration_s) for span in spans])
    base = alt.Chart(data).encode(
        y=alt.Y("row:N", sort=rows, title=None, axis=_row_axis()),
        tooltip=[
            alt.Tooltip("label:N", title="State"),
            alt.Tooltip("detail:N", title="Why"),
            alt.Tooltip("when:N", title="When"),
        ],
    )
    bars = base.mark_bar(height=alt.RelativeBandSize(band=0.85)).encode(
        x=_time_axis("start", duration_s), x2="end:Q", color=alt.Color("colour:N", scale=None)
    )
    fits = f"datum.share * width > {_LETTER_PX} * length(datum.label) + 8"
    labels = base.mark_text(
        color=_ON_COLOUR, align="center", fontSize=alt.ExprRef(f"{fits} ? {_LABEL_PX} : 0")
    ).encode(x=alt.X("middle:Q"), text="label:N")
    labels = labels.transform_calculate(middle="(datum.start + datum.end) / 2")
    return alt.LayerChart(layer=[bars, labels]).properties(height=_BAND_HEIGHT * len(rows) + _AXIS_HEIGHT)


def measure_chart(curve: Curve, gates: Sequence[Gate], duration_s: float) -> alt.LayerChart:
    """A measure with its error budget as a ribbon, over the band in which its gates pass.

    Args:
        curve: The measure in time.
        gates: The spec's gates on this measure.
        duration_s: Where the time axis ends.
    """
    unit = words.measure_unit(curve.measure)
    values, points = alt.InlineData(values=_points(curve)), 0 if unit else 2
    limit_rows = [
        {"limit": name, "value": limit}
        for gate in gates
        for name, limit in (("enter", gate.enter), ("exit", gate.exit))
    ]
    low, high = _extent(curve, gates)
    scale = alt.Scale(domain=[low, high], nice=False, zero=False)
    y = alt.Y(
        "value:Q",
        title=None,
        scale=scale,
        axis=alt.Axis(
            tickCount=5,
            tickMinStep=10**-points,
            format=f".{points}f",
            labelExpr=f"datum.label + '{unit}'",
            minExtent=36,
        ),
    )
    x = _time_axis("t_s", duration_s)
    passing = _passing(gates, low, high)
    band = (
        alt.Chart(alt.InlineData(values=[passing]))
        .mark_rect(color=STATE_COLOURS[State.VALID], opacity=0.13)
        .encode(y=alt.Y("from:Q", scale=scale), y2="to:Q")
    )
    limits = alt.Chart(alt.InlineData(values=limit_rows)).mark_rule(color=_LIMIT, strokeWidth=1.5)
    rules = limits.encode(y=y, strokeDash=alt.StrokeDash("limit:N", scale=_DASHES, legend=None))
    measured = alt.Chart(values)
    ribbon = measured.mark_area(color=_CURVE, opacity=0.25, clip=True).encode(
        x=x, y=alt.Y("low:Q", scale=scale), y2="high:Q"
    )
    line = measured.mark_line(color=_CURVE, strokeWidth=2, clip=True).encode(x=x, y=y)
    hover = measured.mark_rule(opacity=0, strokeWidth=6).encode(
        x=x,
        tooltip=[
            alt.Tooltip("t_s:Q", title="Time (s)", format=".1f"),
            alt.Tooltip("said:N", title=words.measure_label(curve.measure)),
        ],
    )
    layers = [band, rules, ribbon, line, hover]
    if curve.truth:
        layers.insert(3, _truth_line(curve, x, y))
    return alt.LayerChart(layer=layers).properties(height=_CURVE_HEIGHT)


def _span_row(span: Span, duration_s: float) -> dict[str, Any]:
    lasts_s = span.end_s - span.start_s
    return {
        "row": span.row,
        "start": round(span.start_s, 3),
        "end": round(span.end_s, 3),
        "share": lasts_s / duration_s,
        "label": span.label,
        "colour": span.colour,
        "when": f"{span.start_s:.1f} to {span.end_s:.1f} s ({words.seconds(lasts_s)})",
        "detail": span.detail or "-",
    }


def _time_axis(field: str, duration_s: float) -> alt.X:
    return alt.X(
        f"{field}:Q",
        title=None,
        scale=alt.Scale(domain=[0, duration_s], nice=False),
        axis=alt.Axis(tickCount=8, labelExpr="datum.label + ' s'", grid=False),
    )


def _row_axis() -> alt.Axis:
    return alt.Axis(labelLimit=90, minExtent=36, ticks=False, domain=False)


def _truth_line(curve: Curve, x: alt.X, y: alt.Y) -> alt.Chart:
    rows = [{"t_s": t_s, "value": value} for t_s, value in _thinned(curve.truth)]
    line = alt.Chart(alt.InlineData(values=rows)).mark_line(
        color=_TRUE_CURVE, strokeDash=[5, 4], strokeWidth=1.5, clip=True
    )
    drawn: alt.Chart = line.encode(x=x, y=y)
    return drawn


def _points(curve: Curve) -> list[dict[str, Any]]:
    """One row a point drawn; an unknown value is null, which breaks the line and the ribbon."""
    rows: list[dict[str, Any]] = []
    for t_s, value, sigma in _thinned(list(zip(curve.t_s, curve.value, curve.sigma, strict=True))):
        if np.isfinite(value):
            said = f"{words.value(curve.measure, value)} ± {words.value(curve.measure, sigma)}"
            rows.append(
                {"t_s": t_s, "value": value, "low": value - sigma, "high": value + sigma, "said": said}
            )
        else:
            rows.append({"t_s": t_s, "value": None, "low": None, "high": None, "said": "not known"})
    return rows


def _thinned(rows: Sequence[Row]) -> list[Row]:
    """Of long series the lowest and the highest of each bucket, so that no peak is lost."""
    if len(rows) <= _MOST_POINTS:
        return list(rows)
    kept: list[Row] = []
    for bucket in np.array_split(np.arange(len(rows)), _MOST_POINTS // 2):
        values = np.array([rows[index][1] for index in bucket])
        if np.isnan(values).all():
            kept.append(rows[bucket[0]])
        else:
            kept += [
                rows[bucket[at]] for at in sorted({int(np.nanargmin(values)), int(np.nanargmax(values))})
            ]
    return kept


def _passing(gates: Sequence[Gate], low: float, high: float) -> dict[str, float]:
    """The values that all of a measure's gates let pass at entry, within the axis."""
    floors = [gate.enter for gate in gates if gate.pass_when is PassWhen.AT_LEAST]
    ceilings = [gate.enter for gate in gates if gate.pass_when is PassWhen.AT_MOST]
    return {"from": max([low, *floors]), "to": min([high, *ceilings])}


def _extent(curve: Curve, gates: Sequence[Gate]) -> tuple[float, float]:
    """An axis that holds every known value, its ribbon and every limit, with some air."""
    value, sigma = np.asarray(curve.value, dtype=float), np.asarray(curve.sigma, dtype=float)
    known = np.isfinite(value)
    marks = [limit for gate in gates for limit in (gate.enter, gate.exit)]
    marks += [true for _, true in curve.truth]
    marks += [*(value[known] - sigma[known]), *(value[known] + sigma[known])]
    low, high = min(marks), max(marks)
    air = 0.08 * (high - low)
    return float(low - air), float(high + air)
