"""The parts of the Coach page: the first screen, the choice of a session, its options and its guide."""
