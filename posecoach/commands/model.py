"""``posecoach model``: shows the pose models, gets one, or installs one from a file."""

from pathlib import Path

import click

from posecoach.commands.console.options import FILE
from posecoach.commands.console.progress import progress_shown
from posecoach.vision.model.bundle import Network, Variant
from posecoach.vision.model.store import (
    MODEL_VARIABLE,
    ModelInfo,
    cached_model,
    fetch_model,
    install_model,
    named_model,
)

_BYTES_PER_MB = 1_000_000

_EXAMPLES = """\b
Examples:
  posecoach model
  posecoach model --variant heavy
  posecoach model --from Downloads/pose_landmarker_heavy.task
"""


@click.command(epilog=_EXAMPLES)
@click.option(
    "--variant",
    type=click.Choice([network.value for network in Network]),
    help="Get a model: full (35 MB), or heavy (41 MB, needs npm), which judges photos more exactly.",
)
@click.option(
    "--from", "file", type=FILE, metavar="FILE", help="Install a model bundle (lite, full or heavy)."
)
def model(variant: str | None, file: Path | None) -> None:
    """Show the installed pose models and what each is used for, get one, or install your own.

    If there is none yet, the first `analyze` or `check` downloads the full one (35 MB); after that,
    PoseCoach needs no network.
    """
    if variant is not None and file is not None:
        raise click.UsageError("--variant gets a model, and --from installs one; use one of them")
    if variant is not None:
        with progress_shown() as show:
            fetch_model(Network(variant), show)
    elif file is not None:
        install_model(file)
    _show_all(changed=variant is not None or file is not None)


def _show_all(*, changed: bool) -> None:
    named = named_model()
    full, heavy = cached_model(Network.FULL), cached_model(Network.HEAVY)
    if named is not None:
        _show(named, "everything")
        if changed:
            click.echo(
                f"Not in use: {MODEL_VARIABLE} names {named.path}. Unset it to use the installed models."
            )
        return
    if full is not None:
        _show(full, "live sessions, videos and photos" if heavy is None else "live sessions and videos")
    elif heavy is not None:
        click.echo("No full pose model yet. The first `posecoach analyze` downloads it.")
    else:
        click.echo("No pose model yet. The first `posecoach analyze` downloads it.")
        click.echo("Without the internet, install one: posecoach model --from FILE")
    if heavy is not None:
        click.echo()
        _show(heavy, "photos; videos where it is asked for")
    elif full is not None and full.variant is not Variant.HEAVY:
        click.echo("A more exact network for photos: posecoach model --variant heavy (41 MB, once)")


def _show(found: ModelInfo, used_for: str) -> None:
    size = found.path.stat().st_size / _BYTES_PER_MB
    click.echo(f"Model     {found.path}")
    click.echo(f"Variant   {found.variant}")
    click.echo(f"Size      {size:.1f} MB, verified")
    click.echo(f"From      {found.origin}")
    click.echo(f"Used for  {used_for}")
