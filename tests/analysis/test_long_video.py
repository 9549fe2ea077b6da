"""A video that workers share in pieces is judged as if one had looked at all of it, to the bit."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from support.small_videos import write_video
from support.workers_at_once import AtOnce

from posecoach.analysis import long_video
from posecoach.analysis.batch_job import JudgedVideo, Settings, WorkerDiffersError, judge_file
from posecoach.analysis.long_video import in_pieces
from posecoach.catalog.exercises import find_spec
from posecoach.parallel.jobs import run_jobs
from posecoach.parallel.sharing import Parts
from posecoach.remote_files import sha256
from posecoach.vision import engine_pool
from posecoach.vision.found_people import FoundInFrame
from posecoach.vision.media.pieces import Piece, pieces_of

SAMPLES = Path(__file__).parents[2] / "sample_videos"
SPECS = (find_spec("standing_hamstring"), find_spec("hip_hinge"))


def beginning(clip: str, seconds: float, folder: Path) -> Path:
    """The first seconds of a sample, as it is."""
    path = folder / f"{clip}.mp4"
    with av.open(SAMPLES / path.name) as whole, av.open(path, "w") as part:
        film = whole.streams.video[0]
        stream = part.add_stream_from_template(film)
        for packet in whole.demux(film):
            if packet.dts is not None and packet.dts * packet.time_base < seconds:
                packet.stream = stream
                part.mux(packet)
    return path


def shared(file: Path, settings: Settings) -> JudgedVideo:
    workers = AtOnce()
    jobs = run_jobs(
        judge_file, [str(file)], [1], workers, progress=lambda *_: None, sharing=in_pieces(settings)
    )
    ((_, judged),) = jobs
    assert workers.staying == {}
    return judged


@pytest.fixture
def settings(model_path: Path) -> Settings:
    return Settings(SPECS, None, {}, None, sha256(model_path), reports=("json", "html"))


def test_the_verdict_is_that_of_one_worker_to_the_bit(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """With two people, of whom the second is looked for every second, in three pieces."""
    monkeypatch.setattr(long_video, "PIECE_S", 0.7)
    clip = beginning("second_person_standing_ingrid", 2.2, tmp_path)
    whole = judge_file(str(clip), settings)
    looked_at: list[np.ndarray] = []
    look_at = engine_pool.look_at
    monkeypatch.setattr(
        engine_pool,
        "look_at",
        lambda rgb, index, detect: looked_at.append(rgb) or look_at(rgb, index, detect),
    )
    judged = shared(clip, settings)
    assert looked_at == []  # the engine looked at no frame again
    assert judged == whole
    assert int(str(whole.rows[0]["frames"])) > 50
    assert len(pieces_of(clip, 0.7)) == 3


def test_frames_that_nobody_looked_at_are_looked_at_by_who_judges(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(long_video, "PIECE_S", 1.0)
    clip = beginning("fps12_lying_jonas", 2.0, tmp_path)

    def judge(file: str, settings: Settings, found: Iterable[Sequence[FoundInFrame]] = ()) -> JudgedVideo:
        """Some frames are missing, and some came out differently."""
        spoiled = [
            [replace(one, checksum=one.checksum ^ (one.number % 7 == 0)) for one in piece[2:]]
            for piece in found
        ]
        return judge_file(file, settings, spoiled)

    jobs = run_jobs(
        judge_file,
        [str(clip)],
        [1],
        AtOnce(),
        progress=lambda *_: None,
        sharing=in_pieces(settings, judge),
    )
    assert [judged for _, judged in jobs] == [judge_file(str(clip), settings)]


def test_short_and_unreadable_videos_are_not_cut(settings: Settings, tmp_path: Path):
    short, bad = write_video(tmp_path / "short.mp4"), tmp_path / "bad.mp4"
    bad.write_text("words")
    for file in (short, bad):
        assert in_pieces(settings).work(str(file)) == judge_file(str(file), settings)


def test_a_piece_that_can_not_be_read_is_left_to_who_judges(settings: Settings, tmp_path: Path):
    parts = Parts((long_video._PieceOfVideo(str(tmp_path / "gone.mp4"), Piece(0, 10)),))
    assert in_pieces(settings).part(parts.jobs[0]) == []


def test_another_version_looks_at_no_piece(settings: Settings, monkeypatch: pytest.MonkeyPatch):
    other = in_pieces(replace(settings, version="9.9"))
    with pytest.raises(WorkerDiffersError):
        other.work("me.mp4")
    with pytest.raises(WorkerDiffersError):
        other.part(long_video._PieceOfVideo("me.mp4", Piece(0, 10)))
