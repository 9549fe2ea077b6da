"""The page of many videos: what came of all of them, plots, and a link to each report."""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Final
from urllib.parse import quote

from markupsafe import Markup

from posecoach.records import words
from posecoach.records.batch.plots import faults_plot, held_plot, time_plot
from posecoach.records.batch.rows import FAULT, Row, kinds_in
from posecoach.records.batch.totals import Totals
from posecoach.records.html_page import render_page
from posecoach.translation import translate_plural

# A browser shows so many at once; the table has all.
_MOST_ROWS: Final = 2000


def index_html(totals: Totals, rows: Iterable[Row], reports: Mapping[tuple[str, str], str]) -> str:
    """The page as a complete HTML document. It loads nothing and runs no script.

    Args:
        totals: All rows added up.
        rows: The rows in order, of which the first ones are shown.
        reports: The name of each report's file by video and exercise, beside the page.
    """
    shown = list(islice(rows, _MOST_ROWS))
    by_exercise = totals.by_exercise
    held = {id_: one for id_, one in by_exercise.items() if one.valid_s > 0}
    return render_page(
        "posecoach.records.batch",
        "index.html",
        totals=totals,
        rows=shown,
        reports={key: quote(name, errors="surrogateescape") for key, name in reports.items()},
        # The plots are drawn from our own numbers and escape their own text.
        time_plot=Markup(time_plot(by_exercise)) if by_exercise else None,
        faults_plot=Markup(faults_plot(by_exercise))
        if any(one.fault_s for one in by_exercise.values())
        else None,
        held_plots=[(words.stretch(id_), Markup(held_plot(one))) for id_, one in held.items()],
        stretch=words.stretch,
        sides=words.SIDES,
        faults=_faults,
        repetitions=_repetitions,
        videos=_videos,
    )


def _repetitions(count: int) -> str:
    return translate_plural("repetition that counted", "repetitions that counted", count)


def _videos(count: int) -> str:
    return translate_plural("{count} video", "{count} videos", count).format(count=count)


def _faults(row: Row) -> str:
    """The faults of a video in words, the longest first."""
    found = sorted(kinds_in(row, FAULT), key=lambda kind: -kind[1])
    stretch = str(row["stretch"])
    return ", ".join(f"{words.reason(id_, stretch)} {words.seconds(lasted_s)}" for id_, lasted_s in found)
