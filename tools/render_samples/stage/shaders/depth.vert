#version 330
in vec3 point; in float cut; uniform mat4 view; out float kept;
void main() { kept = cut; gl_Position = view * vec4(point, 1); }
