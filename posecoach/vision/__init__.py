"""Pixels to observations."""
