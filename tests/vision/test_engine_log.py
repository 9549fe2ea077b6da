import os
import threading

import pytest

from posecoach.vision import engine_log
from posecoach.vision.engine_log import detection_notices_hidden, engine_notices_hidden, note_person_seen

ENGINE_LINES = (
    b"INFO: Created TensorFlow Lite XNNPACK delegate for CPU.\n"
    b"WARNING: All log messages before absl::InitializeLog() is called are written to STDERR\n"
    b"W0000 00:00:1795347800.099063    5204 inference_feedback_manager.cc:114] Feedback manager\n"
)


def test_notices_are_hidden_and_everything_else_is_kept(capfd: pytest.CaptureFixture[str]) -> None:
    with engine_notices_hidden():
        os.write(2, b"before\n" + ENGINE_LINES + b"E0000 00:00:1795347800.1 5204 graph.cc:1] failed\n")
        os.write(2, b"Warning of somebody else\n")
    os.write(2, b"after\n")
    expected = "before\nE0000 00:00:1795347800.1 5204 graph.cc:1] failed\nWarning of somebody else\nafter\n"
    assert capfd.readouterr().err == expected


def test_what_was_held_back_is_shown_when_the_body_fails(capfd: pytest.CaptureFixture[str]) -> None:
    def failing_body() -> None:
        with engine_notices_hidden():
            os.write(2, b"a last word\n")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        failing_body()
    assert capfd.readouterr().err == "a last word\n"


def test_detections_hide_notices_until_a_person_was_seen(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(engine_log, "_person_seen", threading.Event())
    with detection_notices_hidden():
        os.write(2, ENGINE_LINES)
    note_person_seen()
    with detection_notices_hidden():
        os.write(2, b"INFO: not held back\n")
    assert capfd.readouterr().err == "INFO: not held back\n"
