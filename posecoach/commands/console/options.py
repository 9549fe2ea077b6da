"""Options that several commands share."""

from pathlib import Path

import click

from posecoach.cores import usable_cores
from posecoach.vision.model.bundle import Network

FILE = click.Path(path_type=Path)

specs_option = click.option(
    "--specs",
    "specs_folder",
    type=FILE,
    metavar="DIR",
    help="Folder of exercises of your own, besides the built-in ones (or set POSECOACH_SPECS).",
)


def _network(_context: click.Context, _parameter: click.Parameter, typed: str | None) -> Network | None:
    return None if typed is None else Network(typed)


network_option = click.option(
    "--network",
    type=click.Choice([network.value for network in Network]),
    callback=_network,
    help="The pose network that judges; heavy is slower and more exact, see `posecoach model`.  [default: "
    "heavy for photos where it is installed, else full]",
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
