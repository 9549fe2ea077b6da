"""Options that several commands share."""

from pathlib import Path

import click

from posecoach.cores import usable_cores

FILE = click.Path(path_type=Path)

specs_option = click.option(
    "--specs",
    "specs_folder",
    type=FILE,
    metavar="DIR",
    help="Folder of stretch specs to use instead of the built-in ones (or set POSECOACH_SPECS).",
)

workers_option = click.option(
    "--workers",
    "--jobs",
    "workers",
    type=click.IntRange(min=1),
    default=usable_cores,
    metavar="N",
    help="Processes that work side by side.  [default: one per processor core]",
)
