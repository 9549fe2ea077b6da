"""Makes a fresh clone ready: system packages, virtual environment, Python packages, pose model.

``python3 scripts/set_up.py run`` gets what it takes to run, ``... test`` what it takes to test, and
``... samples`` what it takes to film the sample videos besides.
Called by ``make`` before everything else. Only the standard library and a module of ours that needs no
more, since nothing else is there yet. Done work is recorded in ``.venv/posecoach-set-up.json`` under a
digest of the files it came from, so the next call returns at once; a set-up that was interrupted is started
over.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import json
import os
import platform
import shlex
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from posecoach.shared_libraries import NEEDED as LIBRARIES_TO_RUN  # noqa: E402 (the path is set first)
from posecoach.shared_libraries import can_load, how_to_install  # noqa: E402 (the same)

OLDEST_PYTHON = (3, 11)
# Where mediapipe has a wheel and make has this script.
MACHINES = {("linux", "x86_64"), ("darwin", "arm64")}
PROFILES = {
    "run": ("pyproject.toml", "requirements.txt"),
    "test": ("pyproject.toml", "requirements.txt", "requirements-dask.txt", "requirements-dev.txt"),
    "samples": ("pyproject.toml", "requirements.txt", "tools/render_samples/requirements.txt"),
}
# Shared libraries that mediapipe, opencv and playwright's driver load -> the Debian package of each.
LIBRARIES_TO_TEST = {**LIBRARIES_TO_RUN, "libatomic.so.1": "libatomic1"}
GET_MODEL = """
import sys
from posecoach.errors import PoseCoachError
from posecoach.vision.model.store import ensure_model
shown = set()
def tell(stage, share):
    if stage not in shown:
        shown.add(stage)
        print("==", stage, flush=True)
try:
    ensure_model(tell)
except PoseCoachError as error:
    sys.exit(str(error))
"""


class SetUpError(Exception):
    """Set-up can't go on; the message says what to do."""


class Venv:
    """The project's virtual environment and the record of what was put into it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.python = folder / "bin" / "python"
        self._record_file = folder / "posecoach-set-up.json"

    def record(self) -> dict[str, str]:
        """What was completed here; empty where nothing is recorded or the record is damaged."""
        try:
            return dict(json.loads(self._record_file.read_text()))
        except (OSError, ValueError, TypeError):
            return {}

    def write_record(self, record: dict[str, str]) -> None:
        """Replaces the record as a whole."""
        draft = self._record_file.with_suffix(".tmp")
        draft.write_text(json.dumps(record, indent=1))
        draft.replace(self._record_file)

    def usable(self) -> bool:
        """Whether it can be built upon: made here, by this Python, and not left half-filled.

        An environment without a record was made by hand and stays if it works.
        """
        if self._record_file.exists():
            return self.python.exists() and self.record().get("made_by") == self.maker()
        probe = "import sys, pip; print(sys.prefix, *sys.version_info[:2])"
        try:
            answer = subprocess.run([self.python, "-c", probe], capture_output=True, text=True, check=False)
        except OSError:
            return False
        return answer.stdout.split() == [str(self.folder), *map(str, sys.version_info[:2])]

    def maker(self) -> str:
        """What an environment is bound to: its folder and the Python that made it."""
        major, minor = sys.version_info[:2]
        return f"Python {major}.{minor} of {sys.base_prefix} for {self.folder}"

    def rebuild(self) -> None:
        """Makes it anew, empty."""
        say("Making the virtual environment .venv")
        run([sys.executable, "-m", "venv", "--clear", self.folder])


def digest(profile: str, root: Path = ROOT) -> str:
    """A digest of the files that say what a profile needs; changes when any of them does."""
    content = hashlib.sha256()
    for name in PROFILES[profile]:
        content.update((root / name).read_bytes())
    return content.hexdigest()


def missing_packages(profile: str, new_venv: bool) -> list[str]:
    """The Debian packages still to install; none on systems other than Linux.

    Args:
        profile: What they are for, a key of ``PROFILES``.
        new_venv: Whether a virtual environment is still to be made.
    """
    if sys.platform != "linux":
        return []
    libraries = LIBRARIES_TO_TEST if profile == "test" else LIBRARIES_TO_RUN
    packages = [package for library, package in libraries.items() if not can_load(library)]
    if new_venv and importlib.util.find_spec("ensurepip") is None:  # Debian packages it apart
        packages.append(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    if profile == "test" and shutil.which("chromium") is None and is_debian():
        packages.append("chromium")
    if profile == "test" and shutil.which("node") is None:  # runs the tests of the page's own scripts
        packages.append("nodejs")
    if profile == "test" and shutil.which("strace") is None:  # shows that nothing opens a connection
        packages.append("strace")
    return packages


def is_debian() -> bool:
    """Whether this is Debian itself; Ubuntu has Chromium only as a snap, out of a test's reach."""
    try:
        return platform.freedesktop_os_release()["ID"] == "debian"
    except OSError:
        return False


def install_packages(packages: list[str]) -> None:
    """Installs Debian packages, as root or through sudo where it asks for no password.

    Raises:
        SetUpError: if that can't be done here, with the line to type.
    """
    by_hand = how_to_install(packages)
    if shutil.which("apt-get") is None:
        raise SetUpError(
            "This system lacks what Debian calls: "
            f"{' '.join(packages)}. Install them with its own package manager, then try again."
        )
    as_root = root_prefix()
    if as_root is None:
        raise SetUpError(
            f"Some system packages are missing. Type this line, then try again:\n\n  {by_hand}\n"
        )
    say(f"Installing system packages, this can take a minute: {' '.join(packages)}")
    apt_get = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    # A foreign package source that can't be reached fails the update, not what is needed here.
    subprocess.run([*apt_get, "update"], stdout=subprocess.DEVNULL, check=False)
    install = [*apt_get, "install", "-y", "--no-install-recommends", *packages]
    if subprocess.run(install, stdout=subprocess.DEVNULL, check=False).returncode != 0:
        raise SetUpError(
            f"That did not work, for the reason above. By hand, it is this line:\n\n  {by_hand}\n"
        )


def root_prefix() -> list[str] | None:
    """The words before a command that make it run as root; None where that takes a password."""
    if os.geteuid() == 0:
        return []
    try:
        allowed = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return None
    return ["sudo"] if allowed else None


def install_requirements(venv: Venv, profile: str) -> None:
    """Installs the Python packages of a profile and the project itself, editable."""
    # Profiles share their pins: what another one brought stays as it is.
    before = {name: made for name, made in venv.record().items() if name in PROFILES and made == digest(name)}
    venv.write_record({"made_by": "unfinished"})
    requirements = PROFILES[profile][-1]
    say(f"Installing the Python packages of {requirements}; the first time takes a few minutes")
    pip: list[str | Path] = [venv.python, "-m", "pip", "install", "--disable-pip-version-check"]
    if not sys.stdout.isatty():
        pip.append("--quiet")
    run([*pip, "-r", ROOT / requirements])
    run([*pip, "--quiet", "--no-deps", "--editable", ROOT])  # of no interest: it brings nothing
    if profile == "test" and shutil.which("chromium") is None:
        run([venv.python, "-m", "playwright", "install", "--with-deps", "chromium"])
    completed = {name: digest(name) for name in PROFILES if set(PROFILES[name]) <= set(PROFILES[profile])}
    venv.write_record({"made_by": venv.maker(), **before, **completed})


def say(line: str) -> None:
    """Tells what happens now."""
    print(f"== {line}", flush=True)


def run(command: list[str | Path]) -> None:
    """Runs a command, its output shown.

    Raises:
        SetUpError: if it fails.
    """
    words = [str(word) for word in command]
    if subprocess.run(words, cwd=ROOT).returncode != 0:
        raise SetUpError(f"This did not work: {shlex.join(words)}")


def set_up(profile: str) -> None:
    """Brings the clone to where a profile can run.

    Raises:
        SetUpError: if something is in the way that the person has to mend.
    """
    if sys.version_info < OLDEST_PYTHON:
        raise SetUpError(
            f"PoseCoach needs Python 3.11 or newer; this is {platform.python_version()}. "
            f"Name a newer one, for example: make {profile} PYTHON=python3.12"
        )
    if (sys.platform, platform.machine()) not in MACHINES:
        raise SetUpError(
            "PoseCoach's pose engine is made for Linux on x86-64, macOS on Apple silicon and Windows on "
            f"x86-64; this is {platform.system()} on {platform.machine()}."
        )
    venv = Venv(ROOT / ".venv")
    usable = venv.usable()
    packages = missing_packages(profile, new_venv=not usable)
    if packages:
        install_packages(packages)
    if not usable:
        venv.rebuild()
    if venv.record().get(profile) != digest(profile):
        install_requirements(venv, profile)
    if subprocess.run([venv.python, "-c", GET_MODEL], cwd=ROOT).returncode != 0:
        raise SetUpError("Set-up stopped: the pose model could not be had, for the reason above.")


def main() -> int:
    """Sets up the profile named on the command line; two calls at once take turns if they can."""
    folder = os.open(ROOT, os.O_RDONLY)
    with suppress(OSError):  # some network folders have none
        fcntl.flock(folder, fcntl.LOCK_EX)
    try:
        set_up(sys.argv[1])
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nSet-up was stopped; the next try starts where it can.", file=sys.stderr)
        return 130
    finally:
        os.close(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
