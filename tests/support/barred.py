"""Made-up films with bars around them."""

from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]


def room(width: int, height: int, moment: int) -> Picture:
    """A room with furniture, in which something moves."""
    rng = np.random.default_rng(7)
    down = np.linspace(210, 150, height)[:, None, None]
    picture = np.broadcast_to(down * np.array([0.9, 0.95, 1.0]), (height, width, 3)).copy()
    picture[int(0.8 * height) :] = (120, 110, 100)
    for _ in range(60):
        x, y = rng.integers(0, width - 20), rng.integers(0, height - 20)
        w, h = rng.integers(8, 60, 2)
        picture[y : y + h, x : x + w] = rng.integers(20, 240, 3)
    x = width // 3 + 4 * moment
    picture[height // 4 : 3 * height // 4, x : x + width // 10] = (40, 30, 120)
    picture += rng.normal(0, 2, picture.shape)
    return picture.clip(0, 255).astype(np.uint8)


def fitted(
    inner: Picture,
    size: tuple[int, int],
    *,
    plain: int | None = None,
    sigma: float = 20,
    zoom: float = 1.0,
    gain: float = 1.0,
    mirrored: bool = False,
    stretched: bool = False,
    other_sigma: float | None = None,
) -> Picture:
    """A picture in the middle of a frame of another shape, on its own blurred copy or one colour."""
    width, height = size
    h, w = inner.shape[:2]
    if plain is not None:
        frame = np.full((height, width, 3), plain, np.uint8)
    else:
        fill = max(width / w, height / h) * zoom
        filled = (width, height) if stretched else (max(width, round(w * fill)), max(height, round(h * fill)))
        large = cv2.resize(inner, filled)
        x, y = (filled[0] - width) // 2, (filled[1] - height) // 2
        behind = large[y : y + height, x : x + width, :]
        behind = behind[:, ::-1] if mirrored else behind
        frame = cv2.GaussianBlur(behind, (0, 0), sigma) * gain
        if other_sigma is not None:
            half = width // 2
            frame[:, half:] = cv2.GaussianBlur(behind, (0, 0), other_sigma)[:, half:] * gain
        frame = frame.clip(0, 255).astype(np.uint8)
    x, y = (width - w) // 2, (height - h) // 2
    frame[y : y + h, x : x + w] = inner
    return frame


def compressed(picture: Picture, quality: int = 70) -> Picture:
    """A picture as compression leaves it."""
    _, jpeg = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(jpeg, cv2.IMREAD_COLOR), np.uint8)


def write_film(path: Path, frames: list[Picture], codec: str = "libx264") -> Path:
    with av.open(path, "w") as container:
        stream = container.add_stream(codec, rate=10)
        stream.height, stream.width = frames[0].shape[:2]
        stream.pix_fmt = "yuv420p"
        for frame in frames:
            container.mux(stream.encode(av.VideoFrame.from_ndarray(frame, format="rgb24")))
        container.mux(stream.encode(None))
    return path
