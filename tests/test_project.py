"""The frame of the project: what its files promise each other."""

import importlib.metadata
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import posecoach
from posecoach.catalog.folders import DATA_VARIABLE
from posecoach.commands.app import app
from posecoach.shared_libraries import NEEDED

ROOT = Path(posecoach.__file__).parent.parent
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


def requirements(name: str) -> list[Requirement]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith(("#", "-r"))]


def versions(pins: Iterable[Requirement]) -> dict[str, str]:
    return {canonicalize_name(pin.name): str(pin.specifier) for pin in pins}


LISTS = ["requirements.txt", "requirements-dask.txt", "requirements-dev.txt"]


@pytest.mark.parametrize("name", LISTS)
def test_every_requirement_is_pinned_and_has_its_reason_above_it(name: str) -> None:
    above = ""
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "-r")):
            assert re.fullmatch(r"[\w.-]+==[\w.]+", line), f"{name}: {line} is not an exact pin"
            assert above, f"{name}: {line} has no reason above it"
        # A pair may share a reason; an empty line ends it.
        above = above if line and not line.startswith("#") else line


@pytest.mark.parametrize("name", LISTS)
def test_the_environment_has_what_is_pinned(name: str) -> None:
    wrong = {
        str(pin): installed
        for pin in requirements(name)
        if (installed := importlib.metadata.version(pin.name)) not in pin.specifier
    }
    assert not wrong


def test_the_installed_package_asks_for_what_the_requirements_say() -> None:
    asked = [Requirement(line) for line in importlib.metadata.requires("posecoach") or []]
    always = [pin for pin in asked if pin.marker is None]
    assert versions(always) == versions(requirements("requirements.txt"))
    for_dask = [pin for pin in asked if pin.marker and pin.marker.evaluate({"extra": "dask"})]
    assert versions(for_dask) == versions(requirements("requirements-dask.txt"))


def test_only_one_opencv_package_shares_the_cv2_folder() -> None:
    names = {str(d.metadata["Name"]).lower() for d in importlib.metadata.distributions()}
    assert {name for name in names if name.startswith("opencv")} == {"opencv-contrib-python"}


def test_the_changelog_begins_with_this_version() -> None:
    newest = re.search(r"^## \[([^\]]+)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest is not None
    assert newest.group(1) == posecoach.__version__


@pytest.mark.parametrize("page", sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]), ids=lambda p: p.name)
def test_links_between_the_documents_lead_somewhere(page: Path) -> None:
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_the_server_stays_on_this_computer_and_reports_nothing() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["server"]["address"] == "127.0.0.1"
    assert config["browser"]["gatherUsageStats"] is False


def test_streamlit_knows_every_option_that_is_set() -> None:
    check = (
        "from streamlit import config\n"
        "config.get_config_options(force_reparse=True)\n"
        "assert config.get_option('theme.dark.primaryColor') == '#3FA79B'"
    )
    answer = subprocess.run(
        [sys.executable, "-c", check], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "not a valid config option" not in answer.stdout + answer.stderr


def test_every_test_that_the_safety_table_names_is_there() -> None:
    named = re.findall(r"`(test_\w+\.py)(?:::(test_\w+))?`", (ROOT / "docs" / "safety.md").read_text("utf-8"))
    there = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py")}
    assert named
    for file, test in named:
        assert file in there, file
        assert not test or f"def {test}(" in there[file], test


def relative_luminance(colour: str) -> float:
    """Of ``#RRGGBB``, as WCAG 2.2 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((relative_luminance(one), relative_luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_theme_can_be_read_by_weak_eyes(name: str) -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    theme = config["theme"][name]
    ground, panel = theme["backgroundColor"], theme["secondaryBackgroundColor"]
    for colour in ("textColor", "linkColor", "greenTextColor", "orangeTextColor", "redTextColor"):
        assert contrast(theme[colour], ground) >= 4.5, colour
    assert contrast(theme["textColor"], panel) >= 4.5
    assert contrast(theme["primaryColor"], ground) >= 4.5, "the words of a chosen option"
    assert contrast(theme["borderColor"], ground) >= 3.0


def test_no_page_has_a_button_whose_white_words_the_dark_theme_could_not_carry() -> None:
    pages = (ROOT / "posecoach" / "ui").rglob("*.py")
    assert [path.name for path in pages if 'type="primary"' in path.read_text(encoding="utf-8")] == []


def test_coaching_runs_without_camera_engine_or_page() -> None:
    check = (
        "import importlib, pkgutil, sys\n"
        "import posecoach.coaching as package\n"
        "for found in pkgutil.walk_packages(package.__path__, package.__name__ + '.'):\n"
        "    importlib.import_module(found.name)\n"
        "print(*{'av', 'cv2', 'mediapipe', 'streamlit'} & set(sys.modules))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", check], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert answer.stdout.split() == []


def test_the_container_has_the_systems_libraries_and_starts_the_app():
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    (packages,) = re.findall(r"apt-get install -y --no-install-recommends (.+?) \\", lines)
    assert packages.split() == list(NEEDED.values())
    (start,) = re.findall(r"^CMD (.+)$", lines, re.MULTILINE)
    program, command, *arguments = json.loads(start)
    assert (program, command) == ("posecoach", "app")
    context = app.make_context(command, arguments)
    assert (context.params["address"], context.params["no_browser"]) == ("0.0.0.0", True)
    (data,) = re.findall(r"^VOLUME (.+)$", lines, re.MULTILINE)
    # By the environment, so that the other commands find it too.
    assert f"ENV {DATA_VARIABLE}={data} " in lines
    assert f"EXPOSE {context.params['port']}" in lines


def test_nothing_of_a_persons_own_gets_into_the_container():
    def patterns(name: str) -> set[str]:
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        return {line.removeprefix("**/").rstrip("/") for line in lines if line and not line.startswith("#")}

    assert patterns(".gitignore") - patterns(".dockerignore") == set()
