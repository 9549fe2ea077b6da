"""Output files that appear together at the end, or not at all."""

import os
import secrets
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from posecoach.errors import PoseCoachError
from posecoach.files import is_folder


class OutputError(PoseCoachError):
    """An output file can't be written."""


class OutputFiles:
    """The files that one command writes, each as a temporary file until all are complete."""

    def __init__(self) -> None:
        self._parts: dict[Path, Path] = {}

    def part(self, target: Path) -> Path:
        """The temporary file for a target's content until the command is done."""
        return self._parts[target]

    def write_text(self, target: Path, text: str) -> None:
        """Writes the whole content of a target.

        Raises:
            OutputError: if it can't be written.
        """
        # A file name that is not in UTF-8 has lone surrogates: they become escapes, which JSON understands.
        self.write_bytes(target, text.encode(errors="backslashreplace"))

    def write_bytes(self, target: Path, content: bytes) -> None:
        """Writes the whole content of a target.

        Raises:
            OutputError: if it can't be written.
        """
        try:
            self.part(target).write_bytes(content)
        except OSError as error:
            raise _unwritable(target, error) from error

    def _reserve(self, target: Path) -> None:
        # The content of a linked file is replaced, not the link.
        part = _real(target).with_name(f".{secrets.token_hex(8)}.part")
        try:
            part.touch(exist_ok=False)
        except OSError as error:
            raise _unwritable(target, error) from error
        self._parts[target] = part

    def _put_in_place(self) -> None:
        for target, part in self._parts.items():
            try:
                part.replace(_real(target))
            except OSError as error:
                raise _unwritable(target, error) from error

    def _remove_parts(self) -> None:
        for part in self._parts.values():
            part.unlink(missing_ok=True)


def check_targets(targets: Sequence[Path], inputs: Sequence[Path]) -> None:
    """Makes sure that files can be written, before any work is done for them.

    Args:
        targets: The files to write.
        inputs: Files that the command reads; none may also be a target.

    Raises:
        OutputError: if a target can't be written.
    """
    taken = {_real(path) for path in inputs}
    for target in targets:
        real = _real(target)
        if real in taken:
            raise OutputError(f"{target}: is given twice, or is also the input; choose another file name")
        taken.add(real)
        _check(target)


@contextmanager
def output_files(targets: Sequence[Path], inputs: Sequence[Path]) -> Iterator[OutputFiles]:
    """Checks that all targets can be written, and puts them in place if the body succeeds.

    Args:
        targets: The files to write.
        inputs: Files that the command reads; none may also be a target.

    Raises:
        OutputError: if a target can't be written; nothing is left behind.
    """
    check_targets(targets, inputs)
    files = OutputFiles()
    try:
        for target in targets:
            files._reserve(target)
        yield files
        files._put_in_place()
    finally:
        files._remove_parts()


def _check(target: Path) -> None:
    mode: int | None = None
    try:
        mode = target.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        pass
    except OSError as error:  # a folder that can't be searched, a name too long for the disk
        raise _unwritable(target, error) from error
    if mode is not None and stat.S_ISDIR(mode):
        raise OutputError(f"{target}: is a folder; give a file name")
    if mode is not None and not stat.S_ISREG(mode):
        raise OutputError(f"{target}: is not a regular file; give another file name")
    if not is_folder(target.parent):
        raise OutputError(f"{target}: no such folder: {target.parent}; create it or choose another")
    if mode is not None and not os.access(target, os.W_OK):
        raise OutputError(f"{target}: is write-protected; choose another name or change its permissions")


def _real(path: Path) -> Path:
    """The file behind any links; a link in a circle, which can't be followed, is itself."""
    return Path(os.path.realpath(path))


def _unwritable(target: Path, error: OSError) -> OutputError:
    return OutputError(
        f"{target}: can't be written ({error.strerror}); "
        "choose another name or folder, or free some disk space"
    )
