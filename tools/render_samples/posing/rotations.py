"""Rotations in the body's axes: x to the person's left, y up, z forward. Degrees, right-handed."""

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

_PARALLEL = 0.9999
"""Cosine from which two directions count as one."""
_NO_TURN = 1e-9


def about_x(degrees: float) -> FloatArray:
    """(3, 3) rotation about x: positive tips something upright forward."""
    a = np.radians(degrees)
    c, s = np.cos(a), np.sin(a)
    return np.array([[1, 0, 0], [0, c, -s], [0, s, c]])


def about_y(degrees: float) -> FloatArray:
    """(3, 3) rotation about y: positive turns a person to their left."""
    a = np.radians(degrees)
    c, s = np.cos(a), np.sin(a)
    return np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]])


def about_z(degrees: float) -> FloatArray:
    """(3, 3) rotation about z: positive tips something upright to the person's right."""
    a = np.radians(degrees)
    c, s = np.cos(a), np.sin(a)
    return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])


def unit(vector: FloatArray) -> FloatArray:
    """The vector at length 1."""
    return vector / np.linalg.norm(vector)


def about_axis(axis: FloatArray, degrees: float) -> FloatArray:
    """(3, 3) rotation about any axis (Rodrigues)."""
    x, y, z = unit(axis)
    k = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    a = np.radians(degrees)
    return np.eye(3) + np.sin(a) * k + (1 - np.cos(a)) * (k @ k)


def aligning(source: FloatArray, target: FloatArray) -> FloatArray:
    """(3, 3) shortest rotation that turns one direction into another."""
    a, b = unit(source), unit(target)
    cosine = float(a @ b)
    if cosine < -_PARALLEL:
        helper = np.array([1.0, 0, 0]) if abs(a[0]) < 0.9 else np.array([0, 1.0, 0])
        return about_axis(np.cross(a, helper), 180.0)
    x, y, z = np.cross(a, b)
    k = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.eye(3) + k + k @ k / (1 + cosine)


def partly(rotation: FloatArray, share: float) -> FloatArray:
    """(3, 3) the same turn by a share of its angle (0 = none, 1 = all)."""
    angle = np.degrees(np.arccos(np.clip((np.trace(rotation) - 1) / 2, -1, 1)))
    axis = np.array(
        [
            rotation[2, 1] - rotation[1, 2],
            rotation[0, 2] - rotation[2, 0],
            rotation[1, 0] - rotation[0, 1],
        ]
    )
    if share == 1 or np.linalg.norm(axis) < _NO_TURN:
        return rotation if share > 0.5 else np.eye(3)
    return about_axis(axis, angle * share)


def frame_of(direction: FloatArray, normal: FloatArray) -> FloatArray:
    """(3, 3) orthonormal columns: the direction, the normal made square to it, their cross product."""
    d = unit(direction)
    n = unit(normal - (normal @ d) * d)
    return np.stack([d, n, np.cross(d, n)], axis=1)


def interior_angle(a: FloatArray, vertex: FloatArray, b: FloatArray) -> float:
    """Angle at `vertex` between `a` and `b`, degrees; points of any one dimension."""
    u, v = a - vertex, b - vertex
    cosine = (u @ v) / (np.linalg.norm(u) * np.linalg.norm(v))
    return float(np.degrees(np.arccos(np.clip(cosine, -1, 1))))
