// Leads one session at a time from Start to its summary: camera, socket, voice and view together.

import { AdaptiveResolution } from "./adaptive_resolution.js";
import { cameraPermission, problemText } from "./camera_problems.js";
import { listCameras, rememberCamera, rememberedCamera } from "./cameras.js";
import { PictureWatch } from "./picture_watch.js";
import { forgetSession, rememberSession } from "./resume.js";
import { WakeLock } from "./wake_lock.js";
import { fillIn, heldText } from "../view/view_texts.js";

const SUMMARY_WITHIN_MS = 2000;
// The slowest computers answer twice a second.
const ANSWER_WITHIN_MS = 3000;
// Without pictures for this long the session ends, so that another window can have the coach.
const END_WITHOUT_PICTURES_MS = 300_000;
// After a return to the page its notice would else be gone with the first picture.
const NOTICE_AFTER_RETURN_MS = 8000;
// As in after_session.py.
const NOT_SAVED = -1;
// A camera that is allowed already opens sooner.
const BROWSER_ASKS_AFTER_MS = 700;

export class SessionController {
  // view: a LiveView; voice: a Voice; openCamera(callbacks) makes a Camera, openSocket(start, handlers) a
  // CoachSocket, makeListener(callbacks) a StopListener; showSummary(summary) shows what came of it;
  // onSaved(id) is called with the session's id in the history, or NOT_SAVED: how it was is asked either way.
  constructor({ view, voice, makeListener, makeCamera, makeSocket, showSummary, onSaved }) {
    Object.assign(this, { view, voice, makeCamera, makeSocket, showSummary, onSaved });
    this.listener = makeListener({
      onStop: () => this.stop(),
      onBlocked: () => this.view.showBanner("microphone", this.view.screen.microphone_blocked),
    });
    this.wakeLock = new WakeLock();
    this.session = null; // the one under way
  }

  get running() {
    return this.session !== null;
  }

  // start: the fields of the start message.
  async start(start) {
    if (this.session) return;
    const { view, voice } = this;
    voice.language = start.language;
    voice.unlock();
    view.open(start.routine.title);
    const session = { start, last: null, paused: false, notice: null, stopping: false, stopNotice: "" };
    session.encodes = true;
    session.resolution = new AdaptiveResolution((reduced) => view.showBusy(reduced));
    session.camera = this.makeCamera({
      onFrame: (tS) => this.sendFrame(session, tS),
      onLost: (problem) => this.stopAloud(problemText(problem, view.screen)),
    });
    session.watch = new PictureWatch({
      onLost: (hidden) => this.onPicturesLost(session, hidden),
      onStillLost: (lostMs) => this.onStillLost(session, lostMs),
      onBack: () => this.onPicturesBack(session),
    });
    session.socket = this.makeSocket(start, {
      onSession: (message) => this.onSession(session, message),
      onFeedback: (message, ageMs) => this.onFeedback(session, message, ageMs),
      onSummary: (message) => this.finish(message),
      onLost: () => view.showStandstill("no_answer", view.screen.lost),
      onRefused: (reason) => {
        this.finish(null, reason ?? view.screen.unreachable);
        this.sayEnded();
      },
    });
    this.session = session;
    session.askTimer = setTimeout(() => this.askForCamera(session), BROWSER_ASKS_AFTER_MS);
    try {
      await session.camera.open(rememberedCamera());
    } catch (problem) {
      if (this.session === session) this.finish(null, problemText(problem, view.screen));
      return;
    } finally {
      clearTimeout(session.askTimer);
    }
    if (this.session !== session) return;
    view.showCue(view.screen.getting_ready);
    this.showCameras();
    session.socket.open();
    session.watch.start();
    if (voice.settings.listen) this.listener.start(start.language);
    this.wakeLock.hold();
  }

  // The browser waits for an answer, unless it is only slow.
  async askForCamera(session) {
    if ((await cameraPermission()) === "granted" || this.session !== session || session.camera.deviceId) return;
    this.view.showCue(this.view.screen.allow_camera);
  }

  // The cameras to choose from; also called when one was plugged in or out.
  async showCameras() {
    const { session, view } = this;
    if (!session) return;
    const cameras = await listCameras((number) => fillIn(view.screen.camera_number, { number }));
    if (this.session === session) view.showCameras(cameras, session.camera.deviceId);
  }

  // The person chose another camera.
  async chooseCamera(deviceId) {
    const { session, view } = this;
    if (!session) return;
    try {
      const took = await session.camera.switchTo(deviceId);
      if (this.session !== session) return;
      if (took) rememberCamera(deviceId);
      view.showBanner("camera", took ? "" : view.screen.camera_kept);
      this.showCameras();
    } catch (problem) {
      if (this.session === session) this.stopAloud(problemText(problem, view.screen));
    }
  }

  // Pictures that can't be encoded are as good as none.
  async sendFrame(session, tS) {
    const { camera, socket, resolution, watch } = session;
    if (session.encodes) watch.note();
    if (!socket.hasRoom) return;
    session.encodes = await socket.sendFrame(tS, () => camera.jpeg(resolution));
  }

  // Pictures go out, but no answers come: the connection hangs, or the coach does.
  awaitAnswer(session) {
    clearTimeout(session.answerTimer);
    session.answerTimer = setTimeout(() => {
      if (session.watch.lost || session.stopping) return;
      this.view.showStandstill("no_answer", this.view.screen.lost);
      this.sayNow(this.view.screen.lost);
    }, ANSWER_WITHIN_MS);
  }

  onPicturesLost(session, hidden) {
    const why = session.camera.muted ? "camera_muted" : "picture_lost";
    session.lostText = this.view.screen[hidden ? "page_hidden" : why];
    this.view.showStandstill("no_picture", session.lostText);
    this.sayNow(session.lostText);
  }

  // The coach hears of it, or it would take the page for gone.
  onStillLost({ socket, lostText }, lostMs) {
    if (lostMs >= END_WITHOUT_PICTURES_MS) this.stopAloud(lostText);
    else socket.sendCommand("no_picture");
  }

  onPicturesBack(session) {
    if (!session.returned) this.view.hideBanner("no_picture");
    this.voice.chime("seen");
    if (session.last) this.awaitAnswer(session);
  }

  pageHidden() {
    this.session?.watch.setHidden(true);
  }

  // Someone who was away may not have heard why the coach stopped.
  pageShown() {
    const session = this.session;
    if (!session) return;
    session.watch.setHidden(false);
    this.wakeLock.hold(); // the browser took it back when the page was hidden
    if (!session.watch.lost) return;
    const text = (session.lostText = this.view.screen.page_hidden);
    this.view.showStandstill("no_picture", text);
    this.sayNow(text);
    session.returned = true;
    setTimeout(() => {
      session.returned = false;
      if (this.session === session && !session.watch.lost) this.view.hideBanner("no_picture");
    }, NOTICE_AFTER_RETURN_MS);
  }

  // What must not be missed.
  sayNow(text) {
    this.voice.say({ text, kind: "safety" });
  }

  // An end that the person did not ask for.
  stopAloud(notice) {
    this.stop(notice);
    this.sayEnded();
  }

  // The page shows the reason; aloud it is said in the coach's language.
  sayEnded() {
    this.sayNow(this.view.screen.ended_early);
  }

  onSession(session, message) {
    session.resolution.restart();
    this.view.showSession(message);
    this.view.showMuted(this.voice.muted);
    if (this.voice.locked) this.view.showBanner("silent", this.view.screen.silent);
  }

  onFeedback(session, feedback, ageMs) {
    session.last = feedback;
    session.paused = feedback.phase === "paused";
    session.resolution.countAnswer(performance.now() / 1000);
    rememberSession(session.start);
    this.awaitAnswer(session);
    if (session.watch.lost) return; // it answers a picture from before
    this.view.hideBanner("no_answer");
    this.view.showFeedback(feedback);
    if (feedback.notice !== session.notice) this.view.showBanner("server", feedback.notice ?? "");
    session.notice = feedback.notice;
    if (feedback.chime) this.voice.chime(feedback.chime);
    if (feedback.say) this.voice.say(feedback.say, ageMs);
  }

  // After a reload the browser is silent until the person clicks or presses a key.
  unlockVoice() {
    this.voice.unlock();
    this.view.hideBanner("silent");
  }

  skip() {
    this.voice.silence();
    this.session?.socket.sendCommand("skip");
  }

  repeat() {
    this.voice.silence();
    this.session?.socket.sendCommand("repeat");
  }

  pause() {
    this.session?.socket.sendCommand(this.session.paused ? "resume" : "pause");
  }

  mute() {
    this.voice.change({ muted: !this.voice.muted });
    this.view.showMuted(this.voice.muted);
  }

  angles() {
    this.view.angles.toggle();
  }

  skeleton() {
    this.view.skeletonOnly.toggle();
  }

  full() {
    this.view.fullScreen.toggle();
  }

  // Asks for the summary and ends the session. notice: why, where the person did not ask for it.
  stop(notice = "") {
    const session = this.session;
    if (!session || session.stopping) return;
    session.stopping = true;
    session.stopNotice = notice;
    this.voice.silence();
    session.camera.close();
    session.watch.stop();
    if (!session.socket.sendCommand("stop")) this.finish(null);
    else setTimeout(() => this.session === session && this.finish(null), SUMMARY_WITHIN_MS);
  }

  // summary: the coach's, or null where there is none.
  finish(summary, notice = this.session.stopNotice || summary?.notice || "") {
    const held = heldText(this.session.last, this.view.screen);
    this.end();
    this.view.close();
    this.view.showNotice(notice);
    if (summary) this.onSaved(summary.session_id ?? NOT_SAVED);
    if (summary) this.showSummary(summary);
    else if (held) this.showSummary({ completed: false, headline: held, sets: [] });
  }

  // Releases all that a session holds. mayReturn: whether this is perhaps a reload.
  end({ mayReturn = false } = {}) {
    const session = this.session;
    this.session = null;
    this.listener.stop();
    if (!mayReturn) forgetSession();
    session?.watch.stop();
    clearTimeout(session?.answerTimer);
    session?.socket.close({ mayReturn });
    session?.camera.close();
    clearTimeout(session?.askTimer);
    this.wakeLock.release();
  }
}
