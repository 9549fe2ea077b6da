"""Laws of all exercises: which positions each takes for its start and for its work, and which for neither."""

import math
from dataclasses import replace

import pytest
from support import jointed_figures as figures
from support.coaches import coach_for
from support.jointed_figures import Figure, between, filmed
from support.observations import observed

from posecoach.catalog.exercises import load_specs
from posecoach.coaching.exercise.gate import Gate, GateKind, PassWhen, Phase
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import Answer, ClockReading, Measurement, Severity
from posecoach.coaching.judging.checker import Checker, Verdict
from posecoach.coaching.judging.leg_choice import LegChooser
from posecoach.coaching.kinematics.budgets import BUDGETS
from posecoach.coaching.kinematics.measures.posed_side import PosedSide
from posecoach.coaching.kinematics.reading import take_measures
from posecoach.coaching.reasons import Reason

SPECS = load_specs()
REPEATED = [spec for spec in SPECS.values() if spec.repetitions is not None]
TIMED = [spec for spec in SPECS.values() if spec.timed_only]
FIGURES = {name: made for name, made in vars(figures).items() if isinstance(made, Figure)}

START = {
    "bird_dog": {"ALL_FOURS", "CAT", "COW", "ARM_ONLY", "HALF_WAY_BACK"},
    "bottom_to_heels": {"ALL_FOURS", "CAT", "COW", "ARM_ONLY"},
    "bridge": {"HOOK", "SITTING_UP"},
    "cat_cow": {"ALL_FOURS", "COW", "ARM_ONLY", "HALF_WAY_BACK"},
    "hip_hinge": {"STANDING"},
    "knee_extension": {"THIGH_UP"},
    "knee_to_chest": {"HOOK", "FLAT", "LEG_RAISED", "THIGH_DROPPED"},
    "press_up": {"PRONE"},
}
"""A lifted arm changes nothing yet on all fours; before a knee is drawn up its leg may lie anywhere."""

WORK = {
    "bird_dog": {"BIRD_DOG", "LOW_BIRD_DOG", "LEG_ONLY"},
    "bottom_to_heels": {"CHILD", "STIFF_CHILD", "ROCKING"},
    "bridge": {"BRIDGE"},
    "cat_cow": {"CAT"},
    "hip_hinge": {"HINGE", "SHALLOW_HINGE"},
    "knee_extension": {"KNEE_OUT", "TIGHT_KNEE_OUT"},
    "knee_to_chest": {"KNEE_TO_CHEST", "STIFF_KNEE_TO_CHEST"},
    "press_up": {"SPHINX", "LOW_SPHINX"},
}
"""The arm of a bird dog is not judged: it is the far one, often hidden behind the head."""

ON_THE_BACK = {
    *("FLAT", "HOOK", "KNEE_TO_CHEST", "STIFF_KNEE_TO_CHEST", "BOTH_KNEES", "THIGH_UP", "KNEE_OUT"),
    *("TIGHT_KNEE_OUT", "THIGH_DROPPED", "LEG_RAISED", "BOTH_LEGS_UP"),
}
TIMED_IN = {"pelvic_tilt": {"HOOK"}, "knee_rolls": ON_THE_BACK, "figure_four": ON_THE_BACK}
"""A camera can't tell what the legs do in the last two; that they count only time is said in plain words."""


def judged(spec: StretchSpec, figure: Figure) -> Verdict:
    pose = figure.pose()
    side = LegChooser(spec.leg).choose(pose, 0.0)
    measures = take_measures(PosedSide(pose, side), spec.posture, more=spec.measures)
    # What the coach reads once it has seen the person's flat back, and the person lying face down.
    back = (("back_bulge", figure.bulge), ("back_change", figure.bulge), ("spine_flexion", figure.spine))
    raised = ("chest_raise", figures.PRONE.trunk - measures["trunk_lean"].value)
    for name, value in (*back, raised):
        measures[name] = Measurement(value, BUDGETS[name][spec.posture].sigma, True)
    return Checker(spec).judge_once(measures)


def is_good(verdict: Verdict) -> bool:
    wrong = [fault for fault in verdict.faults if fault.severity is Severity.BLOCKING]
    return verdict.position is Answer.PASS and not wrong and verdict.doubt is None


def test_every_exercise_is_looked_at():
    assert {spec.id for spec in REPEATED} == START.keys() == WORK.keys()
    assert {spec.id for spec in TIMED} == TIMED_IN.keys()


@pytest.mark.parametrize("spec", REPEATED, ids=lambda spec: spec.id)
def test_only_its_own_positions_are_its_start_and_its_work(spec: StretchSpec):
    verdicts = {name: judged(spec, figure) for name, figure in FIGURES.items()}
    assert {name for name, verdict in verdicts.items() if verdict.start is Answer.PASS} == START[spec.id]
    assert {name for name, verdict in verdicts.items() if is_good(verdict)} == WORK[spec.id]


@pytest.mark.parametrize("spec", TIMED, ids=lambda spec: spec.id)
def test_a_timed_exercise_asks_for_its_posture_only(spec: StretchSpec):
    verdicts = {name: judged(spec, figure) for name, figure in FIGURES.items()}
    assert {name for name, verdict in verdicts.items() if is_good(verdict)} == TIMED_IN[spec.id]


@pytest.mark.parametrize("spec", REPEATED, ids=lambda spec: spec.id)
@pytest.mark.parametrize(
    "rest", ["FLAT", "STANDING", "SITTING_ON_A_CHAIR", "SITTING_LONG", "ON_THE_HEELS", "PRONE"]
)
def test_resting_is_never_the_working_position(spec: StretchSpec, rest: str):
    assert judged(spec, FIGURES[rest]).position is Answer.FAIL


@pytest.mark.parametrize("spec", REPEATED, ids=lambda spec: spec.id)
def test_start_and_work_exclude_each_other(spec: StretchSpec):
    """On some measure that both ask for, what passes for certain as the one fails as the other."""
    start, work = ({gate.measure: gate for gate in spec.gates if gate.phase is phase} for phase in Phase)
    apart = [name for name in start.keys() & work.keys() if _apart(start[name], work[name], spec)]
    alone = _apart_by_position(spec)
    assert apart or alone


def _apart(one: Gate, other: Gate, spec: StretchSpec) -> bool:
    if one.pass_when is other.pass_when:
        return False
    above, below = (one, other) if one.pass_when is PassWhen.AT_LEAST else (other, one)
    sigma = BUDGETS[one.measure][spec.posture].sigma
    return below.exit - sigma < above.exit + sigma


def _apart_by_position(spec: StretchSpec) -> bool:
    """Where they ask for different measures, no figure may be both."""
    verdicts = [judged(spec, figure) for figure in FIGURES.values()]
    return not any(verdict.start is Answer.PASS and verdict.position is Answer.PASS for verdict in verdicts)


@pytest.mark.parametrize("spec", REPEATED, ids=lambda spec: spec.id)
def test_the_way_there_stays_in_the_exercise(spec: StretchSpec):
    """Where the gates of the posture fail, a repetition starts anew; down to the least depth, none fails."""
    ways = {
        "bird_dog": (figures.ALL_FOURS, figures.BIRD_DOG),
        "bottom_to_heels": (figures.ALL_FOURS, figures.CHILD),
        "bridge": (figures.HOOK, figures.BRIDGE),
        "cat_cow": (figures.COW, figures.CAT),
        "hip_hinge": (figures.STANDING, figures.HINGE),
        "knee_extension": (figures.THIGH_UP, figures.KNEE_OUT),
        "knee_to_chest": (figures.HOOK, figures.KNEE_TO_CHEST),
        "press_up": (figures.PRONE, figures.SPHINX),
    }
    start, work = ways[spec.id]
    verdicts = [judged(spec, between(start, work, step / 20)) for step in range(21)]
    assert {verdict.posture for verdict in verdicts} == {Answer.PASS}
    assert not [fault.id for verdict in verdicts for fault in verdict.faults]
    both = [verdict for verdict in verdicts if verdict.start is Answer.PASS and is_good(verdict)]
    assert not both


@pytest.mark.parametrize(
    ("exercise", "figure", "faults"),
    [
        ("bird_dog", figures.KNEE_BENT_BIRD_DOG, {"knee_bent"}),
        ("bird_dog", replace(figures.BIRD_DOG, thigh=-125.0, shin=-125.0), {"leg_too_high"}),
        ("bird_dog", replace(figures.BIRD_DOG, bulge=-0.12), {"back_hollow"}),
        ("cat_cow", replace(figures.CAT, thigh=32.5, other_thigh=32.5), {"rocking"}),
        ("hip_hinge", figures.SQUAT, {"squatting", "knees_forward"}),
        ("hip_hinge", replace(figures.HINGE, shin=-30.0, thigh=25.0), {"knees_forward"}),
        ("hip_hinge", replace(figures.HINGE, bulge=0.12), {"back_rounded"}),
        ("knee_extension", figures.BOTH_LEGS_UP, {"other_leg_lifted"}),
        ("knee_extension", figures.THIGH_DROPPED, {"thigh_drops"}),
        ("knee_extension", replace(figures.KNEE_OUT, head=-64.0), {"head_lifted"}),
        ("knee_to_chest", figures.BOTH_KNEES, {"other_leg_lifted"}),
        ("knee_to_chest", replace(figures.KNEE_TO_CHEST, head=-64.0), {"head_lifted"}),
        ("press_up", figures.COBRA, {"too_high"}),
        ("press_up", figures.HIPS_OFF_THE_FLOOR, {"hips_lifted"}),
    ],
)
def test_a_fault_is_found_by_its_name(exercise: str, figure: Figure, faults: set[str]):
    assert {fault.id for fault in judged(SPECS[exercise], figure).faults} == faults


def counted(exercise: str, script: list[tuple[float, Figure]]) -> ClockReading:
    coach = coach_for(SPECS[exercise])
    for seen, t_s in observed(filmed(script, fps=10.0)):
        coach.update(seen, t_s)
    return coach.finish()


WHOLE = {
    "bird_dog": (figures.ALL_FOURS, figures.BIRD_DOG, figures.TOES_ON_THE_FLOOR),
    "bottom_to_heels": (figures.ALL_FOURS, figures.CHILD, figures.HALF_WAY_BACK),
    "bridge": (figures.HOOK, figures.BRIDGE, between(figures.HOOK, figures.BRIDGE, 0.5)),
    "hip_hinge": (figures.STANDING, figures.HINGE, between(figures.STANDING, figures.HINGE, 0.4)),
    "knee_extension": (figures.THIGH_UP, figures.KNEE_OUT, replace(figures.THIGH_UP, shin=122.0)),
    "knee_to_chest": (figures.HOOK, figures.KNEE_TO_CHEST, figures.THIGH_UP),
    "press_up": (figures.PRONE, figures.SPHINX, between(figures.PRONE, figures.SPHINX, 0.25)),
}
"""Start, work, and half of it. The back of a cat is read off an outline, which these figures lack."""


@pytest.mark.parametrize("exercise", WHOLE)
def test_a_whole_repetition_counts_and_half_of_one_does_not(exercise: str):
    start, work, half = WHOLE[exercise]
    rules = SPECS[exercise].repetitions
    held_s = 1.0 if rules.dwell_s is None else rules.dwell_s.value + 0.8
    script = [(1.5, start), (2.0, half), (held_s, half), (2.0, start), (1.5, start)]
    script += [(2.0, work), (held_s, work), (2.0, start), (1.5, start)]
    repetitions = counted(exercise, script).repetitions
    assert [one.counted for one in repetitions.done] == [False, True]


def test_a_quick_hinge_is_too_fast():
    script = [(1.5, figures.STANDING), (0.8, figures.HINGE), (0.8, figures.STANDING), (1.5, figures.STANDING)]
    (one,) = counted("hip_hinge", script).repetitions.done
    assert one.reason == Reason.TOO_FAST


def test_letting_go_too_early_is_too_short():
    script = [(1.5, figures.HOOK), (2.0, figures.KNEE_TO_CHEST), (2.0, figures.KNEE_TO_CHEST)]
    script += [(2.0, figures.HOOK), (1.5, figures.HOOK)]
    (one,) = counted("knee_to_chest", script).repetitions.done
    assert one.reason == Reason.TOO_SHORT


@pytest.mark.parametrize(
    ("exercise", "other"), [(spec.id, other) for spec in REPEATED for other in WHOLE if spec.id != other]
)
def test_one_exercise_never_counts_as_another(exercise: str, other: str):
    start, work, _ = WHOLE[other]
    dwell = SPECS[exercise].repetitions.dwell_s
    held_s = 1.0 if dwell is None else dwell.value + 0.8
    script = [(1.0, start), (1.6, work), (held_s, work), (1.6, start), (1.0, start)]
    assert counted(exercise, script).repetitions.counted == 0


@pytest.mark.parametrize("spec", SPECS.values(), ids=lambda spec: spec.id)
def test_a_gate_forgives_no_more_than_its_error(spec: StretchSpec):
    for gate in spec.gates:
        sigma = BUDGETS[gate.measure][spec.posture].sigma
        assert math.isfinite(gate.enter)
        assert abs(gate.enter - gate.exit) <= 2 * sigma, gate.id
        if gate.kind is GateKind.FAULT:
            assert abs(gate.enter - gate.exit) <= sigma, gate.id


@pytest.mark.parametrize("spec", TIMED, ids=lambda spec: spec.id)
def test_a_timed_exercise_says_that_only_the_time_counts(spec: StretchSpec):
    assert spec.english.steps[-1].endswith("it only counts the time.")
    assert spec.texts["de"].steps[-1].endswith("er zählt nur die Zeit.")
    for wordings in (spec.english.begin, spec.english.begin_leg):
        assert wordings[0].endswith("I only count the time.")
