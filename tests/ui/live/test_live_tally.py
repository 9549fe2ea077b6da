import pytest
from support.sets.repetition_clocks import BRIDGE, COUNTED, LOW, ONLY_TIMED, SHORT, SLOW_MOTION, clock_of
from support.stick_figures import FOLDED, STANDING, over_time

from posecoach.catalog.exercises import load_specs
from posecoach.catalog.languages import load_phrases
from posecoach.coaching.exercise.routine import PlannedSet, Routine
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import ClockReading, Fault, Feedback, Hold, Pause, Severity, State
from posecoach.coaching.session import Ended, Phase, Session, SessionFeedback, SetOutcome
from posecoach.pose.observation import Observation
from posecoach.ui.live.tally import SessionTally, SetTally

STANDING_SPEC = load_specs()["standing_hamstring"]


def feedback(t_s: float, faults: tuple[Fault, ...] = (), clock: ClockReading | None = None) -> Feedback:
    reading = clock or ClockReading(0.0, 20.0, running=False)
    return Feedback(t_s, t_s, State.VALID, None, None, {}, (), faults, None, None, reading)


def knee(start_s: float) -> Fault:
    return Fault("knee_bent", Severity.BLOCKING, start_s, worst=44.0, limit=30.0)


def test_nothing_seen_yet():
    assert SetTally(STANDING_SPEC, 20.0).summary() == {
        "completed": False,
        "headline": "0.0 s of 20 s held well",
        "missed": None,
        "pauses": None,
        "faults": [],
    }


def test_a_fault_lasts_until_the_first_frame_without_it_and_its_times_add_up():
    tally = SetTally(STANDING_SPEC, 20.0)
    for t_s in (1.0, 2.0):
        tally.add(feedback(t_s, (knee(0.5),)))
    tally.add(feedback(3.0))
    tally.add(feedback(4.0))
    tally.add(feedback(6.0, (knee(5.0),)))
    (line,) = tally.summary()["faults"]
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
    tally = SetTally(STANDING_SPEC, 20.0)
    tally.add(feedback(30.0, clock=clock))
    summary = tally.summary()
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


@pytest.mark.parametrize(
    ("spec", "headline"),
    [(BRIDGE, "0 of 8 repetitions, 0.0 s held"), (SLOW_MOTION, "0 of 8 repetitions")],
    ids=["held", "passed through"],
)
def test_no_repetition_yet_is_none_of_them_and_not_the_target(spec: StretchSpec, headline: str):
    assert SetTally(spec, 8).summary() == {
        "completed": False,
        "headline": headline,
        "missed": None,
        "pauses": None,
        "faults": [],
    }


def test_repetitions_are_summed_up_with_why_the_others_did_not_count():
    tally = SetTally(BRIDGE, 8)
    tally.add(feedback(30.0, clock=clock_of(COUNTED, SHORT, LOW, SHORT, COUNTED)))
    summary = tally.summary()
    assert summary["headline"] == "2 of 8 repetitions, 9.2 s held"
    assert summary["pauses"] is None
    assert [(line["label"], line["seconds"], line["times"]) for line in summary["missed"]] == [
        ("Not held for long enough", "", 2),
        ("Hips not high enough", "", 1),
    ]


def test_what_is_only_timed_is_never_said_to_be_held_well():
    tally = SetTally(ONLY_TIMED, 30.0)
    tally.add(feedback(30.0, clock=ClockReading(12.0, 30.0, running=True, holds=(Hold(3.0, 15.0, 12.0),))))
    summary = tally.summary()
    assert (summary["headline"], summary["faults"]) == ("12 s of 30 s, not judged", None)
    assert "well" not in str(summary)


def test_a_session_adds_up_each_kind_by_itself():
    specs = {spec.id: spec for spec in (STANDING_SPEC, BRIDGE, ONLY_TIMED)}
    sets = [
        PlannedSet.of(spec, None, amount) for spec, amount in zip(specs.values(), (3, 8, 30), strict=True)
    ]
    session = Session(Routine(id="tried", title="Tried", sets=tuple(sets)), specs, load_phrases())
    tally = SessionTally(session)
    clocks = (
        ClockReading(3.0, 3.0, running=False),
        clock_of(COUNTED, LOW),
        ClockReading(30.0, 30.0, running=False),
    )
    for number, clock in enumerate(clocks):
        session.outcomes.append(SetOutcome(number, session.sets[number], Ended.COMPLETED, clock))
        session.number = number + 1
        tally.add(SessionFeedback(0.0, Phase.REST, number, None, None, None, None, None))
    assert (
        tally.summary()["headline"] == "6.4 s held well, 1 repetition and 30 s not judged, 3 of 3 sets done"
    )
