"""Reading a YAML file of ours into its model, and saying in one line what is wrong with it."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, TypeVar

import yaml
from pydantic import ValidationError

from posecoach.coaching.exercise.fields import FileModel
from posecoach.errors import PoseCoachError
from posecoach.files import read_file
from posecoach.validation import first_problem, shown

_ModelT = TypeVar("_ModelT", bound=FileModel)

_MOST_FILES: Final = 256
_MOST_MB: Final = 1
_DEEPEST: Final = 50
# libyaml is five times as fast; not every build of PyYAML has it.
_FAST_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _TooDeepError(yaml.MarkedYAMLError):
    """Nested too deeply to be read."""


class SpecError(PoseCoachError):
    """A file that can't be used; names the file, the field, the value and what was expected."""


def read_model(path: Path, kind: type[_ModelT]) -> _ModelT:
    """Read one YAML file.

    Raises:
        SpecError: where the file can't be read or a field is wrong: one line with the file, the field,
            the value and what was expected.
    """
    return as_model(path, read_yaml(path), kind)


def as_model(path: Path, data: Mapping[str, Any], kind: type[_ModelT]) -> _ModelT:
    """The model of what a file says.

    Raises:
        SpecError: where a field is wrong.
    """
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        raise SpecError(f"{named(path)}: {first_problem(error)}") from error


def read_yaml(path: Path) -> Mapping[str, Any]:
    """What a file says, for reading only: a file is parsed once until it changes.

    Raises:
        SpecError: where it can't be read, or isn't a mapping in YAML.
    """
    try:
        about = path.stat()
        return _parsed(path.resolve(), about.st_mtime_ns, about.st_size, named(path))
    except OSError as error:
        raise SpecError(f"{path}: can't be read ({error.strerror}); check the path") from error


def parse_yaml(content: bytes, where: str) -> Mapping[str, Any]:
    """What the content of a file says.

    Args:
        content: The file's content.
        where: What messages call the file.

    Raises:
        SpecError: where it isn't a mapping in YAML.
    """
    try:
        data = _loaded(content.decode())
    except UnicodeDecodeError as error:
        raise SpecError(f"{where}: is not a text file in UTF-8; give a YAML file") from error
    except Exception as error:  # also what PyYAML makes of 2026-99-99, !!float x, a thousand brackets
        mark = getattr(error, "problem_mark", None)
        line = f" in line {mark.line + 1}" if mark else ""
        raise SpecError(f"{where}: is not valid YAML{line}; check its indentation and quotes") from error
    if not isinstance(data, Mapping):
        raise SpecError(f"{where}: expected a mapping of fields such as schema_version, got {shown(data)}")
    return data


def named(path: Path) -> str:
    """A file with its folder, which tells whose it is: ``calf_stretch/spec.yaml``."""
    return f"{folder_name(path.parent)}/{path.name}"


def folder_name(folder: Path) -> str:
    """What a folder is called, also where it is given as ``.``; a link keeps its own name."""
    return (folder.resolve() if folder.name in ("", "..") else folder).name


@lru_cache(_MOST_FILES)
def _parsed(path: Path, changed_ns: int, size: int, where: str) -> Mapping[str, Any]:
    return parse_yaml(read_file(path, _MOST_MB), where)


def _loaded(text: str) -> Any:
    try:
        _check_depth(text)
        return yaml.load(text, _FAST_LOADER)
    except _TooDeepError:
        raise
    except yaml.YAMLError:
        return yaml.safe_load(text)  # its error names the right line


def _check_depth(text: str) -> None:
    """Refuses what is nested more deeply than any file of ours; thousands of brackets would crash libyaml."""
    depth = 0
    events: Iterator[Any] = yaml.parse(text, _FAST_LOADER)
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise _TooDeepError(problem_mark=event.start_mark)
