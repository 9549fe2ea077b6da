#version 330
// The room was drawn once, finely; per frame it is only looked up and darkened where the person's shadow falls.
in vec3 world, world_normal, surface; in vec4 in_key, in_overhead;
uniform sampler2D room; uniform vec3 to_key; uniform vec2 size;
out vec4 seen;
#include light
void main() {
    vec3 colour = texture(room, gl_FragCoord.xy / size).rgb;
    float towards = smoothstep(0., .2, dot(normalize(world_normal), to_key));
    float shade = mix(1., mix(.62, 1., lit(key_map, in_key, .008, .003)), towards);
    float open = mix(.72, 1., lit(overhead_map, in_overhead, .05, .004));
    seen = vec4(colour * shade * open, 1);
}
