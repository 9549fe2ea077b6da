"""Renders the sample videos: people doing stretches, with every joint and second known."""
