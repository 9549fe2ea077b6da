"""The app below a path of its server, as behind a proxy that passes on nothing else."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from support.browser.serving import serve
from support.browser.watching import ALLOW_CAMERA, FAKE_CAMERA, SPY, Served
from support.cuts import HOLDING


@pytest.fixture
def below(model_path: Path, short_holds: Path, tmp_path: Path) -> Iterator[Served]:
    with serve(model_path, short_holds, tmp_path, base_path="/stretch") as served:
        yield served


def test_below_the_base_path_a_page_opens_directly_and_a_session_runs(
    below: Served, chromium: Callable[..., Browser], webcam: Callable[..., str]
):
    context = chromium(FAKE_CAMERA, ALLOW_CAMERA, webcam(HOLDING)).new_context(locale="en-GB")
    context.add_init_script(SPY)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    # Nobody has been on the Coach page yet.
    page.goto(f"{below.url}/review")
    expect(page.get_by_role("heading", name="Review", exact=True)).to_be_visible()
    expect(page.get_by_label("What it shows")).to_be_visible()
    page.goto(below.url)
    page.get_by_role("button", name="Start").click()
    expect(page.locator("dialog[data-state]")).to_be_visible()
    asked += page.evaluate("window.sockets.map(({ url }) => url.replace('ws:', 'http:'))")
    assert any("/live/modules/" in url for url in asked)
    assert any("/live/coach" in url for url in asked)
    assert [url for url in asked if not url.startswith((below.url, "blob:", "data:"))] == []
    context.close()
