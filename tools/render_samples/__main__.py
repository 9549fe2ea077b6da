"""``python -m tools.render_samples``: film the sample videos, or only write their truth again."""

import argparse
import fnmatch
import sys
from functools import partial
from pathlib import Path

from tools.render_samples.clips import all_scenes
from tools.render_samples.scenes.scene import Scene

try:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    from posecoach.parallel.jobs import WorkerLostError, run_jobs
    from posecoach.parallel.processes import Processes
    from tools.render_samples.filming.clip_file import is_done
    from tools.render_samples.filming.shooting import figure_of, shoot
    from tools.render_samples.people.body_data import BodyDataError, body_data
    from tools.render_samples.stage.renderer import RendererError
    from tools.render_samples.truth.clip_truth import ScriptError, write_truth
except ModuleNotFoundError as missing:
    sys.exit(f"{missing.name} is not installed; run: pip install -r tools/render_samples/requirements.txt")


def main(arguments: list[str] | None = None) -> int:
    """Run the command; the exit status."""
    options = _parser().parse_args(arguments)
    patterns = options.names or ["*"]
    scenes = [s for s in all_scenes() if any(fnmatch.fnmatch(s.name, p) for p in patterns)]
    if options.core:
        scenes = [s for s in scenes if s.core]
    if not scenes:
        print(f"no scene is called {' or '.join(patterns)}; see --list", file=sys.stderr)
        return 2
    if options.list:
        for scene in scenes:
            print(f"{scene.name}: {scene.stretch}, {scene.shows}")
        return 0
    try:
        data = body_data(options.body_data)
        if options.truth_only:
            for scene in scenes:
                write_truth(scene, options.out, figure_of(scene, data))
        else:
            _film([s for s in scenes if not is_done(s, options.out)], options.out, data, options.workers)
    except (BodyDataError, RendererError, ScriptError, WorkerLostError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.render_samples", description=__doc__)
    parser.add_argument("names", nargs="*", help="clips to film, with * and ?; all by default")
    parser.add_argument("--out", type=Path, default=Path("sample_videos"), help="folder for clips and truth")
    parser.add_argument("--core", action="store_true", help="only the clips of the repository")
    parser.add_argument("--workers", type=int, default=1, help="processes side by side")
    parser.add_argument("--truth-only", action="store_true", help="write the truth again, film nothing")
    parser.add_argument("--body-data", type=Path, help="cache of the body data")
    parser.add_argument("--list", action="store_true", help="name the clips and what they show")
    return parser


def _film(scenes: list[Scene], folder: Path, data: Path, workers: int) -> None:
    """Film clips, `workers` at a time; if interrupted, those that are done stay done."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    frames = [int(scene.duration_s * scene.film.fps) for scene in scenes]
    film = partial(shoot, folder=folder, data=data)
    with Progress(*columns) as progress, Processes(workers) as processes:
        bar = progress.add_task("frames")
        show = partial(_show, progress, bar)
        for index, _ in run_jobs(film, scenes, frames, processes, progress=show):
            progress.console.print(f"{scenes[index].name}: {scenes[index].shows}")


def _show(progress: Progress, bar: TaskID, done: int, total: int) -> None:
    progress.update(bar, completed=done, total=total)


if __name__ == "__main__":
    sys.exit(main())
