"""Own routines: a good one beside a damaged one, read, saved and deleted."""

from contextlib import suppress
from pathlib import Path
from random import Random

from posecoach.catalog.checks import check_file
from posecoach.catalog.exercises import load_specs
from posecoach.catalog.folders import shipped_folder
from posecoach.catalog.own_routines import delete_routine, own_id, own_routines, save_routine
from posecoach.catalog.yaml_files import read_yaml
from posecoach.coaching.exercise.routine import Routine
from posecoach.errors import PoseCoachError
from tools.faults.kinds.specs import damaged_yaml
from tools.faults.trial import LostError, Trial

_TITLES = (
    *(
        "Morning",
        "morning",
        "Mörgen",
        "Mo\u0308rgen",
        "朝のストレッチ",
        "夜のストレッチ",
        "🧘",
        "..",
        "/etc",
        "a/b",
    ),
    *(
        "CON",
        "x" * 80,
        "=1+1",
        "**bold**",
        "%s",
        "{leg}",
        "\u202eevil",
        " a ",
        "null",
        "1",
        "a\nb",
        "Morning.",
    ),
    *("a\0b", "\t", "-", "#", "'", '"', "\ud800"),
)
_GOOD = "own_good.yaml"
_BAD = "own_bad.yaml"


def own_routines_with_a_bad_one(random: Random, folder: Path, number: int) -> Trial:
    """A folder of own routines of which one is damaged, and a title to save another under."""
    routines = folder / "data" / "routines"
    routines.mkdir(parents=True)
    shipped = (shipped_folder() / "routines" / "hamstrings_and_back.yaml").read_text(encoding="utf-8")
    shipped_id = "id: hamstrings_and_back"
    good = shipped.replace(shipped_id, "id: own_good").replace("title: ", "title: Good, ")
    (routines / _GOOD).write_text(good, encoding="utf-8")
    content, how = damaged_yaml(random, shipped.replace(shipped_id, "id: own_bad"))
    (routines / _BAD).write_bytes(content)
    (routines / f"._{_GOOD}").write_bytes(b"\0\5\26\7")
    if random.random() < 0.3:
        (routines / "own_gone.yaml").symlink_to(random.choice(("nowhere.yaml", "own_gone.yaml")))
    title = random.choice(_TITLES)
    what = f"own routine: {how}; another is saved as {ascii(title)[:40]}"
    return Trial(what, lambda: _use(routines, title), may_write=("data/routines/own_*.yaml",))


def _use(routines: Path, title: str) -> list[str]:
    specs = load_specs()
    before = {
        path: path.read_bytes()
        for path in routines.glob("own_*.yaml")
        # Saving a title again is meant to replace that routine.
        if path.is_file() and _title_of(path) != title.strip()
    }
    found, wrong = own_routines(specs)
    if "own_good" not in found:
        raise LostError("the good routine is not offered beside a damaged one")
    with suppress(PoseCoachError):
        check_file(routines / _BAD)
    for routine in found.values():
        assert routine.about_s > 0
        assert routine.in_order
    try:
        mine = Routine(id=own_id(title), title=title, sets=found["own_good"].sets)
    except ValueError:  # the page does not let such a title in
        return wrong
    save_routine(mine)
    again, _ = own_routines(specs)
    saved = [id_ for id_ in again if id_ not in found]
    if not saved and routines / _BAD in before:
        raise LostError(f"the routine saved as {title!r} is not there")
    for path, content in before.items():
        if path.read_bytes() != content:
            raise LostError(f"{path.name} was overwritten")
    for id_ in saved:
        delete_routine(id_)
    for path in before:
        if not path.is_file():
            raise LostError(f"{path.name} was deleted")
    return wrong


def _title_of(path: Path) -> str | None:
    try:
        return str(read_yaml(path).get("title")).strip()
    except PoseCoachError:
        return None
