// What the person sees in a session: themselves, one ring, one line, and what is next.

import { Band } from "./bands.js";
import { Banner } from "./banner.js";
import { Demonstration } from "./demonstration.js";
import { Doubt } from "./doubt.js";
import { Preview } from "./preview.js";
import { RememberedSwitch } from "./remembered_switch.js";
import { SkeletonOverlay } from "./skeleton_overlay.js";
import { clockFace, doubtText, nextSet, ringOffset, setTitle, stateLook, upcomingSet } from "./view_texts.js";

const REST_COLOUR = "#2E86C1";
const LOST_COLOUR = "#D55E00";
// Where nothing is judged: the mark, and which of the screen's words.
const BETWEEN = {
  rest: ["☾", "rest"], paused: ["‖", "paused"], goodbye: ["✓", "finished"], done: ["✓", "finished"],
};
const ANGLES_KEY = "posecoach.angles";
const SKELETON_KEY = "posecoach.skeleton_only";
const READY_COLOUR = "#009E73";
// The voice comes first; pictures are for those whom it did not help.
const HELP_AFTER_MS = 2500;
const LONG_CUE_CHARS = 60;
const VERY_LONG_CUE_CHARS = 110;

export class LiveView {
  // skeleton: as page_settings.py gives it; demonstrations: where the server has the films.
  constructor(root, skeleton, demonstrations, signal) {
    this.root = root;
    this.find = (name) => root.querySelector(`.${name}`);
    this.dialog = this.find("live");
    this.video = this.find("webcam");
    this.overlay = new SkeletonOverlay(root.querySelector("canvas"), this.video, skeleton);
    this.banner = new Banner((text) => {
      this.setText("banner", text);
      this.find("banner").hidden = !text;
    });
    this.preview = new Preview(this.find);
    this.demonstration = new Demonstration(this.find, demonstrations, signal);
    this.doubt = new Doubt((text) => this.setText("why", text));
    this.session = null;
    this.bands = [];
    this.busy = false;
    this.angles = new RememberedSwitch(this.find("angles"), ANGLES_KEY, (on) => (this.find("bands").hidden = !on));
    this.skeletonOnly = new RememberedSwitch(this.find("skeleton"), SKELETON_KEY, (on) =>
      this.dialog.toggleAttribute("data-skeleton", on),
    );
  }

  // What Start will begin: a choice made just before takes a moment to arrive.
  showChoice({ about, screen, language }) {
    this.setText("start-choice", about);
    this.find("start").disabled = false;
    if (!this.dialog.open) this.showScreen(screen, language);
  }

  // screen: the texts of the page in the coach's language.
  showScreen(screen, language) {
    this.screen = screen;
    this.root.lang = language;
    for (const place of this.root.querySelectorAll("[data-text]")) place.textContent = screen[place.dataset.text];
    if (!this.find("summary").hidden) this.setText("start-word", screen.start_again);
    this.dialog.setAttribute("aria-label", screen.live);
    this.find("panel").setAttribute("aria-label", screen.progress);
    this.showPaused(false);
  }

  open(title) {
    this.find("notice").hidden = true;
    this.find("summary").hidden = true;
    this.session = null;
    this.number = null;
    this.state = null;
    this.needSince = null;
    delete this.dialog.dataset.state;
    this.setText("title", title);
    this.setText("next", "");
    this.find("state").hidden = true;
    this.find("bands").replaceChildren();
    this.showCue(this.screen.starting);
    this.showRing(0, "0", "", false);
    this.overlay.clear();
    this.banner.clear();
    this.showBusy(false);
    this.preview.show(null);
    this.demonstration.show(null);
    this.doubt.set("", performance.now());
    this.dialog.showModal();
    this.dialog.focus(); // the space bar pauses wherever no button has the focus
  }

  close() {
    this.fullScreen?.leave();
    this.demonstration.show(null);
    this.dialog.close();
    this.find("start").focus({ preventScroll: true });
  }

  showSession(session) {
    this.session = session;
    this.number = this.state = null;
    this.showScreen(session.screen, session.language);
    this.hideBanner("no_answer");
  }

  showFeedback({ phase, number, cue, judged, preview, outline, left_s: leftS, points }) {
    this.showSet(number, phase);
    this.showCue(cue?.text ?? "");
    const lacks = preview && judged ? judged.needs.map((id) => this.session.reasons[id]) : null;
    this.preview.show(lacks);
    // What the person can do something about only at the computer.
    this.find("note").hidden = !(this.busy && (preview || phase !== "set"));
    if (judged) this.showJudged(judged, points, outline);
    else this.showBetween(phase, leftS, points);
  }

  showSet(number, phase) {
    if (number === this.number && phase === this.phase) return;
    const { sets } = this.session;
    this.setText("title", setTitle(sets, number, this.screen));
    this.dialog.dataset.kind = sets[number].kind;
    this.setText("next", upcomingSet(sets, number, phase, this.screen));
    this.demonstration.prepare(nextSet(sets, number, phase));
    this.demonstration.show(phase === "rest" ? sets[number].begin : null);
    if (number !== this.number) {
      this.bands = sets[number].bands.map((band) => new Band(band));
      this.find("bands").replaceChildren(...this.bands.map((band) => band.row));
    }
    this.dialog.dataset.phase = phase;
    this.showPaused(phase === "paused");
    this.number = number;
    this.phase = phase;
  }

  showJudged(judged, points, outline) {
    const { state, side } = judged;
    const { mark, label, colour } = stateLook(this.session, this.number, state);
    const answers = new Map(judged.gates.map((gate) => [gate.id, gate]));
    this.bands.forEach((band) => band.show(answers));
    this.showState(state, mark, label, colour);
    const { fraction, middle, below, running } = clockFace(judged, this.screen);
    this.showRing(fraction, middle, below, running);
    this.showHelp(judged.need);
    this.doubt.set(doubtText(this.session, this.number, judged), performance.now());
    const shown = this.angles.on ? this.bands.filter((band) => band.value !== null) : [];
    const labels = shown.map((band) => band.jointLabel);
    const around = judged.needs?.length ? colour : READY_COLOUR;
    this.overlay.draw(points, side, outline ? around : colour, labels, outline);
  }

  showBetween(phase, leftS, points) {
    this.restS = phase === "rest" && leftS !== null ? Math.max(this.restS ?? 0, leftS) : null;
    const [mark, word] = BETWEEN[phase];
    this.showState(phase, mark, this.screen[word], REST_COLOUR);
    if (this.restS) this.showRing(leftS / this.restS, String(Math.ceil(leftS)), "", true);
    this.showHelp(null);
    this.doubt.set("", performance.now());
    this.overlay.draw(points, null, REST_COLOUR, []);
  }

  // Nothing is judged and no time counts: there are no pictures, or no answers. The next feedback takes it
  // back. state: which of the screen's words says so; text: why, and what to do.
  // state: "no_answer" or "no_picture".
  showStandstill(state, text) {
    this.showState(state, "!", this.screen[state], LOST_COLOUR);
    this.find("clock").classList.toggle("running", false);
    this.showHelp(null);
    this.doubt.set("", performance.now());
    this.overlay.clear();
    this.showCue(text);
    this.showBanner(state, text);
  }

  showState(state, mark, word, colour) {
    const look = `${state} ${word}`; // the same state can read otherwise in another set
    if (this.state === look) return; // a new style makes the browser look at the whole view again
    this.state = look;
    this.dialog.dataset.state = state;
    this.dialog.style.setProperty("--state", colour);
    this.find("state").hidden = false;
    this.setText("state-mark", mark);
    this.setText("state-word", word);
  }

  // fraction: null for no ring at all.
  showRing(fraction, middle, below, running) {
    const offset = ringOffset(fraction ?? 0);
    const ring = this.find("ring-done");
    this.find("ring").toggleAttribute("hidden", fraction === null);
    if (ring.style.strokeDashoffset !== offset) ring.style.strokeDashoffset = offset;
    this.find("clock").classList.toggle("running", running);
    this.setText("seconds-held", middle);
    this.setText("seconds-target", below);
  }

  // A picture of how to come into view, once the words have had their time.
  showHelp(need) {
    const now = performance.now();
    if (need !== this.need) this.needSince = now;
    this.need = need;
    const help = this.find("help");
    if (need) help.dataset.need = need;
    help.toggleAttribute("hidden", !need || now - this.needSince < HELP_AFTER_MS);
  }

  showCue(text) {
    this.setText("cue", text);
    this.find("cue").classList.toggle("long", text.length > LONG_CUE_CHARS);
    this.find("cue").classList.toggle("very-long", text.length > VERY_LONG_CUE_CHARS);
  }

  // An empty text hides the banner.
  // topic: see Banner.
  showBanner(topic, text) {
    this.banner.set(topic, text);
  }

  // In the live view where it is open, else on the page.
  showHint(topic, text) {
    if (this.dialog.open) this.showBanner(topic, text);
    else this.showNotice(text);
  }

  hideBanner(topic) {
    this.banner.set(topic, "");
  }

  showPaused(paused) {
    this.setText("pause", paused ? this.screen.resume : this.screen.pause);
  }

  showMuted(muted) {
    this.find("mute").setAttribute("aria-pressed", String(muted));
    this.setText("mute", muted ? this.screen.voice_off : this.screen.voice_on);
  }

  // Whether this computer is too slow for pictures of full size.
  showBusy(busy) {
    this.busy = busy;
    this.setText("note", busy ? this.screen.small_picture : "");
    this.find("note").hidden = true; // the next feedback knows whether it helps to say so
  }

  showCameras(cameras, chosen) {
    this.preview.showCameras(cameras, chosen);
  }

  showNotice(text) {
    this.setText("notice", text);
    this.find("notice").hidden = !text;
  }

  // Screen readers repeat whatever is set, even to the same text.
  setText(name, text) {
    const found = this.find(name);
    if (found.textContent !== text) found.textContent = text;
  }
}
