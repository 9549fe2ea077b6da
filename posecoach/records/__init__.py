"""Feedback to what lasts: reports and files."""
