"""The body as all of the program sees it: landmarks, outline, and how the two fit."""
