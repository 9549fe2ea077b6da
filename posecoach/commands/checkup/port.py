"""Ports to serve the pages on."""

import socket
from itertools import islice
from typing import Final

from posecoach.commands.checkup.finding import Finding, note, ok
from posecoach.translation import translate as _

USUAL: Final = 8501
_TRIED: Final = 100


def is_free(port: int, address: str = "127.0.0.1") -> bool:
    """Whether a server could listen on a port of an address of this computer."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as tried:
        # A server that has just ended leaves connections behind, which keep no other from listening.
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((address, port))
        except OSError:
            return False
    return True


def next_free(port: int, address: str = "127.0.0.1") -> int | None:
    """The first free port after this one; None if none of the next hundred is."""
    ports = islice(range(port + 1, 65536), _TRIED)
    return next((other for other in ports if is_free(other, address)), None)


def check_port(free: bool) -> Finding:
    """Whether the usual port can be had."""
    subject = _("Port {number}").format(number=USUAL)
    if free:
        return ok(subject, _("free"))
    return note(subject, _("taken, perhaps by PoseCoach itself. `posecoach app` takes the next free one."))
