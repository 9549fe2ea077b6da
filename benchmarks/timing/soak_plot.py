"""A soak as a picture: memory, answers a second and latency over time, and what the machine did beside."""

import io
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import altair as alt
from PIL import Image

from benchmarks.timing.soak_report import Event, Sample, median, rows, windows

# From Okabe and Ito's palette: distinct with every common colour blindness.
_COLOURS = ["#0072B2", "#D55E00"]
_EVENT_COLOURS = {
    Event.START: "#8C8C8C",
    Event.RECONNECT: "#CC79A7",
    Event.HIDDEN: "#56B4E9",
    Event.PAUSE: "#E69F00",
}
_WIDTH, _HEIGHT, _LOW = 660, 120, 70
_LABELS_WIDTH = 36  # puts the panels' left edges in line
_SCALE = 1.5  # pixels a point
_TITLES = {
    "server_mb": "server",
    "page_mb": "page",
    "answers_per_s": "answers a second",
    "p50_ms": "median",
    "p95_ms": "95th percentile",
    "load": "load average",
    "other_cores": "cores used by other programs",
}


def write_plot(target: Path, samples: Sequence[Sample]) -> None:
    """Writes the plot as PNG."""
    drawn = io.BytesIO()
    plot(samples).save(drawn, format="png", scale_factor=_SCALE)
    Image.open(drawn).convert("RGB").save(target, format="png", optimize=True)  # an eighth of the size


def plot(samples: Sequence[Sample]) -> alt.VConcatChart:
    """Four panels over the same minutes; bands mark what is not compared.

    Memory is a line through all samples. Answers and latency are a dot for each sample in which the coach
    was at work, and a line through the medians of five minutes.
    """
    at_work = [sample for sample in samples if sample.steady]
    panels = [
        _panel(samples, "Memory (MB)", [_line(rows(samples), ("server_mb", "page_mb"))]),
        _panel(samples, "Answers a second", _dots_and_medians(at_work, ("answers_per_s",))),
        _panel(samples, "Latency (ms)", _dots_and_medians(at_work, ("p50_ms", "p95_ms"))),
        _panel(samples, "Machine", [_line(rows(samples), ("load", "other_cores"), thin=True)]),
    ]
    drawn = alt.VConcatChart(vconcat=panels, spacing=12).resolve_scale(color="independent")
    return drawn.configure(background="white").configure_view(stroke=None)


def bands(samples: Sequence[Sample]) -> list[dict[str, Any]]:
    """From when to when (minutes) what happened; one band for samples in a row."""
    found = []
    begin = 0.0
    for event, group in groupby(samples, lambda sample: sample.event):
        end = list(group)[-1].minute
        if event is not Event.NONE:
            found.append({"from": begin, "to": end, "event": event.value})
        begin = end
    return found


def _panel(samples: Sequence[Sample], title: str, layers: list[alt.Chart]) -> alt.LayerChart:
    first, last = title.startswith("Memory"), title == "Machine"
    marked = alt.Chart(alt.InlineData(values=bands(samples))).mark_rect(opacity=0.35)
    happened = marked.encode(
        x=alt.X(
            "from:Q",
            title="Minutes" if last else None,
            axis=alt.Axis(labels=last, grid=False),
            scale=alt.Scale(domain=[0, samples[-1].minute], nice=False),
        ),
        x2="to:Q",
        color=alt.Color(
            "event:N",
            scale=alt.Scale(domain=list(_EVENT_COLOURS), range=list(_EVENT_COLOURS.values())),
            legend=alt.Legend(title=None) if first else None,
        ),
    )
    layered = alt.LayerChart(layer=[happened, *layers]).resolve_scale(color="independent")
    height = _LOW if last else _HEIGHT
    return layered.properties(width=_WIDTH, height=height, title=alt.Title(title, anchor="start"))


def _line(values: list[dict[str, Any]], names: tuple[str, ...], *, thin: bool = False) -> alt.Chart:
    return _drawn(_chart(values, names).mark_line(strokeWidth=0.8 if thin else 2), names)


def _dots_and_medians(at_work: Sequence[Sample], names: tuple[str, ...]) -> list[alt.Chart]:
    medians = [
        {
            "minute": (window[0].minute + window[-1].minute) / 2,
            **{name: median(window, name) for name in names},
        }
        for window in windows(at_work)
    ]
    dots = _chart(rows(at_work), names).mark_circle(size=12, opacity=0.6)
    return [_drawn(dots, names, legend=False), _line(medians, names)]


def _chart(values: list[dict[str, Any]], names: tuple[str, ...]) -> alt.Chart:
    return alt.Chart(
        alt.InlineData(
            values=[
                {"minute": row["minute"], "value": row[name], "of": _TITLES[name]}
                for row in values
                for name in names
            ]
        )
    )


def _drawn(chart: alt.Chart, names: tuple[str, ...], *, legend: bool = True) -> alt.Chart:
    return chart.encode(
        x="minute:Q",
        y=alt.Y("value:Q", title=None, axis=alt.Axis(minExtent=_LABELS_WIDTH, tickCount=4)),
        color=alt.Color(
            "of:N",
            scale=alt.Scale(domain=[_TITLES[name] for name in names], range=_COLOURS[: len(names)]),
            legend=alt.Legend(title=None) if legend else None,
        ),
    )
