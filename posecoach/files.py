"""Files and folders that people name."""

from contextlib import suppress
from pathlib import Path

from posecoach.errors import PoseCoachError


def path_of(named: str) -> Path:
    """The path that a setting names; ``~`` is the home folder, as in a shell."""
    path = Path(named)
    with suppress(RuntimeError):  # a user without a home folder: the name stays as it is
        path = path.expanduser()
    return path


def listed(folder: Path, ending: str = "") -> list[Path]:
    """What is in a folder, by name; empty if there is no such folder.

    Hidden files are left out: macOS puts a ``._name.yaml`` beside each ``name.yaml`` on foreign disks, and
    editors their own.

    Args:
        folder: The folder.
        ending: How the names end.

    Raises:
        PoseCoachError: if the folder can't be read.
    """
    try:
        inside = sorted(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise PoseCoachError(
            f"{folder}: can't be read ({error.strerror}); change the folder's permissions"
        ) from error
    return [path for path in inside if path.name.endswith(ending) and not path.name.startswith(".")]
