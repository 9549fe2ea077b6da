"""The coach scored on clips whose ground truth is known, frame by frame."""
