"""Own routines: none takes the place of another, and a bad file takes nothing away."""

from pathlib import Path

import pytest
import yaml

from posecoach.catalog.exercises import load_specs
from posecoach.catalog.folders import data_folder
from posecoach.catalog.own_routines import delete_routine, own_id, own_routines, save_routine
from posecoach.coaching.exercise.routine import Routine

SPECS = load_specs()
ALIKE = [
    "朝のストレッチ",
    "夜のストレッチ",
    "утро",
    "🙂",
    "Für abends!",
    "fur abends",
    "x" * 79 + "a",
    "x" * 79 + "b",
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POSECOACH_DATA", str(tmp_path))
    return data_folder() / "routines"


def routine(title: str, target_s: float = 20.0, id_: str | None = None) -> Routine:
    sets = [{"stretch": "lying_hamstring", "target_s": target_s}]
    return Routine.model_validate({"id": id_ or own_id(title), "title": title, "sets": sets})


def titles() -> set[str]:
    return {own.title for own in own_routines(SPECS)[0].values()}


def test_routines_with_titles_in_any_script_are_all_there():
    for title in ALIKE:
        save_routine(routine(title))
    assert titles() == set(ALIKE)


def test_a_title_saved_again_is_replaced_and_keeps_its_place(folder: Path):
    save_routine(routine("Morning", id_="own_morning"))  # a name that an earlier version gave
    save_routine(routine("Morning", target_s=45.0))
    (own,) = own_routines(SPECS)[0].values()
    assert (own.id, own.sets[0].target_s) == ("own_morning", 45.0)
    assert [path.name for path in folder.iterdir()] == ["own_morning.yaml"]


def test_a_title_with_its_accents_apart_is_the_same_title():
    save_routine(routine("Für abends"))
    save_routine(routine("Fu\u0308r abends"))
    assert len(titles()) == 1


@pytest.mark.parametrize(
    "content", [b"", b"title: [", yaml.safe_dump({"id": "own_x", "title": "Other"}).encode()]
)
def test_a_file_that_is_no_such_routine_is_never_overwritten(folder: Path, content: bytes):
    folder.mkdir(parents=True)
    taken = folder / f"{own_id('Morning')}.yaml"
    taken.write_bytes(content)
    save_routine(routine("Morning"))
    assert taken.read_bytes() == content
    assert titles() == {"Morning"}


def test_what_is_deleted_is_the_file_that_holds_it(folder: Path):
    save_routine(routine("Morning"))
    save_routine(routine("Evening"))
    morning = folder / f"{own_id('Morning')}.yaml"
    morning.rename(folder / "renamed by hand.yaml")
    delete_routine(own_id("Morning"))
    assert titles() == {"Evening"}
    delete_routine(own_id("Morning"))
    assert titles() == {"Evening"}


def test_bad_files_are_named_and_the_rest_works(folder: Path):
    save_routine(routine("Morning"))
    (folder / "empty.yaml").touch()
    (folder / "dangling.yaml").symlink_to(folder / "gone.yaml")
    (folder / "folder.yaml").mkdir()
    gone = routine("Gone").model_dump(mode="json", exclude_defaults=True)
    gone["sets"][0]["stretch"] = "yoga"
    (folder / "gone_exercise.yaml").write_text(yaml.safe_dump(gone))
    own, wrong = own_routines(SPECS)
    assert [one.title for one in own.values()] == ["Morning"]
    for line, message in zip(
        wrong,
        [
            "dangling.yaml: can't be read",
            "empty.yaml: expected a mapping",
            "folder.yaml: can't be read",
            "gone_exercise.yaml: sets[0].stretch: expected one of",
        ],
        strict=True,
    ):
        assert message in line
        assert "\n" not in line


def test_hidden_files_are_ignored(folder: Path):
    save_routine(routine("Morning"))
    (folder / "._own_morning.yaml").write_bytes(b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X\xb0")
    (folder / ".#own_morning.yaml").symlink_to("me@here.1234")  # an editor's lock
    own, wrong = own_routines(SPECS)
    assert len(own) == 1
    assert wrong == []


def test_a_folder_that_can_not_be_read_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch):
    def denied(path: object) -> list[str]:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("os.listdir", denied)
    assert own_routines(SPECS) == (
        {},
        [f"{folder}: can't be read (Permission denied); change the folder's permissions"],
    )
