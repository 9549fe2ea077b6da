"""How much of a set was done, in words that claim no more than was judged."""

import pytest
from support.sets.made_up_repetitions import BRIDGE, HELD, TOO_LOW, TOO_SHORT, repeated, timed_only

from posecoach.coaching.feedback import ClockReading, Repetition
from posecoach.records.achieved import Achieved, in_total, outcome

BRIDGES = Achieved(18.0, 24.0, 6, 8)
CATS = Achieved(4.0, 0.0, 6, 6)
HOLD = Achieved(12.0, 20.0)
TIMED = Achieved(60.0, 60.0, timed_only=True)


@pytest.mark.parametrize(
    ("achieved", "text", "share", "completed"),
    [
        (HOLD, "12 s of 20 s held well", 0.6, False),
        (Achieved(21.0, 20.0), "21 s of 20 s held well", 1.0, True),
        (BRIDGES, "6 of 8 repetitions, 18 s held", 0.75, False),
        (Achieved(30.0, 24.0, 7, 8), "7 of 8 repetitions, 30 s held", 0.875, False),  # not by their seconds
        (CATS, "6 of 6 repetitions", 1.0, True),
        (Achieved(0.0, 0.0, 0, 6), "0 of 6 repetitions", 0.0, False),
        (Achieved(3.2, 3.0, 1, 1), "1 of 1 repetition, 3.2 s held", 1.0, True),
        (TIMED, "1 min 00 s of 1 min 00 s, not judged", 1.0, True),
    ],
)
def test_a_set_in_words(achieved: Achieved, text: str, share: float, completed: bool):
    assert (achieved.text, achieved.share, achieved.completed) == (text, pytest.approx(share), completed)


def test_the_clock_says_it(spec):
    after = repeated([HELD, TOO_LOW], target=4, lasts_s=12.0)[-1].clock
    assert Achieved.by(after, BRIDGE) == Achieved(3.4, 12.0, 1, 4)
    clock = ClockReading(5.0, 20.0, running=False)
    assert Achieved.by(clock, spec) == Achieved(5.0, 20.0)
    assert Achieved.by(clock, timed_only(spec)) == Achieved(5.0, 20.0, timed_only=True)


def test_sets_of_all_kinds_add_up_by_kind():
    assert in_total([HOLD, HOLD]) == "24 s held well"
    assert in_total([CATS]) == "4.0 s held well and 6 repetitions"
    assert in_total([HOLD, BRIDGES, TIMED]) == "30 s held well, 6 repetitions and 1 min 00 s not judged"
    assert in_total([TIMED]) == "1 min 00 s not judged"
    assert in_total([Achieved(0.0, 0.0, 1, 6)]) == "1 repetition"
    assert in_total([]) == "0.0 s held well"


@pytest.mark.parametrize(
    ("one", "held", "text"),
    [
        (HELD, True, "held 3.4 s"),
        (HELD, False, "counted"),
        (TOO_LOW, True, "not counted: hips not high enough"),
        (TOO_SHORT, False, "not counted: not held for long enough"),
    ],
)
def test_what_became_of_a_repetition(one: Repetition, held: bool, text: str):
    assert outcome(one, "bridge", held=held) == text
    assert outcome(one, BRIDGE, held=held) == text
