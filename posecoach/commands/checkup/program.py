"""The program itself: its Python, its libraries, and the system's libraries below them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module, metadata
from typing import Final

from posecoach.commands.checkup.finding import Finding, note, ok, wrong
from posecoach.shared_libraries import how_to_install
from posecoach.translation import translate as _

OLDEST_PYTHON: Final = (3, 11)

_PIN: Final = re.compile(r"([\w.-]+)==([\w.]+)$")


def check_python(version: Sequence[int]) -> Finding:
    """Whether this Python is new enough.

    Args:
        version: As ``sys.version_info`` begins.
    """
    number = ".".join(map(str, version[:3]))
    if tuple(version[:2]) >= OLDEST_PYTHON:
        return ok("Python", number)
    told = _("{version} is too old. Install Python 3.11 or newer, then PoseCoach again.")
    return wrong("Python", told.format(version=number))


def check_shared_libraries(missing: Mapping[str, str]) -> Finding:
    """Whether the system has what MediaPipe and OpenCV load.

    Args:
        missing: As ``shared_libraries.missing_libraries`` answers.
    """
    subject = _("System libraries")
    if not missing:
        return ok(subject, _("all there"))
    told = _("{libraries} can't be loaded. On Debian and Ubuntu type: {line}").format(
        libraries=", ".join(missing), line=how_to_install(list(missing.values()))
    )
    return wrong(subject, told)


def pinned(requirements: Sequence[str]) -> dict[str, str]:
    """The version that each library is pinned to, by name.

    Args:
        requirements: As ``importlib.metadata.requires`` answers; what is for extras is left out.
    """
    found = map(_PIN.match, requirements)
    return {match[1]: match[2] for match in found if match}


def check_libraries(
    pins: Mapping[str, str],
    installed: Callable[[str], str | None],
    failure: Callable[[str], str | None],
) -> Iterator[Finding]:
    """Whether each library is there, can be loaded, and has the version that was tested.

    Args:
        pins: The tested version of each, by name.
        installed: The version of a library, None if it isn't there.
        failure: Why it can't be loaded, None if it can.
    """
    good = 0
    for name, tested in pins.items():
        subject = _("Library {name}").format(name=name)
        version = installed(name)
        if version is None:
            yield wrong(subject, _("is missing. Install PoseCoach again."))
        elif why := failure(name):
            told = _("{version} can't be loaded ({why}). Mend what this says, or install PoseCoach again.")
            yield wrong(subject, told.format(version=version, why=why))
        elif version != tested:
            told = _(
                "{version} is there, PoseCoach was tested with {tested}. If something doesn't work, install "
                "PoseCoach again."
            )
            yield note(subject, told.format(version=version, tested=tested))
        else:
            good += 1
    if good:
        yield ok(_("Libraries"), _("{good} of {count} as tested").format(good=good, count=len(pins)))


def installed_version(name: str) -> str | None:
    """The version of an installed library, None if it isn't there."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def loading_failure(name: str) -> str | None:
    """Why a library can't be loaded, None if it can."""
    try:
        import_module(_module(name))
    except Exception as error:  # whatever a library in disorder does
        return " ".join(f"{type(error).__name__}: {error}".split())[:200]
    return None


def _module(name: str) -> str:
    """What to import of a library: ``cv2`` of opencv-contrib-python."""
    dist = metadata.distribution(name)
    tops = {file.parts[0].removesuffix(".py") for file in dist.files or () if file.suffix == ".py"}
    modules = sorted(top for top in tops if top.isidentifier() and not top.startswith("_"))
    plain = name.replace("-", "_").lower()
    return plain if plain in modules or not modules else modules[0]
