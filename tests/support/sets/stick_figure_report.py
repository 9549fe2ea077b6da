"""The report of a good set that stick figures do."""

from pathlib import Path

from support.sets.good_sets import good_set
from support.stick_figures import coached

from posecoach.catalog.exercises import find_spec
from posecoach.records.report.model import SetReport, build_report
from posecoach.vision.media.info import VideoInfo


def stick_figure_report(stretch: str = "standing_hamstring") -> SetReport:
    answers = coached(stretch, good_set(stretch))
    video = VideoInfo(Path("me.mp4"), 640, 480, len(answers), answers[-1].t_s)
    return build_report(find_spec(stretch), answers, answers[-1].clock, video)
