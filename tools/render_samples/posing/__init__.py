"""A body as angles: its skeleton, its posture, and where every bone goes."""
