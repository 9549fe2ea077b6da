"""The page's own scripts: their tests, which node runs, and what they share with the server."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from posecoach.ui.live import page_modules
from posecoach.ui.live.page_settings import page_settings
from posecoach.ui.live.wire import FRAMES_IN_FLIGHT, CloseCode, read_frame

SCRIPTS = Path(page_modules.__file__).with_name("component")
TESTS = Path(__file__).with_name("js")
ENCODE = """
const { frameHeader } = await import(process.argv[1]);
process.stdout.write(new Uint8Array(frameHeader(4_000_000_000, 1234.5625).buffer));
"""


@pytest.fixture(scope="module")
def node() -> str:
    """The command of Node.js; ``make test`` installs it on Debian and Ubuntu."""
    found = shutil.which("node")
    if found is None:
        pytest.skip("Node.js is not installed")
    return found


def test_the_scripts_pass_their_own_tests(node: str):
    files = sorted(map(str, TESTS.glob("*.test.mjs")))
    done = subprocess.run([node, "--test", "--test-reporter=tap", *files], capture_output=True, text=True)
    output = f"{done.stdout}\n{done.stderr}"
    assert done.returncode == 0, output
    assert re.search(r"^# pass [1-9]", done.stdout, re.MULTILINE), output


def test_the_server_reads_the_frames_that_the_page_writes(node: str):
    command = [node, "--input-type=module", "-e", ENCODE, (SCRIPTS / "session" / "coach_socket.js").as_uri()]
    header = subprocess.run(command, capture_output=True, check=True).stdout
    frame = read_frame(header + b"jpeg")
    assert (frame.number, frame.t_s, frame.jpeg) == (4_000_000_000, 1234.5625, b"jpeg")


def test_the_page_gets_the_numbers_of_the_wire():
    settings = page_settings()
    assert settings["frames_in_flight"] == FRAMES_IN_FLIGHT
    assert all(code >= settings["first_final_code"] for code in CloseCode)


def test_what_is_judged_is_among_what_is_drawn():
    skeleton = page_settings()["skeleton"]
    for side in ("left", "right"):
        judged = skeleton["judged"][side]
        assert all(bone in skeleton["bones"] for bone in judged)
        assert set(skeleton["joints"][side].values()) <= {landmark for bone in judged for landmark in bone}
