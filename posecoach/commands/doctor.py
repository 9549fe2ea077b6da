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
from posecoach.errors import PoseCoachError
from posecoach.shared_libraries import missing_libraries


class DoctorError(PoseCoachError):
    """Something on this computer has to be mended."""


@click.command()
def doctor() -> None:
    """Look at what PoseCoach needs, and say how to mend what is missing or wrong.

    Changes nothing, opens no camera, and needs no internet. A line is OK, a NOTE (worth knowing), or WRONG.
    """
    sick = 0
    for look in _LOOKS:
        for finding in _findings(look):
            click.echo(f"{finding.mark:5}  {finding.subject}: {' '.join(finding.told.splitlines())}")
            sick += finding.mark is Mark.WRONG
    if sick:
        raise DoctorError(f"{sick} of these lines are marked WRONG; mend them, then try again")
    click.echo("Nothing is wrong.")


def _findings(look: Callable[[], Iterable[Finding]]) -> Iterator[Finding]:
    """What a look finds; without a library it can't look, and what it needs is named once more."""
    try:
        yield from look()
    except (ImportError, PoseCoachError) as error:
        subject = look.__name__.strip("_").replace("_", " ").capitalize()
        yield wrong(subject, f"can't be checked ({error}). Mend the lines above first.")


def _program() -> Iterator[Finding]:
    yield program.check_python(sys.version_info[:3])
    yield program.check_shared_libraries(missing_libraries())
    try:
        pins = program.pinned(metadata.requires("posecoach") or [])
    except metadata.PackageNotFoundError:
        yield wrong(
            "Libraries", "PoseCoach is not installed. Type: make run, or pip install . in its folder."
        )
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

    for folder in dict.fromkeys((data_folder(), user_cache_path("posecoach", appauthor=False))):
        there = next(place for place in (folder, *folder.absolute().parents) if place.is_dir())
        yield computer.check_space(folder, shutil.disk_usage(there).free)


def _camera_and_port() -> Iterator[Finding]:
    devices = {str(path): os.access(path, os.R_OK | os.W_OK) for path in sorted(Path("/dev").glob("video*"))}
    yield computer.check_camera(sys.platform, devices)
    yield port.check_port(port.is_free(port.USUAL))


_LOOKS: Final = (_program, _stored_data, _disk, _camera_and_port)
