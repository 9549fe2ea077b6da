"""Work for workers, in a module that they import quickly."""

import os
import signal


def square(number: int) -> int:
    """Some work; 13 kills its worker."""
    if number == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number
