"""A session by itself: what comes when, and what is said."""

from dataclasses import replace

import pytest
from support.sets.good_sets import GOOD_SETS
from support.sets.played_sessions import SPECS, STANDING_TWICE, Played, one_hold, routine
from support.stick_figures import BENT_KNEES, FOLDED, STANDING

from posecoach.catalog.languages import languages, load_phrases
from posecoach.coaching.session import Ended, Phase
from posecoach.coaching.speech.presence import Chime
from posecoach.coaching.speech.scheduler import spoken_s
from posecoach.pose.landmarks import Side
from posecoach.pose.observation import Observation


def test_three_stretches_from_beginning_to_end_without_a_hand():
    of = routine(("standing_hamstring", None), ("seated_hamstring", Side.RIGHT), ("lying_hamstring", None))
    played = Played(of)
    for planned in of.sets:
        played.see(*one_hold(planned.stretch), (9.0, GOOD_SETS[planned.stretch][0]))
    assert played.ended == [Ended.COMPLETED] * 3
    assert played.session.done
    assert played.phases == [
        (Phase.SET, 0), (Phase.REST, 1), (Phase.SET, 1), (Phase.REST, 2), (Phase.SET, 2), (Phase.GOODBYE, 2),
        (Phase.DONE, 2),
    ]  # fmt: skip
    a_set = ["begin", "hold_that", "left_3", "left_2", "left_1", "done"]
    assert played.said == ["welcome", *a_set, "rest", *a_set, "rest", *a_set, "all_done"]
    assert "Rest for 10 seconds. Next: Seated hamstring stretch, right leg." in played.texts
    assert [chime for answer in played.answers if (chime := answer.chime)] == [Chime.SEEN]


@pytest.mark.parametrize("language", languages())
def test_a_session_speaks_one_language_throughout(language: str):
    played = Played(routine(("standing_hamstring", None)), language)
    played.see((9.0, STANDING), (2.0, BENT_KNEES), (4.0, BENT_KNEES)).see_nobody(5)
    known = load_phrases(language)
    wordings = [text for texts in known.cues.values() for text in texts]
    spec = SPECS["standing_hamstring"]
    wordings += spec.texts_in(language).begin
    wordings += [text for gate in spec.gates for text in known.of_gate(spec, gate.id)]
    assert {"knee_bent", "no_person", "welcome", "begin"} <= set(played.said)
    assert set(played.texts) <= set(wordings)


def test_the_person_is_led_into_the_picture_before_the_stretch():
    near = replace(STANDING, y=380.0)  # the feet are cut off
    played = Played(STANDING_TWICE).see((9, near), (0.5, STANDING), (9, STANDING))
    assert played.said == ["welcome", "step_back", "feet_in_picture", "seen_well", "begin"]
    shown = [answer.cue.id for answer in played.answers if answer.cue]
    assert shown.index("feet_in_picture") < shown.index("begin")


def test_at_the_start_the_coach_waits_8_s_before_it_says_that_it_sees_nobody():
    played = Played(STANDING_TWICE).see_nobody(20)
    told = {answer.say.id: answer.t_s for answer in reversed(played.answers) if answer.say}
    assert list(reversed(told)) == ["welcome", "step_back", "no_person"]
    assert 8.0 <= told["no_person"] <= 9.5
    shown = {answer.cue.id for answer in played.answers if answer.t_s < 8.0}
    assert shown == {"welcome", "step_back"}
    assert all(answer.preview for answer in played.answers)


def test_who_has_stepped_back_within_that_time_is_asked_for_nothing_else():
    near = replace(STANDING, y=380.0)  # the feet are cut off
    played = Played(STANDING_TWICE).see((6, near), (1, STANDING), (9, STANDING))
    assert played.said == ["welcome", "step_back", "begin"]


def test_who_is_seen_at_once_is_not_asked_to_step_back():
    played = Played(STANDING_TWICE).see((9, STANDING))
    assert played.said == ["welcome", "begin"]
    assert [answer.preview for answer in played.answers].index(False) <= 10  # and that stays
    assert not any(answer.preview for answer in played.answers[10:])


def test_before_the_same_set_again_the_rest_says_once_more():
    played = Played(STANDING_TWICE).see(*one_hold("standing_hamstring"), (9.0, STANDING))
    assert "rest_again" in played.said
    assert "Rest for 10 seconds. Then once more." in played.texts


def test_rests_are_counted_down_and_the_next_set_begins_by_itself():
    played = Played(STANDING_TWICE).see(*one_hold("standing_hamstring"), (12.0, STANDING))
    rest = [answer for answer in played.answers if answer.phase is Phase.REST]
    assert [answer.left_s for answer in rest] == sorted((answer.left_s for answer in rest), reverse=True)
    assert rest[-1].t_s - rest[0].t_s == pytest.approx(10, abs=0.2)
    assert all(answer.feedback is None for answer in rest)
    assert played.phases[-1] == (Phase.SET, 1)


def test_while_the_last_words_are_said_no_rest_is_counted_and_no_set_is_to_come():
    played = Played(routine(("standing_hamstring", None)))
    played.see(*one_hold("standing_hamstring"), (9.0, STANDING))
    goodbye = [answer for answer in played.answers if answer.phase is Phase.GOODBYE]
    assert goodbye[-1].t_s - goodbye[0].t_s > 1.0  # "done" is being spoken
    assert {(answer.number, answer.feedback, answer.left_s, answer.say) for answer in goodbye} == {
        (0, None, None, None)
    }
    assert {answer.cue.id for answer in goodbye} == {"all_done"}
    last = next(answer for answer in played.answers if answer.phase is Phase.DONE)
    assert last.say.id == "all_done"


def test_the_second_time_the_way_in_takes_fewer_words():
    played = Played(STANDING_TWICE).see(*one_hold("standing_hamstring"), (12.0, STANDING))
    first, second = (text for text, id_ in zip(played.texts, played.said, strict=True) if id_ == "begin")
    assert len(second) < len(first)


def test_time_to_get_into_place_is_given_before_a_cue_about_the_position():
    played = Played(routine(("lying_hamstring", None))).see((30.0, STANDING))
    told = {answer.say.id: answer.t_s for answer in reversed(played.answers) if answer.say}
    assert "on_your_back" in told
    assert told["on_your_back"] >= told["begin"] + 8.0


def test_two_people_are_reported_as_soon_as_the_way_in_is_said():
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


def test_a_blocking_fault_is_spoken_though_the_person_was_given_time():
    played = Played(routine(("standing_hamstring", None)))
    played.see((6.2, STANDING), (1.5, BENT_KNEES), (2.5, BENT_KNEES))
    assert "knee_bent" in played.said
