"""The coach scored against known truth and labels."""
