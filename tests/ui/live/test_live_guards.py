import pytest

from posecoach.ui.live.guards import MESSAGES_PER_S, RateLimit, same_origin
from posecoach.ui.live.wire import SocketRefusedError


@pytest.mark.parametrize(
    ("headers", "same"),
    [
        ({"origin": "http://localhost:8501", "host": "localhost:8501"}, True),
        ({"origin": "https://Coach.example", "host": "coach.example"}, True),
        ({"origin": "http://localhost:8502", "host": "localhost:8501"}, False),
        ({"origin": "http://localhost:8501.evil.example", "host": "localhost:8501"}, False),
        ({"origin": "null", "host": "localhost:8501"}, False),
        ({"host": "localhost:8501"}, False),
        ({"origin": "http://localhost:8501"}, False),
    ],
)
def test_same_origin(headers: dict[str, str], same: bool):
    assert same_origin(headers) is same


def test_a_steady_webcam_is_never_too_fast_and_a_flood_is():
    now_s = 0.0
    rate = RateLimit(now=lambda: now_s)
    for _ in range(1000):
        now_s += 1 / 30
        rate.count()
    flood = (rate.count() for _ in range(int(2 * MESSAGES_PER_S)))
    with pytest.raises(SocketRefusedError):
        list(flood)
