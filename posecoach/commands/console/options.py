"""Options that several commands share."""

import os
from pathlib import Path

import click

FILE = click.Path(path_type=Path)

specs_option = click.option(
    "--specs",
    "specs_folder",
    type=FILE,
    metavar="DIR",
    help="Folder of exercises of your own, besides the built-in ones (or set POSECOACH_SPECS).",
)

workers_option = click.option(
    "--workers",
    "--jobs",
    "workers",
    type=click.IntRange(min=1),
    default=lambda: os.cpu_count() or 1,
    metavar="N",
    help="Processes that work side by side.  [default: one per processor core]",
)
