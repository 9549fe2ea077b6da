"""Makes the pictures of exercises and of the first screen: ``python -m tools.exercise_pictures``.

An exercise's ``picture.webp`` is cut out of the sample video that shows it done well.
"""

from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image, ImageDraw

from posecoach.catalog.folders import shipped_folder
from posecoach.catalog.pictures import PICTURE
from posecoach.evaluation.ground_truth.truth import Truth, load_truth, truth_path
from posecoach.ui.coach.welcome import PICTURE as WELCOME
from posecoach.ui.stretch_pictures import demonstration
from posecoach.vision.media.stills import picture_at

_SIZE: Final = (240, 180)
# Where the person is: left, top and width in the video's pixels; three quarters as high.
_CUTS: Final = {
    "bird_dog": (30, 40, 560),
    "bottom_to_heels": (155, 140, 340),
    "bridge": (108, 90, 420),
    "cat_cow": (115, 115, 360),
    "hip_hinge": (40, 105, 460),
    "knee_extension": (105, 75, 400),
    "knee_to_chest": (120, 100, 370),
    "lying_hamstring": (100, 60, 450),
    "press_up": (65, 60, 470),
    "seated_hamstring": (195, 140, 340),
    "standing_hamstring": (195, 180, 380),
}
_QUALITY: Final = 80
# The live view in the picture of it, and a ring beside the person: centre, radius, width, share.
_STAGE: Final = Path("docs/images/coach-hold.png")
_VIEW: Final = (235, 205, 811, 637)
_RING: Final = (110, 120, 74, 18, 0.37)
_WHITE, _TRACK, _GREEN = "#FBF7F0", "#E4DCCE", "#1B7F43"
_SMOOTH: Final = 4


def exercise_picture(id_: str) -> Image.Image:
    """An exercise in the middle of its first good moment."""
    video = demonstration(id_)
    assert video is not None, f"no sample shows {id_}"
    picture = picture_at(video.read_bytes(), _good_moment(load_truth(truth_path(video))))
    assert picture is not None, f"{video} can't be read"
    left, top, width = _CUTS[id_]
    return _cut(picture, (left, top, left + width, top + width * 3 // 4)).resize(
        _SIZE, Image.Resampling.LANCZOS
    )


def welcome_picture() -> Image.Image:
    """A person in a stretch with the skeleton that the coach sees, and the ring that counts; no words."""
    view = Image.open(_STAGE).convert("RGB").crop(_VIEW)
    large = view.resize((view.width * _SMOOTH, view.height * _SMOOTH), Image.Resampling.LANCZOS)
    x, y, radius, width, share = _RING
    draw = ImageDraw.Draw(large)

    def box(r: float) -> tuple[float, float, float, float]:
        return tuple(_SMOOTH * edge for edge in (x - r, y - r, x + r, y + r))  # type: ignore[return-value]

    draw.ellipse(box(radius + 10), fill=_WHITE)
    draw.arc(box(radius), 0, 360, fill=_TRACK, width=width * _SMOOTH)
    draw.arc(box(radius), -90, -90 + 360 * share, fill=_GREEN, width=width * _SMOOTH)
    draw.line(
        [(_SMOOTH * (x + dx), _SMOOTH * (y + dy)) for dx, dy in ((-26, 2), (-8, 20), (26, -20))],
        fill=_GREEN,
        width=12 * _SMOOTH,
        joint="curve",
    )
    return large.resize(view.size, Image.Resampling.LANCZOS)


def _good_moment(truth: Truth) -> float:
    if truth.repetitions:
        first = truth.repetitions[0]
        assert first.top_s is not None
        return first.top_s + first.held_s / 2
    start_s, end_s = truth.valid[0]
    return (start_s + end_s) / 2


def _cut(picture: np.ndarray, box: tuple[int, int, int, int]) -> Image.Image:
    return Image.fromarray(picture).crop(box)


def main() -> None:
    for id_ in _CUTS:
        exercise_picture(id_).save(shipped_folder() / id_ / PICTURE, quality=_QUALITY)
    welcome_picture().save(WELCOME, quality=_QUALITY)


if __name__ == "__main__":
    main()
