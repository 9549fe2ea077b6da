"""What is stored on this computer: the pose model, the history, exercises and their languages."""

from collections.abc import Iterator
from typing import Final

from posecoach.catalog.exercises import load_specs
from posecoach.catalog.folders import specs_folders
from posecoach.catalog.languages import readable_languages
from posecoach.catalog.own_routines import own_routines
from posecoach.catalog.routines import load_routines
from posecoach.catalog.safety import load_safety_screen
from posecoach.commands.checkup.finding import Finding, note, ok, wrong
from posecoach.errors import PoseCoachError
from posecoach.records.history.inspection import Age, inspect_history
from posecoach.vision.model.store import find_model

_AGES: Final = {
    Age.NONE: "none yet; the first session begins it in {where}",
    Age.OLDER: "{where}, written by an earlier version; the next start brings it up to date",
    Age.CURRENT: "{where}, readable and up to date",
}


def check_model() -> Finding:
    """Whether the pose model is there and whole."""
    try:
        found = find_model()
    except PoseCoachError as error:
        return wrong("Pose model", str(error))
    if found is None:
        return note(
            "Pose model",
            "not there yet; the first start fetches it (35 MB). "
            "Without internet, get a bundle elsewhere and type: posecoach model --from FILE",
        )
    told = f"{found.variant}, verified, in {found.path}"
    return ok("Pose model", told)


def check_history() -> Finding:
    """Whether the history can be read and written, and is of a version that this program knows."""
    try:
        where, age = inspect_history()
    except PoseCoachError as error:
        return wrong("History", str(error))
    return ok("History", _AGES[age].format(where=where))


def check_exercises() -> Iterator[Finding]:
    """Whether exercises, routines, languages and safety questions can be read."""
    try:
        specs = load_specs()
        load_safety_screen()
        languages, unread = readable_languages()
    except PoseCoachError as error:
        yield wrong("Exercises", str(error))
        return
    routines, left_out = load_routines(specs)
    own, own_left_out = own_routines(specs)
    for line in (*unread, *left_out, *own_left_out):
        yield wrong("Exercises", line)
    told = "{exercises} exercises, {routines} routines and {languages} languages from {folders}"
    yield ok(
        "Exercises",
        told.format(
            exercises=len(specs),
            routines=len(routines | own),
            languages=len(languages),
            folders=" and ".join(map(str, specs_folders())),
        ),
    )
