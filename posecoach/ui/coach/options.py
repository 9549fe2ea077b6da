"""What can be chosen for a session, folded away: the leg, the amount, discomfort, pictures."""

from dataclasses import dataclass

import streamlit as st

from posecoach.catalog.exercise_texts import texts_of
from posecoach.coaching.exercise.routine import PlannedSet, Routine
from posecoach.coaching.exercise.spec import Leg, StretchSpec
from posecoach.pose.landmarks import Side
from posecoach.records import words
from posecoach.records.history.schema import Profile
from posecoach.records.history.store import History
from posecoach.translation import capitalized
from posecoach.translation import translate as _
from posecoach.ui.amounts import ask_amount
from posecoach.ui.coach.remembered import last_option, remember_option
from posecoach.ui.profile.profiles import ask_pictures

_NO_ANSWER = "no answer"
_DISCOMFORT = [_NO_ANSWER, *range(11)]
_AUTO = "auto"


@dataclass(frozen=True, slots=True)
class Options:
    """What was chosen.

    Attributes:
        routine: What Start begins.
        discomfort: Before the session, 0-10; None where not given.
        pictures: Whether pictures may be saved.
    """

    routine: Routine
    discomfort: int | None
    pictures: bool


def ask_options(chosen: Routine | StretchSpec, history: History | None, profile: Profile | None) -> Options:
    """Shows the options of a routine or an exercise.

    Raises:
        HistoryError: if the history can't be written.
    """
    with st.expander(_("Options"), key="options"):
        routine = chosen if isinstance(chosen, Routine) else _one_exercise(chosen)
        discomfort = st.select_slider(
            _("Discomfort now (0–10, optional)"),
            _DISCOMFORT,
            _NO_ANSWER,
            format_func=lambda value: _("no answer") if value == _NO_ANSWER else str(value),
        )
        saved = history is not None and profile is not None and ask_pictures(history, profile)
    return Options(routine, None if discomfort == _NO_ANSWER else int(discomfort), saved)


def _one_exercise(spec: StretchSpec) -> Routine:
    planned = PlannedSet.of(spec, _ask_leg(spec), _ask_amount(spec))
    return Routine(id=spec.id, title=texts_of(spec).title, sets=(planned,))


def _ask_amount(spec: StretchSpec) -> float:
    name = f"amount of {spec.id}"
    last = last_option(name)
    amount = ask_amount(spec, key=name, default=last if isinstance(last, int | float) else None)
    remember_option(name, amount, spec.amount)
    return amount


def _ask_leg(spec: StretchSpec) -> Side | None:
    """The leg that is asked for; None lets the coach find it."""
    is_hold = spec.repetitions is None and not spec.timed_only
    if spec.leg is Leg.NEAREST and not is_hold:
        return None  # both legs do the same
    name, legs = f"leg of {spec.id}", [_AUTO, *(side.value for side in Side)]
    last = last_option(name)
    leg = st.segmented_control(
        _("Leg"),
        legs,
        format_func=lambda choice: _("Auto") if choice == _AUTO else capitalized(words.SIDES[Side(choice)]),
        default=last if last in legs else _AUTO,
        required=True,
        key=name,
        help=_("Auto: the coach works out which leg it is."),
    )
    remember_option(name, leg, _AUTO)
    return None if leg == _AUTO else Side(leg)
