"""Data flows one way through the renderer's packages."""

import ast
from pathlib import Path

import pytest

import tools.render_samples

PACKAGE = Path(tools.render_samples.__file__).parent
UPWARDS = (
    "posing",
    "stage",
    "people",
    "repertoire",
    "scenes",
    "clips",
    "truth",
    "filming",
    "random_stills",
)


def imported(path: Path) -> set[str]:
    """The renderer's packages that a module imports."""
    names = [
        node.module or ""
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom)
    ]
    inside = [name.removeprefix("tools.render_samples.") for name in names if name.startswith("tools.")]
    return {name.split(".")[0] for name in inside}


@pytest.mark.parametrize("name", UPWARDS)
def test_a_package_imports_only_what_is_below_it(name: str) -> None:
    below = set(UPWARDS[: UPWARDS.index(name) + 1])
    for path in (PACKAGE / name).glob("*.py"):
        assert imported(path) <= below, path


def test_every_package_has_its_layer() -> None:
    assert {path.parent.name for path in PACKAGE.glob("*/__init__.py")} == set(UPWARDS)
