"""Progress bars on standard error if it is a terminal; otherwise nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from posecoach.vision.model.store import ensure_model


def model_ready() -> Path:
    """The pose model; builds it with a progress bar if there is none yet.

    Raises:
        ModelError: if there is no model and none can be built.
    """
    with _progress() as bar:
        task = bar.add_task("Pose model", total=1, visible=False)

        def show(stage: str, fraction: float | None) -> None:
            total = None if fraction is None else 1
            bar.update(task, description=stage, total=total, completed=fraction or 0, visible=True)

        return ensure_model(show).path


@contextmanager
def steps_shown(label: str) -> Iterator[Callable[[int, int], None]]:
    """Gives a callback that takes the number of steps done and the total."""
    with _progress() as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _progress() -> Progress:
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
