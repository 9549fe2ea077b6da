"""What the process holds on to of memory that it has freed, with glibc's allocator."""

import ctypes
import sys
from typing import Any, Final

# From malloc.h; glibc has no other way to set it while the process runs.
_M_ARENA_MAX: Final = -8
# Engineering-set: with the pool for each thread that glibc allows, every new session's thread leaves holes in
# another pool, 140 MB in 26 minutes of reconnects. With two pools the server stayed within 60 MB for an hour.
_POOLS: Final = 2


def limit_pools() -> None:
    """Makes all threads share a few pools of memory. Call it before they begin; elsewhere it does nothing."""
    if (mallopt := _from_libc("mallopt")) is not None:
        mallopt(_M_ARENA_MAX, _POOLS)


def release() -> None:
    """Returns freed memory to the system: glibc would hold on to some 6 MB with each session."""
    if (malloc_trim := _from_libc("malloc_trim")) is not None:
        malloc_trim(0)


def _from_libc(name: str) -> Any:
    """A function of the C library; None where there is none of that name, as in musl."""
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
