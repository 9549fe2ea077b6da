"""What of this program decides a verdict: its code, and the libraries that it judges with."""

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from posecoach import __version__

_CODE: Final = ("analysis", "catalog", "coaching", "pose", "records", "vision")
_LIBRARIES: Final = ("av", "mediapipe", "numpy", "opencv-contrib-python")


@cache
def fingerprint() -> str:
    """A digest that changes with the version, the judging code, or the version of a library that it rests on.

    A clone changes its code without changing its version.
    """
    digest = hashlib.sha256(__version__.encode())
    for name in _LIBRARIES:
        digest.update(f"{name} {_version(name)}\n".encode())
    package = Path(__file__).parent
    for folder in _CODE:
        for path in sorted((package / folder).rglob("*.py")):
            digest.update(path.relative_to(package).as_posix().encode())
            # Git may write the ends of lines as the system has them.
            digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:16]


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "missing"
