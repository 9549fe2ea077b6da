"""The best and the worst moment of a set as pictures."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from support.sets.made_up_sets import Act, made_up_report

from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import State
from posecoach.records.report.model import SetReport
from posecoach.records.timeline.highlights import Which
from posecoach.rendering import album
from posecoach.rendering.album import Album, Shot, pictures_of


def test_the_picture_of_the_deepest_moment_is_the_one_that_is_kept(standing: StretchSpec):
    report = made_up_report([Act(1, State.VALID, hip=90), Act(1, State.VALID, hip=110)], spec=standing)
    kept = Album(standing)
    for number, frame in enumerate(report.timeline):
        grey = 60 if frame.measures["hip_flexion"].value < 100 else 200
        kept.note(Shot(np.full((720, 1280, 3), grey, np.uint8), None), replace(frame, t_s=number / 10))
    (picture,) = kept.pictures()
    assert picture.which is Which.BEST
    assert "110°" in picture.caption
    shown = cv2.imdecode(np.frombuffer(picture.jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert shown.shape == (360, 640, 3)
    assert shown.mean() == pytest.approx(200, abs=3)


def test_a_video_gives_the_pictures_at_those_times(paused_report: SetReport, monkeypatch: pytest.MonkeyPatch):
    asked: list[float] = []

    def picture_at(video: bytes, t_s: float) -> np.ndarray:
        asked.append(t_s)
        return np.zeros((48, 64, 3), np.uint8)

    monkeypatch.setattr(album, "picture_at", picture_at)
    pictures = pictures_of(paused_report, b"annotated")
    assert [picture.t_s for picture in pictures] == asked
    states = {frame.t_s: frame.state for frame in paused_report.timeline}
    assert states[pictures[0].t_s] is State.VALID


def test_what_can_not_be_read_gives_no_picture(paused_report: SetReport):
    assert pictures_of(paused_report, b"no video") == []
