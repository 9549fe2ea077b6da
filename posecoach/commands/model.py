"""``posecoach model``: shows the pose model in use, or installs another."""

from pathlib import Path

import click

from posecoach.commands.console.options import FILE
from posecoach.vision.model.store import MODEL_VARIABLE, ModelInfo, Origin, find_model, install_model

_BYTES_PER_MB = 1_000_000

_EXAMPLES = """\b
Examples:
  posecoach model
  posecoach model --from Downloads/pose_landmarker_heavy.task
"""


@click.command(epilog=_EXAMPLES, short_help="Show the pose model, or install your own.")
@click.option(
    "--from", "file", type=FILE, metavar="FILE", help="Install a model bundle (lite, full or heavy)."
)
def model(file: Path | None) -> None:
    """Show the pose model in use, or install one that you downloaded.

    If there is none yet, the first `analyze` or `check` downloads it (35 MB); after that, PoseCoach
    needs no network.
    """
    found = install_model(file) if file else find_model()
    if found is None:
        click.echo("No pose model yet. The first `posecoach analyze` downloads it.")
        click.echo("Without a network, install one: posecoach model --from FILE")
        return
    _show(found)
    in_use = find_model()
    if file and in_use and in_use.origin is Origin.ENVIRONMENT:
        click.echo(f"Not in use: {MODEL_VARIABLE} names {in_use.path}. Unset it to use this model.")


def _show(found: ModelInfo) -> None:
    click.echo(f"Model    {found.path}")
    click.echo(f"Variant  {found.variant}")
    click.echo(f"Size     {found.path.stat().st_size / _BYTES_PER_MB:.1f} MB, verified")
    click.echo(f"From     {found.origin}")
