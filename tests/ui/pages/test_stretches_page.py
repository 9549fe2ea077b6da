"""The Stretches page tells every stretch with every limit and where it comes from."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from support.left_in_english import left_in_english, shown
from support.sets.repetition_clocks import BRIDGE, ONLY_TIMED, SLOW_MOTION

from posecoach.catalog.exercises import load_specs
from posecoach.coaching.exercise.restriction import Restriction
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.ui.pages import stretches
from posecoach.ui.postures import by_group


def _run_page() -> None:
    from posecoach.ui.pages.stretches import stretches_page

    stretches_page()


def pages() -> Iterator[tuple[AppTest, StretchSpec]]:
    """The page with each exercise chosen."""
    app = AppTest.from_function(_run_page, default_timeout=30).run()
    for group, specs in by_group(load_specs()).items():
        app.button_group[0].set_value(group).run()
        for spec in specs:
            app.button_group[1].set_value(spec.id).run()
            assert not app.exception
            yield app, spec


def test_every_step_limit_and_source_is_there():
    shown = set()
    for app, spec in pages():
        shown.add(spec.id)
        text = "\n".join(element.value for element in (*app.markdown, *app.warning, *app.caption))
        texts = spec.english
        for part in (texts.summary, texts.camera, *texts.steps, *texts.safety, spec.amount_source):
            assert part in text
        tables = [table.value.to_string() for table in app.table]
        assert any(all(gate.source in table for gate in spec.gates) for table in tables)
        assert [line.value for line in app.header] == [texts.title]
    assert shown == set(load_specs())


def test_every_stretch_says_who_should_not_do_it():
    for app, spec in pages():
        (text,) = (block.value for block in app.markdown if "Numbness between the legs" in block.value)
        assert ("Osteoporosis" in text) is (Restriction.BENDING in spec.not_for)


def _with_exercise(monkeypatch: pytest.MonkeyPatch, spec: StretchSpec) -> tuple[str, str]:
    """The page where that is the only exercise: its texts and its tables."""
    monkeypatch.setattr(stretches, "load_specs", lambda: {spec.id: spec})
    app = AppTest.from_function(_run_page, default_timeout=30).run()
    assert not app.exception
    blocks = (*app.markdown, *app.subheader, *app.info)
    return "\n".join(block.value for block in blocks), "\n".join(t.value.to_string() for t in app.table)


def test_repetitions_say_how_many_how_long_and_in_which_position_a_limit_holds(
    monkeypatch: pytest.MonkeyPatch,
):
    text, tables = _with_exercise(monkeypatch, BRIDGE)
    assert "5, 8 or 12 repetitions, each held for 3 s." in text
    for part in ("hips on the floor", "hips lifted", "throughout", "was held for this long"):
        assert part in tables
    assert "took at least" not in tables


def test_a_slow_motion_says_how_slow(monkeypatch: pytest.MonkeyPatch):
    text, tables = _with_exercise(monkeypatch, SLOW_MOTION)
    assert "each taking at least 2 s." in text
    assert "took at least" in tables
    assert "Angles that change faster" not in tables


def test_what_is_only_timed_says_so(monkeypatch: pytest.MonkeyPatch):
    text, _ = _with_exercise(monkeypatch, ONLY_TIMED)
    assert "says nothing about your form" in text
    assert "seconds, only timed." in text


def test_a_wrong_spec_is_one_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "spec.yaml").write_text("id: [")
    monkeypatch.setenv("POSECOACH_SPECS", str(tmp_path))
    app = AppTest.from_function(_run_page, default_timeout=30).run()
    assert not app.exception
    (error,) = app.error
    assert error.value.startswith("mine/spec.yaml: ")


def _run_german_page() -> None:
    from posecoach.translation import use_language
    from posecoach.ui.pages.stretches import stretches_page

    use_language("de")
    stretches_page()


def _run_spanish_page() -> None:
    from posecoach.translation import use_language
    from posecoach.ui.pages.stretches import stretches_page

    use_language("es")
    stretches_page()


@pytest.mark.parametrize(("page", "language"), [(_run_german_page, "de"), (_run_spanish_page, "es")])
def test_no_text_stays_english(page: Callable[[], None], language: str):
    app = AppTest.from_function(page, default_timeout=60).run()
    assert not app.exception
    assert len(shown(app)) > 30
    assert left_in_english(app, language) == set()
