"""Which network judges what: by purpose, by what is installed, and by what was asked for."""

from pathlib import Path

import pytest

from posecoach.vision.model import choice, store
from posecoach.vision.model.bundle import ModelError, Network, Variant
from posecoach.vision.model.choice import Purpose, heavy_can_be_chosen, heavy_would_help, model_for
from posecoach.vision.model.store import ModelInfo, Origin

FULL = ModelInfo(Path("full.task"), Variant.FULL, Origin.CACHE)
LITE = ModelInfo(Path("full.task"), Variant.LITE, Origin.CACHE)
HEAVY = ModelInfo(Path("heavy.task"), Variant.HEAVY, Origin.CACHE)
NAMED = ModelInfo(Path("named.task"), Variant.LITE, Origin.ENVIRONMENT)


class _Installed:
    """What is on the computer."""

    def __init__(self) -> None:
        self.named: ModelInfo | None = None
        self.full = FULL
        self.heavy: ModelInfo | None = HEAVY


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> _Installed:
    there = _Installed()
    monkeypatch.setattr(choice, "named_model", lambda: there.named)
    monkeypatch.setattr(choice, "ensure_model", lambda _: there.full)
    monkeypatch.setattr(choice, "cached_model", lambda _: there.heavy)
    return there


@pytest.mark.parametrize(
    ("purpose", "asked", "judges"),
    [
        (Purpose.PHOTO, None, HEAVY),
        (Purpose.PHOTO, Network.FULL, FULL),
        (Purpose.PHOTO, Network.HEAVY, HEAVY),
        (Purpose.VIDEO, None, FULL),
        (Purpose.VIDEO, Network.FULL, FULL),
        (Purpose.VIDEO, Network.HEAVY, HEAVY),
        (Purpose.LIVE, None, FULL),
    ],
)
@pytest.mark.usefixtures("installed")
def test_with_both_installed(purpose: Purpose, asked: Network | None, judges: ModelInfo) -> None:
    assert model_for(purpose, asked) == judges


@pytest.mark.parametrize("purpose", Purpose)
def test_without_the_heavy_one_the_full_one_judges_all(installed: _Installed, purpose: Purpose) -> None:
    installed.heavy = None
    assert model_for(purpose) == FULL
    with pytest.raises(ModelError, match="not installed; run `posecoach model --variant heavy`"):
        model_for(purpose, Network.HEAVY)


@pytest.mark.parametrize("purpose", Purpose)
def test_the_variable_names_one_for_everything(installed: _Installed, purpose: Purpose) -> None:
    installed.named = NAMED
    assert model_for(purpose) == NAMED
    with pytest.raises(ModelError, match=r"named\.task: not the heavy pose network.*unset POSECOACH_MODEL"):
        model_for(purpose, Network.HEAVY)


def test_another_network_in_the_place_of_the_full_one_is_not_taken_for_it(installed: _Installed) -> None:
    installed.full = LITE
    assert model_for(Purpose.VIDEO) == LITE
    with pytest.raises(ModelError, match="run `posecoach model --variant full`"):
        model_for(Purpose.VIDEO, Network.FULL)


def test_the_heavy_one_is_offered_only_where_it_is_missing_and_would_be_used(installed: _Installed) -> None:
    assert (heavy_can_be_chosen(), heavy_would_help(Variant.FULL)) == (True, False)
    installed.heavy = None
    assert (heavy_can_be_chosen(), heavy_would_help(Variant.FULL)) == (False, True)
    assert not heavy_would_help(Variant.HEAVY)
    installed.named = NAMED
    assert (heavy_can_be_chosen(), heavy_would_help(Variant.LITE)) == (False, False)


def test_a_damaged_heavy_bundle_leaves_photos_to_the_full_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "user_cache_path", lambda *_, **__: tmp_path)
    monkeypatch.delenv(store.MODEL_VARIABLE, raising=False)
    monkeypatch.setattr(choice, "ensure_model", lambda _: FULL)
    (tmp_path / "pose_landmarker_heavy.task").write_bytes(b"half")
    assert model_for(Purpose.PHOTO) == FULL
