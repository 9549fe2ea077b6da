"""``posecoach analyze``: analyses videos, each as one set of one or more exercises."""

import math
from pathlib import Path

import click

from posecoach.catalog.exercises import find_spec
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.commands.batch.asked import Asked, means_many
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
  posecoach analyze clips --stretch bridge --stretch bird_dog --table week.csv
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


@click.command(epilog=_EXAMPLES)
@click.argument("videos", nargs=-1, metavar="VIDEO...")
@click.option(
    "--stretch",
    "stretches",
    required=True,
    multiple=True,
    metavar="ID",
    help="The stretch; see `posecoach specs list`. Can be given several times: all judge in one pass.",
)
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
@click.option(
    "--json",
    "json_target",
    type=FILE,
    metavar="FILE|DIR",
    help="Write the report as JSON; - prints it. Of several, a folder with one each.",
)
@click.option("--csv", "csv_file", type=FILE, metavar="FILE", help="Write a table with one row per frame.")
@click.option(
    "--html",
    "html_target",
    type=FILE,
    metavar="FILE|DIR",
    help="Write a report for the browser. Of several, a folder with one each and an index.html.",
)
@click.option(
    "--video",
    "annotated",
    type=FILE,
    metavar="FILE",
    help="Write a copy of the video (MP4) with the coach's feedback drawn on it.",
)
@click.option(
    "--table",
    type=FILE,
    metavar="FILE",
    help="Write a table (.csv or .parquet) with one row per video and stretch.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="Of several videos, how many to judge side by side.  [default: one per processor core]",
)
@click.option("--dask", "use_dask", is_flag=True, help="Judge them on a Dask cluster of this computer.")
@click.option(
    "--scheduler", metavar="ADDRESS", help="Judge them on a Dask cluster, e.g. tcp://10.0.0.5:8786."
)
@exchange_options
def analyze(
    videos: tuple[str, ...],
    stretches: tuple[str, ...],
    side: str,
    target_s: float | None,
    repetitions: int | None,
    specs_folder: Path | None,
    network: Network | None,
    json_target: Path | None,
    csv_file: Path | None,
    html_target: Path | None,
    annotated: Path | None,
    table: Path | None,
    workers: int | None,
    use_dask: bool,
    scheduler: str | None,
    exchange: Exchange,
) -> None:
    """Analyse VIDEO as one set of one exercise, and count the seconds held well, or the repetitions.

    Without an output file, print a summary.

    Give several videos, a folder of them or a pattern to judge each of them; a stopped command goes on where
    it was. The exit status is 1 if one can't be judged.
    """
    judged_side = None if side == _AUTO else Side(side)
    asked = Asked(table, json_target, html_target, workers, use_dask, scheduler)
    exchange.check(videos, annotated)
    if means_many(videos, stretches, asked):
        if csv_file is not None or annotated is not None:
            raise click.UsageError("--csv and --video are for one video and one stretch")
        if exchange.asked:
            raise click.UsageError(
                "--landmarks, --angles and --landmarks-from are for one video and one stretch"
            )
        specs = [find_spec(stretch, specs_folder) for stretch in dict.fromkeys(stretches)]
        amounts = {spec.id: _amount(spec, target_s, repetitions) for spec in specs}
        # MediaPipe takes a second to load; help and error messages need not wait for it.
        from posecoach.commands.batch.command import analyze_many

        failed = analyze_many(videos, specs, judged_side, amounts, network, asked)
        click.get_current_context().exit(1 if failed else 0)
    spec = find_spec(stretches[0], specs_folder)
    _analyze_one(
        Path(videos[0]) if videos else None,
        exchange,
        spec,
        judged_side,
        _amount(spec, target_s, repetitions),
        network,
        json_file=json_target,
        csv_file=csv_file,
        html_file=html_target,
        annotated=annotated,
    )


def _analyze_one(
    video: Path | None,
    exchange: Exchange,
    spec: StretchSpec,
    side: Side | None,
    amount: float | None,
    network: Network | None,
    *,
    json_file: Path | None,
    csv_file: Path | None,
    html_file: Path | None,
    annotated: Path | None,
) -> None:
    to_stdout = json_file == _STDOUT
    named = (None if to_stdout else json_file, csv_file, html_file, annotated, *exchange.targets)
    targets = [target for target in named if target is not None]
    if _STDOUT in targets:
        raise OutputError("only --json can write to standard output (-); give the other options a file name")

    with output_files(targets, inputs=[] if video is None else [video]) as outputs:
        part = annotated and outputs.part(annotated)
        report, landmarks = judged_set(video, exchange, spec, side, amount, network, part)
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
