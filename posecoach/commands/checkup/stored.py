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
from posecoach.translation import N_, Texts, format_list
from posecoach.translation import translate as _
from posecoach.vision.model.store import damaged_model, find_model

_AGES: Final = Texts(
    {
        Age.NONE: N_("none yet; the first session begins it in {where}"),
        Age.OLDER: N_("{where}, written by an earlier version; the next start brings it up to date"),
        Age.CURRENT: N_("{where}, readable and up to date"),
    }
)


def check_model() -> Finding:
    """Whether the pose model is there and whole."""
    subject = _("Pose model")
    try:
        found = find_model()
    except PoseCoachError as error:
        return wrong(subject, str(error))
    if found is not None:
        told = _("{variant}, verified, in {path}")
        return ok(subject, told.format(variant=found.variant, path=found.path))
    if damaged := damaged_model():
        told = _(
            "{path} is damaged; the next start fetches the model anew (35 MB). Without internet, get a "
            "bundle elsewhere and type: posecoach model --from FILE"
        )
        return wrong(subject, told.format(path=damaged))
    return note(
        subject,
        _(
            "not there yet; the first start fetches it (35 MB). Without internet, get a bundle elsewhere and "
            "type: posecoach model --from FILE"
        ),
    )


def check_history() -> Finding:
    """Whether the history can be read and written, and is of a version that this program knows."""
    subject = _("History")
    try:
        where, age = inspect_history()
    except PoseCoachError as error:
        return wrong(subject, str(error))
    return ok(subject, _AGES[age].format(where=where))


def check_exercises() -> Iterator[Finding]:
    """Whether exercises, routines, languages and safety questions can be read."""
    subject = _("Exercises")
    try:
        specs = load_specs()
        load_safety_screen()
        languages, unread = readable_languages()
    except PoseCoachError as error:
        yield wrong(subject, str(error))
        return
    routines, left_out = load_routines(specs)
    own, own_left_out = own_routines(specs)
    for line in (*unread, *left_out, *own_left_out):
        yield wrong(subject, line)
    told = _("{exercises} exercises, {routines} routines and {languages} languages from {folders}")
    yield ok(
        subject,
        told.format(
            exercises=len(specs),
            routines=len(routines | own),
            languages=len(languages),
            folders=format_list(map(str, specs_folders())),
        ),
    )
