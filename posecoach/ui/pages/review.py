"""The Review page: a past set, a sample or a video of your own, second by second."""

import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from io import BufferedIOBase
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from posecoach.catalog.exercises import load_specs
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.errors import PoseCoachError
from posecoach.evaluation.ground_truth import samples
from posecoach.evaluation.ground_truth.samples import Sample
from posecoach.evaluation.ground_truth.truth import TruthError
from posecoach.pose.landmarks import Side
from posecoach.records import words
from posecoach.records.report.files import report_csv, report_json
from posecoach.records.report.html import report_html
from posecoach.translation import N_, capitalized, format_share, language
from posecoach.translation import translate as _
from posecoach.ui.amounts import ask_amount
from posecoach.ui.postures import ordered, placed_title
from posecoach.ui.review import set_view
from posecoach.ui.review.job import LONGEST_S, Job, Review, content_hash, review
from posecoach.ui.review.moment_view import show_moment
from posecoach.ui.review.past_view import has_past, show_past
from posecoach.ui.review.repetition_view import show_repetitions
from posecoach.ui.review.save_view import offer_to_keep
from posecoach.vision.model.bundle import Network, Variant
from posecoach.vision.model.choice import (
    Purpose,
    heavy_can_be_chosen,
    heavy_would_help,
    model_for,
)

_SAMPLE, _UPLOAD, _PAST = N_("A sample"), N_("My own video"), N_("A past session")
_FORMATS = ["mp4", "mov", "m4v", "webm", "mkv", "avi"]
_AUTO = N_("Auto")
_NO_SAMPLES = N_("There are no sample videos here. Review a video of your own, or a past session.")
# Relative widths of the two columns of choices.
_WIDTHS = (3, 5)

_KEPT = "reviews"
# A review holds its annotated video: some megabytes a minute.
_MOST_KEPT = 4
# Redrawing the bar more often costs time that the analysis needs.
_REDRAW_S = 0.25
# Any earlier, the time left is a guess.
_ESTIMATE_AFTER_S = 1.0
_LEAST_SHARE = 1e-6  # nothing done yet


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A video to review; a sample comes with its ground truth."""

    name: str
    opened: Callable[[], AbstractContextManager[BufferedIOBase]]
    sample: Sample | None


def review_page() -> None:
    """Shows the page."""
    st.title(_("Review"), anchor=False)
    st.write(_("See why each second of a set counted, or why it didn't. Nothing leaves this computer."))
    try:
        _choose_and_show(load_specs())
    except PoseCoachError as error:
        st.error(str(error), icon=":material/error:")


def _choose_and_show(specs: dict[str, StretchSpec]) -> None:
    source, video = st.columns(_WIDTHS)
    stretch, leg = st.columns(_WIDTHS[::-1])
    much = st.container()
    shown = [sample for sample in _samples() if sample.truth.stretch in specs]
    sources = [_SAMPLE, _UPLOAD, _PAST] if shown else [_UPLOAD, _PAST]
    of = source.segmented_control(
        _("What to review"),
        sources,
        default=_PAST if has_past() else sources[0],
        required=True,
        format_func=_,
    )
    if not shown:
        st.caption(_(_NO_SAMPLES))
    if of == _PAST:
        show_past(specs)
        return
    chosen = _choose_sample(video, shown) if of == _SAMPLE else _choose_file(video)
    if chosen is None:
        return
    spec, side = _choose_stretch(stretch, leg, specs, chosen)
    if spec is None:
        st.info(_("Choose the stretch your video shows."))
        return
    amount = ask_amount(spec, much, f"amount of {chosen.name if chosen.sample else _UPLOAD}, {spec.id}")
    with chosen.opened() as content:
        job = Job(content_hash(content), spec, side, amount, _choose_network(much))
        kept: OrderedDict[str, Review] = st.session_state.setdefault(_KEPT, OrderedDict())
        if job.key not in kept:
            if not st.button(_("Analyse"), icon=":material/play_arrow:"):
                return
            kept[job.key] = _reviewed(content, chosen.name, job)
            while len(kept) > _MOST_KEPT:
                kept.popitem(last=False)
            st.rerun()
    _show(kept[job.key], chosen)
    if chosen.sample is None:
        offer_to_keep(kept[job.key], job)


def _choose_sample(place: DeltaGenerator, shown: list[Sample]) -> _Chosen | None:
    by_title = {sample.title: sample for sample in shown}
    title = place.selectbox(_("What it shows"), by_title, index=None, placeholder=_("Choose a sample"))
    if title is None:
        st.info(_("Choose a sample. Its stretch and leg are set for you."))
        return None
    sample = by_title[title]
    return _Chosen(sample.video.name, lambda: sample.video.open("rb"), sample)


def _choose_file(place: DeltaGenerator) -> _Chosen | None:
    megabytes = st.get_option("server.maxUploadSize")
    upload = place.file_uploader(
        _("Video of one set, up to {longest} and {megabytes} MB").format(
            longest=words.seconds(LONGEST_S), megabytes=megabytes
        ),
        type=_FORMATS,
    )
    if upload is None:
        st.info(
            _(
                "Choose a video of one set, filmed from the side. Your whole body should be in the picture "
                "from before you go into the stretch until you have come out of it."
            )
        )
        return None
    return _Chosen(upload.name, lambda: nullcontext(upload), None)  # stays open for the next rerun


def _samples() -> tuple[Sample, ...]:
    folder = samples.default_folder()
    try:
        return _load_samples(folder, folder.stat().st_mtime_ns, language()) if folder.is_dir() else ()
    except TruthError as error:
        st.warning(_("The samples can't be loaded. {reason}").format(reason=error), icon=":material/warning:")
        return ()


@st.cache_resource(show_spinner=False, max_entries=1)
def _load_samples(folder: Path, changed_ns: int, titles_in: str) -> tuple[Sample, ...]:
    """The samples, read again only when the folder or the language has changed: it takes a while."""
    return samples.load_samples(folder)


def _choose_stretch(
    left: DeltaGenerator, right: DeltaGenerator, specs: dict[str, StretchSpec], chosen: _Chosen
) -> tuple[StretchSpec | None, Side | None]:
    truth = chosen.sample.truth if chosen.sample else None
    ids = ordered(specs)
    # Each sample sets its own stretch and leg, so it needs widgets of its own.
    of_video = chosen.name if chosen.sample else _UPLOAD
    stretch = left.selectbox(
        _("Stretch"),
        ids,
        index=ids.index(truth.stretch) if truth else None,
        placeholder=_("Choose the stretch"),
        format_func=lambda id_: placed_title(specs[id_]),
        key=f"stretch of {of_video}",
    )
    leg = right.segmented_control(
        _("Leg"),
        [_AUTO, *Side],
        format_func=lambda choice: _(_AUTO) if choice == _AUTO else capitalized(words.SIDES[choice]),
        default=truth.side if truth else _AUTO,
        required=True,
        help=_("Auto: the coach works out which leg is being stretched."),
        key=f"leg of {of_video}",
    )
    return specs[stretch] if stretch else None, None if leg == _AUTO else Side(leg)


def _choose_network(place: DeltaGenerator) -> Network | None:
    """The heavy network where it is there and the person wants it; None for the usual one."""
    if not heavy_can_be_chosen():
        return None
    wanted = place.toggle(
        _("Slower and more exact"),
        help=_("The heavy pose network judges the video. It takes about twice as long."),
    )
    return Network.HEAVY if wanted else None


def _reviewed(content: BufferedIOBase, name: str, job: Job) -> Review:
    """Runs the job with a progress bar."""
    bar = st.progress(0.0, _("Preparing the pose model"))
    model = _model(bar, job.network)
    began_s = drawn_s = time.monotonic()

    def progress(done: int, total: int) -> None:
        nonlocal drawn_s
        now_s = time.monotonic()
        if now_s - drawn_s < _REDRAW_S:
            return
        drawn_s = now_s
        share, lasted_s = min(1.0, done / max(1, total)), now_s - began_s
        text = _("Analysing every frame: {share}")
        if lasted_s >= _ESTIMATE_AFTER_S:
            text = _("Analysing every frame: {share}, about {left} left")
        left = words.seconds(lasted_s * (1 - share) / max(share, _LEAST_SHARE))
        bar.progress(share, text.format(share=format_share(share), left=left))

    try:
        return review(content, name, job, model, progress)
    finally:
        bar.empty()


def _model(bar: DeltaGenerator, network: Network | None) -> Path:
    def show(stage: str, share: float | None) -> None:
        bar.progress(share or 0.0, _("Preparing the pose model, first run only: {stage}").format(stage=stage))

    return model_for(Purpose.VIDEO, network, show).path


def _show(done: Review, chosen: _Chosen) -> None:
    truth = chosen.sample.truth if chosen.sample else None
    if truth and truth.stretch != done.report.spec.id:
        truth = None  # it doesn't apply to another stretch
    summary, video = st.columns([2, 3], gap="medium")
    with summary:
        set_view.show_summary(done.report)
        _show_network(done.report.network)
    video.video(done.annotated, alt=_("The video with the coach's feedback drawn on it"))
    set_view.show_timeline(done.report, truth)
    if done.report.repetitions is not None:
        show_repetitions(done.report.repetitions, done.report.spec, held=done.report.target_s > 0)
    show_moment(done.report, done.annotated)
    set_view.show_measures(done.report, truth)
    set_view.show_events(done.report)
    _offer_files(done, Path(chosen.name).stem)


def _show_network(network: Variant) -> None:
    st.caption(words.JUDGED_BY[network])
    if heavy_would_help(network):
        st.caption(_("A slower and more exact network: `posecoach model --variant heavy` (41 MB, once)"))


def _offer_files(done: Review, stem: str) -> None:
    st.header(_("Download"), anchor=False)
    report = done.report
    with st.container(horizontal=True):
        for label, data, ending, mime in (
            (_("Report (HTML)"), lambda: report_html(report), "html", "text/html"),
            (_("Annotated video"), lambda: done.annotated, "annotated.mp4", "video/mp4"),
            (_("Frames (CSV)"), lambda: report_csv(report), "csv", "text/csv"),
            (_("All data (JSON)"), lambda: report_json(report), "json", "application/json"),
        ):
            st.download_button(
                label, data, f"{stem}.{ending}", mime, icon=":material/download:", on_click="ignore"
            )
