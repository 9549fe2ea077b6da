"""The Pose Landmarker bundle (``.task``): what is in one, and how to tell a good one.

A bundle is a zip, stored without compression, of two TensorFlow Lite networks under fixed names.
"""

import zipfile
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from posecoach.errors import PoseCoachError
from posecoach.files import file_size
from posecoach.translation import translate as _

DETECTOR = "pose_detector.tflite"
LANDMARKS = "pose_landmarks_detector.tflite"

_TFLITE_IDENTIFIER = b"TFL3"
_TFLITE_IDENTIFIER_AT = slice(4, 8)


class ModelError(PoseCoachError):
    """The pose model is missing or unusable; the message says what to do."""


class Variant(StrEnum):
    """MediaPipe's sizes of the landmark network; larger is more accurate and slower."""

    LITE = "lite"
    FULL = "full"
    HEAVY = "heavy"
    UNKNOWN = "unknown"


class Network(StrEnum):
    """The variants that PoseCoach can get by itself, and chooses between."""

    FULL = Variant.FULL.value
    HEAVY = Variant.HEAVY.value


# Landmark networks in bytes. The published bundles differ by some hundred bytes of metadata, the
# variants by millions: a tenth either way tells them apart.
_SIZES = {Variant.LITE: 2_820_000, Variant.FULL: 6_440_000, Variant.HEAVY: 27_710_000}
_SIZE_TOLERANCE = 0.1


def read_networks(path: Path) -> dict[str, bytes]:
    """Reads a bundle through, and checks it against its own checksums; returns its networks by name.

    Raises:
        ModelError: if the file can't be read, is damaged, or isn't a Pose Landmarker bundle.
    """
    try:
        file_size(path)  # a pipe would be waited for
        with zipfile.ZipFile(path) as bundle:
            # read() compares each network with the checksum that the zip holds of it.
            networks = {name: bundle.read(name) for name in (DETECTOR, LANDMARKS)}
    except KeyError:
        raise ModelError(
            _(
                "{path}: no Pose Landmarker bundle, it lacks one of its two networks; take "
                "pose_landmarker_full.task"
            ).format(path=path)
        ) from None
    except (zipfile.BadZipFile, EOFError, NotImplementedError):
        raise ModelError(
            _("{path}: no Pose Landmarker bundle, or a damaged one; download the file again").format(
                path=path
            )
        ) from None
    except OSError as error:
        raise ModelError(
            _("{path}: can't be read ({reason}); give the path of a .task file").format(
                path=path, reason=error.strerror
            )
        ) from error
    if any(network[_TFLITE_IDENTIFIER_AT] != _TFLITE_IDENTIFIER for network in networks.values()):
        raise ModelError(
            _(
                "{path}: no Pose Landmarker bundle, its networks are not TensorFlow Lite; take "
                "pose_landmarker_full.task"
            ).format(path=path)
        )
    return networks


def inspect_bundle(path: Path) -> Variant:
    """Reads and checks a bundle, and tells its variant.

    Raises:
        ModelError: as ``read_networks``.
    """
    size = len(read_networks(path)[LANDMARKS])
    for variant, expected in _SIZES.items():
        if abs(size - expected) <= expected * _SIZE_TOLERANCE:
            return variant
    return Variant.UNKNOWN


def write_bundle(path: Path, networks: Mapping[str, bytes]) -> None:
    """Writes a bundle of networks by their names.

    Raises:
        OSError: if it can't be written; a part of it may be there then.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as bundle:
        for name, network in networks.items():
            # An entry without a date: the same networks give the same file.
            bundle.writestr(zipfile.ZipInfo(name), network)
