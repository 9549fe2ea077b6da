"""A process of root that meets permissions as everyone else does."""

import ctypes
import os
import sys

_VERSION_3 = 0x20080522
_OVERRIDES = 0b110  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH
_WORDS = 3  # effective, permitted, inheritable
_PARTS = 2  # of 32 bits


def become_ordinary() -> None:
    """Gives up what lets root read and write everything, for this process and those it starts.

    Without it nothing would be refused in a container, where everything runs as root.
    """
    if sys.platform != "linux" or os.geteuid() != 0:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(_VERSION_3, 0)
    sets = (ctypes.c_uint32 * (_WORDS * _PARTS))()
    if libc.capget(header, sets) != 0:
        raise OSError(ctypes.get_errno(), "capget")
    for word in range(_WORDS):  # the first part holds the first 32 capabilities
        sets[word] &= ~_OVERRIDES
    if libc.capset(header, sets) != 0:
        raise OSError(ctypes.get_errno(), "capset")
