"""The Progress page without a browser: empty, after ten weeks, another person, and everything deleted."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from support.sets.made_up_repetitions import BRIDGE, MIXED, timed_only
from support.sets.made_up_weeks import a_set, fill

from posecoach.catalog.exercises import load_specs
from posecoach.pose.landmarks import Side
from posecoach.records.history.store import History


def _run_page() -> None:
    from posecoach.ui.pages.progress import progress_page

    progress_page()


def opened() -> AppTest:
    app = AppTest.from_function(_run_page, default_timeout=30).run()
    assert not app.exception
    return app


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def test_an_empty_history_says_what_to_do(history: History):
    (shown,) = opened().info
    assert "Do a session on the Coach page" in shown.value


def test_who_agreed_to_pictures_is_forgotten_with_everything_else(history: History):
    app = opened()
    app.toggle[0].set_value(True).run()
    assert history.profiles()[0].keeps_pictures
    app.checkbox[0].check().run()
    app = press(app, "Delete all data")
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
    assert len(app.dataframe[0].value) == 30 * 5 - 3
    assert sum("Hamstrings and back" in box.label for box in app.expander) == 10


def test_no_gain_is_called_no_change(history: History):
    fill(history, datetime.now().astimezone(), gain_deg=0.0)
    shown = " ".join(text.value for text in opened().markdown)
    assert "A real change" not in shown
    assert shown.count("No real change in this period") == 5


def test_somebody_else_begins_with_nothing(history: History):
    fill(history, datetime.now().astimezone(), weeks=1)
    app = opened()
    app.text_input[0].input("Ada").run()
    press(app, "Add profile")
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
    assert len(app.dataframe[0].value) == 60 * 5 - 3
    app.get("button_group")[0].set_value("12 weeks").run()
    assert 30 * 5 < len(app.dataframe[0].value) < 40 * 5


def test_repetitions_are_counted_and_no_depth_is_made_of_them(history: History):
    session = history.begin_session(1, "Bridges and rolls")
    for number, side in enumerate((Side.LEFT, None)):
        record = replace(a_set(40.0, 7.8), repetitions=MIXED, paused_s={})
        history.save_set(session, number, BRIDGE, side, 4, record)
    rolls = timed_only(load_specs()["lying_hamstring"])
    history.save_set(session, 2, rolls, None, 60.0, replace(a_set(60.0, 60.0), paused_s={}))
    app = opened()
    assert metrics(app) == ["1", "0.3", "0", "4"]  # 15.6 s held; what was not judged is not held well
    assert [heading.value for heading in app.subheader] == [
        "Week by week",
        "How often",
        "Latest sessions",
        "Your data",
    ]
    lines = "\n".join(text.value for text in app.markdown).splitlines()
    assert "- Bridge, left leg: 2 repetitions on 1 day, 7.8 s held" in lines
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
