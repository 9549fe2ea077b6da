"""A scene: its script, the camera's settings, and the posture at any moment."""
