"""The Progress page: how often, how long and how deep; and exporting or deleting the history."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from functools import partial

import streamlit as st

from posecoach.catalog.exercises import load_specs
from posecoach.errors import PoseCoachError
from posecoach.records import words
from posecoach.records.achieved import in_total, repetitions
from posecoach.records.history.export import as_csv, as_json
from posecoach.records.history.progress import (
    ADVISED_DAYS_A_WEEK,
    MIN_DAYS,
    READING_HALF_WIDTH_DEG,
    REAL_CHANGE_DEG,
    RECENT_DAYS,
    Trend,
    day_of,
    monday_of,
    repetition_totals,
    set_depths,
    side_difference,
    trends,
    weeks,
    weeks_in_a_row,
)
from posecoach.records.history.schema import Profile, SessionRow, SetRow
from posecoach.records.history.shared import open_history
from posecoach.records.history.store import History
from posecoach.ui.charts.progress_charts import depth_chart, depth_table, discomfort_chart, week_chart
from posecoach.ui.markdown import plain
from posecoach.ui.profile.profiles import ask_pictures, choose_profile

_LATEST = 10
_A_YEAR = "A year"
_PERIODS = {"12 weeks": timedelta(weeks=12), _A_YEAR: timedelta(weeks=52), "All": None}
_DAY = "%d %B %Y"


def progress_page() -> None:
    """Shows the page."""
    st.title("Progress", anchor=False)
    try:
        history = open_history()
        profile = choose_profile(history)
        period = st.segmented_control("Show", list(_PERIODS), default=_A_YEAR, required=True)
        since = _PERIODS[str(period)]
        today = date.today()
        # Whole weeks: a part of the first one would look like too few days.
        begin = datetime.combine(monday_of(today) - since, time()).astimezone() if since else None
        sessions = history.sessions(profile.id, begin)
        past = [session for session in sessions if day_of(session) <= today]
        if past:
            days = [at.astimezone().date() for at in history.session_times(profile.id)]
            _show(past, today, weeks_in_a_row(days, today))
        if ahead := [f"{day_of(session):{_DAY}}" for session in sessions[len(past) :]]:
            st.warning(
                f"Left out, because they are dated after today: sessions of {', '.join(ahead)}. "
                "Was the computer's clock wrong?",
                icon=":material/event_busy:",
            )
        if not sessions:
            st.info(
                "Nothing here yet. Do a session on the Coach page; it is saved on this computer and shown "
                "here.",
                icon=":material/footprint:",
            )
        _show_your_data(history, profile)
    except PoseCoachError as error:
        st.error(str(error), icon=":material/error:")


def _show(sessions: list[SessionRow], today: date, row_of_weeks: int) -> None:
    found = weeks(sessions, today)
    this_week, low, high = found[-1], *ADVISED_DAYS_A_WEEK
    repeats = any(week.repetitions for week in found)
    days, minutes, in_a_row, *more = st.columns(4 if repeats else 3)
    days.metric(f"Days this week, of {low} to {high}", this_week.days)
    minutes.metric("Minutes held well this week", f"{this_week.valid_min:.1f}")
    in_a_row.metric(f"Weeks in a row with {low} or more days", row_of_weeks)
    for column in more:
        column.metric("Repetitions this week", this_week.repetitions)
    st.subheader("Week by week", anchor=False)
    st.altair_chart(week_chart(found), width="stretch")
    st.caption(f"The green band is the advice: at least {low} to {high} days a week.")

    _show_repetitions(sessions)
    _show_depths(sessions)

    chart = discomfort_chart(sessions)
    if chart is not None:
        st.subheader("Discomfort before and after", anchor=False)
        st.altair_chart(chart, width="stretch")

    st.subheader("Latest sessions", anchor=False)
    for session in reversed(sessions[-_LATEST:]):
        _show_session(session)


def _show_repetitions(sessions: list[SessionRow]) -> None:
    totals = repetition_totals(sessions)
    if not totals:
        return
    st.subheader("How often", anchor=False)
    lines = []
    for total in totals:
        leg = f", {total.side} leg" if total.side else ""
        held = f", {words.seconds(total.held_s)} held" if total.held_s > 0 else ""
        days = "1 day" if total.days == 1 else f"{total.days} days"
        lines.append(f"- {words.stretch(total.stretch)}{leg}: {repetitions(total.counted)} on {days}{held}")
    st.markdown("\n".join(lines))


def _show_depths(sessions: list[SessionRow]) -> None:
    depths = set_depths(sessions)
    if not depths:
        return
    st.subheader("How far", anchor=False)
    st.write(
        f"Typical hip flexion while you held the stretch. Readings of the same person differ by up to "
        f"{REAL_CHANGE_DEG:.0f}° from day to day, so only larger differences are called a change. Days whose "
        f"bars overlap don't differ. How far other people get is not a goal."
    )
    found_trends = trends(depths)
    specs = load_specs()
    for stretch in dict.fromkeys(trend.stretch for trend in found_trends):
        st.markdown(f"**{words.stretch(stretch)}**")
        st.altair_chart(depth_chart([depth for depth in depths if depth.stretch == stretch]), width="stretch")
        lines = [_sentence(trend) for trend in found_trends if trend.stretch == stretch]
        difference = side_difference(found_trends, stretch)
        if difference is not None:
            more, less = ("right", "left") if difference > 0 else ("left", "right")
            lines.append(f"The {more} leg goes about {abs(difference):.0f}° further than the {less} one.")
        st.markdown("\n".join(f"- {line}" for line in lines))
        spec = specs.get(stretch)
        if spec is not None and spec.localized.norm:
            st.caption(f"For context, not a goal: {spec.localized.norm}")
    st.caption(
        f"Your usual range covers the middle 80% of your last {RECENT_DAYS} days with a stretch, and at "
        f"least {READING_HALF_WIDTH_DEG:.0f}° to either side of the median: readings alone differ that much."
    )
    with st.expander("As a table", icon=":material/table:"):
        st.dataframe(depth_table(depths), hide_index=True, width="stretch")


def _sentence(trend: Trend) -> str:
    leg = {"left": "Left leg", "right": "Right leg"}.get(trend.side or "", "Either leg")
    if trend.usual is None:
        return f"{leg}: your usual range is shown after {MIN_DAYS} days with this stretch."
    usual = f"{leg}: your usual range is {trend.usual.low_deg:.0f}° to {trend.usual.high_deg:.0f}°."
    if trend.change_deg is None:
        return usual
    if not trend.real:
        return f"{usual} No real change in this period."
    return f"{usual} A real change in this period: {trend.change_deg:+.0f}°."


def _show_session(session: SessionRow) -> None:
    done = in_total(row.achieved for row in session.sets)
    when = f"{session.started_at.astimezone():{_DAY}, %H:%M}"
    with st.expander(f"{when}: {plain(session.title)}, {done}"):
        for row in session.sets:
            side = f", {row.side} leg" if row.side else ""
            paused = ", ".join(
                f"{words.reason(id_, row.stretch)} {words.seconds(lasted)}"
                for id_, lasted in row.paused_s.items()
            )
            line = f"- {words.stretch(row.stretch)}{side}: {row.achieved.text}"
            missed = ", ".join(
                f"{words.reason(id_, row.stretch)} ({times})" for id_, times in _missed(row).most_common()
            )
            line += f"; not counted: {missed}" if missed else ""
            st.markdown(line + (f"; paused by {paused}" if paused else ""))


def _missed(row: SetRow) -> Counter[str]:
    """Why repetitions of a set did not count, and how many."""
    return Counter(one["reason"] for one in row.repetitions or () if one["reason"] is not None)


def _show_your_data(history: History, profile: Profile) -> None:
    st.subheader("Your data", anchor=False)
    st.write(f"Stored on this computer only{f', in `{history.path}`' if history.path else ''}.")
    ask_pictures(history, profile)
    as_table, whole = st.columns(2)
    for column, label, export, name, mime in (
        (as_table, "All sets as CSV", as_csv, "posecoach.csv", "text/csv"),
        (whole, "Everything as JSON", as_json, "posecoach.json", "application/json"),
    ):
        # Running the page again for a download would make the other button's file unavailable.
        column.download_button(
            label, partial(export, history), name, mime, width="stretch", on_click="ignore"
        )
    with st.expander("Profiles", icon=":material/group:"):
        name = st.text_input("Name", max_chars=80)
        if st.button("Add profile", disabled=not name.strip()):
            history.add_profile(name)
            st.rerun()
    with st.expander("Delete", icon=":material/delete:"):
        st.write("This can't be undone. Export your data first if you might want it later.")
        sure = st.checkbox("Yes, I'm sure")
        one, everything = st.columns(2)
        if one.button(f"Delete profile “{plain(profile.name)}”", disabled=not sure, width="stretch"):
            history.delete_profile(profile.id)
            st.rerun()
        if everything.button("Delete all data", disabled=not sure, width="stretch"):
            history.delete_all()
            st.rerun()
