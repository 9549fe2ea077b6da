#version 330
in vec3 world, world_normal, surface; in vec4 in_key, in_overhead;
uniform vec3 eye, to_key, key_light, sky, ground; uniform int material;
out vec4 seen;
#include light
float hash(vec3 p) { p = fract(p * .3183099 + .1); p *= 17.; return fract(p.x * p.y * p.z * (p.x + p.y + p.z)); }
float noise(vec3 x) {
    vec3 i = floor(x), f = fract(x); f = f * f * (3. - 2. * f);
    return mix(mix(mix(hash(i), hash(i + vec3(1,0,0)), f.x), mix(hash(i + vec3(0,1,0)), hash(i + vec3(1,1,0)), f.x), f.y),
               mix(mix(hash(i + vec3(0,0,1)), hash(i + vec3(1,0,1)), f.x), mix(hash(i + vec3(0,1,1)), hash(i + vec3(1,1,1)), f.x), f.y), f.z);
}
void main() {
    if (material == 6) { seen = vec4(pow(clamp(surface, 0., 1.), vec3(1. / 2.2)), 1); return; }        // glowing
    vec3 n = normalize(world_normal), v = normalize(eye - world), colour = surface;
    if (dot(n, v) < 0.) n = -n;
    float gloss = .03, tight = 12.;
    if (material == 0) colour *= .96 + .06 * noise(world * 3.) + .03 * noise(world * 90.);             // plain
    if (material == 5) {                                                                              // boards
        float plank = floor(world.x / .14), shift = hash(vec3(plank, 1, 2)) * 2.;
        float board = floor((world.z + shift) / 1.2), edge = fract(world.x / .14);
        colour *= (.75 + .35 * hash(vec3(plank, board, 3)))
                * (.85 + .3 * noise(vec3(world.x * 60., 1., world.z * 4. + shift * 9.)));
        colour *= smoothstep(0., .02, min(edge, 1. - edge)) * .4 + .6; gloss = .06; tight = 40.;
    }
    float shade = lit(key_map, in_key, .006, .0025), open = lit(overhead_map, in_overhead, .05, .004);
    vec3 ambient = mix(ground, sky, n.y * .5 + .5) * (.45 + .55 * open);
    vec3 fill = vec3(.22, .23, .25) * max(dot(n, normalize(eye + vec3(-1.5, .5, 0) - world)), 0.);
    vec3 light = colour * (key_light * max(dot(n, to_key), 0.) * mix(.12, 1., shade) + ambient + fill);
    light += gloss * key_light * shade * pow(max(dot(n, normalize(to_key + v)), 0.), tight) * 2.;
    light = light / (1. + .18 * light) * 1.08;
    seen = vec4(pow(clamp(light, 0., 1.), vec3(1. / 2.2)), 1);
}
