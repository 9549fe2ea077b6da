"""The coach scored on photos and clips that people have labelled."""
