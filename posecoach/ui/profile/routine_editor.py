"""The form for a routine of your own: choose, order and time its sets, and save it."""

from typing import Any

import pandas as pd
import streamlit as st
from pydantic import ValidationError

from posecoach.catalog.own_routines import delete_routine, own_id, save_routine
from posecoach.coaching.exercise.routine import PlannedSet, Routine
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.errors import PoseCoachError
from posecoach.pose.landmarks import Side
from posecoach.records import words
from posecoach.ui.amounts import in_words
from posecoach.ui.postures import ordered

_AUTO = "Auto"
# What can be chosen, and the legs of the sets that come of it.
_LEGS: dict[str, tuple[Side | None, ...]] = {
    _AUTO: (None,),
    **{words.SIDES[side].capitalize(): (side,) for side in Side},
    "Left, then right": (Side.LEFT, Side.RIGHT),
    "Right, then left": (Side.RIGHT, Side.LEFT),
}
_SECONDS_STEP = 5
_FITS = "Leave it empty for the usual amount."


def show_sets(routine: Routine, specs: dict[str, StretchSpec]) -> None:
    """Shows the sets of a routine, and about how long it takes."""
    lines = [
        f"{number}. {_named(planned, specs)}, {in_words(planned)}"
        + (f", {planned.repeats} times" if planned.repeats > 1 else "")
        for number, planned in enumerate(routine.sets, 1)
    ]
    st.markdown("\n".join(lines))
    st.caption(f"About {max(1, round(routine.about_s / 60))} min, including rests and changes of position.")


def edit_routine(routine: Routine, specs: dict[str, StretchSpec], *, own: bool) -> None:
    """Shows the form that saves a changed copy of a routine, or changes one of the person's own.

    Args:
        routine: The routine to start from.
        specs: The stretches that can be chosen.
        own: Whether it is the person's own, so that it can be changed and deleted.
    """
    title = st.text_input("Name", routine.title if own else f"My {routine.title}", max_chars=80)
    titles = [specs[id_].title for id_ in ordered(specs)]
    rows = pd.DataFrame([_row(number, planned, specs) for number, planned in enumerate(routine.sets, 1)])
    table = st.data_editor(
        rows.astype({"Seconds": float, "Repetitions": float}),  # a column may be empty
        key=f"sets_of_{routine.id}",
        num_rows="dynamic",
        hide_index=True,
        column_config={
            "Order": st.column_config.NumberColumn(
                required=True, min_value=0.0, step=0.5, width=60, help="Sets are done in this order."
            ),
            "Stretch": st.column_config.SelectboxColumn(options=titles, required=True, width=170),
            "Leg": st.column_config.SelectboxColumn(
                options=list(_LEGS), required=True, default=_AUTO, help="With two legs it becomes two sets."
            ),
            "Seconds": st.column_config.NumberColumn(
                min_value=5, max_value=600, step=_SECONDS_STEP, help=f"Of what is held or timed. {_FITS}"
            ),
            "Repetitions": st.column_config.NumberColumn(
                min_value=1, max_value=50, step=1, help=f"Of what is repeated. {_FITS}"
            ),
            "Times": st.column_config.NumberColumn(
                required=True, min_value=1, max_value=10, step=1, default=1, width=60
            ),
        },
    )
    rest_s = st.slider("Rest between sets (seconds)", 5, 60, round(routine.pace.rest_s.value), _SECONDS_STEP)
    save, delete = st.columns(2)
    if save.button("Save routine", icon=":material/save:", width="stretch"):
        _save(routine, title, table, specs, rest_s)
    if own and delete.button("Delete routine", icon=":material/delete:", width="stretch"):
        _try(lambda: delete_routine(routine.id))


def _save(base: Routine, title: str, table: pd.DataFrame, specs: dict[str, StretchSpec], rest_s: int) -> None:
    try:
        routine = routine_of(base, title, table, specs, rest_s)
    except ValidationError:
        st.error(
            "A routine needs a name and 1 to 40 sets, each with a stretch, and up to 600 seconds or 50 "
            "repetitions."
        )
        return
    _try(lambda: save_routine(routine))


def routine_of(
    base: Routine, title: str, table: pd.DataFrame, specs: dict[str, StretchSpec], rest_s: float
) -> Routine:
    """The routine that a table of sets describes.

    Args:
        base: The routine it is made from; everything of its pace but the rest stays.
        title: Its name.
        table: Columns Order, Stretch, Leg, Seconds, Repetitions and Times. Of seconds and repetitions the one
            that fits the exercise counts, and where it is empty, the exercise's usual amount does. A row with
            two legs becomes a set of each, taking turns where it is done several times.
        specs: The exercises by id.
        rest_s: Rest after a set, seconds.

    Raises:
        ValidationError: if a field is missing or out of its range.
    """
    by_title = {spec.title: spec for spec in specs.values()}
    rows = table.sort_values("Order", kind="stable").to_dict("records")
    sets = [made for row in rows for made in _sets(row, by_title.get(str(row["Stretch"])))]
    pace: dict[str, Any] = base.pace.model_dump()
    pace["rest_s"] = {"value": float(rest_s), "source": "the person's own choice"}
    return Routine.model_validate({"id": own_id(title), "title": title.strip(), "sets": sets, "pace": pace})


def _sets(row: dict[Any, Any], spec: StretchSpec | None) -> list[dict[str, Any]]:
    """The sets that a row describes; of an exercise that there is not, one that is refused."""
    times = int(row["Times"]) if pd.notna(row["Times"]) else 1
    legs = _LEGS.get(str(row["Leg"]), (None,))
    if spec is None:
        return [{"stretch": ""}]
    column = "Seconds" if spec.repetitions is None else "Repetitions"
    amount = row[column] if pd.notna(row[column]) else spec.amount
    asked = {"target_s": float(amount)} if spec.repetitions is None else {"repetitions": int(amount)}
    made = [{"stretch": spec.id, "side": leg, **asked} for leg in legs]
    if len(made) == 1:
        return [made[0] | {"repeats": times}]
    return made * times


def _try(work: Any) -> None:
    try:
        work()
    except PoseCoachError as error:
        st.error(str(error), icon=":material/error:")
        return
    st.rerun()


def _row(number: int, planned: PlannedSet, specs: dict[str, StretchSpec]) -> dict[str, Any]:
    return {
        "Order": float(number),
        "Stretch": specs[planned.stretch].title,
        "Leg": words.SIDES[planned.side].capitalize() if planned.side else _AUTO,
        "Seconds": planned.target_s,
        "Repetitions": planned.repetitions,
        "Times": planned.repeats,
    }


def _named(planned: PlannedSet, specs: dict[str, StretchSpec]) -> str:
    title = specs[planned.stretch].title
    return f"{title}, {words.SIDES[planned.side]}" if planned.side else title
