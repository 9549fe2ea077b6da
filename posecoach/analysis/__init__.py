"""Videos and photos through vision and coaching."""
