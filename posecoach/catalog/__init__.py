"""The files that describe exercises, texts, routines and safety questions: found, read and checked."""
