"""The same frames make the same set, whoever shows them: live page, Review page, or command line."""

import asyncio
import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from support.browser.asgi_client import Client, Estimator, Server
from support.stick_figures import BENT_KNEES, FOLDED, STANDING, over_time

from posecoach.catalog.exercises import find_spec
from posecoach.cli import main
from posecoach.coaching.kinematics.measures.posed_side import PosedSide
from posecoach.coaching.kinematics.measures.trunk import trunk_lean
from posecoach.pose.landmarks import Side
from posecoach.pose.observation import Observation
from posecoach.records.history.schema import SetRow
from posecoach.records.history.store import History
from posecoach.ui.live import frames, guards
from posecoach.ui.review.job import Job, review
from posecoach.ui.review.save_view import save
from posecoach.vision.media.video import Frame, VideoWriter

# In, a hold, bent knees, a hold again with somebody in between whom nobody sees, and out.
SCRIPT = [(2, STANDING), (2, FOLDED), (4, FOLDED), (1, BENT_KNEES), (2, BENT_KNEES), (1, FOLDED), (4, FOLDED)]
POSES = {round(t_s, 3): pose for pose, t_s in over_time(SCRIPT)}
UNSEEN_S = (13.0, 13.6)
WITHIN_S = 0.2


class Recorded(Estimator):
    """Finds what was recorded for a frame's time."""

    def estimate(self, rgb: np.ndarray, t_s: float) -> Observation:
        return Observation(None if UNSEEN_S[0] <= t_s < UNSEEN_S[1] else POSES[round(t_s, 3)])


def recorded(frames: Iterable[Frame], *_: object) -> Iterator[tuple[Frame, Observation]]:
    """The frames with what was recorded for their times."""
    estimator = Recorded()
    return ((frame, estimator.estimate(frame.rgb, frame.t_s)) for frame in frames)


@pytest.fixture
def history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[History]:
    monkeypatch.setenv("POSECOACH_DB", f"sqlite:///{tmp_path}/history.db")
    opened = History()
    yield opened
    opened.close()


@pytest.fixture
def film(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A video with a frame for each recorded time."""
    monkeypatch.setattr("posecoach.analysis.video.observe_frames", recorded)
    path = tmp_path / "film.mp4"
    with VideoWriter(path, 64, 48) as writer:
        for t_s in POSES:
            writer.write(np.full((48, 64, 3), 127, np.uint8), t_s)
    return path


def live() -> None:
    """A session through the socket, stopped after the last frame."""

    class RecordedServer(Server):
        def _open(self) -> Any:
            return Recorded()

    async def scenario() -> None:
        server = RecordedServer()
        client = Client(server)
        client.start(server.sessions.issue())
        await client.receive("session")
        for number, t_s in enumerate(POSES, start=1):
            client.frame(number, t_s)
            await client.receive("feedback")
        client.send('{"type": "stop"}')
        await client.receive("summary")
        await client.closed()

    asyncio.run(scenario())


def kept(history: History, source: str) -> dict[str, Any]:
    """The one set of that source, as the history has it."""
    (session,) = (one for one in history.sessions(history.profiles()[0].id) if one.source == source)
    (row,) = session.sets
    return as_data(row) | {"spans": history.spans(row.id), "readings": history.readings(row.id)}


def as_data(row: SetRow) -> dict[str, Any]:
    named = ("stretch", "side", "valid_s", "paused_s", "faults", "best", "typical", "spec_version")
    return {name: getattr(row, name) for name in named}


@pytest.mark.timeout(60)
def test_the_same_frames_make_the_same_set_live_in_review_and_on_the_command_line(
    history: History, film: Path, model_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    # Frames come faster than they were taken.
    monkeypatch.setattr(frames, "_MAX_OFF_S", 1e6)
    monkeypatch.setattr(guards, "_BURST", 1e6)
    live()
    job = Job("film", find_spec("standing_hamstring"), None)
    done = review(io.BytesIO(film.read_bytes()), "film.mp4", job, model_path, lambda *_: None)
    save(history, history.profiles()[0], done, pictures=False)
    by_camera, by_video = kept(history, "live"), kept(history, "video")
    assert by_camera["valid_s"] > 6
    assert {fault["id"] for fault in by_camera["faults"]} == {"knee_bent"}
    assert by_camera == by_video

    target = tmp_path / "film.json"
    with pytest.raises(SystemExit) as done_by_command:
        main(["analyze", str(film), "--stretch", "standing_hamstring", "--json", str(target)])
    assert done_by_command.value.code == 0
    report = json.loads(target.read_text())
    assert report["side"] == by_video["side"]
    assert report["valid_hold_s"] == pytest.approx(by_video["valid_s"], abs=0.01)
    assert [(fault["id"], fault["start_s"], fault["end_s"]) for fault in report["faults"]] == [
        (fault["id"], pytest.approx(fault["start_s"]), pytest.approx(fault["end_s"]))
        for fault in by_video["faults"]
    ]
    assert runs(report["timeline"]) == [
        (state, reason, pytest.approx(start_s)) for state, reason, start_s, _ in by_video["spans"]
    ]


def runs(timeline: list[dict[str, Any]]) -> list[tuple[str, str, float]]:
    """Runs of one state and reason, and when each begins: what counted ends with its last moment."""
    found: list[tuple[str, str, float]] = []
    before_s = 0.0
    for row in timeline:
        key = (row["state"], row["reason"] or "")
        if not found or found[-1][:2] != key:
            after_what_counted = found and found[-1][0] == "valid"
            found.append((*key, before_s if after_what_counted else row["t_s"]))
        before_s = row["t_s"]
    return found


def test_gates_and_measures_of_a_row_speak_of_the_same_moment(film: Path, tmp_path: Path):
    target = tmp_path / "film.json"
    with pytest.raises(SystemExit):
        main(["analyze", str(film), "--stretch", "standing_hamstring", "--json", str(target)])
    timeline = json.loads(target.read_text())["timeline"]
    compared = 0
    for row in timeline:
        for gate in row["gates"]:
            assert row["measures"][gate["measure"]]["value"] == gate["value"]
            compared += 1
    assert compared > len(timeline)
    # Folding forward from 2 to 4 s, the trunk leans about as it truly did then: angles are a little ahead of
    # stillness, and wait for a part of that.
    (row,) = (row for row in timeline if row["t_s"] == pytest.approx(3.0))
    lean_deg = row["measures"]["trunk_lean"]["value"]
    assert true_lean_deg(3.0 - WITHIN_S) < lean_deg < true_lean_deg(3.0 + WITHIN_S)


def true_lean_deg(t_s: float) -> float:
    pose = POSES[min(POSES, key=lambda frame_s: abs(frame_s - t_s))]
    return trunk_lean(PosedSide(pose, Side.RIGHT))
