// Softened shadow lookups, shared by the shaders that receive shadows.
uniform sampler2DShadow key_map, overhead_map;
const vec2 DISC[8] = vec2[8](vec2(.35, 0), vec2(-.26, .32), vec2(.04, -.61), vec2(.43, .56), vec2(-.79, -.14),
                             vec2(.74, -.47), vec2(-.27, .89), vec2(-.36, -.88));
float lit(sampler2DShadow map, vec4 place, float radius, float bias) {
    vec3 q = place.xyz / place.w * .5 + .5;
    if (q.z > 1. || any(lessThan(q.xy, vec2(0))) || any(greaterThan(q.xy, vec2(1)))) return 1.;
    float sum = 0.;
    for (int i = 0; i < 4; i++) sum += texture(map, vec3(q.xy + radius * DISC[i + 4], q.z - bias));
    if (sum > 3.99 || sum < .01) return sum / 4.;
    for (int i = 0; i < 4; i++) sum += texture(map, vec3(q.xy + radius * DISC[i], q.z - bias));
    return sum / 8.;
}
