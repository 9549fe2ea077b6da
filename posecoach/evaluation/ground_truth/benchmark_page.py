"""A benchmark as one self-contained HTML page with plots."""

from collections.abc import Sequence

from markupsafe import Markup

from posecoach.coaching.kinematics.measures.table import MEASURES
from posecoach.evaluation.ground_truth.benchmark import error_stats, total
from posecoach.evaluation.ground_truth.benchmark_plots import error_plot, lateness_plot
from posecoach.evaluation.ground_truth.repetitions import add_up
from posecoach.evaluation.ground_truth.score import ClipScore
from posecoach.evaluation.spans import shared, without
from posecoach.records import palette, words
from posecoach.records.html_page import render_page
from posecoach.records.words import STATE_WORDS


def benchmark_html(clips: Sequence[ClipScore]) -> str:
    """The scores of at least one clip as a complete HTML document. It loads nothing and runs no script."""
    readings = [reading for clip in clips for reading in clip.readings]
    errors = error_stats(readings)
    totals = total(clips)
    return render_page(
        "posecoach.evaluation.ground_truth",
        "benchmark.html",
        clips=clips,
        totals=totals,
        errors=errors,
        # The plots are drawn from our own numbers and escape their own text.
        error_plots=[
            Markup(error_plot(measure, readings)) for measure in dict.fromkeys(e.measure for e in errors)
        ],
        lateness_plot=Markup(lateness_plot(clips)) if totals.found else None,
        measures=MEASURES,
        words=STATE_WORDS,
        palette=palette,
        in_words=words.named,
        shared=shared,
        without=without,
        add_up=add_up,
    )
