"""The HTML report on paper: two pages at most, and nothing asked of anywhere."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from support.sets.made_up_sets import Act, made_up_report

from posecoach.catalog.exercises import find_spec
from posecoach.coaching.feedback import Hold, Pause, Severity, State
from posecoach.records.report.html import report_html
from posecoach.records.timeline.faults import FaultSpan


def pages_of(pdf: bytes) -> int:
    """How many pages Chromium printed; it writes each page's own entry uncompressed."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


@pytest.mark.parametrize("troubles", [0, 3, 60])
def test_a_report_opens_offline_and_prints_on_two_pages(
    troubles: int, tmp_path: Path, chromium: Callable[..., Browser]
):
    spec = find_spec("seated_hamstring")
    acts = [Act(4, State.VALID), *[Act(1, State.FAULT, "knee_bent", knee=45), Act(2, State.VALID)] * troubles]
    report = made_up_report(
        acts,
        spec=spec,
        holds=(Hold(0, 4 + 3 * troubles, 4 + 2 * troubles),),
        pauses=tuple(Pause(4 + 3 * n, 5 + 3 * n, "knee_bent") for n in range(troubles)),
        faults=tuple(
            FaultSpan("knee_bent", Severity.BLOCKING, 4 + 3 * n, 5 + 3 * n, 45.0, 31.0)
            for n in range(troubles)
        ),
    )
    file = tmp_path / "report.html"
    file.write_text(report_html(report), encoding="utf-8")
    context = chromium().new_context(offline=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert asked == [file.as_uri()]
    pages = pages_of(page.pdf(prefer_css_page_size=True))
    context.close()
    assert 1 <= pages <= 2
