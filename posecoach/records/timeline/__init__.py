"""A set as it goes by: what each moment was."""
