"""``posecoach specs``: lists and shows the stretches, and checks their files."""

import textwrap
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import click

from posecoach.catalog.checks import check_file, files_to_check
from posecoach.catalog.exercise_texts import texts_of
from posecoach.catalog.exercises import find_spec, load_specs
from posecoach.catalog.yaml_files import SpecError
from posecoach.coaching.exercise.gate import Gate, Phase
from posecoach.coaching.exercise.spec import Source, StretchSpec
from posecoach.commands.console.options import FILE, specs_option
from posecoach.records import words

_LINE_WIDTH = 90

_EXAMPLES = """\b
Examples:
  posecoach specs list
  posecoach specs show lying_hamstring
  posecoach specs validate my_exercises/calf_stretch
"""


@click.group(epilog=_EXAMPLES, invoke_without_command=True)
@click.pass_context
def specs(context: click.Context) -> None:
    """List and show the stretches, and check spec files."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@specs.command("list")
@specs_option
def list_specs(specs_folder: Path | None) -> None:
    """List the stretches by id."""
    found = load_specs(specs_folder)
    width = max(map(len, found))
    for spec in found.values():
        click.echo(f"{spec.id:{width}}  {texts_of(spec).title}")


@specs.command()
@click.argument("stretch", metavar="ID")
@specs_option
def show(stretch: str, specs_folder: Path | None) -> None:
    """Show one stretch: how to do it, and what is judged.

    Each limit comes with its source. "engineering-set" means that it was chosen by measurement, because
    there is no agreed figure.
    """
    spec = find_spec(stretch, specs_folder)
    texts = spec.english
    click.echo(
        "\n".join(
            [
                click.style(f"{texts_of(spec).title} ({spec.id})", bold=True),
                *_wrapped(texts.summary),
                *_section("How to do it", _wrapped_all(texts.steps, numbered=True)),
                *_section("Camera", _wrapped(texts.camera)),
                *_section("How much", _how_much(spec)),
                *_judged(spec),
                *(_section("How far people get", _wrapped_all([texts.norm])) if texts.norm else ()),
                *_section("Safety", _wrapped_all(texts.safety)),
                *_section("Sources", _wrapped_all([_source(source) for source in spec.sources])),
            ]
        )
    )


@specs.command()
@click.argument("paths", nargs=-1, required=True, type=FILE, metavar="PATH...")
@click.pass_context
def validate(context: click.Context, paths: tuple[Path, ...]) -> None:
    """Check the files of exercises, voices, routines and safety questions.

    PATH is the folder of an exercise, a file in it, or a folder of exercises. Reports the first mistake in
    each file.
    """
    mistakes: set[str] = set()
    for path in chain.from_iterable(map(files_to_check, paths)):
        try:
            content = check_file(path)
        except SpecError as error:
            # Texts rest on their exercise's spec and English texts: a mistake there is reported once.
            if str(error) not in mistakes:
                click.echo(f"posecoach: {error}", err=True)
            mistakes.add(str(error))
        else:
            click.echo(f"OK  {path}: {content}")
    if mistakes:
        context.exit(2)


def _section(title: str, lines: Sequence[str]) -> list[str]:
    return ["", click.style(title, bold=True), *lines]


def _wrapped_all(texts: Sequence[str], *, numbered: bool = False) -> list[str]:
    bullets = (f"{number}." if numbered else "-" for number in range(1, len(texts) + 1))
    return [line for text, bullet in zip(texts, bullets, strict=True) for line in _wrapped(text, bullet)]


def _wrapped(text: str, bullet: str = "") -> list[str]:
    first = f"  {bullet} " if bullet else "  "
    return textwrap.wrap(text, _LINE_WIDTH, initial_indent=first, subsequent_indent=" " * len(first))


def _how_much(spec: StretchSpec) -> list[str]:
    """The amounts to choose from, and how each repetition has to be, with where the numbers come from."""
    options = " or ".join(f"{amount:g}" for amount in spec.amounts)
    rules = spec.repetitions
    if rules is None:
        timed = ", only timed: a camera can't judge how well it is done" if spec.timed_only else ""
        return [f"  {options} s{timed}   ({spec.amount_source})", *_how_long_at_least(spec)]
    each = [
        (rules.dwell_s, "held for {} s each"),
        (rules.cycle_s, "taking {} s or more each, from leaving the start position to being back"),
        (rules.slack_s, "counted up to {} s short of that"),
    ]
    return [
        f"  {options} repetitions   ({spec.amount_source})",
        *(f"  {text.format(f'{number.value:g}')}   ({number.source})" for number, text in each if number),
    ]


def _how_long_at_least(spec: StretchSpec) -> list[str]:
    """How long a hold must last to count: longer where an exercise looks like it."""
    longer, arm_s = spec.hold.arm_longer, spec.hold.arm_s
    if longer is None:
        return []
    side, limit = ("at least", longer.at_least) if longer.at_most is None else ("at most", longer.at_most)
    assert limit is not None  # a waiver's own rule
    where = f"{words.measure_label(longer.measure)} {side} {words.value(longer.measure, limit)}"
    return [
        f"  counted once held for {arm_s.value:g} s   ({arm_s.source})",
        f"  for {longer.arm_s:g} s where surely {where}",
        *(f"      {line.strip()}" for line in _wrapped(longer.source)),
    ]


def _judged(spec: StretchSpec) -> list[str]:
    """The gates; of repetitions under the position in which they are asked."""
    movement = spec.english.movement
    if movement is None:
        return _section("What is judged", [line for gate in spec.gates for line in _gate_lines(gate)])
    titles = {
        None: "What is judged throughout",
        Phase.START: f"In the start position: {movement.start}",
        Phase.WORK: f"In the working position: {movement.work}",
    }
    return [
        line
        for phase, title in titles.items()
        if any(gate.phase is phase for gate in spec.gates)
        for line in _section(
            title, [line for gate in spec.gates if gate.phase is phase for line in _gate_lines(gate)]
        )
    ]


def _gate_lines(gate: Gate) -> list[str]:
    return [
        f"  {gate.id} ({words.effect(gate)}): {words.measure_label(gate.measure)} {words.limits(gate)}",
        *(f"      {line.strip()}" for line in _wrapped(gate.source)),
    ]


def _source(source: Source) -> str:
    return f"{source.title}, {source.url}" if source.url else source.title
