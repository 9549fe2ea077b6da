"""The documents and the files for contributors say what is so: paths, commands, options, versions."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

import posecoach
from posecoach.cli import cli
from posecoach.coaching.exercise.gate import ALL_MEASURES
from posecoach.coaching.feedback import State

ROOT = Path(posecoach.__file__).parent.parent
DESIGN = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
REFERENCE = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
# A row of the packages' table: the folder, what it does, its main modules.
PACKAGE_ROW = re.compile(r"^\| `([^`]+/)` \|[^|]*\|([^|]*)\|$", re.MULTILINE)
ANCHOR_LINK = re.compile(r"\]\((?!https?:)([^)#]*)#([^)]+)\)")


def commands(command: click.Command, name: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every subcommand without subcommands of its own, by its whole name."""
    if not isinstance(command, click.Group):
        yield name, command
        return
    context = click.Context(command)
    for part in command.list_commands(context):
        inner = command.get_command(context, part)
        assert inner is not None
        yield from commands(inner, f"{name} {part}".strip())


COMMANDS = dict(commands(cli))


def paragraph_of(command: str) -> str:
    """The part of the reference about a command: its section, or its row in the section of its group."""
    section = re.search(
        rf"^### `posecoach {command.split()[0]}.*?(?=^##)", REFERENCE, re.MULTILINE | re.DOTALL
    )
    assert section is not None, command
    if " " not in command:
        return section.group()
    row = re.search(rf"^\| `{command}\b.*$", section.group(), re.MULTILINE)
    assert row is not None, command
    return row.group()


def loaded(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def anchors(page: Path) -> set[str]:
    """What can be linked to in a page, as GitHub names it."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_design_names_packages_and_modules_that_exist():
    rows = PACKAGE_ROW.findall(DESIGN)
    assert len(rows) > 20
    named = [
        ROOT / folder / module for folder, modules in rows for module in re.findall(r"`([^`]+)`", modules)
    ]
    folders = [ROOT / folder for folder, _ in rows]
    assert [str(path) for path in (*folders, *named) if not path.exists()] == []


def test_the_design_has_every_package_of_the_program():
    packages = {path.parent.relative_to(ROOT) for path in (ROOT / "posecoach").rglob("__init__.py")}
    described = {Path(folder) for folder, _ in PACKAGE_ROW.findall(DESIGN)}
    # A package inside a described one, or one that only holds described ones, needs no row.
    below = {path for path in packages for folder in described if folder in path.parents}
    above = {path for path in packages for folder in described if path in folder.parents}
    assert packages - described - below - above == set()


@pytest.mark.parametrize("command", COMMANDS)
def test_the_reference_has_every_command_with_its_options(command: str):
    options = {
        name
        for parameter in COMMANDS[command].params
        if isinstance(parameter, click.Option)
        for name in parameter.opts
        if name.startswith("--")
    }
    assert {name for name in options if name not in paragraph_of(command)} == set()


@pytest.mark.parametrize("name", [*ALL_MEASURES, *State])
def test_the_reference_has_every_measure_and_state(name: str):
    assert re.search(rf"^\| `{name}` \|", REFERENCE, re.MULTILINE)


def test_the_reference_has_every_environment_variable():
    named = {
        variable
        for path in (ROOT / "posecoach").rglob("*.py")
        for variable in re.findall(r"\"(POSECOACH_[A-Z]+)\"", path.read_text(encoding="utf-8"))
    }
    assert named == set(re.findall(r"^\| `(POSECOACH_[A-Z]+)` \|", REFERENCE, re.MULTILINE))


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_to_a_heading_find_it(page: Path):
    for target, anchor in ANCHOR_LINK.findall(page.read_text(encoding="utf-8")):
        assert anchor in anchors(page.parent / target if target else page), f"{target}#{anchor}"


def test_the_citation_is_of_this_version_and_licence():
    citation = loaded(ROOT / "CITATION.cff")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert citation["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= citation.keys()
    assert citation["version"] == posecoach.__version__
    assert citation["license"] == project["license"]


def test_the_hooks_before_a_commit_are_the_checks_of_make_lint():
    hooks = [hook for repo in loaded(ROOT / ".pre-commit-config.yaml")["repos"] for hook in repo["hooks"]]
    entries = {" ".join(hook["entry"].split()[:2]) for hook in hooks}
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\nlint:")[2].partition("\n\n")[0]
    checks = {" ".join(line.split()[:2]) for line in re.findall(r"\$\(VENV\)/(.+)", recipe)}
    assert {entry.removeprefix(".venv/bin/") for entry in entries} == checks


@pytest.mark.parametrize(
    "form", [form for form in FORMS if form.stem != "config"], ids=lambda path: path.stem
)
def test_an_issue_form_is_whole(form: Path):
    content = loaded(form)
    assert content["name"]
    assert content["description"]
    ids = [field["id"] for field in content["body"] if field["type"] != "markdown"]
    assert len(ids) == len(set(ids)) > 0
    assert all(field["attributes"].get("label") for field in content["body"] if field["type"] != "markdown")
