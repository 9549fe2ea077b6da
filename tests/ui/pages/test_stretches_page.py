"""The Stretches page tells every stretch with every limit and where it comes from."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from posecoach.catalog.exercises import load_specs


def _run_page() -> None:
    from posecoach.ui.pages.stretches import stretches_page

    stretches_page()


def test_every_step_limit_and_source_is_there():
    app = AppTest.from_function(_run_page, default_timeout=30).run()
    assert not app.exception
    text = "\n".join(element.value for element in (*app.markdown, *app.warning, *app.caption))
    tables = [table.value.to_string() for table in app.table]
    for spec in load_specs().values():
        texts = spec.english
        for part in (texts.summary, texts.camera, *texts.steps, *texts.safety, spec.hold.target_s.source):
            assert part in text
        sources = {gate.source for gate in spec.gates}
        assert any(all(source in table for source in sources) for table in tables)


def test_every_stretch_says_who_should_not_do_it():
    app = AppTest.from_function(_run_page, default_timeout=30).run()
    texts = [block.value for block in app.markdown if "Numbness between the legs" in block.value]
    assert len(texts) == len(load_specs())
    bending = [text for text in texts if "Osteoporosis" in text]
    assert len(bending) == sum("bending" in spec.not_for for spec in load_specs().values())


def test_a_wrong_spec_is_one_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "spec.yaml").write_text("id: [")
    monkeypatch.setenv("POSECOACH_SPECS", str(tmp_path))
    app = AppTest.from_function(_run_page, default_timeout=30).run()
    assert not app.exception
    (error,) = app.error
    assert error.value.startswith("mine/spec.yaml: ")
