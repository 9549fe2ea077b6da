"""Measures against an exercise: gates, faults, framing, the hold clock."""
