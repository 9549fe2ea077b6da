"""Truth files: what is read of them, and how a wrong one is reported."""

import json
from pathlib import Path

import pytest

from posecoach.evaluation.ground_truth.truth import TruthError, load_truth, truth_path
from posecoach.pose.landmarks import Side

SAMPLES = Path(__file__).parents[2] / "sample_videos"


def write(folder: Path, **changed: object) -> Path:
    """A truth file that is right but for what is changed; None takes a field out."""
    frame = {"t_s": 0.0, "hip_flexion": {"left": 1, "right": 2}, "knee_flexion": {"left": 3, "right": 4}}
    fields = {
        "stretch": "standing_hamstring",
        "side": "right",
        "view": "side",
        "fps": 25,
        "frames": [frame, {**frame, "t_s": 0.04}],
        "valid": [[1.0, 2.0]],
        "faults": [{"id": "knee_bent", "start_s": 3.0, "end_s": 4.0}],
    } | changed
    path = folder / "clip.truth.json"
    path.write_text(json.dumps({name: value for name, value in fields.items() if value is not None}))
    return path


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.truth.json")), ids=lambda path: path.name)
def test_every_sample_has_a_truth_that_can_be_read(path):
    truth = load_truth(path)
    assert truth.frames[-1].t_s > truth.frames[0].t_s


def test_a_truth_stands_beside_its_clip():
    assert truth_path(Path("clips/fold.v2.mp4")) == Path("clips/fold.v2.truth.json")


def test_angles_are_reported_by_side_and_what_else_stands_there_is_left_alone(tmp_path):
    truth = load_truth(write(tmp_path, shows="a fold", camera={"yaw": 15}))
    assert truth.frames[1].knee_flexion.of(Side.RIGHT) == 4
    assert truth.valid == ((1.0, 2.0),)
    assert truth.shows == "a fold"


REPETITION = {"start_s": 1.0, "top_s": 2.0, "end_s": 5.0, "held_s": 2.5, "counted": True, "reason": None}


def test_repetitions_are_read_where_there_are_any(tmp_path):
    missed = REPETITION | {
        "start_s": 6.0,
        "top_s": None,
        "end_s": 7.0,
        "counted": False,
        "reason": "too_short",
    }
    truth = load_truth(write(tmp_path, repetitions=[REPETITION, missed]))
    assert [one.counted for one in truth.repetitions or ()] == [True, False]
    assert load_truth(write(tmp_path)).repetitions is None


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (
            {"repetitions": [REPETITION | {"top_s": 6.0}]},
            r"repetitions\[0\]: expected start_s, top_s and end_s in order",
        ),
        (
            {"repetitions": [REPETITION | {"reason": "arched"}]},
            r"repetitions\[0\]: expected a reason where counted is false",
        ),
        ({"repetitions": [REPETITION, REPETITION]}, r"repetitions: expected them in order"),
        ({"valid": None}, r"valid: this field is required$"),
        ({"side": "both"}, r"side: expected 'left' or 'right', got 'both'$"),
        ({"faults": [{"id": "knee_bent", "end_s": 2.0}]}, r"faults\[0\]\.start_s: this field is required$"),
        (
            {"faults": [{"id": "x", "start_s": 2.0, "end_s": 1.0}]},
            r"faults\[0\]: expected start_s before end_s",
        ),
        ({"frames": []}, r"frames: expected at least one entry"),
        ({"frames": [{"t_s": 0.0}]}, r"frames\[0\]\.hip_flexion: this field is required \(and"),
        ({"valid": [[1.0]]}, r"valid\[0\]\[1\]: this field is required$"),
        ({"valid": [[2.0, 1.0]]}, r"valid: expected \[from, to\] spans in order"),
        ({"valid": [[1.0, 3.0], [2.0, 4.0]]}, r"valid: expected \[from, to\] spans in order"),
        ({"fps": "25"}, r"fps: expected a number, got '25'$"),
    ],
)
def test_a_wrong_field_is_named_with_what_was_expected(tmp_path, changed, message):
    with pytest.raises(TruthError, match=rf"clip\.truth\.json: {message}"):
        load_truth(write(tmp_path, **changed))


def test_times_that_stand_still_are_refused(tmp_path):
    path = write(tmp_path)
    path.write_text(path.read_text().replace("0.04", "0.0"))
    with pytest.raises(TruthError, match=r"frames: expected t_s to increase"):
        load_truth(path)


def test_a_file_that_is_no_json_or_is_not_there(tmp_path):
    path = tmp_path / "clip.truth.json"
    with pytest.raises(TruthError, match="can't be read"):
        load_truth(path)
    path.write_text("{")
    with pytest.raises(TruthError, match=r"clip\.truth\.json: is not valid JSON") as message:
        load_truth(path)
    assert "\n" not in str(message.value)
