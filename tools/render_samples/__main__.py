"""``python -m tools.render_samples``: film the sample videos, or only write their truth again."""

import argparse
import fnmatch
import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from tools.render_samples.clips import all_scenes
from tools.render_samples.scenes.scene import Scene

try:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

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
    except (BodyDataError, RendererError, ScriptError) as error:
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
    frames = sum(int(scene.duration_s * scene.film.fps) for scene in scenes)
    # Fresh processes: an OpenGL context does not survive a fork.
    context = multiprocessing.get_context("spawn")
    with Progress(*columns) as progress, ProcessPoolExecutor(workers, mp_context=context) as pool:
        bar = progress.add_task("frames", total=frames)
        jobs = {pool.submit(shoot, scene, folder, data): scene for scene in scenes}
        try:
            for job in as_completed(jobs):
                job.result()
                progress.advance(bar, int(jobs[job].duration_s * jobs[job].film.fps))
                progress.console.print(f"{jobs[job].name}: {jobs[job].shows}")
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


if __name__ == "__main__":
    sys.exit(main())
