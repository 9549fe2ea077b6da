"""The Progress page without a browser: empty, after ten weeks, another person, and everything deleted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextInput
from support.sets.made_up_repetitions import BRIDGE, MIXED, timed_only
from support.sets.made_up_weeks import a_set, fill

from posecoach.catalog.exercises import load_specs
from posecoach.pose.landmarks import Side
from posecoach.records.history.store import History
from posecoach.translation import format_date, in_language


def _run_page() -> None:
    from posecoach.ui.pages.progress import progress_page

    progress_page()


def _run_german_page() -> None:
    from posecoach.translation import use_language
    from posecoach.ui.pages.progress import progress_page

    use_language("de")
    progress_page()


def opened(run: Callable[[], None] = _run_page) -> AppTest:
    app = AppTest.from_function(run, default_timeout=60).run()
    assert not app.exception
    return app


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def said(app: AppTest) -> list[str]:
    return [toast.value for toast in app.toast]


def field(app: AppTest, label: str) -> TextInput:
    return next(one for one in app.text_input if one.label == label)


def test_an_empty_history_says_what_to_do(history: History):
    (shown,) = opened().info
    assert "Do a session on the Coach page" in shown.value


def test_who_agreed_to_pictures_is_forgotten_with_everything_else(history: History):
    app = opened()
    app.toggle[0].set_value(True).run()
    assert said(app) == ["From now on two pictures of each set are saved."]
    assert history.profiles()[0].keeps_pictures
    app.checkbox[0].check().run()
    app = press(app, "Delete all data")
    assert said(app) == ["Everything is deleted: all profiles, sessions and pictures."]
    assert not app.toggle[0].value
    assert not history.profiles()[0].keeps_pictures


def test_ten_weeks_are_reported_with_care(history: History):
    fill(history, datetime.now().astimezone())
    app = opened()
    days, _, in_a_row = app.metric
    assert (days.label, days.value) == ("Days this week, of 3 to 4", "3")
    assert in_a_row.value == "10"
    shown = " ".join(text.value for text in app.markdown)
    assert shown.count("A real change in this period: +") == 5
    assert "The right leg goes about 1" in shown
    assert sum("For context, not a goal" in text.value for text in app.caption) == 1
    assert len(app.table[0].value) == 30 * 5 - 3
    assert sum("Hamstrings and back" in box.label for box in app.expander) == 10


def test_no_gain_is_called_no_change(history: History):
    fill(history, datetime.now().astimezone(), gain_deg=0.0)
    shown = " ".join(text.value for text in opened().markdown)
    assert "A real change" not in shown
    assert shown.count("No real change in this period") == 5


def test_somebody_else_begins_with_nothing(history: History):
    fill(history, datetime.now().astimezone(), weeks=1)
    app = opened()
    field(app, "Name of another person").input("Ada")
    press(app, "Add profile")
    assert said(app) == ["“Ada” is added. Choose the profile at the top of the page."]
    app.selectbox[0].select_index(1).run()
    assert len(app.info) == 1
    app.selectbox[0].select_index(0).run()
    assert len(app.info) == 0


def test_deleting_asks_first_and_then_deletes(history: History):
    fill(history, datetime.now().astimezone(), weeks=1)
    app = opened()
    everything = next(button for button in app.button if button.label.startswith("Delete all"))
    assert everything.disabled
    app.checkbox[0].check().run()
    press(app, "Delete all data")
    assert len(app.info) == 1
    assert history.sessions(1) == []


def test_a_history_that_can_not_be_opened_is_reported(
    history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "other.db").write_bytes(b"no database" * 100)
    monkeypatch.setenv("POSECOACH_DB", f"sqlite:///{tmp_path}/other.db")
    app = opened()
    assert "move the file away to start a new history" in app.error[0].value


def test_a_longer_time_is_shown_on_request(history: History):
    fill(history, datetime.now().astimezone(), weeks=20)
    app = opened()
    assert len(app.table[0].value) == 60 * 5 - 3
    app.get("button_group")[0].set_value("12 weeks").run()
    assert 30 * 5 < len(app.table[0].value) < 40 * 5


def test_repetitions_are_counted_and_no_depth_is_made_of_them(history: History):
    session = history.begin_session(1, "Bridges and rolls")
    for number, side in enumerate((Side.LEFT, None)):
        record = replace(a_set(40.0, 7.8), repetitions=MIXED, paused_s={})
        history.save_set(session, number, BRIDGE, side, 4, record)
    rolls = timed_only(load_specs()["lying_hamstring"])
    history.save_set(session, 2, rolls, None, 60.0, replace(a_set(60.0, 60.0), paused_s={}))
    app = opened()
    assert metrics(app) == ["1", "0.3", "0", "4"]  # 15.6 s held; what was not judged is not held well
    assert [heading.value for heading in app.header] == [
        "Week by week",
        "How often",
        "Latest sessions",
        "Your data",
    ]
    lines = "\n".join(text.value for text in app.markdown).splitlines()
    assert "- Bridge: 4 repetitions on 1 day, 16 s held" in lines  # both legs do the same
    assert (
        "- Bridge: 2 of 4 repetitions, 7.8 s held; "
        "not counted: hips not high enough (2), not held for long enough (1)"
    ) in lines
    assert "- Lying: 1 min 00 s of 1 min 00 s, not judged" in lines
    (latest,) = (box.label for box in app.expander if "Bridges and rolls" in box.label)
    assert latest.endswith("16 s held well, 4 repetitions and 1 min 00 s not judged")


def metrics(app: AppTest) -> list[str]:
    return [metric.value for metric in app.metric]


def test_weeks_in_a_row_are_the_same_in_every_period(history: History):
    fill(history, datetime.now().astimezone(), weeks=14)
    app = opened()
    shown = {}
    for period in ("12 weeks", "A year", "All"):
        app.get("button_group")[0].set_value(period).run()
        shown[period] = metrics(app)[2]
    assert shown == dict.fromkeys(shown, "14")


def test_a_session_of_the_future_empties_nothing_and_is_named(history: History):
    now = datetime.now().astimezone()
    fill(history, now)
    before = metrics(opened())
    fill(history, now.replace(year=now.year + 5, month=3, day=4), weeks=1, a_week=1)
    app = opened()
    assert metrics(app) == before
    (shown,) = app.warning
    assert "dated after today" in shown.value
    assert str(now.year + 5) in shown.value


def test_future_sessions_alone_are_named_too(history: History):
    now = datetime.now().astimezone()
    fill(history, now.replace(year=now.year + 5, month=3, day=4), weeks=1, a_week=1)
    app = opened()
    assert not app.info
    assert not app.metric
    assert "dated after today" in app.warning[0].value


def test_a_title_is_no_markdown(history: History):
    session = history.begin_session(1, "# **Bold** :red[x] $a$ [y](http://z)")
    history.save_set(session, 0, load_specs()["lying_hamstring"], None, 20.0, a_set(90.0))
    label = opened().expander[1].label
    assert r"\# \*\*Bold\*\* \:red\[x\] \$a\$ \[y\]\(http\:" in label


def test_one_session_is_deleted_once_it_was_confirmed(history: History):
    fill(history, datetime.now().astimezone(), weeks=1)
    before = [session.id for session in history.sessions(1)]
    app = opened()
    app.button(key=f"surely_delete_{before[1]}").click().run()
    assert not app.exception
    (done,) = said(app)
    assert done.startswith("The session of ")
    assert done.endswith(" is deleted.")
    assert [session.id for session in history.sessions(1)] == [before[0], *before[2:]]
    assert metrics(app)[0] == str(len(before) - 1)
    assert said(app.run()) == []


def test_older_sessions_are_shown_on_request_and_future_ones_can_be_deleted(history: History):
    now = datetime.now().astimezone()
    fill(history, now)
    fill(history, now + timedelta(weeks=60), weeks=1, a_week=1)
    ahead = history.sessions(1)[-1]
    app = opened()
    assert sum("Hamstrings and back" in box.label for box in app.expander) == 11
    press(app, "Show older sessions")
    assert sum("Hamstrings and back" in box.label for box in app.expander) == 21
    app.button(key=f"surely_delete_{ahead.id}").click().run()
    assert not app.warning
    assert ahead.id not in {session.id for session in history.sessions(1)}


def test_a_person_is_renamed(history: History):
    app = opened()
    field(app, "Name of this profile").input("Grace")
    press(app, "Rename")
    assert said(app) == ["“Me” is now called “Grace”."]
    assert [profile.name for profile in history.profiles()] == ["Grace"]
    assert field(app, "Name of this profile").value == "Grace"


def test_a_name_that_is_taken_is_refused_in_one_line(history: History):
    history.add_profile("Ada")
    app = opened()
    field(app, "Name of this profile").input("Ada")
    press(app, "Rename")
    assert [error.value for error in app.error] == ["“Ada” is taken; choose another name\\."]
    assert said(app) == []
    assert [profile.name for profile in history.profiles()] == ["Me", "Ada"]


def test_a_standing_fold_is_one_line_whichever_leg_the_camera_saw(history: History):
    standing = load_specs()["standing_hamstring"]
    for number, side in enumerate((Side.LEFT, Side.RIGHT, None, Side.LEFT)):
        at = datetime.now().astimezone() - timedelta(days=10 - number)
        session = history.begin_session(1, "Fold", started_at=at)
        history.save_set(session, 0, standing, side, 20.0, a_set(90.0 + number, side=side))
    app = opened()
    lines = [text.value for text in app.markdown if "usual range is" in text.value]
    assert lines == ["- Both legs: your usual range is 87° to 96°."]
    assert set(app.table[0].value["Leg"]) == {"Both legs"}


def test_days_are_written_as_in_the_language_of_the_page(history: History):
    now = datetime.now().astimezone()
    fill(history, now, weeks=1)
    first = history.sessions(1)[0].started_at
    with in_language("de"):
        day = format_date(first)
    labels = [box.label for box in opened(_run_german_page).expander]
    assert day == f"{first.astimezone():%d.%m.%Y}"
    assert any(label.startswith(day) for label in labels)
