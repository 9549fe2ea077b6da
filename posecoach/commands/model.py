"""``posecoach model``: where the pose model is, and how to bring one's own."""

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


@click.command(epilog=_EXAMPLES, short_help="Show the pose model, or bring your own.")
@click.option(
    "--from", "file", type=FILE, metavar="FILE", help="Install a bundle (lite, full or heavy) from a file."
)
def model(file: Path | None) -> None:
    """Shows the pose model in use, or installs one that you downloaded.

    Without one, the first `analyze` or `check` fetches it once (35 MB); after that PoseCoach needs
    no network.
    """
    found = install_model(file) if file else find_model()
    if found is None:
        click.echo("There is no pose model yet. It is fetched once, by the first `posecoach analyze`;")
        click.echo("without a network, bring one: posecoach model --from FILE")
        return
    _show(found)
    in_use = find_model()
    if file and in_use and in_use.origin is Origin.ENVIRONMENT:
        click.echo(f"but {MODEL_VARIABLE} is set: {in_use.path} is used as long as it is")


def _show(found: ModelInfo) -> None:
    click.echo(f"Model    {found.path}")
    click.echo(f"Variant  {found.variant}")
    click.echo(f"Size     {found.path.stat().st_size / _BYTES_PER_MB:.1f} MB, verified")
    click.echo(f"From     {found.origin}")
