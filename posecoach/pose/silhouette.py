"""What the outline shows and no landmark does: the back's bulge, limbs that a pose leaves uncovered."""

import numpy as np

from posecoach.pose.landmarks import BoolArray, ComplexArray, FloatArray

_SEAT, _MIDDLE, _BLADES = -0.1, 0.5, 0.8  # of the way from hip to shoulder
_AROUND = 0.05  # of the trunk: each place is read as the mean of this much to either side of it
_STEPS = 5  # rays at each place; most of them must meet the outline
_ALONG = np.concatenate(
    [np.linspace(place - _AROUND, place + _AROUND, _STEPS) for place in (_SEAT, _MIDDLE, _BLADES)]
)[:, None]
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
    outward = np.arange(int(_DEEPEST * length))
    columns, rows = (
        np.rint(at + step * _ALONG + out * outward).astype(np.intp)
        for at, step, out in (
            (start.real, trunk.real, normal.real),
            (start.imag, trunk.imag, normal.imag),
        )
    )
    body = mask.ravel().take(rows * width + columns, mode="clip")
    if columns.min() < 0 or columns.max() >= width or rows.min() < 0 or rows.max() >= height:
        body &= (columns >= 0) & (columns < width) & (rows >= 0) & (rows < height)
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
    rows, columns = np.nonzero(np.ascontiguousarray(mask[::step, ::step]))
    # The middle of a pixel, in px of the frame, over the unit.
    x = (columns * step + 0.5) * (size[0] / width / unit)
    y = (rows * step + 0.5) * (size[1] / height / unit)
    # Most of the outline is near the limbs: only the rest of it is asked for what else it is near to.
    from_limbs = _nearest_squared(x, y, limbs / unit)
    far = from_limbs > radius**2
    x, y, from_limbs = x[far], y[far], from_limbs[far]
    uncovered = from_limbs < _nearest_squared(x, y, rest / unit)
    if left_out.size and uncovered.any():
        uncovered &= _nearest_squared(x, y, left_out / unit) > left_out_radius**2
    pixel = step**2 * (size[0] / width) * (size[1] / height) / unit**2
    return float(np.count_nonzero(uncovered) * pixel)


def _nearest_squared(x: FloatArray, y: FloatArray, segments: ComplexArray) -> FloatArray:
    """Squared distance of every place to the nearest segment.

    Works in place, in rows of segments: twice a frame, it is most of what an outline costs.
    """
    starts, along = segments[:, :1], segments[:, 1:] - segments[:, :1]
    step = along / np.maximum(along.real**2 + along.imag**2, np.finfo(float).tiny)
    off_x, off_y = x - starts.real, y - starts.imag
    share = off_x * step.real
    share += off_y * step.imag
    np.maximum(share, 0.0, out=share)
    np.minimum(share, 1.0, out=share)
    off_x -= share * along.real
    off_y -= share * along.imag
    off_x *= off_x
    off_y *= off_y
    off_x += off_y
    nearest: FloatArray = off_x.min(axis=0)
    return nearest
