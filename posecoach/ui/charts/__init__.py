"""Charts of sets and of progress."""
