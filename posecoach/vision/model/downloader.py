"""Lets a package manager download something: its size is watched, and a failure is explained."""

import errno
import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from posecoach.translation import translate as _
from posecoach.vision.model.bundle import ModelError, Network

Progress = Callable[[str, float | None], None]
"""Called with the stage in words, and how much of it is done (0..1) where known."""

_POLL_S = 0.2
_ADDRESS = (
    "https://storage.googleapis.com/mediapipe-models/pose_landmarker/pose_landmarker_{network}/float16/latest/"
    "pose_landmarker_{network}.task"
)


@dataclass(frozen=True, slots=True)
class Download:
    """What to download, and how.

    Attributes:
        network: The pose network that it is for.
        program: What people call the package manager.
        command: How it is run. It has to leave one file in its working folder.
        environment: What it is to have besides the environment of this program.
        brings: A pattern that the name of that file matches.
        size: Bytes of it, about.
        stage: Says that it is being downloaded.
        reason: Finds the reason for a failure in what the package manager printed; None if there is none.
        needs_mb: Room on the disk that it takes for a while.
    """

    network: Network
    program: str
    command: Sequence[str]
    environment: Mapping[str, str]
    brings: str
    size: int
    stage: str
    reason: Callable[[str], str | None]
    needs_mb: int


def manual_download(network: Network) -> str:
    """Where to get the bundle by hand; continues a message that has named another way."""
    address = _ADDRESS.format(network=network)
    return _("or download {address} and run `posecoach model --from FILE`").format(address=address)


def run_download(what: Download, folder: Path, progress: Progress) -> Path:
    """Downloads into a folder; returns the file. The package manager ends with this call, however it ends.

    Raises:
        ModelError: if it fails.
        OSError: if there is no right to write in ``folder``.
    """
    log = folder / "download.log"
    with log.open("wb") as output, _started(what, folder, output.fileno()) as process:
        try:
            while process.poll() is None:
                progress(what.stage, min(1.0, _largest_file(folder) / what.size))
                with suppress(subprocess.TimeoutExpired):
                    process.wait(_POLL_S)
        except BaseException:
            process.kill()
            raise
    file = next(folder.glob(what.brings), None)
    if process.returncode != 0 or file is None:
        raise ModelError(_why_failed(what, log.read_text(errors="replace")))
    return file


def _started(what: Download, folder: Path, output: int) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            what.command,
            cwd=folder,
            env=os.environ | what.environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    except OSError as error:
        raise ModelError(_failed(what, f"{what.program}: {error.strerror}")) from error


def _largest_file(folder: Path) -> int:
    # Package managers move and remove files and folders meanwhile; os.walk passes over a folder that is gone.
    sizes = [0]
    for inside, _folders, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                sizes.append(Path(inside, name).stat().st_size)
    return max(sizes)


def _why_failed(what: Download, log: str) -> str:
    if os.strerror(errno.ENOSPC) in log or errno.errorcode[errno.ENOSPC] in log:
        return _(
            "the {network} pose network can't be fetched, the disk is full; free {megabytes} MB and try again"
        ).format(network=what.network, megabytes=what.needs_mb)
    reason = what.reason(log)
    if reason is None:
        reason = _("{program} failed without a reason").format(program=what.program)
    return _failed(what, reason)


def _failed(what: Download, reason: str) -> str:
    text = _(
        "the {network} pose network can't be fetched ({reason}); connect to the internet and try again, "
        "{by_hand}"
    )
    return text.format(network=what.network, reason=reason, by_hand=manual_download(what.network))
