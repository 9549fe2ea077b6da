"""PoseCoach: a stretch coach that watches by webcam and counts only the seconds held well."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from posecoach.api import Analysis as Analysis
    from posecoach.api import analyze as analyze

__version__ = "0.1.0"

_OF_THE_LIBRARY = ("Analysis", "analyze")


def __getattr__(name: str) -> Any:
    """Loads the library when it is used: it takes a second, and no command should wait for it."""
    if name in _OF_THE_LIBRARY:
        return getattr(import_module("posecoach.api"), name)
    raise AttributeError(f"module 'posecoach' has no attribute {name!r}")
