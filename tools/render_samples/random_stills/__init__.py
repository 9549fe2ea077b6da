"""Labelled stills of people drawn at random."""
