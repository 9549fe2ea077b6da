"""The app below a path of its server, as behind a proxy that passes on nothing else."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from support.browser.serving import serve
from support.browser.watching import ALLOW_CAMERA, FAKE_CAMERA, SPY, Served


@pytest.fixture
def below(model_path: Path, short_holds: Path, tmp_path: Path) -> Iterator[Served]:
    with serve(model_path, short_holds, tmp_path, base_path="/stretch") as served:
        yield served


def test_a_session_runs_below_the_base_path(
    below: Served, chromium: Callable[..., Browser], webcam: Callable[..., str]
):
    context = chromium(FAKE_CAMERA, ALLOW_CAMERA, webcam("standing_good_ben")).new_context(locale="en-GB")
    context.add_init_script(SPY)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(below.url)
    page.get_by_role("button", name="Start").click()
    expect(page.locator("dialog[data-state]")).to_be_visible(timeout=25_000)
    asked += page.evaluate("window.sockets.map(({ url }) => url.replace('ws:', 'http:'))")
    assert any("/live/modules/" in url for url in asked)
    assert any("/live/coach" in url for url in asked)
    assert [url for url in asked if not url.startswith((below.url, "blob:", "data:"))] == []
    context.close()
