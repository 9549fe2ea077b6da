"""The formats of other tools: landmarks and angles out, landmarks of other pose engines in."""
