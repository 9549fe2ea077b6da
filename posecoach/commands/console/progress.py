"""Progress bars on standard error if it is a terminal; otherwise nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from posecoach.vision.model.bundle import Network
from posecoach.vision.model.choice import Purpose, model_for
from posecoach.vision.model.store import ModelInfo


def model_ready(purpose: Purpose, asked: Network | None = None) -> ModelInfo:
    """The pose model for a purpose; builds it with a progress bar if there is none yet.

    Args:
        purpose: What it is to judge.
        asked: The network that the person asked for; None for the usual one.

    Raises:
        ModelError: if there is no such model and none can be built.
    """
    with progress_shown() as show:
        return model_for(purpose, asked, show)


@contextmanager
def progress_shown() -> Iterator[Callable[[str, float | None], None]]:
    """Gives a callback that takes the stage of getting a pose model, and how much of it is done (0..1)."""
    with _progress() as bar:
        task = bar.add_task("Pose model", total=1, visible=False)

        def show(stage: str, fraction: float | None) -> None:
            total = None if fraction is None else 1
            bar.update(task, description=stage, total=total, completed=fraction or 0, visible=True)

        yield show


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
