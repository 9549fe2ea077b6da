"""A soak's samples: their table, their verdict and their plot."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from benchmarks.timing.soak_plot import bands, plot, write_plot
from benchmarks.timing.soak_report import (
    Event,
    Sample,
    compare,
    halves,
    last_line,
    read_samples,
    table,
    windows,
    write_header,
    write_sample,
)

STEADY = Sample(
    minute=0.0,
    event=Event.NONE,
    server_mb=400.0,
    page_mb=300.0,
    answers_per_s=15.0,
    p50_ms=90.0,
    p95_ms=140.0,
    picture_px=640,
    sessions=1,
    live_sockets=1,
    engine_threads=1,
    server_threads=25,
    server_files=16,
    load=3.0,
    other_cores=0.1,
)
HIDDEN = replace(STEADY, event=Event.HIDDEN, answers_per_s=0.0, p50_ms=float("nan"), p95_ms=float("nan"))


def an_hour(change: Callable[[float], dict[str, float]] = lambda _: {}) -> list[Sample]:
    """A sample every 10 s, each with what this says of its minute."""
    minutes = [(number + 1) / 6 for number in range(360)]
    return [replace(STEADY, minute=minute, **change(minute)) for minute in minutes]


def test_the_halves_leave_the_warm_up_out():
    early, late = halves(an_hour())
    assert early[0].minute > 5
    assert early[-1].minute == pytest.approx(32.5, abs=0.01)
    assert late[0].minute > 32.5
    assert late[-1].minute == 60


@pytest.mark.parametrize(
    ("name", "late", "verdict"),
    [
        ("server_mb", 419.0, "within 5%"),
        ("server_mb", 421.0, "above its limit"),
        ("server_mb", 370.0, "better"),
        ("page_mb", 330.0, "above its limit"),
        ("answers_per_s", 14.3, "within 5%"),
        ("answers_per_s", 14.2, "above its limit"),
        ("answers_per_s", 17.0, "better"),
        ("p50_ms", 95.0, "above its limit"),
        ("p95_ms", 146.0, "within 5%"),
    ],
)
def test_a_change_for_the_worse_beyond_5_percent_is_above_the_limit(name: str, late: float, verdict: str):
    samples = an_hour(lambda minute: {name: late} if minute > 32.5 else {})
    assert compare(samples, name).verdict == verdict
    assert verdict in last_line(samples)


def test_memory_that_grows_in_the_warm_up_alone_is_flat():
    samples = an_hour(lambda minute: {"server_mb": min(400.0, 80 * minute)})
    assert compare(samples, "server_mb").change == 0


def test_hidden_tabs_do_not_slow_the_coach_in_the_comparison():
    samples = [
        replace(HIDDEN, minute=sample.minute) if sample.minute > 40 and number % 2 else sample
        for number, sample in enumerate(an_hour())
    ]
    assert [compare(samples, name).change for name in ("answers_per_s", "p50_ms", "p95_ms")] == [0, 0, 0]


def test_other_programs_leave_the_speed_unknown_and_the_memory_known():
    slow = {"answers_per_s": 7.0, "other_cores": 1.2}
    samples = an_hour(lambda minute: slow if minute > 30 else {})
    speed = compare(samples, "answers_per_s")
    assert speed.verdict.startswith("can't tell")
    assert (speed.early, speed.late) == (15.0, 7.0)
    assert compare(samples, "server_mb").verdict == "within 5%"


def test_speed_is_compared_where_other_programs_are_quiet():
    slow = {"answers_per_s": 7.0, "other_cores": 1.2}
    samples = an_hour(lambda minute: slow if 30 < minute < 55 else {})
    assert compare(samples, "answers_per_s").verdict == "within 5%"


def test_too_few_samples_say_nothing_about_memory():
    assert compare(an_hour()[:6], "server_mb").verdict.startswith("can't tell")


def test_a_figure_that_no_sample_has_is_unknown():
    samples = an_hour(lambda _: {"p50_ms": float("nan")})
    assert compare(samples, "p50_ms").verdict.startswith("can't tell")


def test_a_window_is_five_minutes_and_its_line_counts_what_happened():
    samples = an_hour()[:36]
    for place in (3, 4, 10):
        samples[place] = replace(HIDDEN, minute=samples[place].minute)
    samples[34] = replace(samples[34], live_sockets=2)
    assert [len(window) for window in windows(samples)] == [30, 6]
    head, first, second = table(samples).splitlines()
    hidden = head.index(Event.HIDDEN) + len(Event.HIDDEN)
    assert first[:hidden].split()[-1] == "2"
    assert second[:hidden].split()[-1] == "0"
    # Medians of the samples in which the coach was at work.
    assert "15.0/s" in first
    assert first.split()[-2:] == ["1", "1"]
    assert second.split()[-2:] == ["2", "1"]


def test_samples_come_back_from_their_file(tmp_path: Path):
    written = [replace(STEADY, minute=0.167), replace(HIDDEN, minute=0.333, event=Event.PAUSE)]
    path = tmp_path / "soak.csv"
    with path.open("w", newline="", encoding="utf-8") as target:
        write_header(target)
        for sample in written:
            write_sample(target, sample)
    assert repr(read_samples(path)) == repr(written)  # NaN does not equal itself


def panels(samples: Sequence[Sample]) -> list[list[dict]]:
    """What the marks of each panel are drawn from, apart from its bands."""
    drawn = plot(samples).to_dict()
    return [
        [row for layer in panel["layer"][1:] for row in drawn["datasets"][layer["data"]["name"]]]
        for panel in drawn["vconcat"]
    ]


def test_the_plot_marks_what_happened_and_leaves_it_out_of_the_speed():
    samples = an_hour()[:30]
    for place in (11, 12):
        samples[place] = replace(HIDDEN, minute=samples[place].minute)
    assert bands(samples) == [
        {"from": pytest.approx(11 / 6), "to": pytest.approx(13 / 6), "event": "tab hidden"}
    ]
    memory, answers, latency, machine = panels(samples)
    assert {row["value"] for row in answers} == {15.0}
    assert {row["value"] for row in latency} == {90.0, 140.0}
    assert len(memory) == 2 * len(samples)
    assert {row["of"] for row in machine} == {"load average", "cores used by other programs"}


def test_the_plot_is_a_picture_of_modest_size(tmp_path: Path):
    target = tmp_path / "soak.png"
    write_plot(target, an_hour())
    picture = cv2.imread(str(target))
    assert picture is not None
    # The server's line, in its colour, on the ground of the memory panel.
    assert np.any(np.all(picture == (0xB2, 0x72, 0x00), axis=2))
    assert target.stat().st_size < 300_000
