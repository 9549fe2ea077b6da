import os

import pytest

from posecoach.vision.engine_log import engine_notices_hidden

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
