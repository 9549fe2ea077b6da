"""The body as the whole program sees it: landmarks, outline, legs, and what one frame shows."""
