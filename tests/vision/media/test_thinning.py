"""Of fast films about 30 frames a second are looked at, of others all."""

from itertools import pairwise
from pathlib import Path
from statistics import median_low

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from posecoach.vision.media.thinning import FrameThinner
from posecoach.vision.media.video import VideoWriter, probe, read_frames


def taken(times_s: list[float]) -> list[float]:
    frame_s = median_low([after - before for before, after in pairwise(times_s)])
    thinner = FrameThinner(frame_s)
    return [t_s for t_s in times_s if thinner.takes(t_s)]


def at(per_s: float, lasts_s: float = 10.0) -> list[float]:
    return [index / per_s for index in range(round(lasts_s * per_s))]


@pytest.mark.parametrize("per_s", [1, 12, 25, 29.97, 30, 32])
def test_ordinary_films_are_looked_at_whole(per_s: float):
    assert taken(at(per_s)) == at(per_s)


@pytest.mark.parametrize(("per_s", "every"), [(60, 2), (120, 4), (240, 8)])
def test_of_fast_films_every_nth_frame_is_left(per_s: float, every: int):
    assert taken(at(per_s)) == at(per_s)[::every]


@pytest.mark.parametrize("per_s", [36, 40, 48, 50, 59.94, 119.88, 144])
def test_of_any_fast_film_about_thirty_a_second_are_left_without_a_gap(per_s: float):
    left = taken(at(per_s))
    assert len(left) / 10 == pytest.approx(30, abs=1)
    gaps_s = [after - before for before, after in pairwise(left)]
    assert max(gaps_s) <= 1 / 30 + 1 / per_s


@given(st.lists(st.floats(0.001, 2.0), min_size=2, max_size=80))
def test_whatever_the_times_no_more_is_left_out_than_comes_too_soon(steps_s: list[float]):
    times_s = [sum(steps_s[:index]) for index in range(len(steps_s) + 1)]
    left = taken(times_s)
    assert left[0] == 0.0
    before = [max(kept for kept in left if kept < t_s) for t_s in times_s if t_s not in left]
    out = [t_s for t_s in times_s if t_s not in left]
    assert all(t_s - kept < 2 / 30 for t_s, kept in zip(out, before, strict=True))


def test_a_fast_video_is_counted_as_it_is_read(tmp_path: Path):
    path = tmp_path / "slow_motion.mp4"
    with VideoWriter(path, 64, 48) as writer:
        for t_s in at(120, 1.0):
            writer.write(np.full((48, 64, 3), 90, np.uint8), t_s)
    read = [frame.t_s for frame in read_frames(path)]
    assert read == pytest.approx(at(30, 1.0), abs=1e-3)
    assert probe(path).frames == len(read)
    assert probe(path).duration_s == pytest.approx(1.0, abs=0.01)
