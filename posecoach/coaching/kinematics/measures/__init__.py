"""What is read off one pose: the posed body, its angles, distances and facing, and the table of all."""
