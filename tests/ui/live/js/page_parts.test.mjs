// The small parts of the page: keys, texts, what a reload needs, and the skeleton.

import assert from "node:assert/strict";
import test from "node:test";

import { actionOf } from "../../../../posecoach/ui/live/component/keys.js";
import { forgetSession, rememberSession, sessionToResume } from "../../../../posecoach/ui/live/component/session/resume.js";
import { SkeletonOverlay } from "../../../../posecoach/ui/live/component/view/skeleton_overlay.js";
import { VoiceSettings } from "../../../../posecoach/ui/live/component/speech/voice_settings.js";
import { LiveView } from "../../../../posecoach/ui/live/component/view/live_view.js";
import { showSummary } from "../../../../posecoach/ui/live/component/view/summary.js";
import { clockFace, fillIn, heldText, ringOffset, setTitle, stateLook, upcomingSet } from "../../../../posecoach/ui/live/component/view/view_texts.js";
import { Clock, Element, Storage, stubDocument, stubGlobals, stubWindow } from "./stubs.mjs";

const press = (key, more = {}) => actionOf({ key, target: { closest: () => null }, ...more });

test("each key has its action, and others none", () => {
  const actions = [" ", "ArrowRight", "ArrowLeft", "m", "a", "x"].map((key) => press(key));
  assert.deepEqual(actions, ["pause", "skip", "repeat", "mute", "angles", null]);
});

test("a key that is held down, or pressed with another one, does nothing", () => {
  for (const held of ["repeat", "ctrlKey", "altKey", "metaKey"]) assert.equal(press("a", { [held]: true }), null);
});

test("on a button the space bar presses that button", () => {
  const target = { closest: (selector) => selector === "button" };
  assert.equal(press(" ", { target }), null);
  assert.equal(press("m", { target }), "mute");
});

const START = { token: "secret", routine: { title: "Tried" } };

function remember(t, navigation) {
  const clock = new Clock(t, { navigation });
  stubGlobals(t, { sessionStorage: new Storage() });
  rememberSession(START);
  return clock;
}

test("a reload continues its session within the time that the server gives", (t) => {
  const clock = remember(t, "reload");
  clock.advance(49_000);
  assert.deepEqual(sessionToResume(50), START);
  clock.advance(1000);
  assert.equal(sessionToResume(50), null);
});

test("a copied tab is no reload, and a forgotten session is not continued", (t) => {
  remember(t, "navigate");
  assert.equal(sessionToResume(50), null);
  remember(t, "reload");
  forgetSession();
  assert.equal(sessionToResume(50), null);
});

const SCREEN = { set_of: "Set {number} of {sets}", next: "Next: {what}", last: "The last one" };
const SETS = [{ title: "Standing", leg: null }, { title: "Lying", leg: "left leg" }];

test("a set is named with its leg, and with its place where there are several", () => {
  assert.equal(setTitle(SETS, 1, SCREEN), "Set 2 of 2 · Lying, left leg");
  assert.equal(setTitle([SETS[0]], 0, SCREEN), "Standing");
});

test("what comes next is the following set, in a rest the set it leads to", () => {
  assert.equal(upcomingSet(SETS, 0, "set", SCREEN), "Next: Lying, left leg");
  assert.equal(upcomingSet(SETS, 1, "rest", SCREEN), "Next: Lying, left leg");
  assert.equal(upcomingSet(SETS, 1, "set", SCREEN), "The last one");
  assert.equal(upcomingSet([SETS[0]], 0, "set", SCREEN), "");
  for (const phase of ["goodbye", "done"]) assert.equal(upcomingSet(SETS, 1, phase, SCREEN), "");
});

test("the ring is empty, half and full", () => {
  assert.deepEqual([0, 0.5, 1].map(ringOffset), ["1.011111111111111", "0.5055555555555555", "0"]);
});

test("a text is filled in, and unknown seconds are no seconds held", () => {
  assert.equal(fillIn("of {seconds} s", { seconds: 20 }), "of 20 s");
  assert.equal(heldText({ judged: { valid_s: 19.99, target_s: 20 } }), "19 s of 20 s counted in the last set");
  const repetitions = { counted: 3, target: 8 };
  assert.equal(heldText({ judged: { valid_s: 9, target_s: 24, repetitions } }), "3 of 8 repetitions counted in the last set");
  assert.deepEqual([heldText(null), heldText({ judged: null })], [null, null]);
});

const TITLES = { went_well: "What went well.", next_step: "Work on this next." };
const BENT = { title: "Standing", ended: "done", headline: "5.0 s of 20 s held well", story: "Paused by: bent knee." };

// What showSummary writes on a page, from top to bottom.
function summaryOf(t, summary) {
  const make = (tag) => {
    const made = { tag, children: [], textContent: "", getRootNode: () => ({}) };
    made.append = (...more) => made.children.push(...more);
    made.replaceChildren = (...all) => (made.children = all);
    return made;
  };
  stubGlobals(t, { document: { createElement: make } });
  const places = {};
  showSummary((name) => (places[name] ??= make("p")), summary);
  const text = (node) => (typeof node === "string" ? node : node.textContent + node.children.map(text).join(""));
  return { places, lines: places["summary-lists"].children.map(text) };
}

test("a summary says the one thing for next time first, then what went well and what paused the clock", (t) => {
  const set = { ...BENT, went_well: ["Longest hold: 5 s.", "No bouncing."], next_step: "Straighten your knees." };
  const summary = { completed: false, headline: "5.0 s held well", titles: TITLES, next_step: set.next_step, sets: [set] };
  const { places, lines } = summaryOf(t, summary);
  assert.deepEqual(lines, [
    "Work on this next. Straighten your knees.",
    "What went well. Longest hold: 5 s. No bouncing.",
    "Paused by: bent knee.",
  ]);
  assert.deepEqual([places["summary-title"].textContent, places.summary.hidden], ["Stopped", false]);
  assert.equal(places.summary.scrollTop, 0); // the question above it is in view
});

test("of several sets each has its own lines, and one thing is for next time", (t) => {
  const set = { ...BENT, went_well: [], next_step: "Straighten your knees." };
  const summary = { completed: true, headline: "", titles: TITLES, next_step: "Seated: sit up.", sets: [set, set] };
  const { lines } = summaryOf(t, summary);
  assert.equal(lines[0], "Work on this next. Seated: sit up.");
  assert.deepEqual(lines.slice(1), Array(2).fill(
    "Standing: 5.0 s of 20 s held well, donePaused by: bent knee.Work on this next. Straighten your knees.",
  ));
});

test("without the coach's answer a summary is what the page knows", (t) => {
  const { places, lines } = summaryOf(t, { completed: false, headline: "3 s of 20 s counted", sets: [] });
  assert.deepEqual([places["summary-headline"].textContent, lines], ["3 s of 20 s counted", []]);
});

const UNITS = { of_seconds: "of {seconds} s", of_repetitions: "of {count}" };
const HOLD = { valid_s: 12.7, target_s: 20, running: true, repetitions: null };
const BRIDGES = { counted: 3, target: 8, dwell_s: 3, held_s: 0, at_top: false };
const face = (repetitions, running = false) => clockFace({ ...HOLD, running, repetitions }, UNITS);

test("the clock of a hold shows whole seconds, with a ring of the set", () => {
  assert.deepEqual(clockFace(HOLD, UNITS), { fraction: 0.635, middle: "12", below: "of 20 s", running: true });
});

test("of repetitions it shows how many count, and the ring fills at the top only", () => {
  assert.deepEqual(face(BRIDGES), { fraction: 0, middle: "3", below: "of 8", running: false });
  // Seconds from before the top was reached fill nothing.
  assert.equal(face({ ...BRIDGES, held_s: 1 }).fraction, 0);
  assert.deepEqual(face({ ...BRIDGES, at_top: true, held_s: 1.5 }, true).fraction, 0.5);
});

test("once held for long enough the ring stays full and lit until the way back is over", () => {
  const { fraction, running } = face({ ...BRIDGES, at_top: true, held_s: 3.4 });
  assert.deepEqual([fraction, running], [1, true]);
});

test("what is only passed through has a count and no ring", () => {
  const { fraction, middle, below } = face({ ...BRIDGES, dwell_s: null, at_top: true });
  assert.deepEqual([fraction, middle, below], [null, "3", "of 8"]);
});

test("a set that is only timed has its own word for time that counts, and no tick", () => {
  const states = { valid: { label: "Holding", colour: "green" }, ready: { label: "Ready", colour: "teal" } };
  const sets = [
    { kind: "hold", states: {} },
    { kind: "timed", states: { valid: { label: "Only timed", colour: "teal" } } },
  ];
  assert.deepEqual(stateLook({ states, sets }, 0, "valid"), { mark: "✓", label: "Holding", colour: "green" });
  assert.deepEqual(stateLook({ states, sets }, 1, "valid"), { mark: "▷", label: "Only timed", colour: "teal" });
  assert.deepEqual(stateLook({ states, sets }, 1, "ready"), { mark: "○", label: "Ready", colour: "teal" });
});

const SKELETON = {
  bones: [[0, 1], [1, 2]],
  judged: { left: [[1, 2]] },
  joints: { left: { knee_flexion: 1 } },
};
const POINTS = [[0.1, 0.1, 0.9], [0.2, 0.5, 0.9], [0.3, 0.9, 0.9]];

function draw(t, points, side, labels = []) {
  stubWindow(t, { devicePixelRatio: 1 });
  const lines = [];
  const texts = [];
  const context = {
    clearRect: () => lines.splice(0),
    beginPath() {},
    moveTo: (...from) => (context.from = from),
    lineTo: (...to) => lines.push({ from: context.from, to, colour: context.strokeStyle }),
    stroke() {},
    measureText: () => ({ width: 30 }),
    roundRect() {},
    fill() {},
    fillText: (text, x) => texts.push([text, Math.round(x)]),
  };
  const video = { clientWidth: 640, clientHeight: 480 };
  const overlay = new SkeletonOverlay({ width: 0, height: 0, getContext: () => context }, video, SKELETON);
  overlay.draw(points, side, "#15803d", labels);
  return { lines, texts };
}

test("the skeleton is mirrored as the picture is, and its text is not", (t) => {
  const { lines, texts } = draw(t, POINTS, "left", [{ measure: "knee_flexion", text: "12° ✓" }]);
  assert.deepEqual(lines[0].from.map(Math.round), [576, 48]);
  assert.deepEqual(texts, [["12° ✓", 531]]);
});

test("only the judged side's bones have the state's colour", (t) => {
  const coloured = (side) => draw(t, POINTS, side).lines.filter(({ colour }) => colour === "#15803d").length;
  assert.deepEqual([coloured("left"), coloured("right"), coloured(null)], [1, 0, 0]);
});

test("a bone with a guessed end is not drawn, and without a person nothing is", (t) => {
  const guessed = [POINTS[0], POINTS[1], [0.3, 0.9, 0.49]];
  assert.equal(draw(t, guessed, "left").lines.length, 2); // one bone: its rim and itself
  assert.equal(draw(t, null, "left").lines.length, 0);
});

test("a label stays inside the picture", (t) => {
  const [first, ...others] = POINTS;
  const { texts } = draw(t, [first, [0.0, 0.5, 0.9], ...others.slice(1)], "left", [{ measure: "knee_flexion", text: "12°" }]);
  assert.deepEqual(texts, [["12°", 603]]);
});

test("voices that a server speaks are marked in the list", (t) => {
  stubDocument(t);
  stubWindow(t, {});
  const voices = [{ name: "Own", localService: true }, { name: "Cloud", localService: false }];
  const root = new Element("section");
  const settings = new VoiceSettings(root, { settings: { name: "Cloud" }, voices }, undefined);
  settings.listVoices();
  const { children } = root.querySelector(".voice-name");
  assert.deepEqual(children.map(({ textContent }) => textContent), [
    "A voice of this computer", "Own", "Cloud (spoken by a server)",
  ]);
  assert.deepEqual(children.map(({ value, selected }) => [value, selected]), [["", false], ["Own", false], ["Cloud", true]]);
});

test("without pictures the view shows that nothing is judged, with the ring standing still", (t) => {
  new Clock(t);
  stubDocument(t);
  stubGlobals(t, { localStorage: new Storage() });
  const root = new Element("section");
  const view = new LiveView(root, SKELETON);
  const find = (name) => root.querySelector(`.${name}`);
  let running = true;
  find("clock").classList.toggle = (name, on) => (running = on);
  view.showScreen({ no_picture: "No camera picture" });
  view.showStandstill("no_picture", "Check the cable.");
  const texts = ["state-word", "cue", "banner"].map((name) => find(name).textContent);
  assert.deepEqual([texts, running], [["No camera picture", "Check the cable.", "Check the cable."], false]);
  assert.equal(find("banner").hidden, false);
});

const LOOKS = { valid: { label: "Holding", colour: "green" }, ready: { label: "Ready", colour: "teal" } };
const TEXTS = { ...SCREEN, ...UNITS, stop: "", skip: "", repeat: "", angles: "", pause: "", resume: "" };

function openView(t, ...sets) {
  new Clock(t);
  stubDocument(t);
  stubWindow(t, { devicePixelRatio: 1 });
  stubGlobals(t, { localStorage: new Storage() });
  const root = new Element("section");
  const view = new LiveView(root, SKELETON);
  view.showSession({ screen: TEXTS, states: LOOKS, sets });
  const text = (name) => root.querySelector(`.${name}`).textContent;
  const show = (number, state, repetitions) =>
    view.showFeedback({
      phase: "set", number, cue: null, left_s: null, points: null,
      judged: { ...HOLD, state, side: null, need: null, gates: [], faults: [], repetitions },
    });
  return { root, show, shown: () => ["seconds-held", "seconds-target", "state-word"].map(text) };
}

const BRIDGE = { title: "Bridge", leg: null, kind: "repetitions", states: {}, bands: [] };
const LIE = { title: "Lying", leg: null, kind: "hold", states: {}, bands: [] };

test("the view counts repetitions, and hides the ring where nothing is held", (t) => {
  const { root, show, shown } = openView(t, BRIDGE, LIE);
  show(0, "ready", BRIDGES);
  assert.deepEqual(shown(), ["3", "of 8", "Ready"]);
  assert.equal(root.querySelector(".live").dataset.kind, "repetitions");
  assert.equal(root.querySelector(".ring").hidden, false);
  show(0, "ready", { ...BRIDGES, dwell_s: null });
  assert.equal(root.querySelector(".ring").hidden, true);
  show(1, "valid", null);
  assert.deepEqual(shown(), ["12", "of 20 s", "Holding"]);
  assert.equal(root.querySelector(".ring").hidden, false);
});

test("the same state reads otherwise in the next set", (t) => {
  const timed = { ...LIE, kind: "timed", states: { valid: { label: "Only timed", colour: "teal" } } };
  const { show, shown } = openView(t, LIE, timed);
  show(0, "valid", null);
  assert.equal(shown()[2], "Holding");
  show(1, "valid", null);
  assert.equal(shown()[2], "Only timed");
});
