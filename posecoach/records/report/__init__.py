"""The report of a set, for people and for other programs."""
