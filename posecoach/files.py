"""Files and folders that people name."""

from contextlib import suppress
from pathlib import Path


def path_of(named: str) -> Path:
    """The path that a setting names; ``~`` is the home folder, as in a shell."""
    path = Path(named)
    with suppress(RuntimeError):  # a user without a home folder: the name stays as it is
        path = path.expanduser()
    return path
