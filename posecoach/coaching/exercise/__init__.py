"""What an exercise, a routine and the safety questions are."""
