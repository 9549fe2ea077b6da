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

_AUTO = "Auto"
_LEGS = {_AUTO: None, **{words.SIDES[side].capitalize(): side for side in Side}}
_SECONDS_STEP = 5


def show_sets(routine: Routine, specs: dict[str, StretchSpec]) -> None:
    """Shows the sets of a routine, and about how long it takes."""
    lines = [
        f"{number}. {_named(planned, specs)}, {planned.target_s:g} s"
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
    titles = {spec.title: id_ for id_, spec in specs.items()}
    table = st.data_editor(
        pd.DataFrame([_row(number, planned, specs) for number, planned in enumerate(routine.sets, 1)]),
        key=f"sets_of_{routine.id}",
        num_rows="dynamic",
        hide_index=True,
        column_config={
            "Order": st.column_config.NumberColumn(
                required=True, min_value=0.0, step=0.5, help="Sets are done in this order."
            ),
            "Stretch": st.column_config.SelectboxColumn(options=list(titles), required=True, width="large"),
            "Leg": st.column_config.SelectboxColumn(options=list(_LEGS), required=True, default=_AUTO),
            "Seconds": st.column_config.NumberColumn(
                required=True, min_value=5, max_value=600, step=_SECONDS_STEP, default=30
            ),
            "Times": st.column_config.NumberColumn(
                required=True, min_value=1, max_value=10, step=1, default=1
            ),
        },
    )
    rest_s = st.slider("Rest between sets (seconds)", 5, 60, round(routine.pace.rest_s.value), _SECONDS_STEP)
    save, delete = st.columns(2)
    if save.button("Save routine", icon=":material/save:", width="stretch"):
        _save(routine, title, table, titles, rest_s)
    if own and delete.button("Delete routine", icon=":material/delete:", width="stretch"):
        _try(lambda: delete_routine(routine.id))


def _save(base: Routine, title: str, table: pd.DataFrame, titles: dict[str, str], rest_s: int) -> None:
    try:
        routine = routine_of(base, title, table, titles, rest_s)
    except ValidationError:
        st.error("A routine needs a name and 1 to 40 sets, each with a stretch and its seconds.")
        return
    _try(lambda: save_routine(routine))


def routine_of(
    base: Routine, title: str, table: pd.DataFrame, titles: dict[str, str], rest_s: float
) -> Routine:
    """The routine that a table of sets describes.

    Args:
        base: The routine it is made from; everything of its pace but the rest stays.
        title: Its name.
        table: Columns Order, Stretch, Leg, Seconds and Times, one row per set.
        titles: Stretch ids by title.
        rest_s: Rest after a set, seconds.

    Raises:
        ValidationError: if a field is missing or out of its range.
    """
    rows = table.sort_values("Order", kind="stable").to_dict("records")
    sets = [
        {
            "stretch": titles.get(str(row["Stretch"]), ""),
            "side": _LEGS.get(str(row["Leg"])),
            "target_s": float(row["Seconds"] or 0.0),
            "repeats": int(row["Times"]) if pd.notna(row["Times"]) else 1,
        }
        for row in rows
    ]
    pace: dict[str, Any] = base.pace.model_dump()
    pace["rest_s"] = {"value": float(rest_s), "source": "the person's own choice"}
    return Routine.model_validate({"id": own_id(title), "title": title.strip(), "sets": sets, "pace": pace})


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
        "Times": planned.repeats,
    }


def _named(planned: PlannedSet, specs: dict[str, StretchSpec]) -> str:
    title = specs[planned.stretch].title
    return f"{title}, {words.SIDES[planned.side]}" if planned.side else title
