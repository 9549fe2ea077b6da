"""Video and picture files, read and written."""
