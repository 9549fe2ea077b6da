"""A coach of repetitions: what it counts, says and asks for, on people made of sticks."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from support.coaches import coach_for, judged
from support.observations import observed
from support.stick_figures import BRIDGE, HOOK_LYING, STANDING, Person, coached, over_time

from posecoach.catalog.exercises import find_spec
from posecoach.coaching.feedback import Feedback, RepetitionReading, State
from posecoach.coaching.reasons import Reason
from posecoach.pose.observation import Observation

HALF_UP = replace(BRIDGE, trunk=-100, leg=72, other_leg=72, y=312)


def bridges(top: Person, held_s: float, times: int, way_s: float = 1.0) -> list[tuple[float, Person]]:
    once = [(way_s, top), (held_s, top), (way_s, HOOK_LYING), (1.5, HOOK_LYING)]
    return [(2.0, HOOK_LYING), *once * times]


def repetitions(answers: Sequence[Feedback]) -> RepetitionReading:
    reading = answers[-1].clock.repetitions
    assert reading is not None
    return reading


def spoken(answers: Sequence[Feedback]) -> list[str]:
    return [answer.say.text for answer in answers if answer.say is not None]


def test_bridges_are_counted_with_their_times():
    done = repetitions(coached("bridge", bridges(BRIDGE, 4.0, 3))).done
    assert [one.counted for one in done] == [True] * 3
    for number, one in enumerate(done):
        began_s = 2.0 + number * 7.5
        # Hips leave the floor and reach the top somewhere on the way of a second.
        assert began_s <= one.start_s <= began_s + 0.6
        assert one.top_s is not None
        assert began_s + 0.5 <= one.top_s <= began_s + 1.2
        assert began_s + 5.4 <= one.end_s <= began_s + 6.3


def test_each_is_counted_aloud_and_ended_by_voice():
    said = spoken(coached("bridge", bridges(BRIDGE, 4.0, 2)))
    assert [text for text in said if "Hold" in text] == ["1. Hold.", "2. Hold."]
    assert said.count("And slowly down.") == 2


def test_a_person_who_waits_in_the_start_position_is_asked_to_go():
    said = spoken(coached("bridge", [(15.0, HOOK_LYING)]))
    assert said[:2] == ["Lift your hips.", "And up again."]


def test_the_set_is_over_when_the_last_is_back_down():
    answers = coached("bridge", bridges(BRIDGE, 4.0, 8))
    assert answers[-1].clock.completed
    first = next(answer for answer in answers if answer.clock.completed)
    assert first.state in (State.READY, State.MOVING)
    assert "Done. Come out of it slowly." in spoken(answers)


@pytest.mark.parametrize(
    ("top", "held_s", "reason"), [(HALF_UP, 4.0, "hips_up"), (BRIDGE, 1.5, Reason.TOO_SHORT)]
)
def test_one_that_falls_short_is_not_counted_and_hears_why(top: Person, held_s: float, reason: str):
    answers = coached("bridge", bridges(top, held_s, 2))
    assert [one.reason for one in repetitions(answers).done] == [reason] * 2
    wanted = {
        "hips_up": "A little higher, if that is comfortable.",
        Reason.TOO_SHORT: "Stay there a little longer",
    }
    assert any(text.startswith(wanted[reason]) for text in spoken(answers))


def test_half_way_back_down_is_one_repetition():
    halves = [(1.0, BRIDGE), (2.0, BRIDGE), (0.6, HALF_UP)] * 3
    reading = repetitions(
        coached("bridge", [(2.0, HOOK_LYING), *halves, (1.0, HOOK_LYING), (1.5, HOOK_LYING)])
    )
    assert len(reading.done) == 1


@pytest.mark.parametrize("person", [HOOK_LYING, BRIDGE, STANDING])
def test_a_person_who_stays_as_they_are_does_no_repetition(person: Person):
    assert repetitions(coached("bridge", [(20.0, person)])).done == ()


def test_where_the_picture_is_lost_at_the_top_nothing_is_counted():
    frames = list(observed(over_time(bridges(BRIDGE, 4.0, 1))))
    lost = [(Observation() if 4.0 < t_s < 6.6 else seen, t_s) for seen, t_s in frames]
    coach = coach_for(find_spec("bridge"))
    answers = [coach.update(seen, t_s) for seen, t_s in lost]
    assert all(not one.counted for one in repetitions(answers).done)


def test_a_still_shows_the_position():
    seen = [next(observed(over_time([(1.0, person)])))[0] for person in (HOOK_LYING, BRIDGE)]
    assert [judged(one, find_spec("bridge")).state for one in seen] == [State.READY, State.VALID]
