"""What the tests look with: a served app's sessions, and a Chromium whose webcam is a video."""

import json
import time
import urllib.request
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av

from posecoach.vision.media.video import probe, read_frames

# What Chromium plays an .mjpeg webcam at.
WEBCAM_FPS = 30

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
FAKE_CAMERA = "--use-fake-device-for-media-stream"
ALLOW_CAMERA = "--use-fake-ui-for-media-stream"
NO_CAMERA = "--use-fake-device-for-media-stream=device-count=0"

# Headless Chromium has no voices: what would be spoken is written down. Sockets are kept to be cut.
SPY = """
window.spoken = [];
window.transcript = [];
speechSynthesis.speak = (utterance) => {
  window.spoken.push(utterance.text);
  window.transcript.push({ text: utterance.text, at: performance.now() / 1000 });
  utterance.dispatchEvent(new Event("start"));
};
window.sockets = [];
window.WebSocket = class extends WebSocket {
  constructor(...all) {
    super(...all);
    window.sockets.push(this);
    if (!this.url.includes("/live/")) return;
    this.addEventListener("message", ({ data }) => {
      const { points, ...message } = JSON.parse(data);
      window.heard.push({ ...message, at: performance.now() / 1000 });
    });
  }
};
window.heard = [];
// When the webcam's first picture was shown: the film's own beginning.
const nextFrame = HTMLVideoElement.prototype.requestVideoFrameCallback;
HTMLVideoElement.prototype.requestVideoFrameCallback = function (then) {
  return nextFrame.call(this, (now, frame) => {
    window.filmStart ??= now / 1000;
    then(now, frame);
  });
};
"""


@dataclass(frozen=True)
class Served:
    url: str
    data: Path

    def forget_choices(self) -> None:
        """What one test chose must not be what the next one begins with."""
        (self.data / "preferences.json").unlink(missing_ok=True)

    def watch(self) -> dict[str, int]:
        with urllib.request.urlopen(f"{self.url}/watch") as answer:
            return json.load(answer)

    def wait_until_empty(self, within_s: float = 10.0) -> None:
        """Waits until no live session and no engine's thread is left."""
        until_s = time.monotonic() + within_s
        while any((left := self.watch()).values()):
            assert time.monotonic() < until_s, f"still there: {left}"
            time.sleep(0.05)


def write_webcam(target: Path, *samples: Path, lead_s: float = 0.0) -> None:
    """Joins samples of one size to a film that Chromium can play as its webcam.

    Each sample's first picture stands still for ``lead_s`` before it.
    """
    with av.open(str(target), "w", format="mjpeg") as container:
        stream = container.add_stream("mjpeg", rate=WEBCAM_FPS)
        info = probe(samples[0])
        stream.width, stream.height = info.width, info.height
        stream.pix_fmt, stream.options = "yuvj420p", {"q:v": "3"}
        number = 0
        for sample in samples:
            begin = number + round(lead_s * WEBCAM_FPS)
            for frame in read_frames(sample):
                # A sample has fewer pictures a second: each is shown until the next one's time.
                while number - begin <= frame.t_s * WEBCAM_FPS:
                    picture = av.VideoFrame.from_ndarray(frame.rgb, format="rgb24")
                    picture.pts, picture.time_base = number, Fraction(1, WEBCAM_FPS)
                    container.mux(stream.encode(picture))
                    number += 1
        container.mux(stream.encode())
