"""``python -m tools.render_samples.random_stills``: stills of random people, labelled.

Bodies, ages, clothes, postures, rooms and cameras are drawn at random, so that the coach is tried on people
other than the eight of the clips. The folder has the form that ``posecoach evaluate`` and
``benchmarks/accuracy/backs.py`` read: photos, and a table of what each shows.
"""

import argparse
import csv
import sys
from pathlib import Path

try:
    from posecoach.commands.console.progress import steps_shown
    from posecoach.parallel.jobs import WorkerLostError
    from tools.render_samples.people.body_data import BodyDataError, body_data
    from tools.render_samples.random_stills.stills import COLUMNS, all_stills
    from tools.render_samples.stage.renderer import RendererError
except ModuleNotFoundError as missing:
    sys.exit(f"{missing.name} is not installed; run: pip install -r tools/render_samples/requirements.txt")


def main() -> int:
    """Run the command; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.render_samples.random_stills", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder for the table and the photos")
    parser.add_argument("--bodies", type=int, default=50, help="how many people")
    parser.add_argument("--first", type=int, default=0, help="the number of the first; others give others")
    parser.add_argument("--workers", type=int, default=1, help="processes side by side")
    options = parser.parse_args()
    photos = options.out / "photos"
    photos.mkdir(parents=True, exist_ok=True)
    numbers = range(options.first, options.first + options.bodies)
    try:
        data = body_data(None)
        with (
            (options.out / "labels.tsv").open("w", encoding="utf-8", newline="") as file,
            steps_shown("Drawing the people") as progress,
        ):
            table = csv.DictWriter(file, COLUMNS, dialect="excel-tab")
            table.writeheader()
            for row in all_stills(numbers, photos, data, workers=options.workers, progress=progress):
                table.writerow(row)
    except (BodyDataError, RendererError, WorkerLostError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
