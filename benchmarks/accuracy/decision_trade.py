"""What the rules of a hold trade: seconds counted falsely against good seconds that are not counted.

Looks at every clip once, then judges it with one rule at a time changed, and plots both. The rules in
force stand on the bend: to the left of them false time grows, to the right good time is lost.

    python benchmarks/accuracy/decision_trade.py [CLIPS] [--svg FILE]
"""

import argparse
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

import altair as alt

from posecoach.catalog.exercises import find_spec
from posecoach.catalog.languages import load_phrases
from posecoach.coaching.coach import Coach
from posecoach.coaching.context import SessionContext
from posecoach.coaching.exercise.fields import Number
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.commands.console.progress import steps_shown
from posecoach.cores import usable_cores
from posecoach.evaluation.ground_truth.score import score_clip
from posecoach.evaluation.ground_truth.truth import load_truth, truth_path
from posecoach.files import listed
from posecoach.parallel.processes import in_parallel
from posecoach.pose.observation import Observation
from posecoach.records.report.model import build_report
from posecoach.vision.estimator import VideoPoseEstimator
from posecoach.vision.media.video import probe, read_frames
from posecoach.vision.model.store import ensure_model

SAMPLES = Path(__file__).parents[2] / "sample_videos"
TRIED: dict[str, tuple[float, ...]] = {
    "still_deg_per_s": (10.0, 15.0, 20.0, 25.0, 30.0),
    "arm_s": (0.2, 0.6, 2.0, 5.0),
    "grace_s": (0.05, 0.5, 1.0, 2.0),
    "fault_after_s": (0.1, 0.4, 0.8, 1.6),
}
_SIZE = 260

Rule = tuple[str, float]
Seconds = tuple[float, float]


def main() -> None:
    """Measures, prints and plots."""
    parser = argparse.ArgumentParser(description="What the rules of a hold trade.")
    parser.add_argument("clips", nargs="?", type=Path, default=SAMPLES)
    parser.add_argument("--svg", type=Path)
    arguments = parser.parse_args()
    model = ensure_model().path
    clips = listed(arguments.clips, ".mp4")
    sizes = [clip.stat().st_size for clip in clips]
    with steps_shown("Judging the clips") as progress:
        work = partial(judged, model=model)
        scored = in_parallel(work, clips, sizes, workers=usable_cores(), progress=progress)
    rows = [
        {
            "rule": name,
            "value": value,
            "in force": value == in_force(name),
            "false_valid_s": sum(of_clip[name, value][0] for of_clip in scored),
            "false_paused_s": sum(of_clip[name, value][1] for of_clip in scored),
        }
        for name, values in TRIED.items()
        for value in values
    ]
    print(f"{len(clips)} clips; seconds in all")
    for row in rows:
        mark = "  in force" if row["in force"] else ""
        print(
            f"{row['rule']:16s} {row['value']:5.1f}  counted falsely {row['false_valid_s']:6.2f}"
            f"  good, not counted {row['false_paused_s']:6.2f}{mark}"
        )
    if arguments.svg:
        plot(rows).save(arguments.svg)


def in_force(name: str) -> float:
    """The value that the specs have; all three have the same."""
    number: Number = getattr(find_spec("seated_hamstring").hold, name)
    return number.value


def judged(clip: Path, model: Path) -> dict[Rule, Seconds]:
    """Seconds counted falsely, and good ones not counted, of one clip under every rule."""
    frames = list(observations(clip, model))
    return {(name, value): scored(clip, frames, name, value) for name in TRIED for value in TRIED[name]}


def observations(clip: Path, model: Path) -> Iterable[tuple[Observation, float]]:
    """What every frame shows, and its time."""
    with VideoPoseEstimator(model) as estimator:
        for frame in read_frames(clip):
            yield estimator.estimate(frame.rgb, frame.t_s), frame.t_s


def scored(clip: Path, frames: Iterable[tuple[Observation, float]], name: str, value: float) -> Seconds:
    """The clip judged with one rule changed."""
    truth = load_truth(truth_path(clip))
    spec = with_rule(find_spec(truth.stretch), name, value)
    coach = Coach(spec, SessionContext(load_phrases()), truth.side)
    feedback = [coach.update(seen, t_s) for seen, t_s in frames]
    score = score_clip(
        clip.stem, build_report(spec, feedback, coach.finish(), probe(clip), truth.side), truth
    )
    return score.false_valid_s, score.false_paused_s


def with_rule(spec: StretchSpec, name: str, value: float) -> StretchSpec:
    """The stretch with one of its hold's rules changed."""
    rules = spec.hold.model_copy(update={name: Number(value=value, source="tried")})
    return spec.model_copy(update={"hold": rules})


def plot(rows: Sequence[Mapping[str, object]]) -> alt.HConcatChart:
    """One small plot a rule, all on the same scales."""
    plots = []
    for name in TRIED:
        data = alt.Data(values=[row for row in rows if row["rule"] == name])
        base = alt.Chart(data, title=name, width=_SIZE, height=_SIZE).encode(
            x=alt.X("false_paused_s:Q", title="good, not counted (s)", scale=alt.Scale(zero=False)),
            y=alt.Y("false_valid_s:Q", title="counted falsely (s)", scale=alt.Scale(zero=False)),
        )
        line = base.mark_line(color="#8C8C8C").encode(order="value:Q")
        points = base.mark_point(size=90, filled=True, opacity=1).encode(
            color=alt.Color(
                "in force:N",
                scale=alt.Scale(domain=[True, False], range=["#009E73", "#8C8C8C"]),
                legend=None,
            )
        )
        labels = base.mark_text(align="left", dx=8, dy=-4).encode(text="value:Q")
        plots.append(line + points + labels)
    return alt.hconcat(*plots).resolve_scale(x="shared", y="shared").configure(background="white")


if __name__ == "__main__":
    main()
