"""From a scene to a video file."""
