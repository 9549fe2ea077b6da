"""Single pictures out of a video that is in memory."""

import io

import av
import numpy as np
from numpy.typing import NDArray


def picture_at(video: bytes, t_s: float) -> NDArray[np.uint8] | None:
    """The picture that is shown at a time.

    Args:
        video: A whole video file.
        t_s: Seconds from the stream's start; later than its end shows the last picture.

    Returns:
        (h, w, 3) RGB; None where the video can't be read.
    """
    try:
        with av.open(io.BytesIO(video), "r", metadata_errors="replace") as container:
            stream = container.streams.video[0]
            assert stream.time_base is not None  # every container's streams have one
            start = stream.start_time or 0
            container.seek(start + int(t_s / stream.time_base), stream=stream)
            shown = None
            for frame in container.decode(stream):
                time = 0 if frame.pts is None else frame.pts - start
                if shown is not None and float(time * stream.time_base) > t_s:
                    break
                shown = frame
            return None if shown is None else shown.to_ndarray(format="rgb24").astype(np.uint8)
    except (av.error.FFmpegError, IndexError):
        return None
