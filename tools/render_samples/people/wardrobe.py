"""What a camera sees of a body: skin, hair and clothes, cut from the body's own mesh."""

from pathlib import Path

import numpy as np

from tools.render_samples.people.body import Body
from tools.render_samples.people.fields import NOT_ON_ARM, OFF_ARM, ON_ARM, BodyFields, noise
from tools.render_samples.people.garment import Garment, cut_garment, faces_within, triangles
from tools.render_samples.people.hanging_hair import HangingHair, hanging_hair
from tools.render_samples.people.person import Look
from tools.render_samples.people.skin import eyes, hair, skin_colours
from tools.render_samples.posing.rotations import FloatArray
from tools.render_samples.stage.geometry import Material, linear_colour

CUT_PER_M = 10
"""A hem's field grows by so much for each metre away from the hem."""
CUT_PER_UPPER_ARM = 3
HIDDEN = 0.12
"""From this value of a hem's field, about a centimetre under cloth, skin is left out."""
HIDDEN_BY_SOCK = 0.2

SOCK_ABOVE_ANKLE_M, SOCK_SLACK_M = 0.06, 0.0035
FOOT_ABOVE_ANKLE_M = 0.12
"""Below this height is what can wear a sock."""

SHIRT_BELOW_WAIST_M = 0.09
COLLAR_M, COLLAR_FROM_NECK_M, COLLAR_SHAPE = 0.083, (0, 0.005, 0.01), (1, 1.4, 1)
"""The collar's radius, its centre, and how much narrower it is each way."""
SHIRT_ABOVE_NECK_M = 0.035
SHIRT_FLARE_BELOW_M, SHIRT_FLARE, SHIRT_FLARE_MAX_M = 0.18, 0.04, 0.012
"""Below so far above the waist the shirt hangs wider, by this share of the way down, up to the last."""
TROUSERS_ABOVE_WAIST_M = 0.03
TIGHT_SLACK_M = 0.002
SHORTEST_LEGWEAR_M = 0.05

WRINKLE_SEED, WRINKLE_RAD_PER_M = 5, 30.0
SHIRT_WRINKLES_M, LEGWEAR_WRINKLES_M = 0.0025, 0.0015
WRINKLE_SHADE = 0.10
"""How much brighter and darker wrinkles are."""


def dress(body: Body, look: Look, data: Path) -> list[Garment | HangingHair]:
    """The garments and the hair of a person; `data` is the folder from `body_data`."""
    fields = BodyFields(body)
    shirt_cut, leg_cut = _shirt_cut(fields, look), _legwear_cut(fields, look)
    covered = (shirt_cut > HIDDEN) | (leg_cut > HIDDEN)
    garments: list[Garment | HangingHair] = []
    if look.socks:
        sock_cut = (fields.ankle_height + SOCK_ABOVE_ANKLE_M - fields.y) * CUT_PER_M
        near_foot = (fields.y < fields.ankle_height + FOOT_ABOVE_ANKLE_M) & (fields.arm < OFF_ARM)
        in_sock = near_foot & (fields.y < fields.ankle_height + SOCK_ABOVE_ANKLE_M)
        covered |= in_sock & (sock_cut > HIDDEN_BY_SOCK)
        faces = faces_within(fields.body_faces, near_foot)
        socks = linear_colour(look.socks)
        garments.append(cut_garment(body, faces, socks, sock_cut, SOCK_SLACK_M, Material.CLOTH))
    bare = fields.body_faces[~covered[fields.body_faces].all(axis=1)]
    colours = skin_colours(body, fields, look, data)
    garments.append(cut_garment(body, bare, colours, None, 0.0, Material.SKIN))
    tights = triangles(body.groups["helper-tights"])
    wrinkles = noise(body.vertices, WRINKLE_SEED, WRINKLE_RAD_PER_M)
    for colour, cut, slack in (
        (look.shirt, shirt_cut, _shirt_slack(fields, look, wrinkles)),
        (look.legwear, leg_cut, _leg_slack(fields, look) + wrinkles * LEGWEAR_WRINKLES_M),
    ):
        garments.append(cut_garment(body, tights, _cloth(colour, wrinkles), cut, slack, Material.CLOTH))
    return [*garments, *hair(body, fields, look), *hanging_hair(body, fields, look), *eyes(body)]


def _shirt_cut(fields: BodyFields, look: Look) -> FloatArray:
    """(n,) above 0 where the shirt is."""
    from_neck = (fields.vertices - fields.neck - COLLAR_FROM_NECK_M) * COLLAR_SHAPE
    collar = np.linalg.norm(from_neck, axis=1) - COLLAR_M
    below_neck = fields.neck[1] + SHIRT_ABOVE_NECK_M - fields.y
    return np.minimum.reduce(
        [
            (fields.y - (fields.waist - SHIRT_BELOW_WAIST_M)) * CUT_PER_M,
            np.where(
                fields.along_arm > NOT_ON_ARM / 2, (look.sleeve - fields.along_arm) * CUT_PER_UPPER_ARM, 1
            ),
            collar * CUT_PER_M,
            np.where(fields.arm > ON_ARM, 1, below_neck * CUT_PER_M),
        ]
    )


def _shirt_slack(fields: BodyFields, look: Look, wrinkles: FloatArray) -> FloatArray:
    """(n,) metres: wrinkled, and wider below the chest."""
    flare = (fields.waist + SHIRT_FLARE_BELOW_M - fields.y) * SHIRT_FLARE
    return look.shirt_slack_m + wrinkles * SHIRT_WRINKLES_M + np.clip(flare, 0, SHIRT_FLARE_MAX_M)


def _legwear_cut(fields: BodyFields, look: Look) -> FloatArray:
    """(n,) above 0 where tights, trousers or shorts are."""
    above_hem = (fields.y - fields.height_on_leg(look.leg_end)) * CUT_PER_M
    cut = np.minimum(above_hem, (fields.waist + TROUSERS_ABOVE_WAIST_M - fields.y) * CUT_PER_M)
    cut[fields.arm > ON_ARM] = -1
    return cut


def _leg_slack(fields: BodyFields, look: Look) -> FloatArray:
    """(n,) metres: tight at the waist, growing to the look's slack at the hem."""
    length = max(fields.hip_height - fields.height_on_leg(look.leg_end), SHORTEST_LEGWEAR_M)
    down = np.clip((fields.hip_height - fields.y) / length, 0, 1)
    return TIGHT_SLACK_M + (look.leg_slack_m - TIGHT_SLACK_M) * np.sqrt(down)


def _cloth(colour: str, wrinkles: FloatArray) -> FloatArray:
    """(n, 3) linear: a colour, shaded by wrinkles."""
    return linear_colour(colour) * (1 + WRINKLE_SHADE * wrinkles[:, None])
