"""Poses to feedback: the pure core. The clock is always an argument."""
