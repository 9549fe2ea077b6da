"""Joint angles as MOT, the motion files of OpenSim."""

import math

from posecoach.coaching.exercise.gate import ALL_MEASURES
from posecoach.records.report.model import SetReport


def mot_text(report: SetReport, name: str) -> str:
    """All measures of a set that are angles, degrees, frame by frame; nan where one is not known.

    Args:
        report: The set.
        name: What the header calls the motion.
    """
    found = dict.fromkeys(measure for frame in report.timeline for measure in frame.measures)
    columns = [measure for measure in found if _is_angle(measure)]
    lines = [
        name,
        "version=1",
        f"nRows={len(report.timeline)}",
        f"nColumns={1 + len(columns)}",
        "inDegrees=yes",
        "endheader",
        "\t".join(["time", *columns]),
    ]
    for frame in report.timeline:
        readings = (frame.measures.get(column) for column in columns)
        values = [one.value if one is not None and one.known else math.nan for one in readings]
        lines.append("\t".join([f"{frame.t_s:.6f}", *(f"{value:.3f}" for value in values)]))
    return "\n".join(lines) + "\n"


def _is_angle(measure: str) -> bool:
    """A speed in degrees a second is none."""
    plain = measure.removeprefix("left_").removeprefix("right_")
    return plain != "angle_speed" and ALL_MEASURES[plain].unit == "deg"
