// The webcam: opened, watched, encoded frame by frame, and always released.

const PROBLEM_TEXTS = {
  insecure:
    "The browser gives the camera only to a safe address. Open this page as http://localhost with its port, or over https.",
  NotAllowedError:
    "The camera is blocked. Allow it for this page with the camera sign in the address bar, then press Start again. If it is allowed there, allow it for the browser in the system's privacy settings too.",
  system:
    "The system does not let the browser use the camera. Allow it in the system's privacy settings, under Camera, restart the browser, then press Start again.",
  dismissed: "The browser's question about the camera was closed. Press Start again and allow the camera.",
  NotFoundError: "No camera was found. Plug one in or switch it on, then press Start again.",
  NotReadableError:
    "Another program is using the camera. Close that program (a video call, perhaps), then press Start again.",
  lost: "The camera stopped sending pictures. Check its cable, or whether another program took it, then press Start again.",
  silent:
    "The camera sends no pictures. Check its cover and its cable, and whether another program uses it, then press Start again.",
  play: "The browser did not show the camera's picture. Press Start again; if that does not help, allow this page to play video (autoplay) in the browser's settings.",
  other: "The camera could not be started. Check that it works in another program, then press Start again.",
};
const SAME_PROBLEM = {
  SecurityError: "NotAllowedError",
  OverconstrainedError: "NotFoundError",
  AbortError: "NotReadableError",
};

export class CameraProblem extends Error {
  // kind: the name of the browser's error, or a key of PROBLEM_TEXTS.
  constructor(kind) {
    super(PROBLEM_TEXTS[SAME_PROBLEM[kind] ?? kind] ?? PROBLEM_TEXTS.other);
  }
}

// What the browser refused to open. Only its message tells who denied a permission.
function problemOf({ name, message }) {
  if (name === "NotAllowedError" && /by system/i.test(message)) return new CameraProblem("system");
  if (name === "NotAllowedError" && /dismissed/i.test(message)) return new CameraProblem("dismissed");
  return new CameraProblem(name);
}

const PICTURE = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 } };
// Another camera may still be free where one fails with these.
const BUSY = ["NotReadableError", "AbortError"];
// A camera that is covered by its driver gives no first picture, and play() would wait for ever.
const FIRST_PICTURE_WITHIN_MS = 10_000;

async function openStream() {
  const { mediaDevices } = navigator;
  try {
    return await mediaDevices.getUserMedia({ video: { ...PICTURE, facingMode: "user" }, audio: false });
  } catch (error) {
    if (BUSY.includes(error.name)) {
      for (const { kind, deviceId } of (await mediaDevices.enumerateDevices?.()) ?? []) {
        if (kind !== "videoinput" || !deviceId) continue;
        const video = { ...PICTURE, deviceId: { exact: deviceId } };
        const stream = await mediaDevices.getUserMedia({ video, audio: false }).catch(() => null);
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
    this.timesCaptures = true; // false once the camera gave a capture time that makes no sense
    this.shown = -1; // how many pictures the video had shown, where only that tells a new one
    this.canvas = new OffscreenCanvas(1, 1);
  }

  // Throws a CameraProblem where there is no camera that can be used.
  async open() {
    if (!navigator.mediaDevices?.getUserMedia) throw new CameraProblem("insecure");
    const stream = (this.stream = await openStream());
    // Stop can be pressed while the browser is still asking for permission.
    if (this.closed) return this.close();
    stream.getVideoTracks()[0].addEventListener("ended", () => {
      if (!this.closed) this.onLost(new CameraProblem("lost"));
    });
    this.video.srcObject = stream;
    await this.play();
    this.awaitFrame();
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
