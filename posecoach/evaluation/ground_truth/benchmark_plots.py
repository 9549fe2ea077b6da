"""A benchmark's plots as SVG, to embed in a page."""

import io
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import altair as alt
import numpy as np

from posecoach.coaching.kinematics.measures.table import MEASURES
from posecoach.evaluation.ground_truth.benchmark import PHASE_WORDS
from posecoach.evaluation.ground_truth.score import AngleReading, ClipScore, Phase
from posecoach.records import palette, words

_PHASE_COLOURS = {Phase.HOLD: palette.GREEN, Phase.MOVING: palette.SKY_BLUE, Phase.OTHER: palette.PURPLE}
_BUDGET_COLOUR = palette.GREY
_FAULT_COLOUR = palette.VERMILLION

_WIDTH, _HEIGHT = 400, 240
_FONT_PX = 13
_TICKS = 8
_LABELS_WIDTH = 150
_ROW_HEIGHT = 34
_BIN_DEG = 10.0
_FEWEST_READINGS = 10  # fewer in a bin say nothing about the spread
_SPREAD = (5, 95)  # percentiles
# Puts the phases side by side within a bin.
_ASIDE_DEG = {Phase.HOLD: -2.0, Phase.MOVING: 0.0, Phase.OTHER: 2.0}


def error_plot(measure: str, readings: Sequence[AngleReading]) -> str:
    """The error of one measure over the true angle: its median and spread in each phase, and its budget."""
    bins: defaultdict[tuple[Phase, float], list[tuple[float, float]]] = defaultdict(list)
    for reading in readings:
        if reading.measure == measure and reading.error is not None:
            middle = (reading.true // _BIN_DEG + 0.5) * _BIN_DEG
            bins[reading.phase, middle].append((reading.error, reading.sigma))
    rows = [
        _bin_row(phase, middle, np.array(values))
        for (phase, middle), values in sorted(bins.items())
        if len(values) >= _FEWEST_READINGS
    ]
    x = alt.X("true:Q", title=f"True {MEASURES[measure].label.lower()} (°)", scale=alt.Scale(zero=False))
    colour = alt.Color(
        "phase:N",
        title=None,
        scale=alt.Scale(
            domain=[PHASE_WORDS[phase] for phase in Phase],
            range=[_PHASE_COLOURS[phase] for phase in Phase],
        ),
        legend=alt.Legend(orient="top"),
    )
    data = alt.Chart(alt.InlineData(values=rows))
    budget = data.mark_area(color=_BUDGET_COLOUR, opacity=0.12).encode(
        x=alt.X("middle:Q"),
        y=alt.Y("mean(minus_budget):Q", title="Error, measured minus true (°)"),
        y2="mean(budget):Q",
    )
    zero = alt.Chart(alt.InlineData(values=[{"error": 0}]))
    zero_line = zero.mark_rule(color=_BUDGET_COLOUR).encode(y="error:Q")
    spread = data.mark_rule(strokeWidth=2.5, opacity=0.6).encode(x=x, y="low:Q", y2="high:Q", color=colour)
    median = data.mark_circle(size=60, opacity=1).encode(x=x, y="median:Q", color=colour)
    layers = [budget, zero_line, spread, median]
    return _svg(alt.LayerChart(layer=layers).properties(width=_WIDTH, height=_HEIGHT))


def lateness_plot(clips: Sequence[ClipScore]) -> str:
    """How long after its onset each planted fault was named; missed faults have no dot."""
    rows = [
        {"fault": words.named(fault.id, clip.stretch), "late_s": fault.late_s, "clip": clip.name}
        for clip in clips
        for fault in clip.planted
        if fault.late_s is not None
    ]
    base = alt.Chart(alt.InlineData(values=rows))
    dots = base.mark_circle(size=90, color=_FAULT_COLOUR, opacity=0.7).encode(
        x=alt.X("late_s:Q", title="Time from onset until named (s)"),
        # The page's font may be wider than the one used to measure the plot.
        y=alt.Y("fault:N", title=None, axis=alt.Axis(minExtent=_LABELS_WIDTH)),
    )
    return _svg(dots.properties(width=1.6 * _WIDTH, height=alt.Step(_ROW_HEIGHT)))


def _bin_row(phase: Phase, middle: float, values: np.ndarray[Any, Any]) -> dict[str, Any]:
    errors, budgets = values.T
    low, median, high = np.percentile(errors, (_SPREAD[0], 50, _SPREAD[1]))
    budget = float(budgets.mean())
    return {
        "phase": PHASE_WORDS[phase],
        "middle": middle,
        "true": middle + _ASIDE_DEG[phase],
        "low": float(low),
        "median": float(median),
        "high": float(high),
        "budget": budget,
        "minus_budget": -budget,
    }


def _svg(chart: alt.Chart | alt.LayerChart) -> str:
    drawn = io.StringIO()
    plain = chart.configure(background="transparent").configure_view(stroke=None)
    plain = plain.configure_axis(
        labelFontSize=_FONT_PX,
        labelOverlap=True,
        tickCount=_TICKS,
        titleFontSize=_FONT_PX,
        titleFontWeight="normal",
    )
    plain = plain.configure_legend(labelFontSize=_FONT_PX, columnPadding=_FONT_PX)
    plain.save(drawn, format="svg")
    return drawn.getvalue()
