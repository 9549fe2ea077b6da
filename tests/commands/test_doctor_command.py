"""The doctor: what it calls wrong, and how to mend it."""

import shutil
from pathlib import Path

import pytest
from support.command_line import Posecoach, refused

from posecoach.commands import doctor as command
from posecoach.commands.checkup import computer, port, program, stored
from posecoach.commands.checkup.finding import Finding, Mark, note, ok, wrong
from posecoach.records.preferences import remember
from posecoach.vision.model.bundle import ModelError


def told(finding: Finding) -> tuple[Mark, str]:
    return finding.mark, finding.told


def test_every_finding_is_a_line_and_what_is_wrong_is_counted(
    posecoach: Posecoach, monkeypatch: pytest.MonkeyPatch
):
    findings = [ok("Python", "3.11.7"), wrong("Camera", "can't be\nused"), note("Port 8501", "taken")]
    looks = {"One": lambda: findings, "Two": lambda: [wrong("History", "is broken")]}
    monkeypatch.setattr(command, "_LOOKS", looks)
    run = posecoach("doctor")
    assert run.status == 2
    assert run.out.splitlines() == [
        "OK     Python: 3.11.7",
        "WRONG  Camera: can't be used",
        "NOTE   Port 8501: taken",
        "WRONG  History: is broken",
    ]
    assert run.err == "posecoach: 2 of these lines are marked WRONG; mend them, then try again\n"


def test_notes_are_nothing_wrong(posecoach: Posecoach, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(command, "_LOOKS", {"One": lambda: [note("Camera", "none is there")]})
    run = posecoach("doctor")
    assert (run.status, run.err) == (0, "")
    assert run.out.splitlines()[-1] == "Nothing is wrong."


def test_what_can_not_be_checked_without_a_library_is_wrong_too(
    posecoach: Posecoach, monkeypatch: pytest.MonkeyPatch
):
    def look() -> list[Finding]:
        raise ModuleNotFoundError("No module named 'sqlalchemy'")

    monkeypatch.setattr(command, "_LOOKS", {"Stored data": look})
    run = posecoach("doctor")
    assert run.status == 2
    assert run.out.startswith("WRONG  Stored data: can't be checked (No module named 'sqlalchemy').")


def test_a_command_whose_library_is_broken_sends_to_the_doctor(
    posecoach: Posecoach, monkeypatch: pytest.MonkeyPatch
):
    def broken(name: str) -> None:
        raise ImportError("libGL.so.1: cannot open shared object file")

    monkeypatch.setattr("posecoach.cli.import_module", broken)
    refused(posecoach("history", "list"), "libGL.so.1", "`posecoach doctor`")
    refused(posecoach("doctor"), "libGL.so.1", "install PoseCoach again")


@pytest.mark.parametrize(
    ("version", "mark"), [((3, 10, 9), Mark.WRONG), ((3, 11, 0), Mark.OK), ((4, 0, 0), Mark.OK)]
)
def test_an_old_python(version: tuple[int, int, int], mark: Mark):
    assert program.check_python(version).mark is mark


def test_missing_system_libraries_are_named_with_the_line_to_type():
    mark, text = told(program.check_shared_libraries({"libGL.so.1": "libgl1", "libEGL.so.1": "libegl1"}))
    assert mark is Mark.WRONG
    assert "libGL.so.1, libEGL.so.1 can't be loaded" in text
    assert text.endswith("sudo apt-get update && sudo apt-get install -y libgl1 libegl1")
    assert program.check_shared_libraries({}).mark is Mark.OK


def test_libraries_are_held_against_their_pins():
    pins = program.pinned(
        ["numpy==2.4.6", "av==18.1.0", "rich==15.0.0", "click==8.5.1", 'a==1; extra == "x"']
    )
    assert list(pins) == ["numpy", "av", "rich", "click"]
    there = {"numpy": "2.4.6", "av": "18.1.0", "click": "8.0.0"}
    reasons = {"av": "ImportError: libav"}
    lines = {one.subject: told(one) for one in program.check_libraries(pins, there.get, reasons.get)}
    assert lines["Libraries"] == (Mark.OK, "1 of 4 as tested")
    assert lines["Library rich"] == (Mark.WRONG, "is missing. Install PoseCoach again.")
    assert lines["Library av"][0] is Mark.WRONG
    assert "ImportError: libav" in lines["Library av"][1]
    assert lines["Library click"][0] is Mark.NOTE
    assert "8.0.0 is there, PoseCoach was tested with 8.5.1" in lines["Library click"][1]


@pytest.mark.parametrize(
    ("name", "module"), [("opencv-contrib-python", "cv2"), ("PyYAML", "yaml"), ("pillow", "PIL")]
)
def test_a_library_is_loaded_by_its_modules_name(name: str, module: str):
    assert program._module(name) == module


def test_a_library_that_fails_to_load_says_why(monkeypatch: pytest.MonkeyPatch):
    def broken(module: str) -> None:
        raise OSError(f"{module}:\nillegal instruction")

    monkeypatch.setattr(program, "import_module", broken)
    assert program.loading_failure("click") == "OSError: click: illegal instruction"


@pytest.mark.parametrize(
    ("platform", "devices", "mark", "text"),
    [
        ("linux", {}, Mark.NOTE, "none is there"),
        ("linux", {"/dev/video0": False}, Mark.WRONG, "sudo usermod -aG video $USER"),
        ("linux", {"/dev/video0": False, "/dev/video1": True}, Mark.OK, "/dev/video1"),
        ("darwin", {}, Mark.NOTE, "System Settings, Privacy & Security, Camera"),
        ("win32", {}, Mark.NOTE, "Settings, Privacy & security, Camera"),
    ],
)
def test_the_camera(platform: str, devices: dict[str, bool], mark: Mark, text: str):
    finding = computer.check_camera(platform, devices)
    assert finding.mark is mark
    assert text in finding.told


def test_a_full_disk_is_wrong():
    assert computer.check_space(Path("/data"), 199_999_999, True).mark is Mark.WRONG
    assert computer.check_space(Path("/data"), 200_000_000, True).mark is Mark.OK


def test_a_folder_that_can_not_be_written_is_wrong_however_much_is_free():
    mark, text = told(computer.check_space(Path("/data"), 200_000_000, False))
    assert mark is Mark.WRONG
    assert text == "you may not write to /data. Change its permissions."


def test_a_taken_port_is_only_worth_knowing():
    assert (port.check_port(True).mark, port.check_port(False).mark) == (Mark.OK, Mark.NOTE)


def test_no_model_yet_says_what_to_do_without_internet(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(stored, "find_model", lambda: None)
    mark, text = told(stored.check_model())
    assert mark is Mark.NOTE
    assert text.startswith("not there yet")
    assert "posecoach model --from FILE" in text

    monkeypatch.setattr(stored, "damaged_model", lambda: Path("pose_landmarker.task"))
    mark, text = told(stored.check_model())
    assert mark is Mark.WRONG
    assert text.startswith("pose_landmarker.task is damaged; the next start fetches the model anew")

    def damaged() -> None:
        raise ModelError("POSECOACH_MODEL: is damaged")

    monkeypatch.setattr(stored, "find_model", damaged)
    assert told(stored.check_model()) == (Mark.WRONG, "POSECOACH_MODEL: is damaged")


def test_exercises_that_can_not_be_read_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert [finding.mark for finding in stored.check_exercises()] == [Mark.OK]
    monkeypatch.setenv("POSECOACH_SPECS", str(tmp_path))
    (tmp_path / "routines").mkdir()
    (tmp_path / "routines" / "mine.yaml").write_text("id: mine")
    (left_out, rest) = stored.check_exercises()
    assert left_out.mark is Mark.WRONG
    assert left_out.told.startswith("routines/mine.yaml: ")
    assert rest.mark is Mark.OK
    (tmp_path / "calf_stretch").mkdir()
    (tmp_path / "calf_stretch" / "spec.yaml").write_text("id: [")
    (broken,) = stored.check_exercises()
    assert told(broken)[1].startswith("calf_stretch/spec.yaml: ")


def test_the_space_is_looked_for_where_the_folder_will_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("POSECOACH_DATA", str(tmp_path / "not" / "yet"))
    asked: list[str] = []
    free = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: asked.append(str(folder)) or free)
    assert str(tmp_path / "not" / "yet") in next(iter(command._disk())).told
    assert asked[0] == str(tmp_path)
    assert not (tmp_path / "not").exists()


def test_the_folder_of_the_model_is_looked_at_while_the_model_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model_path: Path
):
    monkeypatch.setenv("POSECOACH_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("POSECOACH_MODEL", str(model_path))
    assert len(list(command._disk())) == 1
    monkeypatch.delenv("POSECOACH_MODEL")
    (_, other) = command._disk()
    assert str(tmp_path / "cache") in other.told


@pytest.mark.parametrize(
    ("chosen", "system", "line", "end"),
    [
        (None, "en_US.UTF-8", "WRONG  Port 8501: free", "one of these lines is marked WRONG"),
        (None, "de_AT.UTF-8", "FEHLER   Port 8501: frei", "eine dieser Zeilen ist als FEHLER markiert"),
        ("es", "de_AT.UTF-8", "ERROR  Puerto 8501: libre", "una de estas líneas está marcada como ERROR"),
        (None, "xx_XX", "WRONG  Port 8501: free", "one of these lines"),
        (None, "C.UTF-8", "WRONG  Port 8501: free", "one of these lines"),
    ],
)
def test_it_speaks_the_language_of_the_pages_else_of_the_system(
    posecoach: Posecoach,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    chosen: str | None,
    system: str,
    line: str,
    end: str,
):
    monkeypatch.setenv("LC_ALL", system)
    monkeypatch.setenv("POSECOACH_DATA", str(tmp_path))
    if chosen:
        remember(language=chosen)

    def look() -> list[Finding]:
        free = port.check_port(True)
        return [wrong(free.subject, free.told)]

    monkeypatch.setattr(command, "_LOOKS", {"One": look})
    run = posecoach("doctor")
    assert run.status == 2
    assert run.out == f"{line}\n"
    assert run.err.startswith(f"posecoach: {end}")
