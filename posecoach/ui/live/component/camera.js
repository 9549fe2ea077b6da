// The webcam: opened, watched, encoded frame by frame, and always given back.

const SEND_WIDTH_PX = 640; // the pose network looks at a 256 px crop of the person: more gains nothing
const JPEG_QUALITY = 0.8;

const CAMERA_PROBLEMS = {
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

class CameraProblem extends Error {
  constructor(kind) {
    const known = SAME_PROBLEM[kind] ?? kind;
    super(CAMERA_PROBLEMS[known] ?? CAMERA_PROBLEMS.other);
  }
}

class Camera {
  // onFrame(t_s) is called for each new frame with the time it was taken, on the page's own clock.
  constructor(video, { onFrame, onLost }) {
    this.video = video;
    this.onFrame = onFrame;
    this.onLost = onLost;
    this.stream = null;
    this.closed = false;
    this.lastS = -Infinity;
    this.canvas = new OffscreenCanvas(1, 1);
  }

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
    this.next();
  }

  next() {
    if (this.closed) return;
    const taken = (now, frame) => {
      if (this.closed) return;
      const tS = (frame?.captureTime ?? now) / 1000;
      if (tS > this.lastS) {
        this.lastS = tS;
        this.onFrame(tS);
      }
      this.next();
    };
    if (this.video.requestVideoFrameCallback) this.video.requestVideoFrameCallback(taken);
    else requestAnimationFrame((now) => taken(now, null));
  }

  jpeg() {
    const { videoWidth, videoHeight } = this.video;
    const scale = Math.min(1, SEND_WIDTH_PX / videoWidth);
    const width = Math.round(videoWidth * scale);
    const height = Math.round(videoHeight * scale);
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
    }
    this.canvas.getContext("2d").drawImage(this.video, 0, 0, width, height);
    return this.canvas.convertToBlob({ type: "image/jpeg", quality: JPEG_QUALITY });
  }

  close() {
    this.closed = true;
    this.stream?.getTracks().forEach((track) => track.stop());
    this.video.srcObject = null;
  }
}
