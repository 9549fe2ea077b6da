"""Frames are looked at side by side, and what they show is the same as one after the other."""

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest
from numpy.typing import NDArray

from posecoach.pose.landmarks import Landmark, Pose
from posecoach.pose.observation import Observation
from posecoach.vision import engine_pool
from posecoach.vision.augmentation import Augmentation
from posecoach.vision.estimator import VideoPoseEstimator
from posecoach.vision.frame_observer import FrameObserver, look_at
from posecoach.vision.media.info import VideoError
from posecoach.vision.media.video import Frame, read_frames
from posecoach.vision.side_by_side import observe_frames

SAMPLES = Path(__file__).parents[2] / "sample_videos"
MODEL = Path("pose.task")
COUNT = 30


class Engine:
    """Finds one pose, told by the frame's colour and how it is looked at; takes longer for every third."""

    open: ClassVar[list["Engine"]] = []

    def __init__(self, model: Path) -> None:
        self.open.append(self)

    def detect(self, rgb: NDArray[np.uint8], augmentation: Augmentation) -> list[Pose]:
        number = int(rgb[0, 0, 0])
        if number == 255:
            raise RuntimeError("the engine broke")
        time.sleep(0.01 if number % 3 == 0 else 0.0)
        points = np.arange(66.0).reshape(-1, 2) * 5 + number + augmentation.rotation_deg / 100
        count = len(Landmark)
        return [Pose(points, np.ones(count), np.full((count, 3), 0.1), 640, 480)]

    def close(self) -> None:
        self.open.remove(self)

    def __enter__(self) -> "Engine":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@pytest.fixture(autouse=True)
def nothing_stays_open() -> Iterator[None]:
    yield
    assert Engine.open == []
    assert [thread.name for thread in threading.enumerate() if "posecoach-pose" in thread.name] == []


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_pool, "PoseEngine", Engine)


def frames(count: int = COUNT, broken: int | None = None) -> Iterator[Frame]:
    for index in range(count):
        yield Frame(np.full((8, 8, 3), 255 if index == broken else index, np.uint8), index / 25)


def same(one: Observation, other: Observation) -> bool:
    if (one.light, one.second_person, one.confirmed) != (other.light, other.second_person, other.confirmed):
        return False
    if one.pose is None or other.pose is None:
        return one.pose is other.pose
    pairs = [
        (getattr(one.pose, name), getattr(other.pose, name)) for name in ("points", "visibility", "world")
    ]
    if one.pose.mask is not None and other.pose.mask is not None:
        pairs.append((one.pose.mask, other.pose.mask))
    return all(np.array_equal(*pair) for pair in pairs)


@pytest.mark.parametrize("workers", [1, 2, 5])
@pytest.mark.usefixtures("engine")
def test_frames_come_in_order_with_what_was_found_in_them(workers: int):
    with Engine(MODEL) as engine:
        by_hand = FrameObserver(engine.detect)
        expected = [
            by_hand.observe(frame.rgb, look_at(frame.rgb, index, engine.detect), frame.t_s)
            for index, frame in enumerate(frames())
        ]
    seen = list(observe_frames(frames(), MODEL, workers))
    assert [frame.t_s for frame, _ in seen] == [frame.t_s for frame in frames()]
    assert all(same(one, other) for (_, one), other in zip(seen, expected, strict=True))


@pytest.mark.usefixtures("engine")
def test_only_a_few_frames_are_read_ahead():
    read = 0

    def counted() -> Iterator[Frame]:
        nonlocal read
        for frame in frames():
            read += 1
            yield frame

    for done, _ in enumerate(observe_frames(counted(), MODEL, 2)):
        assert read <= done + 6


def test_a_look_for_a_second_person_goes_before_the_frames_that_wait(monkeypatch: pytest.MonkeyPatch):
    looked_at: list[int] = []

    class Seeing(Engine):
        """Finds a person who fills the frame, so that the picture without that person is black: number 0."""

        def detect(self, rgb: NDArray[np.uint8], augmentation: Augmentation) -> list[Pose]:
            number = int(rgb[0, 0, 0])
            looked_at.append(number)
            time.sleep(0.02)
            people = super().detect(rgb, augmentation) if number else []
            return [replace(pose, mask=np.ones((48, 64), np.bool_)) for pose in people]

    monkeypatch.setattr(engine_pool, "PoseEngine", Seeing)
    seen = list(observe_frames(islice(frames(), 1, None), MODEL, 2))
    assert all(observation.second_person == 0 for _, observation in seen)
    assert looked_at.index(0) < 6  # as many frames are read ahead


@pytest.mark.usefixtures("engine")
def test_what_breaks_an_engine_reaches_the_caller_in_its_place():
    seen = []
    with pytest.raises(RuntimeError, match="the engine broke"):
        seen.extend(observe_frames(frames(broken=7), MODEL, 3))
    assert len(seen) <= 7


@pytest.mark.usefixtures("engine")
def test_frames_before_a_damage_are_observed_first():
    def damaged() -> Iterator[Frame]:
        yield from frames(10)
        raise VideoError("me.mp4: damaged")

    seen: list[tuple[Frame, Observation]] = []
    with pytest.raises(VideoError, match="damaged"):
        seen.extend(observe_frames(damaged(), MODEL, 3))
    assert len(seen) == 10


@pytest.mark.parametrize("leave", [GeneratorExit, KeyboardInterrupt])
@pytest.mark.usefixtures("engine")
def test_left_early_it_ends_its_threads_and_engines(leave: type[BaseException]):
    observed = observe_frames(frames(), MODEL, 4)
    next(observed)
    assert len(Engine.open) > 1
    if leave is GeneratorExit:
        observed.close()
    else:
        with pytest.raises(KeyboardInterrupt):
            observed.throw(KeyboardInterrupt)


def test_the_verdict_is_the_same_to_the_bit_as_one_frame_after_the_other(model_path: Path):
    """A second and a half, so that a second person is looked for twice."""
    some = list(islice(read_frames(SAMPLES / "second_person_standing_ingrid.mp4"), 38))
    with VideoPoseEstimator(model_path) as estimator:
        expected = [estimator.estimate(frame.rgb, frame.t_s) for frame in some]
    seen = [observation for _, observation in observe_frames(some, model_path, 3)]
    assert all(same(one, other) for one, other in zip(seen, expected, strict=True))
    assert any(one.pose is not None for one in seen)
