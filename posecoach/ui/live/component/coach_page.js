// The component on the Coach page: its buttons and keys, and the session that they lead.

import { Camera } from "./session/camera.js";
import { CoachSocket } from "./session/coach_socket.js";
import { FullScreen } from "./view/full_screen.js";
import { actionOf } from "./keys.js";
import { LiveView } from "./view/live_view.js";
import { forgetSession, sessionToResume } from "./session/resume.js";
import { SessionController } from "./session/session_controller.js";
import { StopListener } from "./speech/stop_listener.js";
import { canStore } from "./storage.js";
import { showSummary } from "./view/summary.js";
import { Voice } from "./speech/voice.js";
import { VoiceSettings } from "./speech/voice_settings.js";

const BUTTONS = ["stop", "skip", "repeat", "pause", "mute", "angles", "skeleton", "full"];

export class CoachPage {
  // data: what component.py hands over.
  constructor(root, data) {
    this.listeners = new AbortController();
    const { signal } = this.listeners;
    this.data = data;
    this.setTriggerValue = () => {};
    this.resumed = false;
    this.view = new LiveView(root, data.settings.skeleton, data.demonstrations, signal);
    this.voice = new Voice();
    this.voice.onSilent = () => this.view.showHint("no_voice", this.view.screen.no_voice);
    this.voice.onHeard = () => this.view.hideBanner("no_voice");
    this.voiceSettings = new VoiceSettings(root, this.voice, signal);
    this.controller = new SessionController({
      view: this.view,
      voice: this.voice,
      makeListener: (callbacks) => new StopListener({ isEcho: (word) => this.voice.isEcho(word), ...callbacks }),
      makeCamera: (callbacks) => new Camera(this.view.video, callbacks),
      makeSocket: (start, handlers) => new CoachSocket(this.data.path, this.data.settings, start, handlers),
      showSummary: (summary) => showSummary(this.view.find, summary, this.view.screen),
      onSaved: (id) => this.setTriggerValue("over", id),
    });
    const { controller } = this;
    const on = (name, type, listener) => this.view.find(name).addEventListener(type, listener, { signal });
    on("start", "click", () => controller.start(this.chosen));
    for (const name of BUTTONS) on(name, "click", () => controller[name]());
    const stopByEscape = () => controller.stop();
    this.view.fullScreen = new FullScreen(this.view.find("stage"), this.view.find("full"), stopByEscape, signal);
    on("camera-choice", "change", (event) => controller.chooseCamera(event.target.value));
    navigator.mediaDevices?.addEventListener?.("devicechange", () => controller.showCameras(), { signal });
    on("live", "cancel", (event) => {
      event.preventDefault();
      controller.stop();
    });
    on("live", "close", () => controller.stop()); // the browser closes it by itself on a second Escape
    on("live", "keydown", (event) => this.onKey(event));
    on("live", "pointerdown", () => controller.unlockVoice());
    const seen = () => (document.visibilityState === "hidden" ? controller.pageHidden() : controller.pageShown());
    document.addEventListener("visibilitychange", seen, { signal });
    window.addEventListener("pagehide", () => controller.end({ mayReturn: true }), { signal });
  }

  // Called for each run of the page's script.
  update(data, setTriggerValue) {
    this.data = data;
    this.setTriggerValue = setTriggerValue;
    this.view.showChoice(data);
    this.view.showMuted(this.voice.muted);
    if (!this.controller.running) this.voiceSettings.setLanguage(data.language, data.about, data.screen);
    if (!this.resumed && !canStore()) this.view.showNotice(data.screen.no_storage);
    if (!this.resumed) this.resumeAfterReload();
    this.resumed = true;
  }

  get chosen() {
    const { token, routine, language, profile, discomfort, pictures } = this.data;
    return { token, routine, language, profile, discomfort, pictures };
  }

  // A reload in the middle of a session does not end it.
  resumeAfterReload() {
    const start = sessionToResume(this.data.settings.resume_within_s);
    if (start) this.controller.start(start);
    else forgetSession();
  }

  onKey(event) {
    this.controller.unlockVoice();
    const action = actionOf(event);
    if (!action) return;
    event.preventDefault();
    this.controller[action]();
  }

  unmount() {
    this.listeners.abort();
    this.voice.silence();
    this.controller.end();
  }
}
