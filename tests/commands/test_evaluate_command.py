"""The evaluation of photos from the command line: what it prints, what it writes, how it refuses."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from support.openpose_files import write_frames
from support.sets.good_sets import good_set
from support.small_videos import HEIGHT, WIDTH, write_video
from support.stick_figures import Person, over_time

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
    return run_bare(capsys, *given)


def run_bare(capsys: pytest.CaptureFixture[str], *given: object) -> tuple[int, str, str]:
    """The same of any arguments."""
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
    assert "What each exercise says of each class" in out
    found = json.loads(results.read_text(encoding="utf-8"))
    assert [miss["file"] for miss in found["misses"]] == ["again.jpg"]
    assert sum(found["class_table"]["STAND"]["hip_hinge"].values()) == 2, "judged without a column of its own"
    assert "pelvic_tilt" not in found["class_table"]["STAND"]
    hip, knee = found["angle_errors"]
    assert (hip["photos"], knee["known"]) == (1, 1)
    assert knee["mae"] < 15
    assert read_image(sheet).shape[0] > 800, "a section of misses and one of the others"


def test_a_clip_and_a_pair_are_scored_by_the_exercise_asked_for(folder, capsys, model_path):
    write_video(folder / "photos" / "black.mp4")
    (folder / "segments.tsv").write_text(
        "file\tt0\tt1\tclass\tform\tview\nblack.mp4\t0\t2.5\tFOLD\tgood\tside\n"
    )
    (folder / "classes.tsv").write_text("class\texercise\tgood\topen\nFOLD\tstanding_hamstring\tgood\t\n")
    (folder / "pairs.tsv").write_text("pair\trounded\tflat\nA\tupright.jpg\tagain.jpg\n")
    tables = ("--segments", folder / "segments.tsv", "--classes", folder / "classes.tsv")
    given = ("--clips", folder / "photos", *tables, "--photos", folder / "photos")
    more = ("--pairs", folder / "pairs.tsv", "--stretch", "standing_hamstring", "--workers", 1)
    sheet, results = folder / "sheet.png", folder / "results.json"
    status, out, err = run_bare(capsys, "evaluate", *given, *more, "--sheet", sheet, "--json", results)
    assert (status, err) == (0, "")
    assert "Good held seconds 0.0 of 1.5 counted; 0.0 s falsely" in out
    assert "Pairs in order    0 of 1 measured, of 1" in out, "twice the same photo"
    found = json.loads(results.read_text(encoding="utf-8"))
    (span,) = found["clips"][0]["spans"]
    assert (span["missed"], list(span["uncounted"])) == (True, ["no_person"])
    assert read_image(sheet).shape[0] > 800, "a section of the pair and one of the span"


def test_clips_are_scored_by_the_poses_of_another_engine(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("POSECOACH_MODEL", "none.task")
    poses = [[replace(pose, width=WIDTH, height=HEIGHT)] for pose, _ in over_time(in_small(), 25)]
    write_video(tmp_path / "fold.mp4", [index / 25 for index in range(len(poses))])
    write_frames(tmp_path / "poses" / "fold", poses)
    (tmp_path / "segments.tsv").write_text(
        "file\tt0\tt1\tclass\tform\tview\nfold.mp4\t3\t6\tFOLD\tgood\tside\n"
    )
    (tmp_path / "classes.tsv").write_text("class\texercise\tgood\topen\nFOLD\tstanding_hamstring\tgood\t\n")
    tables = ("--segments", tmp_path / "segments.tsv", "--classes", tmp_path / "classes.tsv")
    given = ("evaluate", "--clips", tmp_path, *tables, "--landmarks", tmp_path / "poses", "--workers", 1)
    status, out, err = run_bare(capsys, *given)
    assert (status, err) == (0, "")
    assert "Good held seconds 2.0 of 2.0 counted" in out
    assert f"Judged by the poses in {tmp_path / 'poses'}." in out
    status, _, err = run_bare(capsys, *given, "--sheet", tmp_path / "sheet.png")
    assert (status, "without --photos and --sheet" in err) == (2, True)


def in_small() -> list[tuple[float, Person]]:
    """A good set in a picture as small as the videos of tests."""
    return [
        (lasts_s, replace(person, x=30.0, y=16.0, size=24.0, width=WIDTH, height=HEIGHT))
        for lasts_s, person in good_set("standing_hamstring")
    ]


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


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ((), "give --photos with --labels, or --clips"),
        (("--photos", "x"), "give --photos together with --labels"),
        (("--labels", "x"), "give --photos together with --labels"),
        (("--clips", "x", "--segments", "x"), "give --clips, --segments and --classes together"),
    ],
)
def test_options_that_belong_together_are_named(given, message, capsys):
    status, out, err = run_bare(capsys, "evaluate", *given)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert message in err


def test_a_half_that_the_labels_do_not_have_is_refused(folder, capsys):
    assert "the column half is missing" in refused(capsys, folder, "--half", "tune")


def test_the_sheet_is_a_png(folder, capsys):
    assert "ends in .png" in refused(capsys, folder, "--sheet", folder / "sheet.jpg")
