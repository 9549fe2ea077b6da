"""Files and folders that people name."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from filelock import BaseFileLock, FileLock, SoftFileLock, Timeout

from posecoach.errors import PoseCoachError
from posecoach.translation import translate as _

# What network folders answer that have no locks.
_NO_LOCKS: Final = {errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL}


def path_of(named: str) -> Path:
    """The path that a setting names; ``~`` is the home folder, as in a shell."""
    path = Path(named)
    with suppress(RuntimeError):  # a user without a home folder: the name stays as it is
        path = path.expanduser()
    return path


def is_file(path: Path) -> bool:
    """Whether a path is a regular file; false for one that can't be looked at.

    ``Path.is_file`` raises errors before Python 3.14: for folders that can't be searched, and too long names.
    """
    return stat.S_ISREG(_mode(path))


def is_folder(path: Path) -> bool:
    """Whether a path is a folder; false for one that can't be looked at (see ``is_file``)."""
    return stat.S_ISDIR(_mode(path))


def file_size(path: Path) -> int:
    """The size of a regular file, bytes.

    Raises:
        OSError: if there is no such file, or it is a folder, pipe or device: reading could take for ever.
    """
    about = path.stat()
    if stat.S_ISDIR(about.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(about.st_mode):
        raise OSError(errno.EINVAL, _("not a regular file"), str(path))
    return about.st_size


def read_file(path: Path, most_mb: int) -> bytes:
    """The content of a regular file.

    Args:
        path: The file.
        most_mb: The largest size that makes sense, megabytes.

    Raises:
        OSError: if it can't be read, is not a regular file, or is larger.
    """
    most_bytes = most_mb * 1_000_000
    if file_size(path) > most_bytes:
        raise OSError(errno.EFBIG, _("larger than {count} MB").format(count=most_mb), str(path))
    with path.open("rb") as file:
        return file.read(most_bytes)


@contextmanager
def locked(path: Path, wait_s: float) -> Iterator[None]:
    """Lets one process at a time into the block.

    Where the folder has no locks (some network folders), a second file stands for one as long as it is there.

    Args:
        path: The file to lock; made if needed, and left there.
        wait_s: How long to wait for another process, seconds.

    Raises:
        OSError: if the file can't be written, or another process takes longer.
    """
    lock: BaseFileLock = FileLock(path, timeout=wait_s, fallback_to_soft=False)
    try:
        try:
            lock.acquire()
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
            # A name of its own: the first file is there already, and stays.
            lock = SoftFileLock(path.with_name(f"{path.name}ed"), timeout=wait_s)
            lock.acquire()
    except Timeout as error:
        text = _("another PoseCoach is busy with it")
        if isinstance(lock, SoftFileLock):
            text = _("another PoseCoach is busy with it; if none is running, delete {file}")
        raise OSError(errno.EBUSY, text.format(file=lock.lock_file), str(path)) from error
    try:
        yield
    finally:
        lock.release()


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
            _("{path}: can't be read ({reason}); change the folder's permissions").format(
                path=folder, reason=error.strerror
            )
        ) from error
    return [path for path in inside if path.name.endswith(ending) and not path.name.startswith(".")]


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except (OSError, ValueError):  # ValueError: a name with a null character
        return 0
