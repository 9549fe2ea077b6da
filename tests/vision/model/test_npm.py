"""The heavy network is fetched for real, with a stand-in for npm: a script of that name alone on PATH."""

import errno
import hashlib
import io
import os
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from posecoach.vision.model import build as bundle_build
from posecoach.vision.model import npm
from posecoach.vision.model import store as model
from posecoach.vision.model.build import build_heavy_bundle
from posecoach.vision.model.bundle import DETECTOR, LANDMARKS, ModelError, write_bundle

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")

DETECTOR_NETWORK, HEAVY_NETWORK = b"\x00\x00\x00\x00TFL3 detector", b"\x00\x00\x00\x00TFL3 heavy"
FULL_NETWORKS = {DETECTOR: DETECTOR_NETWORK, LANDMARKS: b"\x00\x00\x00\x00TFL3 full"}
BRINGS = '/bin/cp "$(dirname "$0")/package" mediapipe-pose-0.5.1675469404.tgz'
GOOGLE = "pose_landmarker_heavy.task and run `posecoach model --from FILE`"

Npm = Callable[[str], Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A cache with the full bundle."""
    folder = tmp_path / "cache"
    folder.mkdir()
    write_bundle(folder / "pose_landmarker.task", FULL_NETWORKS)
    return folder


@pytest.fixture
def fake_npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Npm:
    """Puts a script in npm's place, and a package of a small network beside it."""
    programs = tmp_path / "bin"
    programs.mkdir()
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}/bin{os.pathsep}/usr/bin")
    monkeypatch.setattr(npm, "_SHA256", hashlib.sha256(HEAVY_NETWORK).hexdigest())
    monkeypatch.setattr(bundle_build, "with_image_metadata", lambda network: network)
    pack(programs / "package", npm._MEMBER)

    def install(script: str) -> Path:
        program = programs / "npm"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        return programs

    return install


def pack(package: Path, member: str) -> None:
    with tarfile.open(package, "w:gz") as archive:
        about = tarfile.TarInfo(member)
        about.size = len(HEAVY_NETWORK)
        archive.addfile(about, io.BytesIO(HEAVY_NETWORK))


def build(folder: Path, progress: Callable[[str, float | None], None] = lambda *_: None) -> None:
    build_heavy_bundle(folder / "pose_landmarker_heavy.task", folder / "pose_landmarker.task", progress)


def only_the_full_one_is_there(folder: Path) -> bool:
    return [path.name for path in folder.iterdir()] == ["pose_landmarker.task"]


def test_the_heavy_bundle_has_the_detector_of_the_full_one(fake_npm: Npm, folder: Path) -> None:
    fake_npm(BRINGS)
    (folder / ".build-killed").mkdir()
    stages: list[str] = []
    build(folder, lambda stage, _: stages.append(stage))
    with zipfile.ZipFile(folder / "pose_landmarker_heavy.task") as bundle:
        networks = {name: bundle.read(name) for name in bundle.namelist()}
    assert networks == {DETECTOR: DETECTOR_NETWORK, LANDMARKS: HEAVY_NETWORK}
    assert {path.name for path in folder.iterdir()} == {"pose_landmarker.task", "pose_landmarker_heavy.task"}
    assert "41 MB" in stages[0]


def test_without_a_full_bundle_that_one_is_built_first(
    fake_npm: Npm, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_npm(BRINGS)
    full = folder / "pose_landmarker.task"
    full.write_bytes(b"damaged")
    monkeypatch.setattr(bundle_build, "fetch_full_networks", lambda *_: FULL_NETWORKS)
    build(folder)
    with zipfile.ZipFile(full) as bundle:
        assert bundle.read(LANDMARKS) == FULL_NETWORKS[LANDMARKS]


@pytest.mark.parametrize(
    ("script", "message"),
    [
        (
            "echo npm error code ENOTFOUND; echo npm error errno ENOTFOUND; "
            "echo npm error network request failed; echo npm error network more; exit 1",
            r"\(network request failed\); connect to the internet.*",
        ),
        ("echo npm ERR! code E404; echo npm ERR! 404 Not Found; exit 1", r"\(404 Not Found\).*"),
        ("echo npm error code ENOSPC; exit 228", "disk is full; free 200 MB"),
        ("exit 1", r"\(npm failed without a reason\).*"),
        ("exit 0", r"\(npm failed without a reason\).*"),
        ("kill -9 $$", r"\(npm failed without a reason\).*"),
    ],
)
def test_npm_that_fails_is_reported_in_one_line(
    fake_npm: Npm, folder: Path, script: str, message: str
) -> None:
    fake_npm(script)
    with pytest.raises(ModelError, match=message) as refusal:
        build(folder)
    assert "\n" not in str(refusal.value)
    assert GOOGLE in str(refusal.value) or "disk is full" in message
    assert only_the_full_one_is_there(folder)


def test_no_npm_is_said_before_anything_is_downloaded(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (folder / "pose_landmarker.task").unlink()
    monkeypatch.setattr(bundle_build, "fetch_full_networks", lambda *_: pytest.fail("downloaded"))
    with pytest.raises(ModelError, match=r"there is no npm on this computer; install Node\.js") as refusal:
        build(folder)
    assert GOOGLE in str(refusal.value)


def test_a_network_of_another_hash_is_not_used(
    fake_npm: Npm, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_npm(BRINGS)
    monkeypatch.setattr(npm, "_SHA256", "0" * 64)
    with pytest.raises(ModelError, match="is not the published one"):
        build(folder)
    assert only_the_full_one_is_there(folder)


@pytest.mark.parametrize("damaged", [False, True])
def test_a_package_without_the_network_is_reported(fake_npm: Npm, folder: Path, damaged: bool) -> None:
    package = fake_npm(BRINGS) / "package"
    if damaged:
        package.write_bytes(package.read_bytes()[:60])
    else:
        pack(package, "package/other.tflite")
    with pytest.raises(ModelError, match="does not hold the heavy pose network"):
        build(folder)
    assert only_the_full_one_is_there(folder)


def test_an_interrupted_download_stops_npm_and_leaves_nothing(fake_npm: Npm, folder: Path) -> None:
    def interrupt(stage: str, fraction: float | None) -> None:
        raise KeyboardInterrupt

    fake_npm("exec sleep 60")
    with pytest.raises(KeyboardInterrupt):
        build(folder, interrupt)
    assert only_the_full_one_is_there(folder)


def test_a_full_disk_leaves_nothing_half_written(
    fake_npm: Npm, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half_write(path: Path, _: object) -> None:
        path.write_bytes(b"half")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    fake_npm(BRINGS)
    monkeypatch.setattr(bundle_build, "write_bundle", half_write)
    monkeypatch.setattr(model, "user_cache_path", lambda *_, **__: folder)
    with pytest.raises(ModelError, match="No space left on device"):
        model.fetch_model(model.Network.HEAVY)
    assert {path.name for path in folder.iterdir()} == {"pose_landmarker.task", "pose_landmarker.lock"}
