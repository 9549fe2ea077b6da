"""``posecoach check``: judges photos against stretches."""

import json
from pathlib import Path
from typing import Any

import click

from posecoach.catalog.exercises import find_spec
from posecoach.coaching.exercise.gate import GateKind, Phase
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import Answer, Feedback, State
from posecoach.commands.console.options import FILE, network_option, specs_option
from posecoach.commands.console.outputs import output_files
from posecoach.commands.console.progress import model_ready, steps_shown
from posecoach.records import words
from posecoach.records.report.files import gate_object, measurement_object, requirement_object
from posecoach.records.words import STATE_WORDS
from posecoach.vision.media.bars import without_bars
from posecoach.vision.media.images import read_image
from posecoach.vision.model.bundle import Network, Variant
from posecoach.vision.model.choice import Purpose, heavy_would_help

_STDOUT = Path("-")

_EXAMPLES = """\b
Examples:
  posecoach check photo.jpg --stretch standing_hamstring
  posecoach check *.jpg --stretch seated_hamstring --stretch lying_hamstring --json -
"""


@click.command(epilog=_EXAMPLES)
@click.argument("images", type=FILE, nargs=-1, required=True, metavar="IMAGE...")
@click.option(
    "--stretch",
    "stretches",
    required=True,
    multiple=True,
    metavar="ID",
    help="The stretch; can be given several times. See `posecoach specs list`.",
)
@specs_option
@network_option
@click.option(
    "--json", "json_file", type=FILE, metavar="FILE", help="Write one JSON object per line; - prints them."
)
def check(
    images: tuple[Path, ...],
    stretches: tuple[str, ...],
    specs_folder: Path | None,
    network: Network | None,
    json_file: Path | None,
) -> None:
    """Judge photos: is the person in IMAGE in the stretch, and in good form?

    Of an exercise that is repeated, say which of its two positions a photo shows.

    Without --json, print one line of plain text for each photo and stretch.
    """
    specs = [find_spec(stretch, specs_folder) for stretch in stretches]
    target = None if json_file is None or json_file == _STDOUT else json_file
    with output_files([target] if target else [], inputs=images) as outputs:
        for image in images:
            read_image(image)  # reject an unusable file before fetching a model for any
        variant, verdicts = _judge(images, specs, network)
        lines = "".join(f"{_line(image, variant, spec, feedback)}\n" for image, spec, feedback in verdicts)
        if target:
            outputs.write_text(target, lines)
    if target:
        click.echo(f"wrote {target}")
    elif json_file:
        click.echo(lines, nl=False)
    else:
        click.echo(_for_people(verdicts))
        click.echo(words.JUDGED_BY[variant])
        if heavy_would_help(variant):
            click.echo("A more exact network for photos: posecoach model --variant heavy (41 MB, once)")


Verdict = tuple[Path, StretchSpec, Feedback]


def _judge(
    images: tuple[Path, ...], specs: list[StretchSpec], network: Network | None
) -> tuple[Variant, list[Verdict]]:
    model = model_ready(Purpose.PHOTO, network)
    # MediaPipe takes a second to load; help and error messages need not wait for it.
    from posecoach.analysis.photos import judge_photo
    from posecoach.vision.estimator import StillPoseEstimator

    verdicts: list[Verdict] = []
    with StillPoseEstimator(model.path) as estimator, steps_shown("Judging the photos") as progress:
        for done, image in enumerate(images, start=1):
            answers = judge_photo(
                without_bars(read_image(image)), {spec.id: spec for spec in specs}, estimator
            )
            verdicts += [(image, spec, answers[spec.id][1]) for spec in specs]
            progress(done, len(images))
    return model.variant, verdicts


def _line(image: Path, variant: Variant, spec: StretchSpec, feedback: Feedback) -> str:
    found: dict[str, Any] = {
        "image": str(image),
        "network": variant,
        "stretch": spec.id,
        "state": feedback.state,
        "position": _position(spec, feedback),
        "reason": feedback.reason,
        "side": feedback.side,
        "faults": [fault.id for fault in feedback.faults],
        "cue": feedback.cue and feedback.cue.text,
        "framing": [requirement_object(need) for need in feedback.framing],
        "gates": [gate_object(gate) for gate in feedback.gates],
        "measures": {name: measurement_object(value) for name, value in feedback.measures.items()},
    }
    return json.dumps(found, ensure_ascii=False, allow_nan=False)


def _for_people(verdicts: list[Verdict]) -> str:
    """Each photo's name, with one line per stretch: the state, the reason, and what to do."""
    lines: list[str] = []
    width = max(len(spec.id) for _, spec, _ in verdicts)
    photo: Path | None = None
    for image, spec, feedback in verdicts:
        if image != photo:
            lines.append(click.style(str(image), bold=True))
            photo = image
        reason = feedback.reason or next((fault.id for fault in feedback.faults), None)
        why = words.why(spec, feedback.state, reason)
        lines.append(
            f"  {spec.id:{width}}  {_shown(spec, feedback)}"
            f"{f': {why}' if why else ''}{f'. {feedback.cue.text}' if feedback.cue else ''}"
        )
    return "\n".join(lines)


def _position(spec: StretchSpec, feedback: Feedback) -> str | None:
    """Which position of a repetition a photo shows for certain: ``start`` or ``work``; None for neither."""
    if spec.repetitions is None:
        return None
    answers = {result.id: result.answer for result in feedback.gates}
    for phase in Phase:
        asked = [
            gate for gate in spec.gates if gate.kind is GateKind.POSITION and gate.phase in (None, phase)
        ]
        if all(answers.get(gate.id) is Answer.PASS for gate in asked):
            return phase
    return None


def _shown(spec: StretchSpec, feedback: Feedback) -> str:
    """The state of a photo in words; where nothing is held or judged, they don't claim it."""
    label = STATE_WORDS[feedback.state].label
    movement, position = spec.english.movement, _position(spec, feedback)
    if spec.timed_only and feedback.state is State.VALID:
        return "In position; the form isn't judged"
    if movement is None or position is None:
        return label
    where = (
        f"In the start position ({movement.start})"
        if position == Phase.START
        else f"In the working position ({movement.work})"
    )
    return f"{where}, {label.lower()}" if feedback.state is State.FAULT else where
