"""The films of the rests: those of exercises that have one, and nothing else of the disk."""

import asyncio

import pytest
from starlette.applications import Starlette

from posecoach.ui.live.demonstrations import demonstrations_route
from posecoach.ui.stretch_pictures import demonstration


def get(path: str) -> tuple[int, dict[str, str], int]:
    """The answer to a GET request: status, headers, and the length of its body."""
    sent = []

    async def receive() -> dict[str, object]:
        await asyncio.sleep(60)
        return {"type": "http.disconnect"}

    async def send(message) -> None:
        sent.append(message)

    app = Starlette(routes=[demonstrations_route("/coach")])
    scope = {"type": "http", "method": "GET", "path": path, "headers": [], "query_string": b""}
    asyncio.run(app(scope, receive, send))
    start, *bodies = sent
    headers = {name.decode(): value.decode() for name, value in start["headers"]}
    return start["status"], headers, sum(len(message.get("body", b"")) for message in bodies)


def test_an_exercise_with_a_sample_has_its_film():
    film = demonstration("standing_hamstring")
    assert film is not None
    status, headers, length = get("/coach/live/demonstrations/standing_hamstring.mp4")
    assert (status, headers["content-type"], length) == (200, "video/mp4", film.stat().st_size)


@pytest.mark.parametrize("name", ["no_such_stretch", "..%2fstanding_good_ben", "../standing_good_ben", ""])
def test_there_is_no_other(name: str):
    assert get(f"/coach/live/demonstrations/{name}.mp4")[0] == 404
