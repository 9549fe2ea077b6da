import errno
import os
from pathlib import Path

import pytest

from posecoach.vision.model import store
from posecoach.vision.model.bundle import DETECTOR, LANDMARKS, Network, Variant, write_bundle
from posecoach.vision.model.store import (
    ModelError,
    Origin,
    cached_model,
    ensure_model,
    fetch_model,
    find_model,
    install_model,
)

FULL_SIZE, LITE_SIZE, HEAVY_SIZE = 6_440_000, 2_820_000, 27_710_000


def bundle_of(path: Path, size: int) -> Path:
    head = b"\x00\x00\x00\x00TFL3"
    write_bundle(path, {DETECTOR: head, LANDMARKS: head.ljust(size, b"\x00")})
    return path


def full_bundle(path: Path) -> Path:
    return bundle_of(path, FULL_SIZE)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder of its own."""
    folder = tmp_path / "cache"
    monkeypatch.setattr(store, "user_cache_path", lambda *_, **__: folder)
    monkeypatch.delenv(store.MODEL_VARIABLE, raising=False)
    return folder


@pytest.fixture
def no_build(monkeypatch: pytest.MonkeyPatch) -> None:
    def build(*_: object) -> None:
        pytest.fail("the model was built although there is one")

    monkeypatch.setattr("posecoach.vision.model.build.build_bundle", build)


@pytest.mark.usefixtures("cache")
def test_empty_cache_holds_no_model() -> None:
    assert find_model() is None


@pytest.mark.usefixtures("cache", "no_build")
def test_variable_wins_over_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install_model(full_bundle(tmp_path / "one.task"))
    named = full_bundle(tmp_path / "two.task")
    monkeypatch.setenv(store.MODEL_VARIABLE, str(named))
    found = ensure_model()
    assert (found.path, found.variant, found.origin) == (named, Variant.FULL, Origin.ENVIRONMENT)


@pytest.mark.usefixtures("cache", "no_build")
def test_bad_variable_is_an_error_and_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(store.MODEL_VARIABLE, "nowhere.task")
    with pytest.raises(ModelError, match=r"POSECOACH_MODEL: nowhere\.task: can't be read"):
        ensure_model()


def test_damaged_cached_file_is_built_again(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.mkdir()
    cached = full_bundle(cache / "pose_landmarker.task")
    cached.write_bytes(cached.read_bytes()[:-1000])
    assert find_model() is None
    monkeypatch.setattr("posecoach.vision.model.build.build_bundle", lambda path, _: full_bundle(path))
    assert ensure_model().path == cached
    assert find_model() is not None


@pytest.mark.usefixtures("no_build")
def test_installed_model_is_found_from_then_on(cache: Path, tmp_path: Path) -> None:
    installed = install_model(full_bundle(tmp_path / "downloaded.task"))
    assert installed.path.parent == cache
    assert installed.variant is Variant.FULL
    assert ensure_model() == installed


def test_refused_file_leaves_the_installed_model_alone(cache: Path, tmp_path: Path) -> None:
    installed = install_model(full_bundle(tmp_path / "downloaded.task"))
    text = tmp_path / "text.task"
    text.write_text("hello\n")
    with pytest.raises(ModelError, match="no Pose Landmarker bundle"):
        install_model(text)
    assert find_model() == installed


def test_full_disk_while_installing_leaves_nothing_half_written(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half_copy(_: Path, target: Path) -> None:
        target.write_bytes(b"half")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("shutil.copyfile", half_copy)
    with pytest.raises(ModelError, match=r"can't be stored \(No space left on device\); free some space"):
        install_model(full_bundle(tmp_path / "downloaded.task"))
    assert [path.name for path in cache.iterdir()] == ["pose_landmarker.lock"]


@pytest.mark.usefixtures("no_build")
def test_cache_that_cannot_be_written_is_reported(cache: Path) -> None:
    cache.write_text("a file where the folder should be")
    with pytest.raises(ModelError, match="can't be stored") as refusal:
        ensure_model()
    assert str(cache) in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_heavy_bundle_goes_beside_the_others(cache: Path, tmp_path: Path) -> None:
    full = install_model(full_bundle(tmp_path / "full.task"))
    heavy = install_model(bundle_of(tmp_path / "heavy.task", HEAVY_SIZE))
    assert (cached_model(Network.FULL), cached_model(Network.HEAVY)) == (full, heavy)
    assert find_model() == full
    lite = install_model(bundle_of(tmp_path / "lite.task", LITE_SIZE))
    assert lite.path == full.path
    assert cached_model(Network.HEAVY) == heavy
    assert {path.name for path in cache.iterdir()} == {
        lite.path.name,
        heavy.path.name,
        "pose_landmarker.lock",
    }


def test_a_damaged_heavy_bundle_counts_as_none(cache: Path) -> None:
    cache.mkdir()
    (cache / "pose_landmarker_heavy.task").write_bytes(b"half")
    assert cached_model(Network.HEAVY) is None


def test_a_network_that_is_asked_for_replaces_what_is_there(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_model(bundle_of(tmp_path / "lite.task", LITE_SIZE))
    monkeypatch.setattr("posecoach.vision.model.build.build_bundle", lambda path, _: full_bundle(path))
    assert fetch_model(Network.FULL).variant is Variant.FULL
    assert cached_model(Network.HEAVY) is None
