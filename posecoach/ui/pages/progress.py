"""The Progress page: how often, how long and how deep; and exporting or deleting the history."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

import streamlit as st

from posecoach.catalog.exercise_texts import texts_of
from posecoach.catalog.exercises import load_specs
from posecoach.errors import PoseCoachError
from posecoach.pose.landmarks import Side
from posecoach.records import words
from posecoach.records.achieved import repetitions
from posecoach.records.history.progress import (
    ADVISED_DAYS_A_WEEK,
    MIN_DAYS,
    READING_HALF_WIDTH_DEG,
    REAL_CHANGE_DEG,
    RECENT_DAYS,
    RepetitionTotal,
    SetDepth,
    Trend,
    day_depths,
    day_of,
    monday_of,
    repetition_totals,
    set_depths,
    side_difference,
    trends,
    weeks,
    weeks_in_a_row,
)
from posecoach.records.history.schema import SessionRow
from posecoach.records.history.shared import open_history
from posecoach.records.history.store import History
from posecoach.translation import N_, format_date, format_list, format_number, translate_plural
from posecoach.translation import translate as _
from posecoach.ui.charts.progress_charts import (
    depth_chart,
    depth_table,
    discomfort_chart,
    leg_name,
    week_chart,
)
from posecoach.ui.done import show_done
from posecoach.ui.profile.own_data import show_own_data
from posecoach.ui.profile.profiles import choose_profile
from posecoach.ui.profile.session_list import list_sessions, show_session

_TABLE_PX: Final = 400  # a year has hundreds of rows: the table scrolls by itself
_A_YEAR: Final = N_("A year")
_PERIODS: Final = {N_("12 weeks"): timedelta(weeks=12), _A_YEAR: timedelta(weeks=52), N_("All"): None}


def progress_page() -> None:
    """Shows the page."""
    st.title(_("Progress"), anchor=False)
    show_done()
    try:
        history = open_history()
        profile = choose_profile(history)
        period = st.segmented_control(
            _("Show"), list(_PERIODS), default=_A_YEAR, format_func=_, required=True, key="period"
        )
        since = _PERIODS[str(period)]
        today = date.today()
        # Whole weeks: a part of the first one would look like too few days.
        begin = datetime.combine(monday_of(today) - since, time()).astimezone() if since else None
        sessions = history.sessions(profile.id, begin)
        past = [session for session in sessions if day_of(session) <= today]
        if past:
            days = [at.astimezone().date() for at in history.session_times(profile.id)]
            _show(history, past, today, weeks_in_a_row(days, today))
        _show_ahead(history, sessions[len(past) :])
        if not sessions:
            st.info(
                _(
                    "Nothing here yet. Do a session on the Coach page; it is saved on this computer and "
                    "shown here."
                ),
                icon=":material/footprint:",
            )
        show_own_data(history, profile)
    except PoseCoachError as error:
        st.error(str(error), icon=":material/error:")


def _show(history: History, sessions: list[SessionRow], today: date, row_of_weeks: int) -> None:
    found = weeks(sessions, today)
    this_week, low, high = found[-1], *ADVISED_DAYS_A_WEEK
    repeats = any(week.repetitions for week in found)
    days, minutes, in_a_row, *more = st.columns(4 if repeats else 3)
    days.metric(_("Days this week, of {low} to {high}").format(low=low, high=high), this_week.days)
    minutes.metric(_("Minutes held well this week"), format_number(this_week.valid_min, 1))
    in_a_row.metric(_("Weeks in a row with {low} or more days").format(low=low), row_of_weeks)
    for column in more:
        column.metric(_("Repetitions this week"), this_week.repetitions)
    st.header(_("Week by week"), anchor=False)
    st.altair_chart(
        week_chart(found), width="stretch", alt=_("A bar for each week: the days with a session.")
    )
    st.caption(
        _("The green band is the advice: at least {low} to {high} days a week.").format(low=low, high=high)
    )

    _show_repetitions(repetition_totals(sessions))
    _show_depths(set_depths(sessions))

    chart = discomfort_chart(sessions)
    if chart is not None:
        st.header(_("Discomfort before and after"), anchor=False)
        st.altair_chart(
            chart, width="stretch", alt=_("Discomfort before and after each session, from 0 to 10.")
        )
        st.caption(
            _(
                "Each session has a mark for before and one for after, from 0 (none) to 10; a line joins "
                "the two."
            )
        )

    st.header(_("Latest sessions"), anchor=False)
    list_sessions(history, sessions)


def _show_ahead(history: History, sessions: Sequence[SessionRow]) -> None:
    """Sessions that are dated after today."""
    if not sessions:
        return
    st.warning(
        _(
            "Left out, because they are dated after today: sessions of {days}. Was the computer's clock "
            "wrong?"
        ).format(days=format_list(format_date(session.started_at) for session in sessions)),
        icon=":material/event_busy:",
    )
    for session in sessions:
        show_session(history, session)


def _show_repetitions(totals: Sequence[RepetitionTotal]) -> None:
    if not totals:
        return
    st.header(_("How often"), anchor=False)
    st.markdown("\n".join(f"- {_total(total)}" for total in totals))


def _total(total: RepetitionTotal) -> str:
    name = words.stretch(total.stretch)
    if total.side:
        name = f"{name}, {words.SIDES[Side(total.side)]}"
    if total.held_s > 0:
        text = translate_plural(
            "{exercise}: {repetitions} on {count} day, {seconds} held",
            "{exercise}: {repetitions} on {count} days, {seconds} held",
            total.days,
        )
    else:
        text = translate_plural(
            "{exercise}: {repetitions} on {count} day",
            "{exercise}: {repetitions} on {count} days",
            total.days,
        )
    counted, held = repetitions(total.counted), words.seconds(total.held_s)
    return text.format(exercise=name, repetitions=counted, count=total.days, seconds=held)


def _show_depths(depths: Sequence[SetDepth]) -> None:
    if not depths:
        return
    st.header(_("How far"), anchor=False)
    st.write(
        _(
            "Each mark is a day: how far your hip typically bent while you held the stretch. A line joins "
            "the days, and the shaded band is your usual range up to then. Readings of the same person "
            "differ by up to {change}° from day to day, so only larger differences are called a change. How "
            "far other people get is not a goal."
        ).format(change=format_number(REAL_CHANGE_DEG))
    )
    found_trends = trends(depths)
    specs = load_specs()
    for stretch in dict.fromkeys(trend.stretch for trend in found_trends):
        st.markdown(f"**{words.stretch(stretch)}**")
        st.altair_chart(
            depth_chart(day_depths(depths, stretch)),
            width="stretch",
            alt=_("{exercise}: hip flexion by day. The same is in the table below.").format(
                exercise=words.stretch(stretch)
            ),
        )
        lines = [_sentence(trend) for trend in found_trends if trend.stretch == stretch]
        difference = side_difference(found_trends, stretch)
        if difference is not None:
            text = (
                _("The right leg goes about {difference}° further than the left one.")
                if difference > 0
                else _("The left leg goes about {difference}° further than the right one.")
            )
            lines.append(text.format(difference=format_number(abs(difference))))
        st.markdown("\n".join(f"- {line}" for line in lines))
        spec = specs.get(stretch)
        if spec is not None and texts_of(spec).norm:
            st.caption(_("For context, not a goal: {norm}").format(norm=texts_of(spec).norm))
    st.caption(
        _(
            "Your usual range covers the middle 80 percent of your last {days} days with this stretch, and "
            "at "
            "least {least}° to either side of the median: readings alone differ that much."
        ).format(days=RECENT_DAYS, least=format_number(READING_HALF_WIDTH_DEG))
    )
    with st.expander(_("As a table"), icon=":material/table:"):
        st.table(depth_table(depths), hide_index=True, height=_TABLE_PX)


def _sentence(trend: Trend) -> str:
    leg = leg_name(trend.stretch, trend.side)
    if trend.usual is None:
        return _("{leg}: your usual range is shown after {days} days with this stretch.").format(
            leg=leg, days=MIN_DAYS
        )
    if trend.change_deg is None:
        text = _("{leg}: your usual range is {low}° to {high}°.")
    elif not trend.real:
        text = _("{leg}: your usual range is {low}° to {high}°. No real change in this period.")
    else:
        text = _("{leg}: your usual range is {low}° to {high}°. A real change in this period: {change}°.")
    return text.format(
        leg=leg,
        low=format_number(trend.usual.low_deg),
        high=format_number(trend.usual.high_deg),
        change=f"{trend.change_deg or 0.0:+.0f}",
    )
