"""The heavy landmark network, out of MediaPipe's npm package: no wheel has it."""

import gzip
import hashlib
import shutil
import tarfile
import zlib
from pathlib import Path

from posecoach.translation import translate as _
from posecoach.vision.model.bundle import ModelError, Network
from posecoach.vision.model.downloader import Download, Progress, manual_download, run_download

_NPM_PACK = [
    "pack",
    "@mediapipe/pose@0.5.1675469404",
    "--ignore-scripts",
    "--fetch-retries=2",
    "--loglevel=error",
    "--no-progress",
    "--no-update-notifier",
]
_PACKAGE_BYTES = 41_000_000
_NEEDS_MB = 200  # the package, npm's copy of it, and the bundle
_MEMBER = "package/pose_landmark_heavy.tflite"
_SHA256 = "59e42d71bcd44cbdbabc419f0ff76686595fd265419566bd4009ef703ea8e1fe"
# How lines of errors begin, up to npm 9 and since.
_ERRORS = ("npm ERR! ", "npm error ")
# Lines that say nothing to people.
_CODES = ("code ", "errno ", "syscall ", "path ", "dest ")


def find_npm() -> str:
    """The path of npm.

    Raises:
        ModelError: if there is none.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise ModelError(
            _(
                "the heavy pose network comes as an npm package, and there is no npm on this computer; "
                "install "
                "Node.js and try again, {by_hand}"
            ).format(by_hand=manual_download(Network.HEAVY))
        )
    return npm


def fetch_heavy_landmarks(npm: str, folder: Path, progress: Progress) -> bytes:
    """Downloads the heavy landmark network, as published.

    Args:
        npm: The path of npm.
        folder: An empty folder for the temporary files.
        progress: Called with the stage and its share.

    Raises:
        ModelError: if the package can't be fetched, or does not hold the expected network.
        OSError: if there is no room or no right to write in ``folder``.
    """
    package = run_download(
        Download(
            network=Network.HEAVY,
            program="npm",
            # npm keeps what has arrived so far in its cache: a folder of ours, to watch it and to clean up.
            command=[npm, *_NPM_PACK, f"--cache={folder / 'npm'}"],
            environment={},
            brings="mediapipe-pose-*.tgz",
            size=_PACKAGE_BYTES,
            stage=_("Downloading the heavy pose network (41 MB, once)"),
            reason=_reason,
            needs_mb=_NEEDS_MB,
        ),
        folder,
        progress,
    )
    return _read_network(package)


def _reason(log: str) -> str | None:
    lines = (
        line.removeprefix(start) for line in log.splitlines() for start in _ERRORS if line.startswith(start)
    )
    return next((line.strip() for line in lines if not line.startswith(_CODES)), None)


def _read_network(package: Path) -> bytes:
    manual = manual_download(Network.HEAVY)
    try:
        with tarfile.open(package) as archive:
            member = archive.extractfile(_MEMBER)
            network = b"" if member is None else member.read()
    except (KeyError, tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise ModelError(
            _(
                "{file}: does not hold the heavy pose network; check which registry npm uses, {by_hand}"
            ).format(file=package.name, by_hand=manual)
        ) from error
    if hashlib.sha256(network).hexdigest() != _SHA256:
        raise ModelError(
            _(
                "{file}: the network {network} is not the published one, so it is not used; check which "
                "registry "
                "npm uses, {by_hand}"
            ).format(file=package.name, network=_MEMBER, by_hand=manual)
        )
    return network
