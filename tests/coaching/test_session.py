"""A session by itself: what comes when, what is said, and what buttons do."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.observations import Observer
from support.stick_figures import (
    BENT_KNEES,
    FOLDED,
    LEG_UP,
    LYING,
    REACHING,
    SITTING,
    STANDING,
    Person,
    over_time,
)

from posecoach.coaching.exercise.phrases import load_phrases
from posecoach.coaching.exercise.routine import Routine
from posecoach.coaching.exercise.spec import load_specs
from posecoach.coaching.feedback import CueKind, State
from posecoach.coaching.session import Ended, Phase, Session, SessionFeedback
from posecoach.coaching.speech.presence import Chime
from posecoach.coaching.speech.scheduler import spoken_s
from posecoach.pose.landmarks import Side
from posecoach.pose.observation import Observation

SPECS = load_specs()
GO_IN = {
    "standing_hamstring": (STANDING, FOLDED),
    "seated_hamstring": (SITTING, REACHING),
    "lying_hamstring": (LYING, LEG_UP),
}


def routine(*sets: tuple[str, Side | None], target_s: float = 5.0, rest_s: float = 10.0) -> Routine:
    seconds = {"rest_s": rest_s, "change_s": 8.0, "move_on_after_s": 12.0, "give_up_after_s": 40.0}
    return Routine.model_validate(
        {
            "id": "tried",
            "title": "Tried",
            "sets": [{"stretch": stretch, "side": side, "target_s": target_s} for stretch, side in sets],
            "pace": {name: {"value": value, "source": "test"} for name, value in seconds.items()},
        }
    )


STANDING_TWICE = routine(("standing_hamstring", None), ("standing_hamstring", None))


class Played:
    """A session that sees a script, 10 frames a second."""

    def __init__(self, of: Routine, language: str = "en") -> None:
        self.session = Session(of, SPECS, load_phrases(language))
        self.answers: list[SessionFeedback] = []
        self.observer = Observer()
        self.now_s = 0.0

    def see(self, *script: tuple[float, Person]) -> "Played":
        for pose, t_s in over_time(script, fps=10, start_s=self.now_s):
            self.answers.append(self.session.update(self.observer.observe(pose, t_s), t_s))
        self.now_s += sum(lasts_s for lasts_s, _ in script)
        return self

    def see_nobody(self, lasts_s: float) -> "Played":
        for frame in range(round(lasts_s * 10)):
            self.answers.append(self.session.update(Observation(), self.now_s + frame / 10))
        self.now_s += lasts_s
        return self

    @property
    def said(self) -> list[str]:
        return [answer.say.id for answer in self.answers if answer.say]

    @property
    def texts(self) -> list[str]:
        return [answer.say.text for answer in self.answers if answer.say]

    @property
    def phases(self) -> list[tuple[Phase, int]]:
        told = [(answer.phase, answer.number) for answer in self.answers]
        return told[:1] + [after for before, after in pairwise(told) if after != before]

    @property
    def ended(self) -> list[Ended]:
        return [outcome.ended for outcome in self.session.outcomes]


def one_hold(stretch: str, holds_s: float = 6.0) -> list[tuple[float, Person]]:
    up, down = GO_IN[stretch]
    return [(9.0, up), (2.0, down), (holds_s, down), (2.0, up)]


def test_three_stretches_from_beginning_to_end_without_a_hand():
    of = routine(("standing_hamstring", None), ("seated_hamstring", Side.RIGHT), ("lying_hamstring", None))
    played = Played(of)
    for planned in of.sets:
        played.see(*one_hold(planned.stretch), (9.0, GO_IN[planned.stretch][0]))
    assert played.ended == [Ended.COMPLETED] * 3
    assert played.session.done
    assert played.phases == [
        (Phase.SET, 0), (Phase.REST, 1), (Phase.SET, 1), (Phase.REST, 2), (Phase.SET, 2), (Phase.REST, 2),
        (Phase.DONE, 2),
    ]  # fmt: skip
    a_set = ["begin", "hold_that", "left_3", "left_2", "left_1", "done"]
    assert played.said == ["welcome", *a_set, "rest", *a_set, "rest", *a_set, "all_done"]
    assert "Rest for 10 seconds. Next: Seated hamstring stretch, right leg." in played.texts
    assert [chime for answer in played.answers if (chime := answer.chime)] == [Chime.SEEN]


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_session_speaks_one_language_throughout(language: str):
    played = Played(routine(("standing_hamstring", None)), language)
    played.see((9.0, STANDING), (2.0, BENT_KNEES), (4.0, BENT_KNEES)).see_nobody(5)
    known = load_phrases(language)
    wordings = [text for texts in known.cues.values() for text in texts]
    spec = SPECS["standing_hamstring"]
    wordings += known.stretches[spec.id].begin
    wordings += [text for gate in spec.gates for text in known.of_gate(spec, gate.id)]
    assert {"knee_bent", "no_person", "welcome", "begin"} <= set(played.said)
    assert set(played.texts) <= set(wordings)


def test_the_person_is_led_into_the_picture_before_the_stretch():
    near = replace(STANDING, y=380.0)  # the feet are cut off
    played = Played(STANDING_TWICE).see((9, near), (0.5, STANDING), (9, STANDING))
    assert played.said == ["welcome", "feet_in_picture", "seen_well", "begin"]
    shown = [answer.cue.id for answer in played.answers if answer.cue]
    assert shown.index("feet_in_picture") < shown.index("begin")


def test_rests_are_counted_down_and_the_next_set_begins_by_itself():
    played = Played(STANDING_TWICE).see(*one_hold("standing_hamstring"), (12.0, STANDING))
    rest = [answer for answer in played.answers if answer.phase is Phase.REST]
    assert [answer.left_s for answer in rest] == sorted((answer.left_s for answer in rest), reverse=True)
    assert rest[-1].t_s - rest[0].t_s == pytest.approx(10, abs=0.2)
    assert all(answer.feedback is None for answer in rest)
    assert played.phases[-1] == (Phase.SET, 1)


def test_the_second_time_the_way_in_is_told_in_fewer_words():
    played = Played(STANDING_TWICE).see(*one_hold("standing_hamstring"), (12.0, STANDING))
    first, second = (text for text, id_ in zip(played.texts, played.said, strict=True) if id_ == "begin")
    assert len(second) < len(first)


def test_time_to_get_into_place_is_given_before_a_cue_about_the_position():
    played = Played(routine(("lying_hamstring", None))).see((30.0, STANDING))
    told = {answer.say.id: answer.t_s for answer in reversed(played.answers) if answer.say}
    assert "on_your_back" in told
    assert told["on_your_back"] >= told["begin"] + 8.0


def test_that_there_are_two_people_is_told_as_soon_as_the_way_in_is():
    played = Played(routine(("standing_hamstring", None)))
    for frame in range(200):
        two = Observation(STANDING.pose(), second_person=1.0)
        played.answers.append(played.session.update(two, frame / 10))
    told = {answer.say.id: answer for answer in reversed(played.answers) if answer.say}
    begin = told["begin"]
    assert told["one_person"].t_s <= begin.t_s + spoken_s(begin.say.text) + 2.0
    shown = [answer.cue.id for answer in played.answers if answer.cue and answer.t_s > begin.t_s + 0.5]
    assert set(shown) == {"one_person"}


def test_who_comes_out_for_good_is_led_on_and_keeps_what_was_held():
    played = Played(STANDING_TWICE).see(*one_hold("standing_hamstring", 2.5), (16.0, STANDING))
    assert played.ended == [Ended.LEFT]
    assert 1 < played.session.outcomes[0].clock.valid_s < 5
    assert "moving_on" in played.said


def test_who_comes_back_soon_goes_on_with_the_set():
    played = Played(STANDING_TWICE).see(
        *one_hold("standing_hamstring", 3), (6.0, STANDING), (2.0, FOLDED), (4, FOLDED)
    )
    assert played.ended == [Ended.COMPLETED]


def test_a_stretch_that_can_not_be_done_does_not_hold_up_the_rest():
    played = Played(STANDING_TWICE).see((42.0, STANDING))
    assert played.ended == [Ended.LEFT]


def test_who_is_away_is_waited_for():
    assert Played(STANDING_TWICE).see_nobody(100).ended == []


def test_a_chime_tells_when_the_person_is_seen_and_when_not():
    played = Played(STANDING_TWICE).see_nobody(2).see((3, STANDING)).see_nobody(1).see((1, STANDING))
    played.see_nobody(3)
    assert [chime for answer in played.answers if (chime := answer.chime)] == [Chime.SEEN, Chime.LOST]


def test_a_pause_stops_everything_and_going_on_keeps_what_was_held():
    played = Played(routine(("standing_hamstring", None), target_s=60)).see(
        (9, STANDING), (2, FOLDED), (3, FOLDED)
    )
    held_s = played.answers[-1].feedback.clock.valid_s
    played.session.pause()
    played.see((20, FOLDED))
    assert played.answers[-1].phase is Phase.PAUSED
    assert played.answers[-1].feedback is None
    played.session.resume()
    played.see((1, FOLDED))
    assert played.answers[-1].feedback.clock.valid_s - held_s <= 1.1
    assert [id_ for id_ in played.said if id_ != "hold_that"] == ["welcome", "begin", "paused", "resumed"]


def test_a_rest_that_is_paused_takes_its_whole_time():
    played = Played(STANDING_TWICE).see(*one_hold("standing_hamstring"))
    left_s = played.answers[-1].left_s
    played.session.pause()
    played.see((20, STANDING))
    played.session.resume()
    played.see((0.1, STANDING))
    assert played.answers[-1].left_s == pytest.approx(left_s, abs=0.25)


def test_skipping_goes_on_at_once_and_after_the_last_set_to_the_end():
    played = Played(STANDING_TWICE).see((3, STANDING))
    played.session.skip()
    played.see((1, STANDING))
    assert played.phases == [(Phase.SET, 0), (Phase.SET, 1)]
    played.session.skip()
    played.see((1, STANDING))
    assert played.session.done
    assert played.ended == [Ended.SKIPPED] * 2
    assert played.said[-1] == "all_done"


def test_skipping_a_rest_begins_the_next_set():
    played = Played(STANDING_TWICE).see(*one_hold("standing_hamstring"))
    played.session.skip()
    played.see((1, STANDING))
    assert played.phases[-1] == (Phase.SET, 1)
    assert played.ended == [Ended.COMPLETED]


def test_repeating_in_a_rest_is_the_set_just_done():
    played = Played(STANDING_TWICE).see(*one_hold("standing_hamstring"))
    played.session.repeat()
    played.see((1, STANDING))
    assert played.phases[-1] == (Phase.SET, 0)
    assert played.answers[-1].feedback.clock.valid_s == 0


def test_repeating_in_a_set_begins_it_anew():
    played = Played(STANDING_TWICE).see((9, STANDING), (2, FOLDED), (3, FOLDED))
    played.session.repeat()
    played.see((1, FOLDED))
    assert played.ended == [Ended.REPEATED]
    assert played.phases == [(Phase.SET, 0)]


def test_stopping_keeps_the_set_under_way_and_no_set_in_a_rest():
    played = Played(STANDING_TWICE).see((3, STANDING))
    played.session.stop()
    assert (played.ended, played.session.done) == ([Ended.STOPPED], True)
    rested = Played(STANDING_TWICE).see(*one_hold("standing_hamstring"))
    rested.session.pause()
    rested.session.stop()
    assert rested.ended == [Ended.COMPLETED]


def test_a_blocking_fault_is_spoken_though_the_person_was_given_time():
    played = Played(routine(("standing_hamstring", None)))
    played.see((6.2, STANDING), (1.5, BENT_KNEES), (2.5, BENT_KNEES))
    assert "knee_bent" in played.said


@given(
    script=st.lists(
        st.tuples(
            st.floats(0.5, 9),
            st.sampled_from([STANDING, FOLDED, BENT_KNEES, SITTING, REACHING, LYING, LEG_UP, None]),
        ),
        min_size=1,
        max_size=8,
    ),
    presses=st.lists(st.sampled_from(["pause", "resume", "skip", "repeat", None]), min_size=8, max_size=8),
)
@settings(max_examples=40, deadline=None)
def test_whatever_happens_counts_and_words_stay_in_order(
    script: Iterable[tuple[float, Person | None]], presses: list[str | None]
):
    played = Played(routine(("standing_hamstring", None), ("seated_hamstring", None), target_s=3, rest_s=2))
    for (lasts_s, person), press in zip(script, presses, strict=False):
        if person is None:
            played.see_nobody(lasts_s)
        else:
            played.see((lasts_s, person))
        if press:
            getattr(played.session, press)()
    held_s = sum(outcome.clock.valid_s for outcome in played.session.outcomes)
    assert held_s <= played.now_s
    for answer in played.answers:
        assert answer.feedback is None or answer.phase is Phase.SET
        if answer.say and answer.say.kind is CueKind.PRAISE and answer.say.id == "hold_that":
            assert answer.feedback.state is State.VALID
    for outcome in played.session.outcomes:
        assert (outcome.ended is Ended.COMPLETED) == outcome.clock.completed
