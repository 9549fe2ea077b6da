// Why there is no camera picture: what a browser's error means, and what ended a camera that ran.

const SAME_PROBLEM = {
  NotAllowedError: "blocked",
  SecurityError: "blocked",
  NotFoundError: "missing",
  OverconstrainedError: "missing",
  NotReadableError: "busy",
  AbortError: "busy",
};

export class CameraProblem extends Error {
  // kind: "insecure", "blocked", "system", "policy", "dismissed", "missing", "busy", "unplugged", "taken",
  // "silent", "play" or "other"; the screen's text camera_KIND says what to do.
  constructor(kind) {
    super(kind);
    this.kind = kind;
  }
}

// What to tell the person, in the screen's language.
export function problemText(problem, screen) {
  return screen[`camera_${problem.kind}`] ?? screen.camera_other;
}

// What the browser refused to open. Only its message tells who denied a permission.
export function problemOf({ name, message }) {
  if (name !== "NotAllowedError") return new CameraProblem(SAME_PROBLEM[name] ?? "other");
  // The page it is embedded in, or the server's headers, forbid it.
  if (globalThis.document?.featurePolicy?.allowsFeature("camera") === false) return new CameraProblem("policy");
  if (/by system/i.test(message)) return new CameraProblem("system");
  return new CameraProblem(/dismissed/i.test(message) ? "dismissed" : "blocked");
}

// "granted", "denied", "prompt", or null where the browser does not say.
export async function cameraPermission() {
  try {
    return (await navigator.permissions.query({ name: "camera" })).state;
  } catch {
    return null;
  }
}

// Why the camera of this id ended by itself.
export async function whyEnded(deviceId) {
  if ((await cameraPermission()) === "denied") return new CameraProblem("blocked");
  const devices = await navigator.mediaDevices.enumerateDevices?.().catch(() => null);
  const gone = deviceId && devices && !devices.some((device) => device.deviceId === deviceId);
  return new CameraProblem(gone ? "unplugged" : "taken");
}
