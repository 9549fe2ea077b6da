"""The colours of the charts: each its own, and legible under black text."""

import numpy as np
import pytest

from posecoach.coaching.feedback import State
from posecoach.ui.charts.style import SEVERITY_COLOURS, STATE_COLOURS


def test_every_state_has_a_colour_of_its_own():
    assert set(STATE_COLOURS) == set(State)
    assert len(set(STATE_COLOURS.values())) == len(State)


@pytest.mark.parametrize("colour", [*STATE_COLOURS.values(), *SEVERITY_COLOURS.values()])
def test_black_words_are_legible_on_every_colour(colour: str):
    # WCAG 2.2 AA: 4.5 for text of this size.
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = float(np.dot(linear, (0.2126, 0.7152, 0.0722)))
    assert (luminance + 0.05) / 0.05 >= 4.5
