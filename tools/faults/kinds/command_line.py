"""The whole command, run in this process as a shell would run it."""

import io
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from posecoach.cli import main
from posecoach.errors import PoseCoachError

_STATUSES = (0, 1, 2)


class RefusedError(PoseCoachError):
    """A command exited with a status other than 0; the message is what it printed for people."""


def posecoach(*arguments: object, stdout: Path | None = None) -> str:
    """Runs a command; gives what it printed.

    Args:
        arguments: After ``posecoach``.
        stdout: A file or device for standard output instead.

    Raises:
        RefusedError: if it refuses.
        AssertionError: if it refuses in another way than by lines for people.
    """
    out: io.TextIOWrapper = io.TextIOWrapper(io.BytesIO(), "utf-8") if stdout is None else stdout.open("w")
    err = io.StringIO()
    status: object = None
    with out, redirect_stdout(out), redirect_stderr(err):
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as ended:
            status = ended.code
        printed = ""
        if stdout is None:
            out.flush()
            printed = out.buffer.getvalue().decode("utf-8", "surrogateescape")
    said = err.getvalue().splitlines()
    assert status in _STATUSES, f"exit status {status}"
    assert all(line.startswith("posecoach: ") for line in said), err.getvalue()
    if status:
        assert said, f"exit status {status} without a word"
        raise RefusedError("; ".join(said))
    return printed
