"""Own routines: none takes the place of another, and a bad file takes nothing away."""

from pathlib import Path

import pytest
import yaml

from posecoach.catalog.exercises import load_specs
from posecoach.catalog.folders import data_folder
from posecoach.catalog.own_routines import (
    MOST_KB,
    delete_routine,
    own_id,
    own_routines,
    routine_file,
    routine_from_file,
    save_routine,
    titled,
)
from posecoach.catalog.routines import load_routines
from posecoach.coaching.exercise.routine import Routine
from posecoach.errors import PoseCoachError

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


def test_a_routine_goes_into_a_file_and_comes_back_with_an_own_id():
    for ready_made in load_routines(SPECS)[0].values():
        read = routine_from_file(routine_file(ready_made).encode(), "x.yaml", SPECS)
        assert read == ready_made.model_copy(update={"id": own_id(ready_made.title)})


BOMB = "\n".join(["b0: &b0 [x, x]", *(f"b{n}: &b{n} [*b{n - 1}, *b{n - 1}]" for n in range(1, 60))])
SET = "sets:\n- {stretch: bridge, repetitions: 5}"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "expected a mapping"),
        ("title: x\n\tsets: 1", "is not valid YAML in line 2"),
        (SET, "title: this field is required"),
        ("title: '  '\n" + SET, "title: expected some text"),
        (f"title: {'x' * 81}\n{SET}", "title: expected at most 80 characters"),
        ("title: x", "sets: this field is required"),
        ("title: x\nsets:\n- {stretch: yoga, target_s: 20}", "sets[0].stretch: expected one of"),
        ("title: x\nsets:\n- {stretch: bridge, target_s: 20}", "sets[0]: expected repetitions"),
        ("title: x\nsets:\n- {stretch: bridge, repetitions: 5, repeats: 99}", "sets[0].repeats"),
        ("title: x\nsets: &a\n- *a", "sets"),
        ('title: "\\uD800"\n' + SET, "character that can't be saved"),
        ('title: x\nsummary: "\\uD800"\n' + SET, "character that can't be saved"),
        ("title: x\nevil: !!python/object/apply:os.system ['true']\n" + SET, "is not valid YAML"),
        ("title: 2026-99-99\n" + SET, "is not valid YAML"),
        ("[" * 5000, "is not valid YAML"),
        (BOMB, "required"),
        ("#" * (MOST_KB * 1000 + 1), "is larger than"),
    ],
)
def test_a_wrong_file_is_refused_in_one_line_with_its_name(text: str, why: str):
    with pytest.raises(PoseCoachError) as refused:
        routine_from_file(text.encode(), "mine.yaml", SPECS)
    line = str(refused.value)
    assert line.startswith("mine.yaml: ")
    assert why in line
    assert "\n" not in line
    assert len(line) < 400


def test_the_longest_routine_is_far_smaller_than_what_is_taken():
    sets = [{"stretch": "lying_hamstring", "side": "right", "target_s": 20.0}] * 40
    longest = Routine.model_validate({"id": "own_x", "title": "x" * 80, "sets": sets})
    assert len(routine_file(longest)) < MOST_KB * 1000 / 10


def test_a_title_that_is_there_already_is_found():
    save_routine(routine("Für abends"))
    own = own_routines(SPECS)[0]
    assert titled("Fu\u0308r abends ", own).title == "Für abends"
    assert titled("Für morgens", own) is None
