"""A served app, and a headless Chromium that sees a sample video as its webcam."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright
from support.browser.serving import serve
from support.browser.watching import CHROMIUM_FLAGS, SPY, Served, write_webcam
from support.cuts import Cut

ROOT = Path(__file__).parents[2]
# Times that fit sample clips played one after the other.
SHORT_ROUTINE = """
schema_version: 1
id: short
title: Three short stretches
sets:
  - {stretch: standing_hamstring, target_s: 4}
  - {stretch: seated_hamstring, side: right, target_s: 4}
  - {stretch: lying_hamstring, side: left, target_s: 8.5}
pace:
  rest_s: {value: 6, source: as long as the clips take to their next hold}
  change_s: {value: 6, source: as long as the clips take to their next hold}
  move_on_after_s: {value: 20, source: a test is not to wait for long}
  give_up_after_s: {value: 60, source: longer than any test}
"""


@pytest.fixture(scope="session")
def short_holds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Specs in which a hold of 3 s can be chosen, and a routine as short: a clip holds for 6 s."""
    folder = tmp_path_factory.mktemp("specs")
    for exercise in (spec.parent for spec in (ROOT / "stretch_specs").glob("*_hamstring/spec.yaml")):
        copy = shutil.copytree(exercise, folder / exercise.name) / "spec.yaml"
        text = copy.read_text(encoding="utf-8")
        assert "options_s: [20, 30]" in text
        copy.write_text(text.replace("options_s: [20, 30]", "options_s: [3, 20, 30]"), "utf-8")
    (folder / "routines").mkdir()
    (folder / "routines" / "short.yaml").write_text(SHORT_ROUTINE, "utf-8")
    return folder


@pytest.fixture(autouse=True)
def _patience() -> None:
    # A film takes 10 s and more, and whatever it shows comes in its first turn or the next.
    expect.set_options(timeout=40_000)


@pytest.fixture(scope="session")
def server(model_path: Path, short_holds: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The one server of most tests, until they are over."""
    with serve(model_path, short_holds, tmp_path_factory.mktemp("data")) as served:
        yield served


@pytest.fixture
def served(server: Served) -> Served:
    """That server, which has forgotten everything since the last test."""
    server.begin_afresh()
    return server


@pytest.fixture(scope="session")
def webcam(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """Makes Chromium's flag that plays samples, or parts of them, one after the other as its webcam.

    The film loops. Chromium opens it whenever a page opens the camera, so one browser serves all films: the
    flag is always the same, and the film is the one asked for last.
    """
    folder = tmp_path_factory.mktemp("webcam")
    films: dict[tuple[Cut, ...], Path] = {}
    shown = folder / "shown.mjpeg"

    def flag(*samples: str | Cut) -> str:
        cuts = tuple(Cut(sample) if isinstance(sample, str) else sample for sample in samples)
        film = films.setdefault(cuts, folder / f"{len(films)}.mjpeg")
        if not film.exists():
            write_webcam(film, *cuts)
        link = folder / "next.mjpeg"
        link.symlink_to(film)
        link.replace(shown)
        return f"--use-file-for-fake-video-capture={shown}"

    return flag


# Not for the whole session: while it runs, the tests of other folders can't run event loops.
@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="package")
def chromium(playwright: Playwright) -> Iterator[Callable[..., Browser]]:
    """Opens Chromium with these flags, once for each set of flags."""
    opened: dict[tuple[str, ...], Browser] = {}

    def launch(*flags: str) -> Browser:
        if flags not in opened:
            opened[flags] = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=[*CHROMIUM_FLAGS, *flags]
            )
        return opened[flags]

    yield launch
    for browser in opened.values():
        browser.close()


@pytest.fixture
def open_coach(chromium: Callable[..., Browser], served: Served) -> Iterator[Callable[..., Page]]:
    """Opens the Coach page in a browser with these flags; a script can change the browser before."""
    contexts = []
    errors: list[str] = []

    def visit(
        *flags: str, session: str = "standing_hamstring", locale: str = "en-GB", script: str = ""
    ) -> Page:
        size = {"width": 1280, "height": 800}
        context = chromium(*flags).new_context(viewport=size, locale=locale)
        contexts.append(context)
        context.add_init_script(SPY + script)
        served.choose(session)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(served.url)
        page.get_by_role("button", name="Start").wait_for()
        return page

    yield visit
    for context in contexts:
        context.close()
    assert errors == []
