"""``posecoach app``: serves the pages on this computer, and opens them in the browser."""

import errno
import os
import sys
import tempfile
import threading
import time
import urllib.request
import webbrowser
from importlib import import_module
from ipaddress import ip_address
from pathlib import Path
from typing import Final
from urllib.error import URLError

import click

import posecoach
from posecoach.catalog.folders import DATA_VARIABLE, data_folder
from posecoach.commands.checkup import port as ports
from posecoach.commands.checkup.finding import Mark
from posecoach.commands.checkup.program import check_shared_libraries
from posecoach.commands.console.language import terminal_language
from posecoach.commands.console.options import FILE
from posecoach.errors import PoseCoachError
from posecoach.shared_libraries import missing_libraries
from posecoach.translation import in_language
from posecoach.translation import translate as _

LOCAL: Final = "127.0.0.1"

_ANSWERS_WITHIN_S: Final = 120.0
_ASK_EVERY_S: Final = 0.2
# A history with its first sessions.
_ROOM_BYTES: Final = 1_000_000
_EXAMPLES = """\b
Examples:
  posecoach app
  posecoach app --port 8600 --data ~/stretching
"""


class AppError(PoseCoachError):
    """The pages can't be served; says why and what to do."""


@click.command(epilog=_EXAMPLES)
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    metavar="PORT",
    help="Port to serve on.  [default: 8501, or the next free one]",
)
@click.option("--address", default=LOCAL, show_default=True, help="Address of this computer to serve on.")
@click.option("--data", type=FILE, metavar="DIR", help="Folder for the history and your own routines.")
@click.option("--no-browser", is_flag=True, help="Don't open the browser.")
def app(port: int | None, address: str, data: Path | None, no_browser: bool) -> None:
    """Start PoseCoach: serve its pages on this computer, and open them in the browser.

    Ctrl-C ends it.
    """
    if data is not None:
        os.environ[DATA_VARIABLE] = str(data.expanduser().absolute())
    language = terminal_language()
    with in_language(language):
        libraries = check_shared_libraries(missing_libraries())
        if libraries.mark is Mark.WRONG:
            more = _("{what}; `posecoach doctor` checks everything else")
            raise AppError(more.format(what=libraries.told))
        try_folder(data_folder())
        served_on = pick_port(port, address)
        url = f"http://{host_to_open(address)}:{served_on}"
        for line in greeting(url, address):
            click.echo(line)
    if not no_browser and _has_browser():
        threading.Thread(target=_open, args=(url,), daemon=True).start()
    # Streamlit's own command, in this process: there is one to end. By name, since only pages know Streamlit.
    streamlit: click.Command = import_module("streamlit.web.cli").main
    arguments = streamlit_arguments(script(), served_on, address)
    try:
        streamlit.main(arguments, prog_name="streamlit", standalone_mode=False)
    except click.Abort:  # Ctrl-C
        with in_language(language):
            click.echo(_("PoseCoach has ended."))


def script() -> Path:
    """What Streamlit runs, its settings beside it: in a clone at the top, else inside the package."""
    package = Path(posecoach.__file__).resolve().parent
    installed = package / "served" / "app.py"
    return installed if installed.is_file() else package.parent / "app.py"


def streamlit_arguments(file: Path, port: int, address: str) -> list[str]:
    """What Streamlit is told on its command line, besides its settings file."""
    settings = {
        "server.port": port,
        "server.address": address,
        "server.headless": "true",  # the browser is opened here
        "server.fileWatcherType": "none",  # nobody changes the program while it runs
        # For its welcome it would ask a server on the internet for this computer's address.
        "logger.hideWelcomeMessage": "true",
    }
    return ["run", str(file), *(f"--{name}={value}" for name, value in settings.items())]


def try_folder(folder: Path) -> None:
    """Makes the folder for history and routines, and writes to it: better refused now than after a session.

    Raises:
        AppError: if it can't be made or written, or its disk is full.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as tried:
            tried.write(bytes(_ROOM_BYTES))
    except OSError as error:
        why = (
            _("data folder {folder}: is full; free some space, or name another one with --data")
            if error.errno == errno.ENOSPC
            else _(
                "data folder {folder}: can't be used ({reason}); change its permissions, or name another one "
                "with --data"
            )
        )
        raise AppError(why.format(folder=folder, reason=error.strerror)) from error


def pick_port(asked: int | None, address: str) -> int:
    """The port to serve on: the one that was asked for, else the usual one or the next free one.

    Raises:
        AppError: if the one that was asked for is taken, or none is free; or the address can't be used.
    """
    wanted = asked or ports.USUAL
    if not ports.is_free(0, address):
        raise AppError(_("--address {address}: is no address of this computer").format(address=address))
    if ports.is_free(wanted, address):
        return wanted
    other = ports.next_free(wanted, address)
    if other is None:
        raise AppError(_("--port {port}: is taken, and so are those after it").format(port=wanted))
    if asked is not None:
        raise AppError(_("--port {port}: is taken; {other} is free").format(port=asked, other=other))
    told = _("Port {port} is taken, perhaps by PoseCoach itself; using {other}.")
    click.echo(told.format(port=wanted, other=other))
    return other


def host_to_open(address: str) -> str:
    """What to call this computer in its own browser: a page may use the camera on localhost."""
    if address in ("0.0.0.0", "::"):
        return "localhost"
    return f"[{address}]" if ":" in address else address


def greeting(url: str, address: str) -> list[str]:
    """What the person reads in the terminal."""
    lines = [_("PoseCoach: {url}   (Ctrl-C ends it)").format(url=url)]
    if not _is_local(address):
        lines.append(
            _(
                "Other computers can open it too, but browsers allow the camera only on https and on "
                "localhost: for them, put a proxy with https in front."
            )
        )
    return lines


def _is_local(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


def _has_browser() -> bool:
    """Whether there is a desktop: in a bare terminal, Linux would open a browser of text."""
    return not sys.platform.startswith("linux") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))


def _open(url: str) -> None:
    """Opens the browser once the server answers."""
    until_s = time.monotonic() + _ANSWERS_WITHIN_S
    while time.monotonic() < until_s:
        try:
            urllib.request.urlopen(f"{url}/_stcore/health", timeout=_ASK_EVERY_S).close()
        except (URLError, OSError):
            time.sleep(_ASK_EVERY_S)
            continue
        webbrowser.open(url)
        return
