"""Why a file of landmarks or angles can't be read or written."""

from posecoach.errors import PoseCoachError


class LandmarksError(PoseCoachError):
    """Landmarks can't be read, or not be written in the format that was asked for."""
