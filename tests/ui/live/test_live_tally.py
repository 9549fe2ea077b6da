from support.stick_figures import FOLDED, STANDING, over_time

from posecoach.catalog.exercises import load_specs
from posecoach.catalog.languages import load_phrases
from posecoach.coaching.exercise.routine import Routine
from posecoach.coaching.feedback import ClockReading, Fault, Feedback, Hold, Pause, Severity, State
from posecoach.coaching.session import Session
from posecoach.pose.observation import Observation
from posecoach.ui.live.tally import SessionTally, SetTally

STANDING_SPEC = load_specs()["standing_hamstring"]


def feedback(t_s: float, faults: tuple[Fault, ...] = (), clock: ClockReading | None = None) -> Feedback:
    reading = clock or ClockReading(0.0, 20.0, running=False)
    return Feedback(t_s, t_s, State.VALID, None, None, {}, (), faults, None, None, reading)


def knee(start_s: float) -> Fault:
    return Fault("knee_bent", Severity.BLOCKING, start_s, worst=44.0, limit=30.0)


def test_nothing_seen_yet():
    assert SetTally(20.0).summary(STANDING_SPEC) == {
        "completed": False,
        "headline": "0.0 s of 20 s held well",
        "pauses": None,
        "faults": [],
    }


def test_a_fault_lasts_until_the_first_frame_without_it_and_its_times_add_up():
    tally = SetTally(20.0)
    for t_s in (1.0, 2.0):
        tally.add(feedback(t_s, (knee(0.5),)))
    tally.add(feedback(3.0))
    tally.add(feedback(4.0))
    tally.add(feedback(6.0, (knee(5.0),)))
    (line,) = tally.summary(STANDING_SPEC)["faults"]
    assert line == {"label": "Bent knee", "seconds": "3.5 s", "times": 2, "note": "pauses the clock"}


def test_pauses_of_a_hold_are_reported_by_reason_the_longest_first():
    clock = ClockReading(
        21.0,
        20.0,
        running=True,
        holds=(Hold(0.0, 14.0, 10.0), Hold(16.0, 30.0, 11.0)),
        pauses=(
            Pause(3.0, 4.0, "knee_bent"),
            Pause(8.0, 11.0, State.UNKNOWN),
            Pause(12.0, 12.1, "bouncing"),
            Pause(20.0, 21.0, "knee_bent"),
        ),
    )
    tally = SetTally(20.0)
    tally.add(feedback(30.0, clock=clock))
    summary = tally.summary(STANDING_SPEC)
    assert summary["completed"]
    assert summary["headline"] == "21 s of 20 s held well in 2 holds"
    assert [(line["label"], line["seconds"], line["times"]) for line in summary["pauses"]] == [
        ("Can't tell", "3.0 s", 1),
        ("Bent knee", "2.0 s", 2),
    ]


def test_a_set_that_is_stopped_is_summed_up_to_its_last_frame():
    sets = [{"stretch": "standing_hamstring", "target_s": 30.0}]
    session = Session(
        Routine.model_validate({"id": "tried", "title": "Tried", "sets": sets}), load_specs(), load_phrases()
    )
    tally = SessionTally(session)
    for pose, t_s in over_time([(2, STANDING), (2, FOLDED), (6, FOLDED)], fps=10):
        tally.add(session.update(Observation(pose), t_s))
    session.stop()
    (outcome,) = session.outcomes
    (done,) = tally.summary()["sets"]
    assert done["headline"] == f"{outcome.clock.valid_s:.1f} s of 30 s held well"
    assert outcome.clock.holds[-1].end_s == 9.9


def test_a_session_is_reported_set_by_set():
    sets = [{"stretch": "standing_hamstring", "target_s": 3.0, "repeats": 2}]
    routine = Routine.model_validate({"id": "tried", "title": "Tried", "sets": sets})
    session = Session(routine, load_specs(), load_phrases())
    tally = SessionTally(session)
    for pose, t_s in over_time([(2, STANDING), (2, FOLDED), (6, FOLDED), (2, STANDING)], fps=10):
        tally.add(session.update(Observation(pose), t_s))
    session.skip()
    session.stop()
    summary = tally.summary()
    assert (summary["completed"], summary["headline"]) == (False, "3.0 s held well, 1 of 2 sets done")
    assert [(done["ended"], done["headline"]) for done in summary["sets"]] == [
        ("done", "3.0 s of 3.0 s held well"),
        ("stopped", "0.0 s of 3.0 s held well"),
    ]
