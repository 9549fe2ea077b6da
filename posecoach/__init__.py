"""PoseCoach: a stretch coach that watches by webcam and counts only the seconds held well."""

__version__ = "0.1.0"
