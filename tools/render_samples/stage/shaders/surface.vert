#version 330
in vec3 point; in vec3 normal; in vec3 colour;
uniform mat4 view, key_view, overhead_view;
out vec3 world, world_normal, surface; out vec4 in_key, in_overhead;
void main() {
    world = point; world_normal = normal; surface = colour;
    in_key = key_view * vec4(point, 1); in_overhead = overhead_view * vec4(point, 1);
    gl_Position = view * vec4(point, 1);
}
