"""The wheel: built, installed into an environment of its own, and started from there."""

import os
import socket
import subprocess
import sys
import sysconfig
import time
import tomllib
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

import posecoach
from posecoach.ui.live.page_modules import MODULES
from posecoach.ui.live.wire import CloseCode

ROOT = Path(posecoach.__file__).parent.parent
MOST_MB = 12
ANSWERS_WITHIN_S = 240.0

# Quick on an idle machine: a build, two environments and a server, each with the libraries to load.
pytestmark = pytest.mark.timeout(600)

Installed = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--wheel-dir",
        str(folder),
        str(ROOT),
    ]
    subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
    (built,) = folder.glob("posecoach-*.whl")
    return built


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its programs' folder. What the wheel asks for is borrowed from the environment of the tests."""
    folder = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    python = programs / "python"
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    subprocess.run([*install, "--no-deps", "--no-index", str(wheel)], check=True)
    where = [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    packages = subprocess.run(where, check=True, capture_output=True, text=True).stdout.strip()
    (Path(packages) / "borrowed.pth").write_text(sysconfig.get_path("purelib"))
    return programs


@pytest.fixture
def home(tmp_path: Path, model_path: Path) -> dict[str, str]:
    """Of a person who has just installed it, the model apart."""
    keep = {name: value for name, value in os.environ.items() if not name.startswith(("POSECOACH", "PYTHON"))}
    return {**keep, "HOME": str(tmp_path), "POSECOACH_MODEL": str(model_path)}


@pytest.fixture
def run(environment: Path, home: dict[str, str], tmp_path: Path) -> Installed:
    def started(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [str(environment / "posecoach"), *arguments]
        return subprocess.run(command, cwd=tmp_path, env=home, capture_output=True, text=True)

    return started


def test_it_is_small_and_has_what_people_need(wheel: Path):
    assert wheel.stat().st_size < MOST_MB * 1_000_000
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
        settings = tomllib.loads(archive.read("posecoach/served/.streamlit/config.toml").decode())
    assert settings["server"]["address"] == "127.0.0.1"
    assert settings["browser"]["gatherUsageStats"] is False
    data = {
        # Translations are compiled.
        path.relative_to(ROOT).with_suffix(path.suffix.replace(".po", ".mo"))
        for path in (ROOT / "posecoach").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    specs = {Path("posecoach") / path.relative_to(ROOT) for path in (ROOT / "stretch_specs").rglob("*.yaml")}
    assert len(specs) > 40
    assert {path.as_posix() for path in data | specs} - inside == set()
    assert not [name for name in inside if name.startswith(("tests", "tools", "benchmarks"))]


def test_it_is_the_installed_copy_that_runs(run: Installed, environment: Path):
    assert run("--version").stdout == f"posecoach {posecoach.__version__}\n"
    listed = run("specs", "list")
    assert (listed.returncode, listed.stderr) == (0, "")
    assert "standing_hamstring" in listed.stdout
    doctor = run("doctor")
    assert "WRONG" not in doctor.stdout, doctor.stdout
    assert (doctor.returncode, doctor.stderr) == (0, "")
    assert str(environment.parent) in doctor.stdout  # where the exercises are
    assert doctor.stdout.endswith("Nothing is wrong.\n")


# What the Stretches page shows in a clone, it shows here; in the environment, as it takes its own samples.
PICTURES = """
from posecoach.evaluation.ground_truth.samples import default_folder, load_samples
from posecoach.catalog.exercises import load_specs
from posecoach.coaching.kinematics.motion import MOTIONS
from posecoach.ui.stretch_pictures import demonstration
samples = load_samples(default_folder())
for id_, spec in load_specs().items():
    seen = {gate.id for gate in spec.gates if gate.measure not in MOTIONS}
    found = {f.id for s in samples if s.truth.stretch == id_ and s.truth.valid for f in s.truth.faults}
    film = demonstration(id_)
    print(id_, film and film.name, *sorted(found & seen))
"""


def test_the_stretches_page_has_its_pictures(
    environment: Path, home: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    command = [str(environment / "python"), "-W", "ignore", "-c", PICTURES]
    installed = subprocess.run(command, cwd=tmp_path, env=home, capture_output=True, text=True, check=True)
    exec(PICTURES, {})
    assert "bridge bridge_good_ben.mp4 arched" in installed.stdout
    assert installed.stdout == capsys.readouterr().out


def test_the_app_answers_with_its_pages_and_its_live_route(
    environment: Path, home: dict[str, str], tmp_path: Path
):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(environment / "posecoach"), "app", "--no-browser", "--port", str(port)]
    command += ["--data", str(tmp_path / "mine")]
    url = f"http://127.0.0.1:{port}"
    output = tmp_path / "output"
    with (
        output.open("wb") as log,
        subprocess.Popen(command, cwd=tmp_path, env=home, stdout=log, stderr=log) as app,
    ):
        try:
            until_s = time.monotonic() + ANSWERS_WITHIN_S
            while not answers(f"{url}/_stcore/health"):
                assert app.poll() is None, output.read_text()
                assert time.monotonic() < until_s, output.read_text()
                time.sleep(0.1)
            assert answers(url)
            assert answers(f"{url}/live/modules/{MODULES.version}/main.js", b"import ")
            with connect(f"ws://127.0.0.1:{port}/live/coach", origin=url) as live:
                live.send('{"type": "start"}')
                with pytest.raises(ConnectionClosed) as closed:
                    live.recv(timeout=30)
            assert closed.value.rcvd is not None
            assert closed.value.rcvd.code == CloseCode.MALFORMED  # it lacks all that a start has
        finally:
            app.terminate()
    assert f"PoseCoach: {url}" in output.read_text()
    assert "streamlit" not in output.read_text().lower()


def answers(url: str, content: bytes = b"") -> bool:
    """Whether it answers 200, with this in what it sends."""
    try:
        with urllib.request.urlopen(url) as answer:
            return content in answer.read()
    except (urllib.error.URLError, OSError):
        return False
