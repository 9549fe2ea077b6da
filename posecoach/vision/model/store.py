"""The pose models on this computer: found, built once, or installed from a file.

The cache has a place for the full network, and one beside it for the heavy one.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from platformdirs import user_cache_path

from posecoach.files import locked, path_of
from posecoach.translation import translate as _
from posecoach.vision.model.bundle import ModelError, Network, Variant, inspect_bundle
from posecoach.vision.model.downloader import Progress

MODEL_VARIABLE = "POSECOACH_MODEL"
"""The environment variable that names a bundle to use instead of the cached one."""

_APP_NAME = "posecoach"
_BUNDLE_NAMES = {Network.FULL: "pose_landmarker.task", Network.HEAVY: "pose_landmarker_heavy.task"}
# One for both bundles: building one clears away what killed builds of either have left.
_LOCK_NAME = "pose_landmarker.lock"
# Another process may be building: downloads of 35 and 41 MB over a slow line, and the unpacking.
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


def named_model() -> ModelInfo | None:
    """The model that ``POSECOACH_MODEL`` names, read through and checked; None if it is not set.

    Raises:
        ModelError: if it names no usable bundle.
    """
    named = os.environ.get(MODEL_VARIABLE)
    if not named:
        return None
    path = path_of(named)
    try:
        return ModelInfo(path, inspect_bundle(path), Origin.ENVIRONMENT)
    except ModelError as error:
        raise ModelError(
            _("{setting}: {reason}, or unset {setting}").format(setting=MODEL_VARIABLE, reason=error)
        ) from error


def cached_model(network: Network) -> ModelInfo | None:
    """The cached model, read through and checked; None if there is none yet, or the file is damaged.

    Args:
        network: Which one. In the place of the full network there can be any that the user installed, except
            the heavy one.
    """
    path = _cached_bundle(network)
    try:
        return ModelInfo(path, inspect_bundle(path), Origin.CACHE)
    except ModelError:
        return None


def find_model() -> ModelInfo | None:
    """The model to use where nothing asks for the heavy one: ``POSECOACH_MODEL``, else the cached one.

    Returns:
        The model, or None if there is none yet.

    Raises:
        ModelError: if ``POSECOACH_MODEL`` names no usable bundle.
    """
    return named_model() or cached_model(Network.FULL)


def damaged_model() -> Path | None:
    """The cached file of the full network where it can't be used, so that the next use replaces it."""
    path = _cached_bundle(Network.FULL)
    return path if path.exists() and cached_model(Network.FULL) is None else None


def ensure_model(progress: Progress | None = None) -> ModelInfo:
    """The same model; where there is none yet, it is downloaded and built (35 MB, seconds).

    Processes that call this at the same time wait for the one that builds.

    Args:
        progress: Called with the stage in words, and how much of it is done (0..1) where known.

    Raises:
        ModelError: if ``POSECOACH_MODEL`` can't be used, or the model can't be fetched or stored.
    """
    found = find_model()
    if found is not None:
        return found
    with _cache_locked(Network.FULL) as target:
        # Another process may have built it while this one waited.
        return cached_model(Network.FULL) or _built(Network.FULL, target, progress)


def fetch_model(network: Network, progress: Progress | None = None) -> ModelInfo:
    """Downloads and builds a model, in place of the one that is there.

    Args:
        network: Which one. The heavy one takes its detector from the full one, and needs npm.
        progress: As above.

    Raises:
        ModelError: if the model can't be fetched or stored; what was there before is still there then.
    """
    with _cache_locked(network) as target:
        return _built(network, target, progress)


def install_model(file: Path) -> ModelInfo:
    """Puts a bundle that the user downloaded into the cache, in place of the one that is there.

    A heavy one goes into the place of the heavy network, any other into that of the full one.

    Raises:
        ModelError: if it isn't a Pose Landmarker bundle, or can't be stored.
    """
    variant = inspect_bundle(file)
    with _cache_locked(Network.HEAVY if variant is Variant.HEAVY else Network.FULL) as target:
        copy = target.with_suffix(".part")
        try:
            shutil.copyfile(file, copy)
            copy.replace(target)
        finally:
            copy.unlink(missing_ok=True)
    return ModelInfo(target, variant, Origin.CACHE)


def _built(network: Network, target: Path, progress: Progress | None) -> ModelInfo:
    # Building needs MediaPipe, which takes a while to load; finding a model does not.
    from posecoach.vision.model.build import build_bundle, build_heavy_bundle

    if network is Network.HEAVY:
        build_heavy_bundle(target, _cached_bundle(Network.FULL), progress or _no_progress)
    else:
        build_bundle(target, progress or _no_progress)
    return ModelInfo(target, inspect_bundle(target), Origin.CACHE)


def _cached_bundle(network: Network) -> Path:
    return user_cache_path(_APP_NAME, appauthor=False) / _BUNDLE_NAMES[network]


@contextmanager
def _cache_locked(network: Network) -> Iterator[Path]:
    """Gives the cached bundle's path to one process at a time; tells what keeps it from being written."""
    target = _cached_bundle(network)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with locked(target.with_name(_LOCK_NAME), _BUSY_S):
            yield target
    except OSError as error:
        raise ModelError(
            _(
                "{path}: the pose model can't be stored ({reason}); free some space or mend the folder's "
                "permissions, or set {setting} to a bundle elsewhere"
            ).format(path=target, reason=error.strerror, setting=MODEL_VARIABLE)
        ) from error


def _no_progress(stage: str, fraction: float | None) -> None:
    """For callers that don't show any."""
