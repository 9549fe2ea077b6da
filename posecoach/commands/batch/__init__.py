"""``posecoach analyze`` with many videos, or several exercises."""
