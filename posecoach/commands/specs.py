"""``posecoach specs``: lists and shows the stretches, and checks their files."""

import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from posecoach.coaching.exercise.spec import Gate, Source, find_spec, load_spec, load_specs
from posecoach.coaching.exercise.spec_file import SpecError
from posecoach.commands.console.options import FILE, specs_option
from posecoach.records import words

_LINE_WIDTH = 90

_EXAMPLES = """\b
Examples:
  posecoach specs list
  posecoach specs show lying_hamstring
  posecoach specs validate my_specs/my_stretch.yaml
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
        click.echo(f"{spec.id:{width}}  {spec.title}")


@specs.command()
@click.argument("stretch", metavar="ID")
@specs_option
def show(stretch: str, specs_folder: Path | None) -> None:
    """Show one stretch: how to do it, and what is judged.

    Each limit comes with its source. "engineering-set" means that it was chosen by measurement, because
    there is no agreed figure.
    """
    spec = find_spec(stretch, specs_folder)
    hold = spec.hold
    options = " or ".join(f"{seconds:g}" for seconds in hold.options_s)
    click.echo(
        "\n".join(
            [
                click.style(f"{spec.title} ({spec.id})", bold=True),
                *_wrapped(spec.summary),
                *_section("How to do it", _wrapped_all(spec.steps, numbered=True)),
                *_section("Camera", _wrapped(spec.camera)),
                *_section("Hold", [f"  {options} s   ({hold.target_s.source})"]),
                *_section("What is judged", [line for gate in spec.gates for line in _gate_lines(gate)]),
                *(_section("How far people get", _wrapped_all([spec.norm])) if spec.norm else ()),
                *_section("Safety", _wrapped_all(spec.safety)),
                *_section("Sources", _wrapped_all([_source(source) for source in spec.sources])),
            ]
        )
    )


@specs.command()
@click.argument("paths", nargs=-1, required=True, type=FILE, metavar="PATH...")
@click.pass_context
def validate(context: click.Context, paths: tuple[Path, ...]) -> None:
    """Check spec files.

    PATH is a file or a folder of *.yaml files. Reports the first mistake in each file.
    """
    files_by_id: dict[str, Path] = {}
    any_wrong = False
    for path in _spec_files(paths):
        try:
            spec = load_spec(path)
            if spec.id in files_by_id:
                taken_by = files_by_id[spec.id].name
                raise SpecError(
                    f"{path.name}: id: expected an id of its own, got {spec.id!r} a second time, "
                    f"after {taken_by}"
                )
        except SpecError as error:
            any_wrong = True
            click.echo(f"posecoach: {error}", err=True)
        else:
            files_by_id[spec.id] = path
            click.echo(f"OK  {path}: {spec.id}, {len(spec.gates)} gates")
    if any_wrong:
        context.exit(2)


def _spec_files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        inside = sorted(path.glob("*.yaml"))
        if not inside:
            raise SpecError(f"{path}: holds no *.yaml spec; name a spec file or a folder of them")
        yield from inside


def _section(title: str, lines: Sequence[str]) -> list[str]:
    return ["", click.style(title, bold=True), *lines]


def _wrapped_all(texts: Sequence[str], *, numbered: bool = False) -> list[str]:
    bullets = (f"{number}." if numbered else "-" for number in range(1, len(texts) + 1))
    return [line for text, bullet in zip(texts, bullets, strict=True) for line in _wrapped(text, bullet)]


def _wrapped(text: str, bullet: str = "") -> list[str]:
    first = f"  {bullet} " if bullet else "  "
    return textwrap.wrap(text, _LINE_WIDTH, initial_indent=first, subsequent_indent=" " * len(first))


def _gate_lines(gate: Gate) -> list[str]:
    return [
        f"  {gate.id} ({words.effect(gate)}): {words.measure_label(gate.measure)} {words.limits(gate)}",
        *(f"      {line.strip()}" for line in _wrapped(gate.source)),
    ]


def _source(source: Source) -> str:
    return f"{source.title}, {source.url}" if source.url else source.title
