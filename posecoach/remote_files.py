"""Files by path or by address: ``s3://…``, ``https://…`` and whatever else fsspec has a file system for.

fsspec comes with ``posecoach[dask]``; paths of this computer need no more than Python.
"""

import hashlib
import shutil
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from posecoach.errors import PoseCoachError

_CHUNK_BYTES: Final = 1 << 20
_PREFIX: Final = "posecoach-"  # of the folders of copies
# What file systems call the mark of a file's content or of its last change.
_MARKS: Final = (
    *("ETag", "etag", "md5Hash", "md5", "contentHash", "Content-MD5"),
    *("LastModified", "last_modified", "Last-Modified", "mtime"),
)
# Not the question mark, which begins the query of an address.
_PATTERN_SIGNS: Final = "*["


class RemoteFileError(PoseCoachError):
    """A file can't be fetched."""


def is_address(file: str) -> bool:
    """Whether a file is named by an address rather than by a path of this computer."""
    return "://" in file


def file_name(file: str) -> str:
    """The last part of a path or address, without a query."""
    return unquote(urlsplit(file).path).rpartition("/")[2] if is_address(file) else Path(file).name


@contextmanager
def local_copy(file: str) -> Iterator[Path]:
    """Gives a path at which a file can be read: its own, or a copy that is removed at the end.

    Raises:
        RemoteFileError: if it can't be fetched.
    """
    if not is_address(file):
        yield Path(file)
        return
    with tempfile.TemporaryDirectory(prefix=_PREFIX) as folder:
        yield _copied(file, folder)


def kept_copy(file: str) -> Path:
    """A path at which a file can be read several times: a copy stays until it is another file's turn.

    Raises:
        RemoteFileError: if it can't be fetched.
    """
    return _last_copy(file, content_mark(file)).path if is_address(file) else Path(file)


class _Copy:
    """A copy that is removed when nobody refers to it any more."""

    def __init__(self, file: str) -> None:
        folder = tempfile.mkdtemp(prefix=_PREFIX)
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        self.path = _copied(file, folder)


@lru_cache(maxsize=1)
def _last_copy(file: str, _mark: str | None) -> _Copy:
    return _Copy(file)


def _copied(file: str, folder: str) -> Path:
    # The suffix helps to find out what kind of video it is.
    copy = Path(folder, f"video{Path(file_name(file)).suffix}")
    file_system, path = _opened(file)
    try:
        file_system.get_file(path, str(copy))
    except Exception as error:  # every file system has errors of its own
        raise _not_fetched(file, error) from error
    return copy


def files_below(address: str, endings: tuple[str, ...]) -> list[str]:
    """The addresses of the files that an address names: those of a pattern or folder, or itself.

    Args:
        address: An address; ``*`` and ``[…]`` stand for parts of names, ``**`` for any folders.
        endings: How the names in a folder end, in lower case.

    Raises:
        RemoteFileError: if the folder can't be read.
    """
    file_system, path = _opened(address)
    try:
        if any(sign in path for sign in _PATTERN_SIGNS):
            found = file_system.glob(path)
        elif file_name(address).lower().endswith(endings) or not file_system.isdir(path):
            return [address]
        else:
            found = [name for name in file_system.find(path) if name.lower().endswith(endings)]
    except Exception as error:
        raise _not_fetched(address, error) from error
    return [str(file_system.unstrip_protocol(name)) for name in sorted(found)]


def content_mark(file: str) -> str | None:
    """A mark that changes when a file's content does.

    Of a path of this computer, the content's SHA-256; of an address, its size with what the file system says
    of its content or last change. None where it says nothing, or there is no such file.
    """
    if not is_address(file):
        try:
            return sha256(Path(file))
        except OSError:
            return None
    try:
        file_system, path = _opened(file)
        about = file_system.info(path)
    except Exception:  # it is fetched again, and the reason is told then
        return None
    marks = [f"{name}={about[name]}" for name in _MARKS if about.get(name)]
    return f"size={about.get('size')} {' '.join(marks)}" if marks else None


def size_of(file: str) -> int:
    """The size of a file in bytes, at least 1; 1 where it isn't known."""
    try:
        if not is_address(file):
            return max(1, Path(file).stat().st_size)
        file_system, path = _opened(file)
        return max(1, int(file_system.size(path) or 1))
    except Exception:  # what is wrong with the file is told when it is read
        return 1


def sha256(path: Path) -> str:
    """The SHA-256 of a file's content, in hexadecimal digits.

    Raises:
        OSError: if it can't be read.
    """
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def _opened(address: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise RemoteFileError(
            f"{address}: files elsewhere are read through fsspec; install it with: "
            'pip install "posecoach[dask]"'
        ) from None
    try:
        file_system, path = url_to_fs(address)
    except Exception as error:  # no such kind of address, or its library is missing
        raise _not_fetched(address, error) from error
    return file_system, str(path)


def _not_fetched(address: str, error: Exception) -> RemoteFileError:
    missing = isinstance(error, FileNotFoundError)  # it names no more than the address
    reason = "no such file" if missing else str(error) or type(error).__name__
    return RemoteFileError(f"{address}: can't be read ({reason}); check the address and your access to it")
