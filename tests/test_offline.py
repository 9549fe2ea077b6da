"""Nothing leaves the computer: once the pose model is there, judging a video opens no connection."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# Python code that an interpreter runs first when it finds it on its path. The hook sees every use of
# the network by Python code, whoever imports what.
REFUSE_NETWORK = """
import os, sys

def refuse(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.bind"):
        os.write(2, f"NETWORK {event} {arguments}\\n".encode())
        os._exit(99)

sys.addaudithook(refuse)
"""

CONNECTS = "import socket; socket.socket().connect_ex(('127.0.0.1', 9))"


def analyze(video: Path) -> list[str]:
    return [
        *(sys.executable, "-m", "posecoach", "analyze", str(video)),
        *("--stretch", "standing_hamstring", "--json", "-"),
    ]


def environment(model: Path, **more: str) -> dict[str, str]:
    return {**os.environ, "POSECOACH_MODEL": str(model), **more}


def test_python_code_asks_for_no_network(tmp_path: Path, model_path: Path, short_clip: Path):
    (tmp_path / "sitecustomize.py").write_text(REFUSE_NETWORK)
    hooked = environment(model_path, PYTHONPATH=os.pathsep.join([str(tmp_path), str(ROOT)]))
    # The hook works at all.
    control = subprocess.run([sys.executable, "-c", CONNECTS], env=hooked, capture_output=True, text=True)
    assert control.returncode == 99
    judged = subprocess.run(analyze(short_clip), env=hooked, capture_output=True, text=True)
    assert (judged.returncode, judged.stderr) == (0, "")
    assert '"valid_hold_s"' in judged.stdout


@pytest.fixture
def traced(tmp_path: Path):
    """Runs a command and gives the network system calls that it and its children made."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed")
    log = tmp_path / "calls"

    def run(command: list[str], env: dict[str, str]) -> list[str]:
        done = subprocess.run(
            [strace, "-f", "-qq", "-e", "trace=%network", "-o", str(log), *command],
            env=env,
            capture_output=True,
            text=True,
        )
        if "PTRACE" in done.stderr or "ptrace" in done.stderr:
            pytest.skip("this machine does not allow tracing")
        assert done.returncode == 0, done.stderr
        return log.read_text().splitlines()

    return run


def test_no_native_code_opens_a_socket_to_the_outside(traced, model_path: Path, short_clip: Path):
    """MediaPipe, FFmpeg and OpenCV are native: only the kernel's view shows what they do."""
    env = environment(model_path)
    internet = "AF_INET"  # and AF_INET6
    control = traced([sys.executable, "-c", CONNECTS], env)
    assert any(internet in call for call in control)
    judged = traced(analyze(short_clip), env)
    opened = [call for call in judged if internet in call]
    assert not opened, "a native library reaches for the network:\n" + "\n".join(opened)
