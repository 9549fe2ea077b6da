"""Cuts of the sample videos: as little film as a decision takes, with the truth of it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import Any

from posecoach.vision.media.video import Frame, VideoWriter, probe, read_frames

SAMPLES = Path(__file__).parents[2] / "sample_videos"


@dataclass(frozen=True)
class Cut:
    """A part of a sample, in which time begins anew.

    Attributes:
        sample: The sample's name.
        start_s: Where the part begins, seconds in the sample.
        end_s: Where it ends.
        every: Takes each second frame where 2, each third where 3: the camera of a slow computer.
        lead_s: How long the first picture stands still before it, where the part is played as a webcam.
    """

    sample: str
    start_s: float = 0.0
    end_s: float = inf
    every: int = 1
    lead_s: float = 0.0

    def __str__(self) -> str:
        return self.sample

    @property
    def video(self) -> Path:
        """The whole sample."""
        return SAMPLES / f"{self.sample}.mp4"

    def frames(self) -> Iterator[Frame]:
        """The frames of the part."""
        number = 0
        for frame in read_frames(self.video):
            if frame.t_s >= self.end_s:
                return
            if frame.t_s >= self.start_s:
                if number % self.every == 0:
                    yield Frame(frame.rgb, frame.t_s - self.start_s)
                number += 1

    def truth(self) -> dict[str, Any]:
        """What really happens in the part."""
        whole = json.loads((SAMPLES / f"{self.sample}.truth.json").read_text(encoding="utf-8"))
        frames = [frame for frame in whole["frames"] if self.start_s <= frame["t_s"] < self.end_s]
        faults = [(fault, *self._within(fault["start_s"], fault["end_s"])) for fault in whole["faults"]]
        spans = [self._within(*span) for span in whole["valid"]]
        return {
            **whole,
            "fps": whole["fps"] / self.every,
            "frames": [
                {**frame, "t_s": round(frame["t_s"] - self.start_s, 3)} for frame in frames[:: self.every]
            ],
            "valid": [[start_s, end_s] for start_s, end_s in spans if start_s < end_s],
            "faults": [
                {**fault, "start_s": start_s, "end_s": end_s}
                for fault, start_s, end_s in faults
                if start_s < end_s
            ],
        }

    def _within(self, start_s: float, end_s: float) -> tuple[float, float]:
        return max(start_s, self.start_s) - self.start_s, min(end_s, self.end_s) - self.start_s

    def write(self, folder: Path) -> Path:
        """Writes the part as a video with its truth beside it, under the sample's name; returns the video."""
        path, info = folder / self.video.name, probe(self.video)
        with VideoWriter(path, info.width, info.height) as writer:
            for frame in self.frames():
                writer.write(frame.rgb, frame.t_s)
        path.with_suffix(".truth.json").write_text(json.dumps(self.truth()), encoding="utf-8")
        return path


HOLDING = Cut("standing_good_ben", 3.4, 8.6)
"""In the hold from the first picture to the last: nobody has to wait for it, and as a loop it goes on."""
