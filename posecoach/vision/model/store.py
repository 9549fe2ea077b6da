"""The pose model on this computer: found, built once, or installed from a file."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from platformdirs import user_cache_path

from posecoach.files import locked, path_of
from posecoach.vision.model.bundle import ModelError, Variant, inspect_bundle

MODEL_VARIABLE = "POSECOACH_MODEL"
"""The environment variable that names a bundle to use instead of the cached one."""

_APP_NAME = "posecoach"
_BUNDLE_NAME = "pose_landmarker.task"
# Another process may be building: a download of 35 MB over a slow line, and what it is unpacked from.
_BUSY_S = 1800.0


class Origin(StrEnum):
    """Where the model in use comes from."""

    ENVIRONMENT = "POSECOACH_MODEL"
    CACHE = "cache"


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """A model that can be used.

    Attributes:
        path: The bundle.
        variant: Which size of the landmark network it holds.
        origin: Where it was found.
    """

    path: Path
    variant: Variant
    origin: Origin


def find_model() -> ModelInfo | None:
    """The model to use, read through and checked: ``POSECOACH_MODEL``, else the cached one.

    Returns:
        The model, or None if there is none yet; a damaged file in the cache counts as none.

    Raises:
        ModelError: if ``POSECOACH_MODEL`` names no usable bundle.
    """
    named = os.environ.get(MODEL_VARIABLE)
    if named:
        path = path_of(named)
        try:
            return ModelInfo(path, inspect_bundle(path), Origin.ENVIRONMENT)
        except ModelError as error:
            raise ModelError(f"{MODEL_VARIABLE}: {error}, or unset {MODEL_VARIABLE}") from error
    return _find_cached()


def ensure_model(progress: Callable[[str, float | None], None] | None = None) -> ModelInfo:
    """The model to use; where there is none yet, it is downloaded and built (35 MB, seconds).

    Processes that call this at the same time wait for the one that builds.

    Args:
        progress: Called with the stage in words, and how much of it is done (0..1) where known.

    Raises:
        ModelError: if ``POSECOACH_MODEL`` can't be used, or the model can't be fetched or stored.
    """
    found = find_model()
    if found is not None:
        return found
    with _cache_locked() as target:
        # Another process may have built it while this one waited.
        found = _find_cached()
        if found is None:
            # Building needs MediaPipe, which takes a while to load; finding a model does not.
            from posecoach.vision.model.build import build_bundle

            build_bundle(target, progress or _no_progress)
            found = ModelInfo(target, inspect_bundle(target), Origin.CACHE)
    return found


def install_model(file: Path) -> ModelInfo:
    """Puts a bundle that the user downloaded into the cache, in place of the one that is there.

    Raises:
        ModelError: if it isn't a Pose Landmarker bundle, or can't be stored.
    """
    variant = inspect_bundle(file)
    with _cache_locked() as target:
        copy = target.with_suffix(".part")
        try:
            shutil.copyfile(file, copy)
            copy.replace(target)
        finally:
            copy.unlink(missing_ok=True)
    return ModelInfo(target, variant, Origin.CACHE)


def _cached_bundle() -> Path:
    return user_cache_path(_APP_NAME, appauthor=False) / _BUNDLE_NAME


def _find_cached() -> ModelInfo | None:
    path = _cached_bundle()
    try:
        return ModelInfo(path, inspect_bundle(path), Origin.CACHE)
    except ModelError:
        return None


@contextmanager
def _cache_locked() -> Iterator[Path]:
    """Gives the cached bundle's path to one process at a time; tells what keeps it from being written."""
    target = _cached_bundle()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with locked(target.with_suffix(".lock"), _BUSY_S):
            yield target
    except OSError as error:
        raise ModelError(
            f"{target}: the pose model can't be stored ({error.strerror}); free some space or mend the "
            f"folder's permissions, or set {MODEL_VARIABLE} to a bundle elsewhere"
        ) from error


def _no_progress(stage: str, fraction: float | None) -> None:
    """For callers that don't show any."""
