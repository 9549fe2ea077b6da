"""``posecoach check``: photos judged."""

import json
from dataclasses import replace
from pathlib import Path

import cv2
import pytest
from support.barred import fitted
from support.command_line import (
    PHOTO,
    ROUNDED,
    STRETCH,
    Posecoach,
    left_behind,
    refused,
)
from support.sets.repetition_clocks import BRIDGE, ONLY_TIMED, bridging, clock_of

from posecoach.coaching.exercise.gate import Phase
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import State
from posecoach.commands import check
from posecoach.vision.media.video import read_frames
from posecoach.vision.model.bundle import Variant


class TestCheck:
    def test_one_line_for_every_image_and_stretch(self, posecoach: Posecoach, model_path: Path):
        run = posecoach("check", PHOTO, PHOTO, *STRETCH, "--stretch", "lying_hamstring", "--json", "-")
        lines = [json.loads(line) for line in run.out.splitlines()]
        assert (run.status, run.err) == (0, "")
        assert [(line["image"], line["stretch"]) for line in lines] == [
            (str(PHOTO), stretch) for stretch in ("standing_hamstring", "lying_hamstring")
        ] * 2
        assert {line["state"] for line in lines} == {"not_in_position"}
        assert lines[0]["faults"] == []
        assert lines[0]["measures"]["knee_flexion"]["known"] is True

    def test_people_get_the_state_why_and_what_to_do(self, posecoach: Posecoach, model_path: Path):
        run = posecoach("check", PHOTO, *STRETCH)
        assert "Not in position: not bent forward enough. Bend forward slowly from your hips." in run.out

    def test_people_get_advice_on_a_hold_that_counts(
        self, posecoach: Posecoach, tmp_path: Path, model_path: Path
    ):
        rounded = next(frame.rgb for frame in read_frames(ROUNDED) if frame.t_s >= 7)
        cv2.imwrite(str(tmp_path / "rounded.png"), rounded[:, :, ::-1])
        run = posecoach("check", tmp_path / "rounded.png", *STRETCH)
        assert "Holding: rounded back. Lengthen your back and bend from the hips." in run.out

    def test_bars_around_a_photo_change_nothing(self, posecoach: Posecoach, tmp_path: Path, model_path: Path):
        photo = cv2.imread(str(PHOTO))
        size = (2 * photo.shape[1], photo.shape[0])
        cv2.imwrite(str(tmp_path / "wide.png"), fitted(photo, size))
        run = posecoach("check", "wide.png", *STRETCH)
        assert "Not in position: not bent forward enough. Bend forward slowly from your hips." in run.out

    def test_into_a_file(self, posecoach: Posecoach, tmp_path: Path, model_path: Path):
        run = posecoach("check", PHOTO, *STRETCH, "--json", "photos.jsonl")
        assert run.status == 0
        assert json.loads((tmp_path / "photos.jsonl").read_text())["image"] == str(PHOTO)

    @pytest.mark.parametrize("content", [b"\xff\xd8\xff\xe0", b"", b"words"])
    def test_one_unreadable_image_writes_nothing(self, posecoach: Posecoach, tmp_path: Path, content: bytes):
        (tmp_path / "bad.jpg").write_bytes(content)
        refused(posecoach("check", PHOTO, "bad.jpg", *STRETCH, "--json", "photos.jsonl"), "bad.jpg")
        assert left_behind(tmp_path) == ["bad.jpg"]

    def test_an_output_that_is_an_image_it_reads(self, posecoach: Posecoach, tmp_path: Path):
        (tmp_path / "me.jpg").write_bytes(PHOTO.read_bytes())
        refused(posecoach("check", "me.jpg", *STRETCH, "--json", "me.jpg"), "is also the input")


@pytest.mark.parametrize(
    ("spec", "state", "phase", "position", "told"),
    [
        (BRIDGE, State.READY, Phase.START, "start", "In the start position (hips on the floor)"),
        (BRIDGE, State.VALID, Phase.WORK, "work", "In the working position (hips lifted)"),
        (BRIDGE, State.MOVING, None, None, "Moving"),
        (ONLY_TIMED, State.VALID, Phase.WORK, None, "In position; the form isn't judged"),
    ],
)
def test_a_photo_says_which_position_of_a_repetition_it_shows(
    posecoach: Posecoach,
    monkeypatch: pytest.MonkeyPatch,
    spec: StretchSpec,
    state: State,
    phase: Phase | None,
    position: str | None,
    told: str,
):
    feedback = bridging(state, clock_of(), phase)
    monkeypatch.setattr(check, "find_spec", lambda *_: spec)
    monkeypatch.setattr(
        check, "_judge", lambda images, specs, _: (Variant.HEAVY, [(images[0], specs[0], feedback)])
    )
    people = posecoach("check", PHOTO, "--stretch", spec.id).out
    assert people.splitlines()[1].strip() == f"{spec.id}  {told}"
    (line,) = posecoach("check", PHOTO, "--stretch", spec.id, "--json", "-").out.splitlines()
    assert json.loads(line)["position"] == position


def test_a_photo_that_can_not_be_judged_shows_neither_position(
    posecoach: Posecoach, monkeypatch: pytest.MonkeyPatch
):
    unseen = replace(bridging(State.NOT_FRAMED, clock_of(), Phase.WORK), gates=())
    monkeypatch.setattr(
        check, "_judge", lambda images, specs, _: (Variant.HEAVY, [(images[0], specs[0], unseen)])
    )
    assert "Not fully in view" in posecoach("check", PHOTO, "--stretch", "bridge").out


@pytest.mark.parametrize("judged_by", [Variant.FULL, Variant.HEAVY])
def test_the_network_that_judged_is_named_and_a_better_one_offered(
    posecoach: Posecoach, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, judged_by: Variant
):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("POSECOACH_MODEL", raising=False)
    feedback = bridging(State.READY, clock_of(), Phase.START)
    monkeypatch.setattr(check, "_judge", lambda images, specs, _: (judged_by, [(PHOTO, specs[0], feedback)]))
    lines = posecoach("check", PHOTO, "--stretch", "bridge").out.splitlines()
    offer = "A more exact network for photos: posecoach model --variant heavy (41 MB, once)"
    expected = [f"Judged by the {judged_by} pose network.", offer]
    assert lines[2:] == expected[: 2 if judged_by is Variant.FULL else 1]
    (line,) = posecoach("check", PHOTO, "--stretch", "bridge", "--json", "-").out.splitlines()
    assert json.loads(line)["network"] == judged_by


def test_a_heavy_network_that_is_not_there_is_refused(
    posecoach: Posecoach, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("POSECOACH_MODEL", raising=False)
    refused(posecoach("check", PHOTO, *STRETCH, "--network", "heavy"), "posecoach model --variant heavy")
