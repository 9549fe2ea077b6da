"""Landmarks as the content of a file, in the format that its name says."""

from pathlib import Path

from posecoach.records.formats.track import LandmarkTrack
from posecoach.records.formats.trc import trc_text

_DIGITS = 3  # a thousandth of a pixel is far below any error


def landmarks_file(track: LandmarkTrack, target: Path, height_m: float | None = None) -> bytes:
    """The content of a landmarks file.

    Args:
        track: The landmarks.
        target: The file's name: ``.trc``, ``.parquet``, or else CSV.
        height_m: The person's height, metres, for TRC in metres.

    Raises:
        LandmarksError: if metres are asked for, and the person is never seen whole.
    """
    ending = target.suffix.lower()
    if ending == ".trc":
        return trc_text(track, target.name, height_m).encode(errors="backslashreplace")
    table = track.to_pandas()
    if ending == ".parquet":
        content: bytes = table.to_parquet(engine="pyarrow", index=False)
        return content
    rounded = table.round(dict.fromkeys(table.columns[1:], _DIGITS))
    text: str = rounded.to_csv(index=False, lineterminator="\n")
    return text.encode()
