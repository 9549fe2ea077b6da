"""What is said when: urgency, persistence, cooldown, thanks, and the time."""

import pytest

from posecoach.coaching.checker import Verdict
from posecoach.coaching.cues import CueDirector, Situation
from posecoach.coaching.feedback import Answer, ClockReading, Cue, Fault, Severity, State
from posecoach.coaching.framing import Requirement
from posecoach.coaching.spec import find_spec

SPEC = find_spec("standing_hamstring")
KNEE = Fault("knee_bent", Severity.BLOCKING, 0.0, 50.0, 30.0)
BACK = Fault("back_rounded", Severity.ADVICE, 0.0, 0.2, 0.1)


def judged(*faults: Fault, position: Answer = Answer.PASS) -> Verdict:
    return Verdict((), position, None, faults, None)


class Set:
    """Plays situations to a director, ten frames a second, and keeps what was shown and said."""

    def __init__(self, target_s: float = 30.0) -> None:
        self.director = CueDirector(SPEC)
        self.target_s = target_s
        self.frame = 0
        self.valid_s = 0.0
        self.said: list[tuple[float, Cue]] = []
        self.shown: list[str | None] = []

    def play(self, lasts_s: float, state: State, verdict: Verdict | None = None, reason: str = "", **more):
        for _ in range(round(lasts_s * 10)):
            t_s = self.frame / 10
            running = state is State.VALID
            self.valid_s += 0.1 * running
            clock = ClockReading(self.valid_s, self.target_s, running)
            situation = Situation(t_s, state, reason, more.get("framing", ()), verdict, clock)
            cue, say = self.director.choose(situation)
            self.shown.append(cue and cue.id)
            if say is not None:
                self.said.append((t_s, say))
            self.frame += 1
        return self

    @property
    def ids(self) -> list[str]:
        return [cue.id for _, cue in self.said]


def test_a_hold_that_begins_is_confirmed_once():
    assert Set().play(6, State.VALID, judged()).ids == ["hold_that"]


def test_a_cue_is_shown_at_once_and_spoken_once_it_has_lasted():
    played = Set().play(0.2, State.FAULT, judged(KNEE))
    assert (played.shown, played.ids) == (["knee_bent"] * 2, [])
    assert played.play(0.5, State.FAULT, judged(KNEE)).ids == ["knee_bent"]


def test_a_fault_that_is_gone_is_not_spoken_late():
    played = Set().play(0.2, State.FAULT, judged(KNEE)).play(0.5, State.VALID, judged())
    assert played.ids == []
    assert played.shown[-1] is None


def test_the_same_cue_waits_for_its_cooldown_and_comes_in_other_words():
    played = Set().play(12, State.FAULT, judged(KNEE))
    (first_s, first), (second_s, second) = played.said
    assert second_s - first_s >= 8
    assert first.text != second.text
    assert {first.text, second.text} <= set(SPEC.gates[4].cues)


def test_words_do_not_change_while_a_cue_is_on_the_screen():
    director_set = Set().play(0.3, State.FAULT, judged(KNEE))
    before = director_set.frame
    director_set.play(3, State.FAULT, judged(KNEE))
    texts = {cue.text for _, cue in director_set.said}
    assert len(texts) == 1
    assert director_set.shown[before:] == ["knee_bent"] * 30


def test_a_mend_is_thanked_for():
    played = (
        Set()
        .play(3, State.VALID, judged())
        .play(3, State.FAULT, judged(KNEE))
        .play(13, State.VALID, judged())
    )
    assert played.ids == ["hold_that", "knee_bent", "hold_that", "half_way"]


def test_blocking_comes_before_advice_and_advice_before_silence():
    played = Set().play(4, State.FAULT, judged(KNEE, BACK)).play(4, State.VALID, judged(BACK))
    assert played.ids == ["knee_bent", "back_rounded"]


def test_something_urgent_cuts_in_on_something_that_is_not():
    played = Set().play(2.1, State.NOT_IN_POSITION, judged(position=Answer.FAIL), "folded")
    played.play(1, State.FAULT, judged(KNEE))
    (told_s, told), (cut_in_s, cut_in) = played.said
    assert (told.id, cut_in.id) == ("folded", "knee_bent")
    assert cut_in_s - told_s < 1


def test_advice_does_not_cut_in():
    played = Set().play(1, State.FAULT, judged(KNEE)).play(3, State.VALID, judged(BACK))
    (_, first), (second_s, second) = played.said
    assert (first.id, second.id) == ("knee_bent", "back_rounded")
    assert second_s - played.said[0][0] >= 2.5


def test_framing_says_what_to_do():
    turn = Requirement("side_on", ready=False, fix="Turn.")
    near = Requirement("near_enough", ready=True, fix="Come.")
    played = Set().play(1.5, State.NOT_FRAMED, framing=(near, turn))
    assert [(cue.id, cue.text) for _, cue in played.said] == [("side_on", "Turn.")]


@pytest.mark.parametrize(
    ("reason", "told"),
    [("leg_not_seen", "not_sure"), ("knee_bent", "knee_bent"), ("not_settled", "not_sure")],
)
def test_what_is_not_known_is_said_with_a_way_to_help(reason: str, told: str):
    assert Set().play(3, State.UNKNOWN, judged(), reason).ids == [told]


def test_the_time_is_told_at_half_way_ten_seconds_and_the_last_three():
    played = Set(target_s=30).play(32, State.VALID, judged())
    assert played.ids == ["hold_that", "half_way", "ten_left", "left_3", "left_2", "left_1", "done"]
    times = {cue.id: t_s for t_s, cue in played.said}
    assert times["half_way"] == pytest.approx(15, abs=0.15)
    assert times["ten_left"] == pytest.approx(20, abs=0.15)
    assert times["done"] == pytest.approx(30, abs=0.15)


def test_half_way_of_twenty_seconds_is_told_once():
    assert Set(target_s=20).play(21, State.VALID, judged()).ids.count("ten_left") == 0


def test_the_time_told_stays_on_the_screen_for_a_while():
    played = Set(target_s=30).play(18, State.VALID, judged())
    assert played.shown.count("half_way") == pytest.approx(20, abs=1)
