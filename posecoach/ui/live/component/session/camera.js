// The webcam: opened, watched, encoded frame by frame, and always released.

const PROBLEM_TEXTS = {
  insecure:
    "The browser gives the camera only to a safe address. Open this page as http://localhost with its port, or over https.",
  NotAllowedError:
    "The camera is blocked. Allow it for this page with the camera sign in the address bar, then press Start again.",
  NotFoundError: "No camera was found. Plug one in or switch it on, then press Start again.",
  NotReadableError:
    "Another program is using the camera. Close that program (a video call, perhaps), then press Start again.",
  lost: "The camera stopped sending pictures. Check its cable, or whether another program took it, then press Start again.",
  other: "The camera could not be started. Check that it works in another program, then press Start again.",
};
const SAME_PROBLEM = {
  SecurityError: "NotAllowedError",
  OverconstrainedError: "NotFoundError",
  AbortError: "NotReadableError",
};

export class CameraProblem extends Error {
  // kind: the name of the browser's error, "insecure" or "lost".
  constructor(kind) {
    super(PROBLEM_TEXTS[SAME_PROBLEM[kind] ?? kind] ?? PROBLEM_TEXTS.other);
  }
}

// No camera takes longer to deliver a picture. A capture time that is further off makes no sense.
const MAX_DELAY_MS = 1500;
const MAX_EARLY_MS = 100; // the two times are rounded, and taken one after the other

// When a frame was taken, in seconds since 1970: the time continues over a reload of the page.
// nowMs and the frame's captureTime count from the page's beginning, timeOriginMs.
export function frameTimeS(timeOriginMs, nowMs, frame) {
  return (timeOriginMs + (frame?.captureTime ?? nowMs)) / 1000;
}

// Whether a frame that comes at nowMs may have been taken when it says so, or says nothing.
export function isPlausible(nowMs, frame) {
  const delayMs = nowMs - (frame?.captureTime ?? nowMs);
  return delayMs >= -MAX_EARLY_MS && delayMs <= MAX_DELAY_MS; // false for NaN
}

export class Camera {
  // onFrame(tS) is called for each new frame with the time it was taken; onLost(problem) where the
  // camera fails after it was opened.
  constructor(video, { onFrame, onLost }) {
    this.video = video;
    this.onFrame = onFrame;
    this.onLost = onLost;
    this.stream = null;
    this.closed = false;
    this.lastS = -Infinity;
    this.timesCaptures = true; // false once the camera gave a capture time that makes no sense
    this.shown = -1; // how many pictures the video had shown, where only that tells a new one
    this.canvas = new OffscreenCanvas(1, 1);
  }

  // Throws a CameraProblem where there is no camera that can be used.
  async open() {
    if (!navigator.mediaDevices?.getUserMedia) throw new CameraProblem("insecure");
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({
        video: { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 }, facingMode: "user" },
        audio: false,
      });
    } catch (error) {
      throw new CameraProblem(error.name);
    }
    this.stream = stream;
    // Stop can be pressed while the browser is still asking for permission.
    if (this.closed) return this.close();
    stream.getVideoTracks()[0].addEventListener("ended", () => {
      if (!this.closed) this.onLost(new CameraProblem("lost"));
    });
    this.video.srcObject = stream;
    await this.video.play();
    this.awaitFrame();
  }

  awaitFrame() {
    if (this.closed) return;
    const taken = (nowMs, frame) => {
      if (this.closed) return;
      this.timesCaptures &&= isPlausible(nowMs, frame);
      const tS = frameTimeS(performance.timeOrigin, nowMs, this.timesCaptures ? frame : null);
      if (tS > this.lastS && this.isNew(frame)) {
        this.lastS = tS;
        this.onFrame(tS);
      }
      this.awaitFrame();
    };
    if (this.video.requestVideoFrameCallback) this.video.requestVideoFrameCallback(taken);
    else requestAnimationFrame((nowMs) => taken(nowMs, null));
  }

  // Without frame callbacks the display draws the old picture again and again. A muted track is black.
  isNew(frame) {
    if (this.stream.getVideoTracks()[0].muted) return false;
    if (frame) return true;
    const shown = this.video.getVideoPlaybackQuality?.().totalVideoFrames ?? this.shown + 1;
    const changed = shown !== this.shown;
    this.shown = shown;
    return changed;
  }

  // The picture now, as a JPEG Blob at most this wide.
  jpeg({ width: maxWidth, quality }) {
    const { videoWidth, videoHeight } = this.video;
    const scale = Math.min(1, maxWidth / videoWidth);
    const width = Math.round(videoWidth * scale);
    const height = Math.round(videoHeight * scale);
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
    }
    this.canvas.getContext("2d").drawImage(this.video, 0, 0, width, height);
    return this.canvas.convertToBlob({ type: "image/jpeg", quality });
  }

  close() {
    this.closed = true;
    this.stream?.getTracks().forEach((track) => track.stop());
    this.video.srcObject = null;
  }
}
