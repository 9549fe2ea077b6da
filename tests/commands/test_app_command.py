"""The command that serves the pages: which port, which address, and what it says."""

import errno
import os
import socket
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.command_line import ROOT, Posecoach, refused

from posecoach.commands import app as command
from posecoach.commands.checkup import port as ports


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which another server listens."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What Streamlit is told, instead of serving."""
    calls: list[list[str]] = []

    class Streamlit:
        class main:  # noqa: N801 (named as in Streamlit)
            @staticmethod
            def main(arguments: list[str], **_: object) -> None:
                calls.append(arguments)

    monkeypatch.setattr(command, "import_module", lambda name: Streamlit)
    monkeypatch.setattr(command, "missing_libraries", dict)
    monkeypatch.setenv("POSECOACH_DATA", os.environ["POSECOACH_DATA"])  # put back afterwards
    return calls


def option(arguments: list[str], name: str) -> str:
    (found,) = (one.partition("=")[2] for one in arguments if one.startswith(f"--{name}="))
    return found


def test_it_serves_this_computer_only_and_says_where(posecoach: Posecoach, served: list[list[str]]):
    run = posecoach("app", "--no-browser")
    assert (run.status, run.err) == (0, "")
    (arguments,) = served
    assert arguments[:2] == ["run", str(ROOT / "app.py")]
    assert option(arguments, "server.address") == "127.0.0.1"
    assert option(arguments, "logger.hideWelcomeMessage") == "true"  # it would ask a server on the internet
    assert f"http://127.0.0.1:{option(arguments, 'server.port')}" in run.out
    assert "https" not in run.out


def test_a_taken_port_that_was_asked_for_is_refused_with_a_free_one(
    posecoach: Posecoach, served: list[list[str]], taken: int
):
    run = posecoach("app", "--port", taken)
    refused(run, f"--port {taken}: is taken; ", " is free")
    other = int(run.err.split("; ")[1].split()[0])
    assert other > taken
    assert ports.is_free(other)
    assert served == []


def test_the_usual_port_makes_way_for_the_next_free_one(
    posecoach: Posecoach, served: list[list[str]], taken: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(ports, "USUAL", taken)
    run = posecoach("app", "--no-browser")
    chosen = int(option(served[0], "server.port"))
    assert chosen > taken
    assert f"Port {taken} is taken, perhaps by PoseCoach itself; using {chosen}." in run.out


def test_another_address_says_that_the_camera_needs_https(posecoach: Posecoach, served: list[list[str]]):
    run = posecoach("app", "--no-browser", "--address", "0.0.0.0")
    assert option(served[0], "server.address") == "0.0.0.0"
    assert "http://localhost:" in run.out  # where the camera may be used
    assert "browsers allow the camera only on https and on localhost" in run.out


def test_an_address_of_another_computer_is_refused(posecoach: Posecoach, served: list[list[str]]):
    refused(posecoach("app", "--address", "192.0.2.7"), "192.0.2.7: is no address of this computer")


def test_the_data_folder_is_made_and_used(posecoach: Posecoach, served: list[list[str]], tmp_path: Path):
    posecoach("app", "--no-browser", "--data", "mine/of stretching")
    assert os.environ["POSECOACH_DATA"] == str(tmp_path / "mine" / "of stretching")
    assert (tmp_path / "mine" / "of stretching").is_dir()


def test_a_data_folder_that_is_a_file_is_refused(
    posecoach: Posecoach, served: list[list[str]], tmp_path: Path
):
    (tmp_path / "mine").touch()
    refused(
        posecoach("app", "--data", "mine"), f"data folder {tmp_path / 'mine'}: can't be used (File exists)"
    )
    assert served == []


@pytest.mark.parametrize(
    ("number", "mend"),
    [
        (errno.ENOSPC, "is full; free some space"),
        (errno.EROFS, "(Read-only file system); change its permissions"),
    ],
)
def test_a_data_folder_that_can_not_be_written_is_refused(
    posecoach: Posecoach,
    served: list[list[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    mend: str,
):
    def fail(dir: Path) -> None:
        assert dir.is_dir()
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(command.tempfile, "TemporaryFile", fail)
    monkeypatch.setenv("POSECOACH_DATA", str(tmp_path / "mine"))
    refused(posecoach("app"), f"data folder {tmp_path / 'mine'}: ", mend, "--data")
    assert served == []


def test_without_a_system_library_it_says_which_package_to_install(
    posecoach: Posecoach, served: list[list[str]], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(command, "missing_libraries", lambda: {"libGL.so.1": "libgl1"})
    refused(posecoach("app"), "libGL.so.1 can't be loaded", "apt-get install -y libgl1", "posecoach doctor")
    assert served == []


@pytest.mark.parametrize(
    ("address", "host"),
    [("0.0.0.0", "localhost"), ("::", "localhost"), ("::1", "[::1]"), ("a.home", "a.home")],
)
def test_the_browser_is_sent_where_the_server_answers(address: str, host: str):
    assert command.host_to_open(address) == host


def test_a_clone_is_served_with_the_settings_beside_the_script():
    settings = command.script().parent / ".streamlit" / "config.toml"
    config = tomllib.loads(settings.read_text(encoding="utf-8"))
    assert config["browser"]["gatherUsageStats"] is False
