"""Profiles, safety questions and own routines."""
