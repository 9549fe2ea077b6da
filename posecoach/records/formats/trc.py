"""Landmarks as TRC, the marker files that OpenSim and Sports2D read."""

from typing import Final

import numpy as np

from posecoach.pose.landmarks import FloatArray, Landmark, body_size
from posecoach.records.formats.errors import LandmarksError
from posecoach.records.formats.track import LandmarkTrack

# Of a person's height, after Drillis and Contini: trunk 0.288, thigh 0.245, shin 0.246.
_BODY_SIZE: Final = 0.779
# Of the rendered samples, in which the true scale is known, this comes nearest to it; above, single frames
# with mixed-up legs would decide.
_SEEN_LONG: Final = 0.75
_LONE_FRAME_RATE: Final = 30.0  # of a video of one frame, which has no rate of its own


def trc_text(track: LandmarkTrack, name: str, height_m: float | None = None) -> str:
    """Landmarks as a TRC file: x to the right, y up from the picture's lower edge, z always 0.

    Args:
        track: The landmarks.
        name: The file's own name, which the header repeats.
        height_m: The person's height, metres: coordinates are metres then. Without, they are pixels.

    Raises:
        LandmarksError: if metres are asked for, and the person is never seen whole.
    """
    unit, scale = ("px", 1.0) if height_m is None else ("m", height_m / _height_px(track))
    rate = _frames_a_second(track.times_s)
    frames, markers = len(track.times_s), [_marker(landmark) for landmark in Landmark]
    places = _upright(track) * scale
    lines = [
        f"PathFileType\t4\t(X/Y/Z)\t{name}",
        "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames",
        f"{rate:.3f}\t{rate:.3f}\t{frames}\t{len(markers)}\t{unit}\t{rate:.3f}\t1\t{frames}",
        "Frame#\tTime\t" + "\t\t\t".join(markers) + "\t\t",
        "\t\t" + "\t".join(f"{axis}{number + 1}" for number in range(len(markers)) for axis in "XYZ"),
        "",
    ]
    for number, (t_s, row) in enumerate(zip(track.times_s, places, strict=True), 1):
        # nan and not an empty cell: some readers split lines at any white space.
        cells = "\t".join("nan\tnan\tnan" if np.isnan(x) else f"{x:.5f}\t{y:.5f}\t0.00000" for x, y in row)
        lines.append(f"{number}\t{t_s:.6f}\t{cells}")
    return "\n".join(lines) + "\n"


def _marker(landmark: Landmark) -> str:
    return landmark.name.lower()


def _upright(track: LandmarkTrack) -> FloatArray:
    """(frames, 33, 2) px, y up; a landmark of which one coordinate is unknown is unknown."""
    heights = np.array([0 if pose is None else pose.height for pose in track.poses], dtype=float)
    points = track.points
    points[..., 1] = heights[:, np.newaxis] - points[..., 1]
    points[~np.isfinite(points).all(axis=2)] = np.nan
    return points


def _height_px(track: LandmarkTrack) -> float:
    """How tall the person would stand in the picture: bones come out about as long in any posture.

    Those that point at the camera come out shorter, and none longer.
    """
    sizes = np.array([body_size(pose.points) for pose in track.poses if pose is not None])
    sizes = sizes[np.isfinite(sizes) & (sizes > 0)]
    if not sizes.size:
        raise LandmarksError(
            "metres need a frame with shoulders, hips, knees and ankles of both sides, and there is none; "
            "leave out the height to write pixels"
        )
    return float(np.quantile(sizes, _SEEN_LONG)) / _BODY_SIZE


def _frames_a_second(times_s: list[float]) -> float:
    steps = np.diff(times_s)
    return 1 / float(np.median(steps)) if steps.size else _LONE_FRAME_RATE
