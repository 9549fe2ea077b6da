"""The chart of a measure over a set, with its error budget and the limits of its gates."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import altair as alt
import numpy as np

from posecoach.coaching.exercise.gate import Gate, PassWhen, Phase
from posecoach.records import words
from posecoach.records.palette import GREEN, PLAIN_BLUE, PURPLE
from posecoach.translation import translate as _
from posecoach.ui.charts.style import HEIGHT_PX, MIN_LABEL_WIDTH_PX, time_axis

# Legible on the light page and on the dark one.
_TRUE_CURVE: Final = "#B5651D"
START_COLOUR: Final = PURPLE
_LIMIT: Final = "#008F68"
_BAND_OPACITY: Final = 0.13  # behind everything else
_RIBBON_OPACITY: Final = 0.25
_LINE_PX: Final = 2
_THIN_LINE_PX: Final = 1.5
_HOVER_PX: Final = 6  # wide enough to hit with a pointer
# Of dashed lines: pixels drawn, pixels left out.
_DASHES: Final = alt.Scale(domain=["enter", "exit"], range=[[1, 0], [3, 4]])
_TRUE_DASH: Final = (5, 4)
_VALUE_TICKS: Final = 5
_MARGIN: Final = 0.08  # above and below, as a share of what the axis holds
# More points than a screen has columns cost time and show nothing.
_MAX_POINTS: Final = 1200

Row = TypeVar("Row", bound=tuple[float, ...])


@dataclass(frozen=True, slots=True)
class Curve:
    """A measure in time: one entry a frame, NaN where it is not known."""

    measure: str
    t_s: Sequence[float]
    value: Sequence[float]
    sigma: Sequence[float]
    truth: Sequence[tuple[float, float]] = ()


def measure_chart(curve: Curve, gates: Sequence[Gate], duration_s: float) -> alt.LayerChart:
    """A measure with its error budget as a ribbon, over the band in which its gates pass.

    Of an exercise of repetitions the start position has a band of its own, in another colour.

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
            tickCount=_VALUE_TICKS,
            tickMinStep=10**-points,
            format=f".{points}f",
            labelExpr=f"datum.label + '{unit}'",
            minExtent=MIN_LABEL_WIDTH_PX,
        ),
    )
    x = time_axis("t_s", duration_s)
    bands = [
        alt.Chart(alt.InlineData(values=[_passing(asked, low, high)]))
        .mark_rect(color=colour, opacity=_BAND_OPACITY)
        .encode(y=alt.Y("from:Q", scale=scale), y2="to:Q")
        for asked, colour in _by_position(gates)
    ]
    limits = alt.Chart(alt.InlineData(values=limit_rows)).mark_rule(color=_LIMIT, strokeWidth=_THIN_LINE_PX)
    rules = limits.encode(y=y, strokeDash=alt.StrokeDash("limit:N", scale=_DASHES, legend=None))
    measured = alt.Chart(values)
    ribbon = measured.mark_area(color=PLAIN_BLUE, opacity=_RIBBON_OPACITY, clip=True).encode(
        x=x, y=alt.Y("low:Q", scale=scale), y2="high:Q"
    )
    line = measured.mark_line(color=PLAIN_BLUE, strokeWidth=_LINE_PX, clip=True).encode(x=x, y=y)
    hover = measured.mark_rule(opacity=0, strokeWidth=_HOVER_PX).encode(
        x=x,
        tooltip=[
            alt.Tooltip("t_s:Q", title=_("Time (s)"), format=".1f"),
            alt.Tooltip("read:N", title=words.measure_label(curve.measure)),
        ],
    )
    truth = [_truth_line(curve, x, y)] if curve.truth else []
    return alt.LayerChart(layer=[*bands, rules, ribbon, *truth, line, hover]).properties(height=HEIGHT_PX)


def _truth_line(curve: Curve, x: alt.X, y: alt.Y) -> alt.Chart:
    rows = [{"t_s": t_s, "value": value} for t_s, value in _thinned(curve.truth)]
    line = alt.Chart(alt.InlineData(values=rows)).mark_line(
        color=_TRUE_CURVE, strokeDash=list(_TRUE_DASH), strokeWidth=_THIN_LINE_PX, clip=True
    )
    drawn: alt.Chart = line.encode(x=x, y=y)
    return drawn


def _points(curve: Curve) -> list[dict[str, Any]]:
    """One row a point drawn; an unknown value is null, which breaks the line and the ribbon."""
    rows: list[dict[str, Any]] = []
    for t_s, value, sigma in _thinned(list(zip(curve.t_s, curve.value, curve.sigma, strict=True))):
        if np.isfinite(value):
            read = f"{words.value(curve.measure, value)} ± {words.value(curve.measure, sigma)}"
            rows.append(
                {"t_s": t_s, "value": value, "low": value - sigma, "high": value + sigma, "read": read}
            )
        else:
            rows.append({"t_s": t_s, "value": None, "low": None, "high": None, "read": _("not known")})
    return rows


def _thinned(rows: Sequence[Row]) -> list[Row]:
    """Of long series the lowest and the highest of each bucket, so that no peak is lost."""
    if len(rows) <= _MAX_POINTS:
        return list(rows)
    thinned: list[Row] = []
    for bucket in np.array_split(np.arange(len(rows)), _MAX_POINTS // 2):
        values = np.array([rows[index][1] for index in bucket])
        if np.isnan(values).all():
            thinned.append(rows[bucket[0]])
        else:
            thinned += [
                rows[bucket[at]] for at in sorted({int(np.nanargmin(values)), int(np.nanargmax(values))})
            ]
    return thinned


def _by_position(gates: Sequence[Gate]) -> list[tuple[list[Gate], str]]:
    """The gates that are asked together, with the colour of their band.

    Those of the position that counts come first, then those of the start position where it has its own.
    """
    counts = [gate for gate in gates if gate.phase is not Phase.START]
    start = [gate for gate in gates if gate.phase is not Phase.WORK]
    found = [(counts, GREEN)] if counts else []
    return found + ([(start, START_COLOUR)] if any(gate.phase is Phase.START for gate in gates) else [])


def _passing(gates: Sequence[Gate], low: float, high: float) -> dict[str, float]:
    """The values that all of a measure's gates let pass at entry, within the axis."""
    floors = [gate.enter for gate in gates if gate.pass_when is PassWhen.AT_LEAST]
    ceilings = [gate.enter for gate in gates if gate.pass_when is PassWhen.AT_MOST]
    return {"from": max([low, *floors]), "to": min([high, *ceilings])}


def _extent(curve: Curve, gates: Sequence[Gate]) -> tuple[float, float]:
    """An axis that holds every known value, its ribbon and every limit, with a margin."""
    value, sigma = np.asarray(curve.value, dtype=float), np.asarray(curve.sigma, dtype=float)
    known = np.isfinite(value)
    marks = [limit for gate in gates for limit in (gate.enter, gate.exit)]
    marks += [true for _t_s, true in curve.truth]
    marks += [*(value[known] - sigma[known]), *(value[known] + sigma[known])]
    low, high = min(marks), max(marks)
    margin = _MARGIN * (high - low)
    return float(low - margin), float(high + margin)
