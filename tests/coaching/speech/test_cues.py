"""What is said when: urgency, persistence, cooldown, thanks, and the time."""

from dataclasses import replace
from itertools import pairwise

import pytest
from support.sets.repetition_clocks import ONLY_TIMED

from posecoach.catalog.exercises import find_spec
from posecoach.catalog.languages import languages, load_phrases
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import Answer, ClockReading, Cue, CueKind, Fault, GateResult, Severity, State
from posecoach.coaching.judging.checker import Verdict
from posecoach.coaching.judging.framing import Requirement
from posecoach.coaching.speech.cues import CueDirector, Situation
from posecoach.coaching.speech.scheduler import SpeechScheduler, spoken_s
from posecoach.pose.landmarks import Side

SPEC = find_spec("standing_hamstring")
KNEE = Fault("knee_bent", Severity.BLOCKING, 0.0, 50.0, 30.0)
BACK = Fault("back_rounded", Severity.ADVICE, 0.0, 0.2, 0.1)


def judged(*faults: Fault, position: Answer = Answer.PASS) -> Verdict:
    return Verdict((), position, position, None, Answer.FAIL, False, False, False, faults, None)


class Set:
    """Plays situations to a director, ten frames a second, and keeps what was shown and said."""

    def __init__(
        self,
        target_s: float = 30.0,
        language: str = "en",
        leg: Side | None = None,
        spec: StretchSpec = SPEC,
    ) -> None:
        self.director = CueDirector(spec, load_phrases(language), leg, SpeechScheduler())
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


def test_what_is_only_timed_is_neither_praised_nor_asked_to_keep_still():
    timed = (
        Set(spec=ONLY_TIMED).play(3, State.MOVING, judged(), reason="arming").play(20, State.VALID, judged())
    )
    assert {"hold_that", "hold_still"}.isdisjoint([*timed.ids, *timed.shown])
    assert "half_way" in timed.ids


@pytest.mark.parametrize("first_frame", [0, 1])
def test_a_hold_is_confirmed_as_soon_when_it_begins_at_time_zero(first_frame: int):
    played = Set()
    played.frame = first_frame
    ((confirmed_s, _), *_) = played.play(3, State.VALID, judged()).said
    assert confirmed_s - first_frame / 10 == pytest.approx(1.0)


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
    assert {first.text, second.text} <= set(SPEC.english.gates["knee_bent"].cues)


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
    assert second_s - played.said[0][0] >= spoken_s(first.text)


TURNED = (Requirement("near_enough", ready=True, fix=""), Requirement("side_on", ready=False, fix=""))


def test_framing_says_what_to_do_once_then_waits_and_thanks():
    played = Set(leg=Side.LEFT).play(5, State.NOT_FRAMED, framing=TURNED)
    assert [(cue.id, cue.text) for _, cue in played.said] == [("side_on", "Turn your left side towards me.")]
    played.play(3, State.NOT_IN_POSITION, judged(position=Answer.FAIL), "folded")
    assert played.ids == ["side_on", "seen_well"]


def test_without_a_leg_that_was_asked_for_no_side_is_named():
    (_, cue), *_ = Set().play(2, State.NOT_FRAMED, framing=TURNED).said
    assert cue.text == "Turn side-on to me."


def test_what_is_not_mended_is_said_ever_more_seldom():
    times = [t_s for t_s, _ in Set().play(90, State.FAULT, judged(KNEE)).said]
    waits = [after_s - before_s for before_s, after_s in pairwise(times)]
    assert waits == pytest.approx([8, 16, 32], abs=0.2)


def test_a_hold_that_ran_makes_a_fault_worth_saying_soon_again():
    played = Set().play(20, State.FAULT, judged(KNEE)).play(9, State.VALID, judged())
    before = len(played.said)
    played.play(1, State.FAULT, judged(KNEE))
    assert [cue.id for _, cue in played.said[before:]] == ["knee_bent"]


def test_half_way_is_not_worth_an_interruption_but_the_end_is():
    played = Set(target_s=30).play(12.9, State.VALID, judged()).play(5, State.VALID, judged(BACK))
    assert played.ids == ["hold_that", "back_rounded"]
    assert "half_way" in played.shown


@pytest.mark.parametrize("language", languages())
def test_nothing_is_said_while_something_else_is_being_said_unless_it_is_more_urgent(language: str):
    played = Set(target_s=30, language=language)
    played.play(2, State.NOT_FRAMED, framing=TURNED).play(5, State.FAULT, judged(KNEE))
    played.play(6, State.VALID, judged(BACK)).play(9, State.UNKNOWN, judged(), "leg_not_seen")
    played.play(30, State.VALID, judged(BACK))
    for (begun_s, cue), (next_s, following) in pairwise(played.said):
        urgent = following.kind in (CueKind.BLOCKING, CueKind.TIME)
        assert urgent or next_s >= begun_s + spoken_s(cue.text)


@pytest.mark.parametrize(
    ("reason", "told"),
    [("leg_not_seen", "not_sure"), ("knee_bent", "knee_bent"), ("not_settled", "not_sure")],
)
def test_what_is_not_known_is_said_with_a_way_to_help(reason: str, told: str):
    assert Set().play(3, State.UNKNOWN, judged(), reason).ids == [told]


def test_the_time_is_reported_at_half_way_ten_seconds_and_the_last_three():
    played = Set(target_s=30).play(32, State.VALID, judged())
    assert played.ids == ["hold_that", "half_way", "ten_left", "left_3", "left_2", "left_1", "done"]
    times = {cue.id: t_s for t_s, cue in played.said}
    assert times["half_way"] == pytest.approx(15, abs=0.15)
    assert times["ten_left"] == pytest.approx(20, abs=0.15)
    assert times["done"] == pytest.approx(30, abs=0.15)


def test_half_way_of_twenty_seconds_is_reported_once():
    assert Set(target_s=20).play(21, State.VALID, judged()).ids.count("ten_left") == 0


def test_the_time_told_stays_on_the_screen_for_a_while():
    played = Set(target_s=30).play(18, State.VALID, judged())
    assert played.shown.count("half_way") == pytest.approx(20, abs=1)


def answered(**gates: Answer) -> Verdict:
    results = tuple(GateResult(id_, "", answer, 0.0, 0.0, 0.0) for id_, answer in gates.items())
    return replace(judged(position=Answer.FAIL), gates=results)


def test_two_position_gates_that_take_turns_to_fail_are_not_both_asked_for():
    both = answered(leaning_forward=Answer.FAIL, hands_down=Answer.FAIL)
    second = answered(leaning_forward=Answer.UNKNOWN, hands_down=Answer.FAIL)
    played = Set()
    for _ in range(4):
        played.play(1.5, State.NOT_IN_POSITION, both, "leaning_forward")
        played.play(1.5, State.NOT_IN_POSITION, second, "hands_down")
    assert set(played.shown) == {"leaning_forward"}
    assert set(played.ids) == {"leaning_forward"}
    met = answered(leaning_forward=Answer.PASS, hands_down=Answer.FAIL)
    played.play(9, State.NOT_IN_POSITION, met, "hands_down")
    assert played.ids[-1] == "hands_down"
