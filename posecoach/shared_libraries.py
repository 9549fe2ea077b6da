"""Shared libraries that MediaPipe and OpenCV load; set-up reads this before anything is installed."""

import ctypes
import sys

# The library -> the Debian package that holds it.
NEEDED = {
    "libGL.so.1": "libgl1",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGLESv2.so.2": "libgles2",
}


def can_load(library: str) -> bool:
    """Whether the dynamic linker finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_libraries() -> "dict[str, str]":
    """The libraries that aren't there, with the Debian package of each; none on systems other than Linux."""
    if sys.platform != "linux":
        return {}
    return {library: package for library, package in NEEDED.items() if not can_load(library)}


def how_to_install(packages: "list[str]") -> str:
    """The line to type that installs Debian packages."""
    return f"sudo apt-get update && sudo apt-get install -y {' '.join(packages)}"
