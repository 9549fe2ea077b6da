#version 330
in vec3 shown; in float kept;
out vec4 seen;
void main() {
    if (kept < 0.) discard;
    seen = vec4(shown, 1);
}
