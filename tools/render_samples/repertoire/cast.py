"""The people of the clips."""

from tools.render_samples.people.person import Look, Person, Phenotype

PEOPLE: dict[str, Person] = {
    "ben": Person(
        "young man, average build, tights",
        Phenotype(male=1.0, muscle=0.55),
        Look(),
    ),
    "amara": Person(
        "young woman, dark skin, tights",
        Phenotype(male=0.0, weight=0.45, ancestry=(("african", 0.8), ("caucasian", 0.2))),
        Look(skin="7a4c30", hair="17110d", shirt="9c3d5a", legwear="3a4a3f", sleeve=0.35, socks=None),
    ),
    "karl": Person(
        "older heavy man, grey hair, wide trousers",
        Phenotype(male=1.0, age=0.75, muscle=0.4, weight=0.85, height=0.5),
        Look(
            skin="d2a184",
            hair="b9b5ae",
            shirt="6d7f4f",
            legwear="4a4f57",
            leg_slack_m=0.028,
            shirt_slack_m=0.016,
            sleeve=0.8,
        ),
    ),
    "mei": Person(
        "short slim woman, long hair, dark tights",
        Phenotype(male=0.0, weight=0.3, height=0.47, ancestry=(("asian", 1.0),)),
        Look(
            skin="d9ac88",
            hair="15110f",
            hair_style="long",
            shirt="e2dfd6",
            legwear="23252d",
            socks="c9c4bb",
            sleeve=0.5,
        ),
    ),
    "jonas": Person(
        "tall thin man, shorts, bare feet",
        Phenotype(male=1.0, muscle=0.4, weight=0.25, height=0.62),
        Look(
            skin="dcb496",
            hair="8a6238",
            shirt="c8c2b4",
            legwear="2c3f66",
            leg_end=0.8,
            leg_slack_m=0.03,
            socks=None,
        ),
    ),
    "rosa": Person(
        "heavy woman, loose shirt and trousers",
        Phenotype(
            male=0.0, muscle=0.45, weight=0.85, height=0.42, ancestry=(("caucasian", 0.6), ("african", 0.4))
        ),
        Look(
            skin="b07a56",
            hair="3a2418",
            shirt="355c7d",
            legwear="6b5b53",
            leg_slack_m=0.02,
            shirt_slack_m=0.018,
            sleeve=0.9,
            socks="3a3a3a",
        ),
    ),
    "ingrid": Person(
        "older thin woman, white hair, shorts",
        Phenotype(male=0.0, age=0.85, muscle=0.35, weight=0.4, height=0.55),
        Look(skin="e0bba0", hair="dcd8d0", shirt="7c6aa0", legwear="3b3b44", leg_end=0.72, leg_slack_m=0.022),
    ),
    "tariq": Person(
        "strong man, brown skin, light tracksuit",
        Phenotype(
            male=1.0,
            muscle=0.85,
            weight=0.6,
            height=0.6,
            proportions=0.8,
            ancestry=(("caucasian", 0.5), ("african", 0.3), ("asian", 0.2)),
        ),
        Look(
            skin="9a6a48",
            hair="14100e",
            shirt="8f9499",
            legwear="a7abb0",
            leg_slack_m=0.018,
            shirt_slack_m=0.012,
            sleeve=1.9,
            socks="20242a",
        ),
    ),
}
