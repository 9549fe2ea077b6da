"""Of several position gates that fail, one is asked for until it is met."""

from itertools import groupby

from posecoach.coaching.feedback import Answer
from posecoach.coaching.speech.asked_gate import AskedGate

ORDER = ["on_your_feet", "leaning_forward", "hands_down"]
FAIL, PASS, UNKNOWN = Answer.FAIL, Answer.PASS, Answer.UNKNOWN


class Frames:
    """Ten a second; each is given by the answers of the gates, in their order."""

    def __init__(self) -> None:
        self.gate = AskedGate(ORDER)
        self.frame = 0
        self.asked: list[str | None] = []

    def see(self, lasts_s: float, *answers: Answer) -> "Frames":
        by_id = dict(zip(ORDER, answers, strict=True))
        failing = [id_ for id_ in ORDER if by_id[id_] is FAIL] + [
            id_ for id_ in ORDER if by_id[id_] is UNKNOWN
        ]
        for _ in range(round(lasts_s * 10)):
            self.asked.append(self.gate.update(self.frame / 10, next(iter(failing), None), by_id))
            self.frame += 1
        return self

    @property
    def in_turn(self) -> list[tuple[str | None, int]]:
        """Each gate that was asked for, with for how many frames."""
        return [(id_, len(list(run))) for id_, run in groupby(self.asked)]


def test_the_first_that_fails_is_asked_for_and_then_the_next():
    played = Frames().see(3, FAIL, FAIL, FAIL).see(3, PASS, FAIL, FAIL).see(3, PASS, PASS, FAIL)
    assert [id_ for id_, _ in played.in_turn] == ORDER


def test_a_gate_near_its_limit_is_asked_for_until_it_has_been_met_for_a_second():
    played = Frames()
    for _ in range(5):  # met for a moment only, or not known for longer
        played.see(1, FAIL, FAIL, PASS).see(0.8, PASS, FAIL, PASS).see(2, UNKNOWN, FAIL, PASS)
    assert played.in_turn == [("on_your_feet", 190)]
    played.see(2, PASS, FAIL, PASS)
    assert played.in_turn == [("on_your_feet", 200), ("leaning_forward", 10)]


def test_an_earlier_gate_takes_over_only_once_it_goes_on_failing():
    played = Frames().see(3, PASS, FAIL, FAIL)
    for _ in range(5):
        played.see(1.2, FAIL, FAIL, FAIL).see(0.8, PASS, FAIL, FAIL)
    assert played.in_turn == [("leaning_forward", 130)]
    played.see(3, FAIL, FAIL, FAIL)
    assert [id_ for id_, _ in played.in_turn] == ["leaning_forward", "on_your_feet"]


def test_in_position_nothing_is_asked_for_and_out_of_it_the_first_again():
    played = Frames().see(1, PASS, FAIL, FAIL).see(0.1, PASS, PASS, PASS).see(1, FAIL, FAIL, PASS)
    assert played.in_turn == [("leaning_forward", 10), (None, 1), ("on_your_feet", 10)]
