"""``posecoach analyze``: analyses a video as one set of one stretch."""

import math
from pathlib import Path

import click

from posecoach.catalog.exercises import find_spec
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.commands.console.exchange import Exchange, exchange_options
from posecoach.commands.console.one_set import judged_set
from posecoach.commands.console.options import FILE, network_option, specs_option
from posecoach.commands.console.outputs import OutputError, output_files
from posecoach.commands.console.summary import summary
from posecoach.pose.landmarks import Side
from posecoach.records.report.files import report_csv, report_json
from posecoach.records.report.html import report_html
from posecoach.vision.model.bundle import Network

_STDOUT = Path("-")
_AUTO = "auto"

_EXAMPLES = """\b
Examples:
  posecoach analyze me.mp4 --stretch standing_hamstring
  posecoach analyze me.mp4 --stretch lying_hamstring --side left --html report.html
  posecoach analyze me.mp4 --stretch seated_hamstring --video judged.mp4 --json -
  posecoach analyze me.mp4 --stretch bridge --repetitions 5
  posecoach analyze me.mp4 --stretch bridge --landmarks me.trc --height-m 1.75 --angles me.mot
"""


def _seconds(_context: click.Context, _parameter: click.Parameter, typed: str | None) -> float | None:
    try:
        seconds = None if typed is None else float(typed)
    except ValueError:
        seconds = math.nan
    if seconds is None or (math.isfinite(seconds) and seconds > 0):
        return seconds
    raise click.BadParameter(f"expected a number of seconds above 0, got {typed!r}")


def _amount(spec: StretchSpec, target_s: float | None, repetitions: int | None) -> float | None:
    """The amount that was asked for; None for the exercise's own.

    Raises:
        click.UsageError: if the exercise is not done for as many seconds, or repetitions.
    """
    if spec.repetitions is None and repetitions is not None:
        raise click.UsageError(f"{spec.id} is counted in seconds; use --target instead of --repetitions")
    if spec.repetitions is not None and target_s is not None:
        raise click.UsageError(f"{spec.id} is counted in repetitions; use --repetitions instead of --target")
    return target_s if repetitions is None else repetitions


@click.command(epilog=_EXAMPLES, short_help="Analyse a video and count what was done well.")
@click.argument("video", type=FILE, required=False)
@click.option("--stretch", required=True, metavar="ID", help="The stretch; see `posecoach specs list`.")
@click.option(
    "--side",
    type=click.Choice([*(side.value for side in Side), _AUTO]),
    default=_AUTO,
    show_default=True,
    help="The leg to judge; auto detects it.",
)
@click.option(
    "--target",
    "target_s",
    callback=_seconds,
    metavar="SECONDS",
    help="Total seconds of an exercise that is held or timed.  [default: its own]",
)
@click.option(
    "--repetitions",
    type=click.IntRange(min=1),
    metavar="COUNT",
    help="How many of an exercise that is repeated.  [default: its own]",
)
@specs_option
@network_option
@click.option("--json", "json_file", type=FILE, metavar="FILE", help="Write the report as JSON; - prints it.")
@click.option("--csv", "csv_file", type=FILE, metavar="FILE", help="Write a table with one row per frame.")
@click.option("--html", "html_file", type=FILE, metavar="FILE", help="Write a report for the browser.")
@click.option(
    "--video",
    "annotated",
    type=FILE,
    metavar="FILE",
    help="Write a copy of the video (MP4) with the coach's feedback drawn on it.",
)
@exchange_options
def analyze(
    video: Path | None,
    stretch: str,
    side: str,
    target_s: float | None,
    repetitions: int | None,
    specs_folder: Path | None,
    network: Network | None,
    json_file: Path | None,
    csv_file: Path | None,
    html_file: Path | None,
    annotated: Path | None,
    exchange: Exchange,
) -> None:
    """Analyse VIDEO as one set of one exercise, and count the seconds held well, or the repetitions.

    Without an output file, print a summary.
    """
    exchange.check(video)
    if exchange.folder is not None and annotated is not None:
        raise click.UsageError("--video needs our own pose engine; leave out --landmarks-from")
    spec = find_spec(stretch, specs_folder)
    amount = _amount(spec, target_s, repetitions)
    to_stdout = json_file == _STDOUT
    named = (None if to_stdout else json_file, csv_file, html_file, annotated, *exchange.targets)
    targets = [target for target in named if target is not None]
    if _STDOUT in targets:
        raise OutputError("only --json can write to standard output (-); give the other options a file name")

    with output_files(targets, inputs=[] if video is None else [video]) as outputs:
        report, landmarks = judged_set(
            video,
            exchange,
            spec,
            None if side == _AUTO else Side(side),
            amount,
            network,
            annotated and outputs.part(annotated),
        )
        if json_file and not to_stdout:
            outputs.write_text(json_file, report_json(report))
        if csv_file:
            outputs.write_text(csv_file, report_csv(report))
        if html_file:
            outputs.write_text(html_file, report_html(report))
        exchange.write(outputs, report, landmarks)

    if to_stdout:
        click.echo(report_json(report), nl=False)
    elif targets:
        click.echo(report.achieved.text)
        click.echo(f"wrote {', '.join(str(target) for target in targets)}")
    else:
        click.echo(summary(report))
