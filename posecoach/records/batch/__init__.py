"""Many videos, each judged by one or more exercises: a table of them, and a page."""
