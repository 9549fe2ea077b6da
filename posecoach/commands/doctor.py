"""``posecoach doctor``: says what is missing or wrong on this computer, and how to mend it."""

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Final

import click

from posecoach.commands.checkup import computer, port, program
from posecoach.commands.checkup.finding import Finding, Mark, wrong
from posecoach.commands.console.language import terminal_language
from posecoach.errors import PoseCoachError
from posecoach.shared_libraries import missing_libraries
from posecoach.translation import N_, Texts, in_language, translate_plural
from posecoach.translation import translate as _

_MARKS: Final = Texts({Mark.OK: N_("OK"), Mark.NOTE: N_("NOTE"), Mark.WRONG: N_("WRONG")})


class DoctorError(PoseCoachError):
    """Something on this computer has to be mended."""


@click.command()
def doctor() -> None:
    """Look at what PoseCoach needs, and say how to mend what is missing or wrong.

    Changes nothing, opens no camera, and needs no internet. A line is OK, a NOTE (worth knowing), or WRONG.
    Speaks the language chosen last on the pages, else the system's.
    """
    with in_language(terminal_language()):
        _look_at_everything()


def _look_at_everything() -> None:
    sick = 0
    width = max(map(len, _MARKS.values()))
    for title, look in _LOOKS.items():
        for finding in _findings(title, look):
            mark = _MARKS[finding.mark].ljust(width)
            click.echo(f"{mark}  {finding.subject}: {' '.join(finding.told.splitlines())}")
            sick += finding.mark is Mark.WRONG
    if sick:
        told = translate_plural(
            "one of these lines is marked WRONG; mend it, then try again",
            "{count} of these lines are marked WRONG; mend them, then try again",
            sick,
        )
        raise DoctorError(told.format(count=sick))
    click.echo(_("Nothing is wrong."))


def _findings(title: str, look: Callable[[], Iterable[Finding]]) -> Iterator[Finding]:
    """What a look finds; without a library it can't look, and what it needs is named once more."""
    try:
        yield from look()
    except (ImportError, OSError, PoseCoachError) as error:
        told = _("can't be checked ({reason}). Mend the lines above first.")
        yield wrong(_(title), told.format(reason=error))


def _program() -> Iterator[Finding]:
    yield program.check_python(sys.version_info[:3])
    yield program.check_shared_libraries(missing_libraries())
    try:
        pins = program.pinned(metadata.requires("posecoach") or [])
    except metadata.PackageNotFoundError:
        told = _("PoseCoach is not installed. Type: make run, or pip install . in its folder.")
        yield wrong(_("Libraries"), told)
        return
    yield from program.check_libraries(pins, program.installed_version, program.loading_failure)


def _stored_data() -> Iterator[Finding]:
    # Its libraries may be missing.
    from posecoach.commands.checkup import stored

    yield stored.check_model()
    yield from stored.check_exercises()
    yield stored.check_history()


def _disk() -> Iterator[Finding]:
    from platformdirs import user_cache_path

    from posecoach.catalog.folders import data_folder
    from posecoach.vision.model.bundle import Network
    from posecoach.vision.model.store import MODEL_VARIABLE, cached_model

    folders = [data_folder()]
    if not os.environ.get(MODEL_VARIABLE) and cached_model(Network.FULL) is None:
        folders.append(user_cache_path("posecoach", appauthor=False))  # the model is still to be built there
    for folder in folders:
        there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
        writable = there.is_dir() and os.access(there, os.W_OK | os.X_OK)
        yield computer.check_space(folder, shutil.disk_usage(there).free, writable)


def _camera_and_port() -> Iterator[Finding]:
    devices = {str(path): os.access(path, os.R_OK | os.W_OK) for path in sorted(Path("/dev").glob("video*"))}
    yield computer.check_camera(sys.platform, devices)
    yield port.check_port(port.is_free(port.USUAL))


_LOOKS: Final[dict[str, Callable[[], Iterable[Finding]]]] = {
    N_("Program"): _program,
    N_("Stored data"): _stored_data,
    N_("Disk"): _disk,
    N_("Camera and port"): _camera_and_port,
}
