"""What the outline shows and no landmark does: the back's bulge, limbs that a pose leaves uncovered."""

import numpy as np

from posecoach.pose.landmarks import BoolArray, ComplexArray, FloatArray

_SEAT, _MIDDLE, _BLADES = -0.1, 0.5, 0.8  # of the way from hip to shoulder
_AROUND = 0.05  # of the trunk: each place is read as the mean of this much to either side of it
_STEPS = 5  # rays at each place; most of them must meet the outline
_DEEPEST = 0.9  # of the trunk's length: no back lies farther than this from the line hip-shoulder
_SHORTEST_TRUNK_PX = 25  # of the mask: below it a pixel more or less is a bulge

_FINE = 12  # pixels to a unit of length are enough for an area; more only cost time


def back_bulge(
    mask: BoolArray, size: tuple[int, int], hip: complex, shoulder: complex, front: complex
) -> float:
    """How far the middle of the back stands out over the mean of seat and shoulder blades.

    Rays go out from the line hip-shoulder, away from the front, until the mask ends. Of the places along the
    back that were tried, and their weights, these say most about the spine. Buttocks, belly and clothes are
    part of it, so the number says little by itself: people upright read -0.09 to 0.03. Its change shows how
    the spine bends (``posecoach.coaching.kinematics.spine``).

    Args:
        mask: (h, w) True where the person is, covering the whole frame at any resolution.
        size: Width and height of the frame, px.
        hip: As x + iy, px of the frame.
        shoulder: On the same side.
        front: The direction that the person's front faces; its length does not matter.

    Returns:
        In trunk lengths, positive for a back rounded like a cat's; NaN where the outline can't be followed.
    """
    height, width = mask.shape
    scale = width / size[0], height / size[1]
    start, end, ahead = (complex(p.real * scale[0], p.imag * scale[1]) for p in (hip, shoulder, front))
    trunk = end - start
    length = abs(trunk)
    if not (np.isfinite(length) and np.isfinite(ahead) and length >= _SHORTEST_TRUNK_PX):
        return float("nan")
    normal = trunk / length * 1j
    if (ahead * normal.conjugate()).real > 0:
        normal = -normal
    along = np.concatenate(
        [np.linspace(place - _AROUND, place + _AROUND, _STEPS) for place in (_SEAT, _MIDDLE, _BLADES)]
    )
    outward = np.arange(int(_DEEPEST * length))
    places = start + trunk * along[:, None] + normal * outward[None, :]
    columns, rows = np.rint(places.real).astype(int), np.rint(places.imag).astype(int)
    inside = (columns >= 0) & (columns < width) & (rows >= 0) & (rows < height)
    body = np.zeros(places.shape, dtype=bool)
    body[inside] = mask[rows[inside], columns[inside]]
    # The outline is where the body ends last: a rounded back leaves its own chord outside of the belly.
    found = (body.any(axis=1) & ~body[:, -1]).reshape(3, _STEPS)
    if found.sum(axis=1).min() * 2 <= _STEPS:
        return float("nan")
    depth = ((outward.size - np.argmax(body[:, ::-1], axis=1)) / length).reshape(3, _STEPS)
    seat, middle, blades = np.where(found, depth, 0.0).sum(axis=1) / found.sum(axis=1)
    return float(middle - (seat + blades) / 2)


def uncovered_area(
    mask: BoolArray,
    size: tuple[int, int],
    limbs: ComplexArray,
    rest: ComplexArray,
    unit: float,
    radius: float,
    left_out: ComplexArray,
    left_out_radius: float,
) -> float:
    """How much of the person's outline the limbs of a pose leave uncovered.

    Where the engine places a leg or a knee wrongly, the outline of the real one is left uncovered.

    Args:
        mask: (h, w) True where the person is, covering the whole frame at any resolution.
        size: Width and height of the frame, px.
        limbs: (n, 2) ends of the limbs' segments as x + iy, px of the frame.
        rest: (m, 2) ends of the segments of the rest of the body; area nearer to these belongs to them.
        unit: The unit of length for area and radius, px of the frame, e.g. the trunk's length.
        radius: How far a body reaches from its segments, in units.
        left_out: (k, 2) ends of segments along which the outline shows something else; none is fine.
        left_out_radius: How far that reaches from them, in units.

    Returns:
        Area farther from every segment than the radius, nearer to the limbs than to the rest, and not left
        out, in square units; NaN where a point of the body is not finite.
    """
    height, width = mask.shape
    if not (np.isfinite(limbs).all() and np.isfinite(rest).all() and np.isfinite(unit) and unit > 0):
        return float("nan")
    step = max(1, int(unit * width / size[0] / _FINE))
    rows, columns = np.nonzero(mask[::step, ::step])
    # The middle of a pixel, in px of the frame.
    x, y = (columns * step + 0.5) * size[0] / width, (rows * step + 0.5) * size[1] / height
    places = (x + 1j * y) / unit
    from_limbs, from_rest = (_nearest(places, segments / unit) for segments in (limbs, rest))
    uncovered = places[(from_limbs > radius) & (from_limbs < from_rest)]
    if left_out.size and uncovered.size:
        uncovered = uncovered[_nearest(uncovered, left_out / unit) > left_out_radius]
    pixel = step**2 * (size[0] / width) * (size[1] / height) / unit**2
    return float(uncovered.size * pixel)


def _nearest(places: ComplexArray, segments: ComplexArray) -> FloatArray:
    """Distance of every place to the nearest segment."""
    starts, along = segments[:, 0], segments[:, 1] - segments[:, 0]
    squared = np.maximum(np.abs(along) ** 2, np.finfo(float).tiny)
    off = places[:, None] - starts
    share = np.clip((off * along.conj()).real / squared, 0.0, 1.0)
    nearest: FloatArray = np.abs(off - share * along).min(axis=1)
    return nearest
