"""The evaluation of photos from the command line: what it prints, what it writes, how it refuses."""

import json
import shutil
from pathlib import Path

import pytest

from posecoach.cli import main
from posecoach.vision.media.images import read_image

PHOTO = Path(__file__).parents[1] / "data" / "standing_side.jpg"
LABELS = (
    "file\tpose_class\tstanding_hamstring\tseated_hamstring\n"
    "upright.jpg\tSTAND\tinvalid\teither\n"
    "again.jpg\tSTAND\tvalid\tinvalid\n"
)
JOINTS = (
    "file\tclass\tsx\tsy\thx\thy\tkx\tky\tax\tay\thip_deg\tknee_deg\n"
    "upright.jpg\tstanding\t1\t1\t1\t1\t1\t1\t1\t1\t178\t176\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two photos of someone standing upright, one of which the labels wrongly call a good stretch."""
    (tmp_path / "photos").mkdir()
    for name in ("upright.jpg", "again.jpg"):
        shutil.copy(PHOTO, tmp_path / "photos" / name)
    (tmp_path / "labels.tsv").write_text(LABELS)
    (tmp_path / "joints.tsv").write_text(JOINTS)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], folder: Path, *arguments: object) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of ``posecoach evaluate`` on the folder."""
    given = ("evaluate", "--photos", folder / "photos", "--labels", folder / "labels.tsv", *arguments)
    with pytest.raises(SystemExit) as ended:
        main(list(map(str, given)))
    said = capsys.readouterr()
    return int(ended.value.code or 0), said.out, said.err


def test_counts_misses_and_angles_are_reported_and_drawn(folder, capsys, model_path):
    sheet, results = folder / "sheet.png", folder / "results.json"
    arguments = ("--keypoints", folder / "joints.tsv", "--sheet", sheet, "--json", results)
    status, out, err = run(capsys, folder, *arguments)
    assert (status, err) == (0, "")
    assert "Correct accepted  0 of 1" in out
    assert "Wrongly accepted  0 of 2" in out
    assert "refused, though correct" in out
    found = json.loads(results.read_text(encoding="utf-8"))
    assert [miss["file"] for miss in found["misses"]] == ["again.jpg"]
    hip, knee = found["angle_errors"]
    assert (hip["photos"], knee["known"]) == (1, 1)
    assert knee["mae"] < 15
    assert read_image(sheet).shape[0] > 800, "a section of misses and one of the others"


def test_json_alone_goes_to_standard_output(folder, capsys, model_path):
    _, out, _ = run(capsys, folder, "--json", "-")
    assert json.loads(out)["overall"]["wrong"] == 2


def refused(capsys: pytest.CaptureFixture[str], folder: Path, *arguments: object) -> str:
    status, out, err = run(capsys, folder, *arguments)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    return err


def test_a_photo_that_is_not_there_is_named(folder, capsys):
    (folder / "photos" / "again.jpg").unlink()
    assert "labels.tsv: line 3: column file: again.jpg is not in" in refused(capsys, folder)


def test_a_wrong_label_is_named_by_file_line_and_column(folder, capsys):
    (folder / "labels.tsv").write_text(LABELS.replace("either", "maybe"))
    assert "labels.tsv: line 2: column seated_hamstring" in refused(capsys, folder)


def test_a_damaged_photo_leaves_no_half_written_file(folder, capsys, model_path):
    (folder / "photos" / "again.jpg").write_bytes(b"no picture")
    assert "again.jpg" in refused(capsys, folder, "--sheet", folder / "sheet.png")
    assert sorted(path.name for path in folder.iterdir()) == ["joints.tsv", "labels.tsv", "photos"]


def test_the_sheet_is_a_png(folder, capsys):
    assert "ends in .png" in refused(capsys, folder, "--sheet", folder / "sheet.jpg")
