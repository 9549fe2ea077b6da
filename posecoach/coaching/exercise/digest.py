"""Which limits a set was judged by, as a short text to record with it."""

import json
from hashlib import sha256
from typing import Any, Final

from posecoach.coaching.exercise.spec import SpecFile

# Not a hexadecimal digit: it tells digests from the hashes that earlier versions recorded.
_MARK: Final = "j"
_LENGTH: Final = 12

# An earlier version recorded a hash of the whole spec, texts included. These are the hashes of its three
# shipped specs, each with the digest of the same limits.
_EARLIER_HASHES: Final = {
    "a1aa1e924c95": "j04305a7a2ef",  # standing_hamstring
    "edf2904d2327": "j0fc5fe06a72",  # seated_hamstring
    "426721fad45f": "j4b97b495336",  # lying_hamstring
}


def judging_digest(spec: SpecFile) -> str:
    """12 characters that change with whatever a frame or a second is judged by, and with nothing else.

    That is the posture, the leg, the gates in their order and the rules by which time and repetitions count.
    Texts, sources and the amounts that a person can choose from judge nothing.
    """
    judged = spec.model_dump(
        mode="json",
        include={"posture", "leg", "gates", "hold", "repetitions", "timed_only"},
        exclude={"hold": {"target_s", "options_s"}, "repetitions": {"count", "options"}},
        # A rule that a later version adds, and that a spec does not use, changes nothing for it.
        exclude_defaults=True,
    )
    canonical = json.dumps(_without_sources(judged), sort_keys=True, separators=(",", ":"))
    return _MARK + sha256(canonical.encode()).hexdigest()[: _LENGTH - 1]


def judged_alike(recorded: str, spec: SpecFile) -> bool | None:
    """Whether a set of the past was judged by the limits of a spec.

    Args:
        recorded: What was recorded with the set: a digest, or an earlier version's hash.
        spec: The stretch as it is now.

    Returns:
        None if that is unknown: an earlier version's hash of other limits, or of an exercise of one's own.
    """
    digest = _EARLIER_HASHES.get(recorded, recorded)
    return digest == judging_digest(spec) if digest.startswith(_MARK) else None


def _without_sources(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_sources(item) for key, item in value.items() if key != "source"}
    return [_without_sources(item) for item in value] if isinstance(value, list) else value
