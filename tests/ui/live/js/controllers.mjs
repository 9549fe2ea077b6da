// A session controller whose surroundings are stand-ins, for its tests.

import { SessionController } from "../../../../posecoach/ui/live/component/session/session_controller.js";
import { Clock, Storage, settle, stubGlobals } from "./stubs.mjs";

export const START = { token: "secret", language: "en", routine: { title: "Tried" } };
export const SCREEN = {
  camera_missing: "no camera", camera_other: "other", camera_taken: "taken", camera_muted: "muted",
  camera_kept: "kept", camera_number: "Camera {number}", allow_camera: "allow", unreachable: "unreachable",
  microphone_blocked: "The microphone is blocked.", seconds_counted: "{held} s of {target} s counted in the last set",
  small_picture: "small", lost: "lost", silent: "silent", getting_ready: "ready",
  picture_lost: "no pictures", page_hidden: "hidden", ended_early: "ended",
};
export const SUMMARY = { type: "summary", completed: true, headline: "20 s held well", sets: [], session_id: 7 };
export const feedback = (more = {}) => ({ phase: "set", judged: { valid_s: 3.9, target_s: 20 }, notice: null, ...more });

// A controller whose view, voice, camera, socket and listener record what is asked of them in calls.
export function makeController(t, { listen = false, locked = false, openCamera = async () => {}, mediaDevices = {} } = {}) {
  const clock = new Clock(t);
  const calls = [];
  const recorder = (owner, names, more = {}) => {
    const record = (name) => [name, (...given) => void calls.push([`${owner}.${name}`, ...given])];
    return { ...Object.fromEntries(names.map(record)), ...more };
  };
  const wakeLock = { released: false, release: () => (wakeLock.released = true) };
  stubGlobals(t, {
    sessionStorage: new Storage(),
    localStorage: new Storage(),
    navigator: { mediaDevices, wakeLock: { request: async () => wakeLock } },
  });
  const view = recorder(
    "view",
    [
      ...["open", "close", "showSession", "showFeedback", "showMuted", "showCue", "showBanner", "hideBanner"],
      ...["showNotice", "showStandstill", "showBusy", "showCameras"],
    ],
    { screen: SCREEN },
  );
  const voice = recorder("voice", ["unlock", "silence", "say", "chime", "change"], {
    settings: { listen },
    muted: false,
    locked,
  });
  const made = {};
  const controller = new SessionController({
    view,
    voice,
    makeListener: (callbacks) => (made.listener = recorder("listener", ["start", "stop"], callbacks)),
    makeCamera: (callbacks) =>
      (made.camera = recorder("camera", ["close"], {
        ...callbacks,
        open: openCamera,
        jpeg: (size) => size,
        deviceId: null,
        muted: false,
        switchTo: async (id) => {
          calls.push(["camera.switchTo", id]);
          return made.camera.switches;
        },
        switches: true,
      })),
    makeSocket: (start, handlers) => {
      const sendCommand = (command) => {
        calls.push(["socket.sendCommand", command]);
        return made.socket.connected;
      };
      const sendFrame = async (...given) => {
        calls.push(["socket.sendFrame", ...given]);
        return made.socket.sends;
      };
      const more = { start, ...handlers, sendCommand, sendFrame, hasRoom: true, connected: true, sends: true };
      return (made.socket = recorder("socket", ["open", "close"], more));
    },
    showSummary: (summary) => calls.push(["summary", summary]),
    onSaved: (id) => calls.push(["saved", id]),
  });
  const asked = (name) => calls.filter(([called]) => called === name).map(([, ...given]) => given);
  const started = async () => {
    await controller.start(START);
    await settle();
    made.socket.onSession({ type: "session", screen: SCREEN });
  };
  return { controller, clock, calls, asked, made, started, voice, wakeLock };
}
