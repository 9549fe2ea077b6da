"""The pose model: found, or built once, and checked."""
