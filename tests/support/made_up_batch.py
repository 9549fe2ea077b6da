"""Videos of a batch judged without an engine: by what their files say, and slowly where that is asked for.

Spawned and remote workers import this module by its name.
"""

import os
import signal
import time
from pathlib import Path

from posecoach.analysis.batch_job import JudgedVideo, Settings, not_judged, packed
from posecoach.remote_files import sha256


def judge(file: str, settings: Settings) -> JudgedVideo:
    """The file holds the seconds that count; a line for each time it was judged goes to ``judged.log``.

    ``bad`` stands for a file that can't be judged, and ``deadly`` for one that kills its worker.
    """
    path = Path(file)
    with path.with_name("judged.log").open("a") as log:
        log.write(f"{path.name}\n")
    text = path.read_text()
    if text == "deadly":
        os.kill(os.getpid(), signal.SIGKILL)
    if text == "bad":
        return not_judged(file, settings, f"{file}: not a video")
    time.sleep(float(os.environ.get("MADE_UP_BATCH_S", "0")))
    rows = tuple(
        {
            "file": file,
            "stretch": spec.id,
            "duration_s": 10.0,
            "valid_s": float(text),
            "state_valid_s": float(text),
            "pause_knee_bent_s": 0.5,
            "fault_knee_bent_s": 0.5,
            "unjudged_share": 0.1,
        }
        for spec in settings.specs
    )
    reports = {
        (spec.id, kind): packed(f"{kind} {text}") for spec in settings.specs for kind in settings.reports
    }
    return JudgedVideo(rows, sha256(path), reports)


def make_clips(folder: Path, *texts: str) -> list[Path]:
    """Files named as videos, with what ``judge`` reads."""
    clips = [folder / f"clip{number}.mp4" for number in range(len(texts))]
    for clip, text in zip(clips, texts, strict=True):
        clip.write_text(text)
    return clips
