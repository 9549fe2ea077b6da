"""Feedback drawn on pictures."""
