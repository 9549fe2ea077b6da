#version 330
in float kept;
void main() { if (kept < 0.) discard; }
