"""What the tests look with: a served app's sessions, and a Chromium whose webcam is a video."""

import json
import time
import urllib.request
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
from support.cuts import Cut

from posecoach.vision.media.video import probe

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

    def begin_afresh(self) -> None:
        """Forgets what earlier tests chose, answered and saved; a session of theirs must be over.

        Without it a language, a rest after pain or a full history would be what the next test begins with.
        """
        self.wait_until_empty()
        self._ask("begin-afresh")

    def choose(self, session: str) -> None:
        """Has the next page that is opened begin with this session, as if it was chosen before."""
        self._ask(f"choose?session={session}")

    def watch(self) -> dict[str, int]:
        return self._ask("watch")

    def _ask(self, what: str) -> dict[str, int]:
        with urllib.request.urlopen(f"{self.url}/{what}") as answer:
            return json.load(answer)

    def wait_until_empty(self, within_s: float = 10.0) -> None:
        """Waits until no live session and no engine's thread is left."""
        until_s = time.monotonic() + within_s
        while any((left := self.watch()).values()):
            assert time.monotonic() < until_s, f"still there: {left}"
            time.sleep(0.05)


def write_webcam(target: Path, *cuts: Cut) -> None:
    """Joins parts of samples of one size to a film that Chromium can play as its webcam."""
    with av.open(str(target), "w", format="mjpeg") as container:
        stream = container.add_stream("mjpeg", rate=WEBCAM_FPS)
        info = probe(cuts[0].video)
        stream.width, stream.height = info.width, info.height
        stream.pix_fmt, stream.options = "yuvj420p", {"q:v": "3"}
        stream.thread_count = 1  # each picture comes out as it goes in
        number = 0
        for cut in cuts:
            begin = number + round(cut.lead_s * WEBCAM_FPS)
            for frame in cut.frames():
                picture = av.VideoFrame.from_ndarray(frame.rgb, format="rgb24")
                picture.pts, picture.time_base = number, Fraction(1, WEBCAM_FPS)
                (packet,) = stream.encode(picture)
                # A sample has fewer pictures a second: each is shown until the next one's time.
                while number - begin <= frame.t_s * WEBCAM_FPS:
                    packet.pts = packet.dts = number
                    container.mux(packet)
                    number += 1
