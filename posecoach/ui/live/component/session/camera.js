// The webcam: opened, watched, encoded frame by frame, and always released.

import { CameraProblem, problemOf, whyEnded } from "./camera_problems.js";

const PICTURE = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 } };
// Another camera may still be free where one fails with these.
const BUSY = ["NotReadableError", "AbortError"];
// A camera that is covered by its driver gives no first picture, and play() would wait for ever.
const FIRST_PICTURE_WITHIN_MS = 10_000;

// deviceId: the camera that is wanted, or null for any. Another one is taken where that is gone or busy.
async function openStream(deviceId) {
  const { mediaDevices } = navigator;
  const ask = (which) => mediaDevices.getUserMedia({ video: { ...PICTURE, ...which }, audio: false });
  try {
    return await ask(deviceId ? { deviceId: { ideal: deviceId } } : { facingMode: "user" });
  } catch (error) {
    if (BUSY.includes(error.name)) {
      for (const { kind, deviceId: other } of (await mediaDevices.enumerateDevices?.()) ?? []) {
        if (kind !== "videoinput" || !other) continue;
        const stream = await ask({ deviceId: { exact: other } }).catch(() => null);
        if (stream) return stream;
      }
    }
    throw problemOf(error);
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
    this.timesCaptures = true; // false once a camera gave a capture time that makes no sense
    this.shown = -1; // how many pictures the video had shown, where only that tells a new one
    this.canvas = new OffscreenCanvas(1, 1);
  }

  // The id of the camera in use; null before one is.
  get deviceId() {
    return this.track?.getSettings?.().deviceId ?? null;
  }

  // Whether the camera runs but gives no pictures: its cover, its key, or another program.
  get muted() {
    return this.track?.muted ?? false;
  }

  get track() {
    return this.stream?.getVideoTracks()[0] ?? null;
  }

  // deviceId: the camera that is wanted, or null for any.
  // Throws a CameraProblem where there is no camera that can be used.
  async open(deviceId = null) {
    if (!navigator.mediaDevices?.getUserMedia) throw new CameraProblem("insecure");
    await this.connect(deviceId);
    if (!this.closed) this.awaitFrame();
  }

  // Changes to another camera in the middle of a session. Resolves with whether that worked; where it did
  // not, the old camera goes on. Throws a CameraProblem where that is gone too.
  async switchTo(deviceId) {
    const before = this.deviceId;
    this.release(); // some computers run only one camera at a time
    const took = await this.connect(deviceId).then(() => this.deviceId === deviceId, () => false);
    if (took || this.closed) return true;
    this.release();
    await this.connect(before);
    return false;
  }

  async connect(deviceId) {
    const stream = (this.stream = await openStream(deviceId));
    // Stop can be pressed while the browser is still asking for permission.
    if (this.closed) return this.close();
    this.timesCaptures = true;
    const [track] = stream.getVideoTracks();
    track.addEventListener("ended", () => this.onEnded(track, this.deviceId));
    this.video.srcObject = stream;
    await this.play();
  }

  async onEnded(track, deviceId) {
    const isInUse = () => !this.closed && this.track === track;
    if (!isInUse()) return;
    const problem = await whyEnded(deviceId);
    if (isInUse()) this.onLost(problem);
  }

  // Resolves with the first picture.
  async play() {
    this.video.muted = true; // browsers play nothing else unasked
    let timer;
    const tooLate = new Promise((resolve, reject) => {
      timer = setTimeout(() => reject(new CameraProblem("silent")), FIRST_PICTURE_WITHIN_MS);
    });
    try {
      await Promise.race([this.video.play(), tooLate]);
    } catch (error) {
      throw error instanceof CameraProblem ? error : new CameraProblem("play");
    } finally {
      clearTimeout(timer);
    }
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
    if (this.muted) return false;
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
    this.release();
  }

  release() {
    this.stream?.getTracks().forEach((track) => track.stop());
    this.video.srcObject = null;
  }
}
