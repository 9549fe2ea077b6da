"""The landmarks of a video, frame by frame."""

from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from posecoach.pose.landmarks import FloatArray, Landmark, Pose


@dataclass(frozen=True, slots=True)
class LandmarkTrack:
    """Where the person's landmarks were in each frame.

    Attributes:
        times_s: The frames' own timestamps, seconds, in order.
        poses: What was found in each, without outlines; None where nobody was.
    """

    times_s: list[float] = field(default_factory=list)
    poses: list[Pose | None] = field(default_factory=list)

    def add(self, t_s: float, pose: Pose | None) -> None:
        """Takes in the next frame. Its outline is left out: those of a whole video take gigabytes."""
        self.times_s.append(t_s)
        self.poses.append(None if pose is None else replace(pose, mask=None))

    @property
    def points(self) -> FloatArray:
        """(frames, 33, 2) pixels of the frame, y down; NaN where nothing was found."""
        unknown = np.full((len(Landmark), 2), np.nan)
        points: FloatArray = np.array([unknown if pose is None else pose.points for pose in self.poses])
        return points.reshape(-1, len(Landmark), 2)

    def to_pandas(self) -> pd.DataFrame:
        """A row a frame: ``t_s``, then x and y (pixels, y down) and visibility of each landmark by name.

        NaN where nothing was found.
        """
        unknown = np.full(len(Landmark), np.nan)
        seen = np.array([unknown if pose is None else pose.visibility for pose in self.poses])
        values = np.concatenate([self.points, seen.reshape(-1, len(Landmark), 1)], axis=2)
        columns = [
            f"{landmark.name.lower()}_{part}" for landmark in Landmark for part in ("x", "y", "visibility")
        ]
        table = pd.DataFrame(values.reshape(len(self.poses), -1), columns=columns)
        table.insert(0, "t_s", np.round(self.times_s, 6))
        return table
