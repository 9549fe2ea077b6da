"""The truth of a clip: true angles and joints, valid seconds and faults."""
