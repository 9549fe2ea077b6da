"""Options that several commands share."""

from pathlib import Path

import click

FILE = click.Path(path_type=Path)

specs_option = click.option(
    "--specs",
    "specs_folder",
    type=FILE,
    metavar="DIR",
    help="Folder of stretch specs to use instead of the built-in ones (or set POSECOACH_SPECS).",
)
