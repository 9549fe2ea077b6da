from pathlib import Path

import pytest
from support.sets.repetition_clocks import BRIDGE, COUNTED, LOW, ONLY_TIMED, SHORT, SLOW_MOTION, clock_of
from support.stick_figures import FOLDED, STANDING, Person, over_time

from posecoach.catalog.exercises import load_specs
from posecoach.catalog.languages import load_phrases
from posecoach.coaching.coach import Coach
from posecoach.coaching.context import SessionContext
from posecoach.coaching.exercise.routine import PlannedSet, Routine
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import ClockReading, Fault, Feedback, Hold, Severity, State
from posecoach.coaching.session import Ended, Phase, Session, SessionFeedback, SetOutcome
from posecoach.pose.observation import Observation
from posecoach.records.report.model import build_report
from posecoach.records.report.summary import Summary, summarise
from posecoach.ui.live.tally import SessionTally, SetTally
from posecoach.vision.media.info import VideoInfo

STANDING_SPEC = load_specs()["standing_hamstring"]


def feedback(t_s: float, faults: tuple[Fault, ...] = (), clock: ClockReading | None = None) -> Feedback:
    reading = clock or ClockReading(0.0, 20.0, running=False)
    return Feedback(t_s, t_s, State.VALID, None, None, {}, (), faults, None, None, reading)


def knee(start_s: float) -> Fault:
    return Fault("knee_bent", Severity.BLOCKING, start_s, worst=44.0, limit=30.0)


def test_nothing_seen_yet():
    assert SetTally(STANDING_SPEC, 20.0).summary() == Summary(
        "0.0 s of 20 s held well",
        "Nothing counted: there is too little time in it to judge.",
        "Get into position and stay there: the clock starts by itself.",
    )


@pytest.mark.parametrize(
    "script",
    [
        [(2, STANDING), (2, FOLDED), (9, FOLDED), (2, STANDING)],
        [(2, STANDING), (1, FOLDED), (1, STANDING), (2, FOLDED), (3, FOLDED)],
        [(6, STANDING)],
    ],
    ids=["held", "twice", "never"],
)
def test_a_live_set_has_the_words_and_figures_of_the_review(script: list[tuple[float, Person]]):
    coach = Coach(STANDING_SPEC, SessionContext(load_phrases()), None, 20.0)
    answers = [coach.update(Observation(pose), t_s) for pose, t_s in over_time(script, fps=10)]
    clock = coach.finish()
    video = VideoInfo(Path("a.mp4"), 640, 480, len(answers), answers[-1].t_s)
    tally = SetTally(STANDING_SPEC, 20.0)
    for answer in answers:
        tally.add(answer)
    tally.finish(clock)
    assert tally.summary() == summarise(build_report(STANDING_SPEC, answers, clock, video))


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
    summary = tally.summary()
    (done,) = summary["sets"]
    assert (summary["next_step"], summary["completed"]) == (done["next_step"], False)
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
        ("done", "3.0 s of 3.0 s held well - target reached"),
        ("stopped", "0.0 s of 3.0 s held well"),
    ]
    # The one thing for next time is of the set that fell shortest.
    assert summary["next_step"] == f"{summary['sets'][1]['title']}: {summary['sets'][1]['next_step']}"


@pytest.mark.parametrize(
    ("spec", "headline"),
    [(BRIDGE, "0 of 8 repetitions, 0.0 s held"), (SLOW_MOTION, "0 of 8 repetitions")],
    ids=["held", "passed through"],
)
def test_no_repetition_yet_is_none_of_them_and_not_the_target(spec: StretchSpec, headline: str):
    summary = SetTally(spec, 8).summary()
    assert (summary.headline, summary.went_well) == (headline, ())


def test_repetitions_are_summed_up_with_why_the_others_did_not_count():
    tally = SetTally(BRIDGE, 8)
    tally.add(feedback(30.0, clock=clock_of(COUNTED, SHORT, LOW, SHORT, COUNTED)))
    summary = tally.summary()
    assert summary.headline == "2 of 8 repetitions, 9.2 s held"
    assert summary.story == (
        "3 repetitions didn't count: not held for long enough (2), hips not high enough (1)."
    )


def test_what_is_only_timed_is_never_said_to_be_held_well():
    tally = SetTally(ONLY_TIMED, 30.0)
    tally.add(feedback(30.0, clock=ClockReading(12.0, 30.0, running=True, holds=(Hold(3.0, 15.0, 12.0),))))
    summary = tally.summary()
    assert summary.headline == "12 s of 30 s, not judged"
    assert summary.went_well == ()


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
