"""Numbers that the page's scripts and the server share; the scripts have no copies of their own."""

from collections.abc import Mapping
from typing import Any

from posecoach.pose.landmarks import Landmark, Side
from posecoach.ui.live.wire import FIRST_FINAL_CODE, FRAMES_IN_FLIGHT, RESUME_WITHIN_S

_LIMBS = (
    ("shoulder", "elbow"),
    ("elbow", "wrist"),
    ("shoulder", "hip"),
    ("hip", "knee"),
    ("knee", "ankle"),
    ("ankle", "heel"),
    ("heel", "foot_index"),
    ("ankle", "foot_index"),
)
_ACROSS = ("shoulder", "hip")
_JUDGED_LIMBS = (("shoulder", "hip"), ("hip", "knee"), ("knee", "ankle"))
# The joint beside which a measure's value is written.
_JOINTS: Mapping[str, str] = {"hip_flexion": "hip", "knee_flexion": "knee"}


def page_settings() -> dict[str, Any]:
    """What the page needs to know of the server.

    Returns:
        ``frames_in_flight``, ``first_final_code`` and ``resume_within_s`` (see ``wire``), and the
        ``skeleton`` that is drawn, in landmark numbers: all its ``bones``, and by side the ``judged``
        bones and the ``joints`` of the measures.
    """
    bones = [[side.landmark(start), side.landmark(end)] for side in Side for start, end in _LIMBS]
    across = [[Side.LEFT.landmark(part), Side.RIGHT.landmark(part)] for part in _ACROSS]
    return {
        "frames_in_flight": FRAMES_IN_FLIGHT,
        "first_final_code": FIRST_FINAL_CODE,
        "resume_within_s": RESUME_WITHIN_S,
        "skeleton": {
            "bones": _numbers(across + bones),
            "judged": {
                side.value: _numbers(
                    [[side.landmark(one), side.landmark(other)] for one, other in _JUDGED_LIMBS]
                )
                for side in Side
            },
            "joints": {
                side.value: {measure: int(side.landmark(joint)) for measure, joint in _JOINTS.items()}
                for side in Side
            },
        },
    }


def _numbers(bones: list[list[Landmark]]) -> list[list[int]]:
    return [[int(landmark) for landmark in bone] for bone in bones]
