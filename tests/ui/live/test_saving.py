"""A live session is saved while it lasts, and continues where saving fails."""

import threading
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
from support.stick_figures import FOLDED, STANDING, Person, over_time

from posecoach.catalog.exercises import load_specs
from posecoach.catalog.languages import load_phrases
from posecoach.coaching.exercise.routine import Routine
from posecoach.coaching.session import Session
from posecoach.pose.observation import Observation
from posecoach.records.history.export import as_json
from posecoach.records.history.safety_answers import PAIN
from posecoach.records.history.store import CUT_OFF, History
from posecoach.rendering.album import Shot
from posecoach.ui.live.saving import SAVE_EVERY_S, SessionSaver
from posecoach.ui.live.tally import SessionTally

SPECS = load_specs()
PICTURE = np.zeros((480, 640, 3), np.uint8)


class Coached:
    """A session with its saver, fed with frames of a stick figure."""

    def __init__(self, target_s: float = 60.0) -> None:
        sets = [{"stretch": "standing_hamstring", "target_s": target_s, "repeats": 2}]
        routine = Routine.model_validate({"id": "tried", "title": "Tried", "sets": sets})
        self.session = Session(routine, SPECS, load_phrases())
        self.tally = SessionTally(self.session)
        self.saver = SessionSaver(self.session, self.tally, None, "Tried", 3)
        self.problems: list[str | None] = []

    def see(self, script: Iterable[tuple[float, Person]], start_s: float = 0.0) -> float:
        held_s = 0.0
        for pose, t_s in over_time(script, fps=10, start_s=start_s):
            answer = self.session.update(Observation(pose), t_s)
            self.tally.add(answer, Shot(PICTURE, pose))
            self.saver.after_frame(t_s)
            if self.saver._saving is not None:
                self.saver._saving.result()  # a test is faster than any camera
            self.problems.append(self.saver.problem)
            held_s = answer.feedback.clock.valid_s if answer.feedback else held_s
        return held_s


def test_at_most_the_last_five_seconds_of_a_set_are_lost(history: History):
    held_s = Coached().see([(2, STANDING), (2, FOLDED), (18.3, FOLDED)])
    # Nothing ended the session, as when the computer is switched off.
    (session,) = history.sessions(1)
    (saved,) = session.sets
    assert saved.ended == CUT_OFF
    assert held_s - saved.valid_s <= SAVE_EVERY_S + 0.2 < 5
    assert session.discomfort_before == 3


def test_sets_are_saved_with_how_they_ended(history: History):
    coached = Coached(target_s=3.0)
    coached.see([(2, STANDING), (2, FOLDED), (5, FOLDED), (2, STANDING)])
    coached.session.skip()
    coached.see([(1, STANDING), (2, FOLDED), (2, FOLDED)], start_s=40.0)
    coached.session.stop()
    coached.tally.summary()
    coached.saver.close()
    (session,) = history.sessions(1)
    assert [(row.number, row.ended) for row in session.sets] == [(0, "completed"), (1, "stopped")]
    assert session.sets[0].side is not None


@pytest.mark.parametrize("allowed", [False, True])
def test_pictures_are_saved_with_a_set_that_is_over_if_the_person_agreed(history: History, allowed: bool):
    history.allow_pictures(history.profiles()[0].id, allowed)
    coached = Coached(target_s=3.0)
    coached.see([(2, STANDING), (2, FOLDED), (5, FOLDED), (2, STANDING)])
    coached.session.stop()
    coached.saver.close()
    (session,) = history.sessions(1)
    assert [picture.which for picture in history.pictures(session.sets[0].id)] == ["best"] * allowed


def test_a_session_without_a_held_second_is_saved_for_its_answer(history: History):
    coached = Coached()
    coached.see([(8, STANDING)])
    assert history.sessions(1, empty=True) == []  # not before it is over
    coached.saver.close()
    assert history.sessions(1) == []
    (session,) = history.sessions(1, empty=True)
    assert (session.id, session.title, session.sets) == (coached.saver.session_id, "Tried", [])
    history.end_session(session.id, ended=PAIN, discomfort_after=7)
    (answered,) = history.sessions(1, empty=True)
    assert (answered.ended, answered.discomfort_before, answered.discomfort_after) == (PAIN, 3, 7)
    assert '"ended": "pain"' in as_json(history)


def test_a_failed_save_is_shown_and_tried_again(
    history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"no database" * 100)
    monkeypatch.setenv("POSECOACH_DB", f"sqlite:///{broken}")
    coached = Coached()
    held_s = coached.see([(2, STANDING), (2, FOLDED), (10, FOLDED)])
    assert held_s > 8  # the session went on
    assert "isn't being saved" in (coached.problems[-1] or "")
    monkeypatch.setenv("POSECOACH_DB", f"sqlite:///{tmp_path}/history.db")
    coached.see([(6, FOLDED)], start_s=14.0)
    assert coached.problems[-1] is None
    assert len(history.sessions(1)) == 1


def test_a_database_that_makes_writers_wait_does_not_hold_up_the_session(
    history: History, monkeypatch: pytest.MonkeyPatch
):
    free = threading.Event()
    save_set = History.save_set

    def slow(*arguments: object, **options: object) -> None:
        assert free.wait(10)
        save_set(*arguments, **options)

    monkeypatch.setattr(History, "save_set", slow)
    coached = Coached(target_s=60.0)
    coached.saver._thread.submit(free.wait, 10)  # another writer has the database
    for pose, t_s in over_time([(2, STANDING), (2, FOLDED), (10, FOLDED)], fps=10):
        coached.tally.add(coached.session.update(Observation(pose), t_s))
        coached.saver.after_frame(t_s)
    assert history.sessions(1) == []
    free.set()
    coached.saver.close()
    (session,) = history.sessions(1)
    assert session.sets[0].valid_s > 8
