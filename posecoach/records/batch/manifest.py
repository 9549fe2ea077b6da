"""Which videos of many are done, and what came of them: what a stopped command goes on from.

A file of lines, one JSON object each, written as soon as its video is done. A line that a killed process left
half-written is taken away before the next one is written. Rows are read from the file when they are needed,
so that they take no memory.
"""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from posecoach.errors import PoseCoachError
from posecoach.records.batch.rows import Row


class ManifestError(PoseCoachError):
    """The manifest can't be read or written."""


@dataclass(frozen=True, slots=True)
class Done:
    """A video that is done.

    Attributes:
        file: Its path or address.
        mark: What changes with its content; None where it failed, or nothing is known that would.
        settings: A digest of what judged it.
        rows: Its rows, one for each exercise.
    """

    file: str
    mark: str | None
    settings: str
    rows: Sequence[Row]

    @property
    def failed(self) -> bool:
        """Whether it could not be judged."""
        return any(row.get("error") for row in self.rows)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the file a video's newest line is, and what decides whether it still holds."""

    offset: int
    mark: str | None
    settings: str
    failed: bool


class Manifest:
    """The videos that are done, in a file. A context manager.

    Args:
        path: The file; made if needed.

    Raises:
        ManifestError: if it can't be read or written, or is something else.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._places: dict[str, _Place] = {}
        try:
            self._file = path.open("a+b")
        except OSError as error:
            raise self._unusable(error) from error
        try:
            self._find_places()
        except OSError as error:
            self._file.close()
            raise self._unusable(error) from error
        except ManifestError:
            self._file.close()
            raise

    def holds(self, file: str, settings: str) -> str | None:
        """The mark that a video had when these settings judged it; None where it has yet to be judged."""
        place = self._places.get(file)
        return None if place is None or place.failed or place.settings != settings else place.mark

    def add(self, done: Done) -> None:
        """Writes down a video, for good.

        Raises:
            ManifestError: if it can't be written.
        """
        line = json.dumps(
            {"file": done.file, "mark": done.mark, "settings": done.settings, "rows": list(done.rows)},
            allow_nan=False,
        )
        try:
            offset = self._file.seek(0, os.SEEK_END)
            self._file.write(line.encode() + b"\n")
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise self._unusable(error) from error
        self._places[done.file] = _Place(offset, done.mark, done.settings, done.failed)

    def rows(self, files: Iterable[str]) -> Iterator[Row]:
        """The rows of videos that are there, in the order of these files; read one by one.

        Raises:
            ManifestError: if the file can't be read.
        """
        for file in files:
            place = self._places.get(file)
            if place is None:
                continue
            try:
                self._file.seek(place.offset)
                yield from json.loads(self._file.readline())["rows"]
            except OSError as error:
                raise self._unusable(error) from error

    def _find_places(self) -> None:
        self._file.seek(0)
        end = 0
        for line in self._file:
            if not line.endswith(b"\n"):
                break
            try:
                found: dict[str, Any] = json.loads(line)
                failed = any(row.get("error") for row in found["rows"])
                place = _Place(end, found["mark"], found["settings"], failed)
                self._places[found["file"]] = place
            except (ValueError, KeyError, TypeError, AttributeError):
                raise ManifestError(
                    f"{self._path}: no list of finished videos, or a damaged one; delete it, or give the "
                    "outputs another name"
                ) from None
            end += len(line)
        self._file.truncate(end)

    def _unusable(self, error: OSError) -> ManifestError:
        return ManifestError(
            f"{self._path}: can't be read and written ({error.strerror}); choose another name or folder, or "
            "free some disk space"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
