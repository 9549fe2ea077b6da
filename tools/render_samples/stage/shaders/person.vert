#version 330
// A body is a fine mesh: lit at its vertices it looks the same as lit at every pixel, at a fraction of the cost.
in vec3 point; in vec3 normal; in vec3 colour; in float cut;
uniform mat4 view, key_view, overhead_view;
uniform vec3 eye, to_key, key_light, sky, ground; uniform int material;
out vec3 shown; out float kept;
#include light
void main() {
    gl_Position = view * vec4(point, 1);
    kept = cut;
    vec3 n = normalize(normal), v = normalize(eye - point);
    float gloss = .03, tight = 12., wrap = 0.;
    if (material == 1) { gloss = .07; tight = 22.; wrap = .25; }    // skin
    if (material == 2) { gloss = .015; wrap = .12; }                // cloth
    if (material == 3) { gloss = .10; tight = 28.; }                // hair
    if (material == 4) { gloss = .35; tight = 80.; }                // eye
    float shade = lit(key_map, key_view * vec4(point, 1), .006, .0035);
    float open = lit(overhead_map, overhead_view * vec4(point, 1), .05, .005);
    float facing = max((dot(n, to_key) + wrap) / (1. + wrap), 0.);
    vec3 ambient = mix(ground, sky, n.y * .5 + .5) * (.45 + .55 * open);
    vec3 fill = vec3(.22, .23, .25) * max(dot(n, normalize(eye + vec3(-1.5, .5, 0) - point)), 0.);
    vec3 light = colour * (key_light * facing * mix(.12, 1., shade) + ambient + fill);
    if (material == 1) light += colour * vec3(.10, .03, .02) * (1. - abs(dot(n, v)));
    light += gloss * key_light * shade * pow(max(dot(n, normalize(to_key + v)), 0.), tight) * 2.;
    light = light / (1. + .18 * light) * 1.08;
    shown = pow(clamp(light, 0., 1.), vec3(1. / 2.2));
}
