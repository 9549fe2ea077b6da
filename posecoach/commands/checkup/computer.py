"""The computer: its camera, and the room on its disk."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from posecoach.commands.checkup.finding import Finding, note, ok, wrong
from posecoach.translation import N_, Texts
from posecoach.translation import translate as _

# The pose model is built in 100 MB; a history with pictures grows by some kilobytes a set.
ENOUGH_MB: Final = 200

_BYTES_PER_MB: Final = 1_000_000
_ALLOW: Final = Texts(
    {
        "darwin": N_(
            "Allow it for your browser in System Settings, Privacy & Security, Camera; the browser asks once "
            "more when you press Start."
        ),
        "win32": N_(
            "Let desktop apps use it in Settings, Privacy & security, Camera; the browser asks once more "
            "when you press Start."
        ),
    }
)


def check_camera(platform: str, devices: Mapping[str, bool]) -> Finding:
    """Whether a browser could have a camera; opens none.

    Args:
        platform: As ``sys.platform``.
        devices: On Linux, whether this user may use each of the video devices.
    """
    subject = _("Camera")
    if platform in _ALLOW:
        return note(subject, _ALLOW[platform])
    if not devices:
        return note(
            subject, _("none is there. The Coach page needs one; videos and photos can be judged without.")
        )
    if not any(devices.values()):
        told = _("you may not use {names}. Type: sudo usermod -aG video $USER, then log in again.")
        return wrong(subject, told.format(names=", ".join(devices)))
    usable = ", ".join(name for name, may_use in devices.items() if may_use)
    return ok(subject, _("{names}. The browser asks you to allow it.").format(names=usable))


def check_space(folder: Path, free_bytes: int, writable: bool) -> Finding:
    """Whether there is room for the model and a history.

    Args:
        folder: Where.
        free_bytes: How much is free there.
        writable: Whether this user may write there.
    """
    free_mb = free_bytes // _BYTES_PER_MB
    subject = _("Free space")
    if not writable:
        told = _("you may not write to {folder}. Change its permissions.")
        return wrong(_("Folder"), told.format(folder=folder))
    if free_mb >= ENOUGH_MB:
        return ok(subject, _("{free} MB for {folder}").format(free=free_mb, folder=folder))
    told = _("only {free} MB for {folder}. Make room: PoseCoach needs {enough} MB.")
    return wrong(subject, told.format(free=free_mb, folder=folder, enough=ENOUGH_MB))
