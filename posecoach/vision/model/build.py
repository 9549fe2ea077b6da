"""Builds a Pose Landmarker bundle out of the networks inside an older MediaPipe wheel.

No MediaPipe wheel ships a bundle, but 0.10.21, the last with the former pose solution, holds the very
networks, and pip reaches it wherever this program itself could be installed.
"""

import errno
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from posecoach.vision.model.bundle import DETECTOR, LANDMARKS, ModelError, write_bundle
from posecoach.vision.model.metadata import with_image_metadata

Progress = Callable[[str, float | None], None]

MANUAL_DOWNLOAD = (
    "or download https://storage.googleapis.com/mediapipe-models/pose_landmarker/pose_landmarker_full/"
    "float16/latest/pose_landmarker_full.task and run `posecoach model --from FILE`"
)

# The wheel of one platform will do for all: the networks in them are the same, and nothing is run.
_PIP_DOWNLOAD = [
    "download",
    "mediapipe==0.10.21",
    "--no-deps",
    "--only-binary=:all:",
    "--python-version=3.11",
    "--platform=manylinux_2_28_x86_64",
    "--retries=2",
    "--no-input",
    "--quiet",
    "--progress-bar=off",
    "--disable-pip-version-check",
]
_WHEEL_BYTES = 35_600_000
_POLL_S = 0.2
_BUILD_FOLDER_PREFIX = ".build-"

# Name in the bundle: name in the wheel, SHA-256 as in MediaPipe's own list.
_NETWORKS = {
    DETECTOR: (
        "mediapipe/modules/pose_detection/pose_detection.tflite",
        "9ba9dd3d42efaaba86b4ff0122b06f29c4122e756b329d89dca1e297fd8f866c",
    ),
    LANDMARKS: (
        "mediapipe/modules/pose_landmark/pose_landmark_full.tflite",
        "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f",
    ),
}


def build_bundle(target: Path, progress: Progress) -> None:
    """Fetches the networks and writes the bundle of the full model, whole or not at all.

    Args:
        target: The bundle to write. Temporary files go beside it and are gone afterwards. The caller
            sees to it that only one process builds it at a time.
        progress: Called with the stage in words, and how much of it is done (0..1) where known.

    Raises:
        ModelError: if the wheel can't be fetched, or does not hold the expected networks.
        OSError: if there is no room or no right to write beside ``target``.
    """
    for leftover in target.parent.glob(f"{_BUILD_FOLDER_PREFIX}*"):  # of a build that was killed
        shutil.rmtree(leftover, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=_BUILD_FOLDER_PREFIX) as name:
        folder = Path(name)
        wheel = _download_wheel(folder, progress)
        progress("Building the pose model", None)
        networks = _read_networks(wheel)
        # The detector of that wheel already says how it wants its pictures, the other does not.
        networks[LANDMARKS] = with_image_metadata(networks[LANDMARKS])
        bundle = folder / target.name
        write_bundle(bundle, networks)
        bundle.replace(target)


def _download_wheel(folder: Path, progress: Progress) -> Path:
    """Lets pip download the wheel; tells progress by the size of what has arrived."""
    log = folder / "pip.log"
    # pip keeps what has arrived so far in the temporary folder: ours, to watch it and to clean up.
    environment = os.environ | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))
    command = [_python_with_pip(folder), "-m", "pip", *_PIP_DOWNLOAD, "--dest", str(folder)]
    with (
        log.open("wb") as output,
        subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, env=environment) as pip,
    ):
        try:
            while pip.poll() is None:
                progress("Downloading the pose model (35 MB, once)", _largest_file(folder) / _WHEEL_BYTES)
                with suppress(subprocess.TimeoutExpired):
                    pip.wait(_POLL_S)
        except BaseException:
            pip.kill()
            raise
    wheel = next(folder.glob("mediapipe-*.whl"), None)
    if pip.returncode != 0 or wheel is None:
        raise ModelError(_why_pip_failed(log.read_text(errors="replace")))
    return wheel


def _python_with_pip(folder: Path) -> str:
    """This Python, or where it has no pip, as uv installs programs, one in a new environment that has."""
    if importlib.util.find_spec("pip") is not None:
        return sys.executable
    made = folder / "pip"
    command = [sys.executable, "-m", "venv", str(made)]
    if subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode != 0:
        return sys.executable  # whose own words say what is missing
    return str(made / ("Scripts" if sys.platform == "win32" else "bin") / "python")


def _largest_file(folder: Path) -> int:
    sizes = [0]
    for path in folder.rglob("*"):
        with suppress(OSError):  # pip moves and removes files meanwhile
            sizes.append(path.stat().st_size)
    return min(max(sizes), _WHEEL_BYTES)


def _why_pip_failed(log: str) -> str:
    if "No module named pip" in log:
        return (
            f"the pose model can't be fetched, this Python has no pip; run `{sys.executable} -m ensurepip`, "
            f"{MANUAL_DOWNLOAD}"
        )
    if os.strerror(errno.ENOSPC) in log:
        return "the pose model can't be fetched, the disk is full; free 100 MB and try again"
    errors = [line.removeprefix("ERROR: ") for line in log.splitlines() if line.startswith("ERROR: ")]
    reason = errors[-1] if errors else "pip failed without a reason"
    return (
        f"the pose model can't be fetched ({reason}); connect to the internet and try again, "
        f"{MANUAL_DOWNLOAD}"
    )


def _read_networks(wheel: Path) -> dict[str, bytes]:
    networks = {}
    try:
        with zipfile.ZipFile(wheel) as archive:
            for name, (member, sha256) in _NETWORKS.items():
                networks[name] = archive.read(member)
                if hashlib.sha256(networks[name]).hexdigest() != sha256:
                    raise ModelError(
                        f"{wheel.name}: the network {member} is not the published one, so it is not used; "
                        f"check which package index pip uses, {MANUAL_DOWNLOAD}"
                    )
    except (KeyError, zipfile.BadZipFile) as error:
        raise ModelError(
            f"{wheel.name}: does not hold the pose networks; check which package index pip uses, "
            f"{MANUAL_DOWNLOAD}"
        ) from error
    return networks
