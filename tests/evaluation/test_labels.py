"""Files of labels and joints: what is read of them, and how a wrong one is reported."""

from pathlib import Path

import numpy as np
import pytest

from posecoach.evaluation.labelled.labels import Label, load_joints, load_labels
from posecoach.evaluation.labelled.tsv import LabelError
from posecoach.pose.landmarks import Landmark, Pose, Side

STRETCHES = ("standing_hamstring", "lying_hamstring")
LABELS = """\
file\tpose_class\tview\tstanding_hamstring\tlying_hamstring\tmood
a.jpg\tSTAND\tside\tinvalid\teither\tgood

b.jpg\tFOLD\tside\tvalid\tinvalid\t
"""
JOINTS = """\
file\tclass\tsx\tsy\thx\thy\tkx\tky\tax\tay\thip_deg\tknee_deg
b.jpg\tfold\t474\t234\t340\t199\t380\t333\t391\t466\t59\t168
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "table.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_labels_are_read_and_other_columns_ignored(tmp_path):
    first, second = load_labels(write(tmp_path, LABELS), STRETCHES)
    assert (first.file, first.pose_class) == ("a.jpg", "STAND")
    assert first.labels == {"standing_hamstring": Label.INVALID, "lying_hamstring": Label.EITHER}
    assert second.labels["standing_hamstring"] is Label.VALID


def test_a_byte_order_mark_as_spreadsheets_write_it_does_no_harm(tmp_path):
    assert len(load_labels(write(tmp_path, "\ufeff" + LABELS), STRETCHES)) == 2


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (("\teither", "\tperhaps"), "line 2: column lying_hamstring: expected valid, invalid or either"),
        (("\tvalid\tinvalid", "\tvalid"), "line 4: column lying_hamstring: expected valid, invalid or eit"),
        (("b.jpg", "a.jpg"), "line 4: column file: a.jpg is listed twice"),
        (("b.jpg", ""), "line 4: column file: expected a photo's name, got ''"),
        (("pose_class", "class"), "line 1: the column pose_class is missing"),
        (("standing_hamstring\tlying_hamstring", "one\tother"), "line 1: expected a column of one of "),
    ],
)  # fmt: skip
def test_what_is_wrong_with_labels_is_named_by_line_and_column(tmp_path, wrong, message):
    with pytest.raises(LabelError) as error:
        load_labels(write(tmp_path, LABELS.replace(*wrong)), STRETCHES)
    assert message in str(error.value)
    assert "table.tsv" in str(error.value)


def test_a_table_without_rows_and_one_that_is_not_there(tmp_path):
    with pytest.raises(LabelError, match="lists no photos"):
        load_labels(write(tmp_path, LABELS.splitlines()[0]), STRETCHES)
    with pytest.raises(LabelError, match="can't be read"):
        load_labels(tmp_path / "gone.tsv", STRETCHES)


def test_a_picture_is_no_table(tmp_path):
    path = tmp_path / "table.tsv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\xff\xfe")
    with pytest.raises(LabelError, match="not tab-separated text"):
        load_labels(path, STRETCHES)


def test_interior_angles_become_flexion(tmp_path):
    (placed,) = load_joints(write(tmp_path, JOINTS))
    assert placed.joints["knee"] == (380, 333)
    assert placed.flexion == {"hip_flexion": 121, "knee_flexion": 12}


@pytest.mark.parametrize("text", ["", "left", "nan"])
def test_a_joint_must_be_a_number(tmp_path, text):
    with pytest.raises(LabelError, match=f"line 2: column ky: expected a number, got '{text}'"):
        load_joints(write(tmp_path, JOINTS.replace("333", text)))


@pytest.mark.parametrize("side", list(Side))
def test_the_nearer_side_is_the_one_whose_landmarks_lie_by_the_joints(tmp_path, side):
    (placed,) = load_joints(write(tmp_path, JOINTS))
    points = np.full((len(Landmark), 2), 300.0)
    for part, point in placed.joints.items():
        points[side.landmark(part)] = np.array(point) + 9
    pose = Pose(points, np.ones(len(Landmark)), np.zeros((len(Landmark), 3)), 850, 567)
    assert placed.nearer_side(pose) is side
