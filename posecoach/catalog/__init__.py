"""The files that describe exercises, routines and texts, read and checked."""
