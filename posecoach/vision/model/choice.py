"""Which pose network judges what."""

from enum import Enum, auto

from posecoach.translation import translate as _
from posecoach.vision.model.bundle import ModelError, Network, Variant
from posecoach.vision.model.downloader import Progress
from posecoach.vision.model.store import (
    MODEL_VARIABLE,
    ModelInfo,
    Origin,
    cached_model,
    ensure_model,
    named_model,
)


class Purpose(Enum):
    """What a network is to judge."""

    PHOTO = auto()
    VIDEO = auto()
    LIVE = auto()


def model_for(purpose: Purpose, asked: Network | None = None, progress: Progress | None = None) -> ModelInfo:
    """The model that judges; where there is none yet, the full one is downloaded and built.

    ``POSECOACH_MODEL`` names one for everything. Otherwise photos are judged by the heavy network where it
    is installed, because it is more exact; everything else by the full one, because it is twice as fast.

    Args:
        purpose: What it is to judge.
        asked: The network that the person asked for; None for the usual one.
        progress: Called with the stage in words, and how much of it is done (0..1) where known.

    Raises:
        ModelError: if the network that was asked for is not there, or no model can be fetched or stored.
    """
    named = named_model()
    if named is not None:
        return _as_asked(named, asked)
    if asked is Network.HEAVY or (asked is None and purpose is Purpose.PHOTO):
        heavy = cached_model(Network.HEAVY)
        if heavy is not None:
            return heavy
        if asked is Network.HEAVY:
            raise ModelError(
                _(
                    "the heavy pose network is not installed; run `posecoach model --variant heavy` (41 MB, "
                    "once), or choose the full one"
                )
            )
    return _as_asked(ensure_model(progress), asked)


def heavy_can_be_chosen() -> bool:
    """Whether the heavy network is installed, and used where it is asked for."""
    return named_model() is None and cached_model(Network.HEAVY) is not None


def heavy_would_help(judged_by: Variant) -> bool:
    """Whether to offer the heavy network to a person whose pictures another one has judged."""
    return judged_by is not Variant.HEAVY and named_model() is None and cached_model(Network.HEAVY) is None


def _as_asked(found: ModelInfo, asked: Network | None) -> ModelInfo:
    if asked is None or found.variant.value == asked.value:
        return found
    if found.origin is Origin.ENVIRONMENT:
        raise ModelError(
            _(
                "{setting}: {path}: not the {network} pose network that was asked for; unset {setting}, or "
                "don't ask for a network"
            ).format(setting=MODEL_VARIABLE, path=found.path, network=asked)
        )
    raise ModelError(
        _(
            "{path}: not the {network} pose network that was asked for, another was installed in its "
            "place; run "
            "`posecoach model --variant {network}`, or don't ask for a network"
        ).format(path=found.path, network=asked)
    )
