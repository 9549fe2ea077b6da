"""How many processor cores there are to work on."""

import os
import sys


def usable_cores() -> int:
    """How many cores this process may use, at least one: there may be more that others have."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
