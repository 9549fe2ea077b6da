import numpy as np

from posecoach.coaching.feedback import ClockReading, Feedback, State
from posecoach.rendering.contact_sheet import Line, Tile, contact_sheet, tile_picture

RED, GREEN = (200, 10, 10), (10, 120, 10)
NOTHING_SAID = Feedback(
    0.0, 0.0, State.NO_PERSON, None, None, {}, (), (), None, None, ClockReading(0.0, 20.0, running=False)
)


def tile(colour: tuple[int, int, int], *lines: Line, size: tuple[int, int] = (300, 400)) -> Tile:
    photo = np.full((*size, 3), colour, np.uint8)
    return Tile(tile_picture(photo, None, NOTHING_SAID), lines)


def where(sheet: np.ndarray, colour: tuple[int, int, int]) -> np.ndarray:
    """Rows and columns of the pixels of a colour."""
    return np.argwhere((sheet == colour).all(axis=2))


def test_sections_stand_below_each_other_in_order():
    sheet = contact_sheet([("Misses", [tile(RED)]), ("Right", [tile(GREEN)])])
    assert where(sheet, RED)[:, 0].max() < where(sheet, GREEN)[:, 0].min()


def test_an_empty_section_takes_no_room():
    both = contact_sheet([("Misses", []), ("Right", [tile(GREEN)])])
    assert np.array_equal(both, contact_sheet([("Right", [tile(GREEN)])]))


def test_pictures_keep_their_proportions_at_any_size():
    for height, width in ((1000, 500), (60, 40), (500, 2000)):
        pixels = where(contact_sheet([("All", [tile(RED, size=(height, width))])]), RED)
        tall, wide = pixels.max(axis=0) - pixels.min(axis=0) + 1
        assert abs(wide / tall - width / height) < 0.02 * width / height


def test_a_text_too_long_stays_below_its_own_picture():
    lines = Line("long " * 60, RED)
    sheet = contact_sheet([("All", [tile(GREEN, lines), tile(GREEN)])])
    second = where(sheet, GREEN)[:, 1].max() - tile(GREEN).picture.shape[1]
    written = where(sheet, RED)
    assert written.size
    assert written[:, 1].max() < second
