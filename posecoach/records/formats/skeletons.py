"""The keypoints of other pose engines, in the order of their files, and which of our landmarks each is.

A keypoint between two parts (neck, middle of the hips) is none of ours, nor is the small toe; of ours, those
that a skeleton lacks stay unknown. A big toe is the tip of the foot.
"""

from typing import Final

from posecoach.pose.landmarks import Landmark

Skeleton = tuple[Landmark | None, ...]
"""Keypoint by keypoint, the landmark that it is; None for one that we have no landmark for."""


def _skeleton(names: str) -> Skeleton:
    return tuple(None if name == "-" else Landmark[name.upper()] for name in names.split())


_UPPER_OPENPOSE = (
    "nose - right_shoulder right_elbow right_wrist left_shoulder left_elbow left_wrist "  # - is the neck
)
_LEGS_OPENPOSE = "right_hip right_knee right_ankle left_hip left_knee left_ankle "
_FACE_OPENPOSE = "right_eye left_eye right_ear left_ear "
_BODY_COCO = (
    "nose left_eye right_eye left_ear right_ear left_shoulder right_shoulder left_elbow right_elbow "
    "left_wrist right_wrist left_hip right_hip left_knee right_knee left_ankle right_ankle "
)

SKELETONS: Final[dict[str, Skeleton]] = {
    # OpenPose, with the middle of the hips, then big toe, small toe and heel of each foot.
    "BODY_25": _skeleton(
        f"{_UPPER_OPENPOSE} - {_LEGS_OPENPOSE} {_FACE_OPENPOSE} left_foot_index - left_heel "
        "right_foot_index - right_heel"
    ),
    # OpenPose's model of the COCO data, with a neck.
    "COCO_18": _skeleton(_UPPER_OPENPOSE + _LEGS_OPENPOSE + _FACE_OPENPOSE),
    # The COCO data's own order, as in most other engines.
    "COCO_17": _skeleton(_BODY_COCO),
    # With head, neck and middle of the hips, then big toes, small toes and heels, left before right.
    "HALPE_26": _skeleton(f"{_BODY_COCO} - - - left_foot_index right_foot_index - - left_heel right_heel"),
    # MediaPipe Pose.
    "BLAZEPOSE": tuple(Landmark),
}
"""By name. Each has a number of keypoints of its own, so a file says which it is."""

BY_COUNT: Final = {len(skeleton): name for name, skeleton in SKELETONS.items()}
"""The names by the number of keypoints."""
