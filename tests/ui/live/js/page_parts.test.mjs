// The small parts of the page: keys, texts, what a reload needs, and the skeleton.

import assert from "node:assert/strict";
import test from "node:test";

import { actionOf } from "../../../../posecoach/ui/live/component/keys.js";
import { forgetSession, rememberSession, sessionToResume } from "../../../../posecoach/ui/live/component/session/resume.js";
import { SkeletonOverlay } from "../../../../posecoach/ui/live/component/view/skeleton_overlay.js";
import { VoiceSettings } from "../../../../posecoach/ui/live/component/speech/voice_settings.js";
import { Doubt } from "../../../../posecoach/ui/live/component/view/doubt.js";
import { LiveView } from "../../../../posecoach/ui/live/component/view/live_view.js";
import { showSummary } from "../../../../posecoach/ui/live/component/view/summary.js";
import { clockFace, doubtText, fillIn, heldText, ringOffset, setTitle, stateLook, upcomingSet } from "../../../../posecoach/ui/live/component/view/view_texts.js";
import { Clock, Element, Storage, stubDocument, stubGlobals, stubWindow } from "./stubs.mjs";

const press = (key, more = {}) => actionOf({ key, target: { closest: () => null }, ...more });

test("each key has its action, and others none", () => {
  const actions = [" ", "ArrowRight", "ArrowLeft", "Escape", "m", "a", "k", "f", "x"].map((key) => press(key));
  assert.deepEqual(actions, ["pause", "skip", "repeat", "stop", "mute", "angles", "skeleton", "full", null]);
});

test("in a list of choices keys choose", () => {
  const target = { closest: (selector) => selector === "select" };
  assert.deepEqual(["ArrowRight", " ", "f"].map((key) => press(key, { target })), [null, null, null]);
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

const SCREEN = { set_of: "Set {number} of {sets}", next: "Next: {what}", last: "The last one", once_more: "Then: once more" };
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

test("the same set again is once more, the other leg is not", () => {
  const left = { stretch: "lying", title: "Lying", leg: "left leg", kind: "hold", amount: 20 };
  const sets = [left, { ...left }, { ...left, leg: "right leg" }];
  const next = [0, 1].map((number) => upcomingSet(sets, number, "set", SCREEN));
  assert.deepEqual(next, ["Then: once more", "Next: Lying, right leg"]);
  assert.equal(upcomingSet(sets, 1, "rest", SCREEN), "Then: once more");
});

test("doubt is given its reason in words, a gate's or another", () => {
  const session = { reasons: { leg_not_seen: "leg hidden" }, sets: [{ reasons: { knee_bent: "bent knee" } }] };
  const text = (state, reason) => doubtText(session, 0, { state, reason });
  assert.deepEqual([text("unknown", "leg_not_seen"), text("unknown", "knee_bent")], ["leg hidden", "bent knee"]);
  assert.deepEqual([text("fault", "knee_bent"), text("unknown", null), text("unknown", "other")], ["", "", ""]);
});

test("the reason of a doubt stays long enough to be read, and goes with the doubt", () => {
  const shown = [];
  const doubt = new Doubt((text) => shown.push(text));
  doubt.set("leg hidden", 0);
  doubt.set("too dark", 1400);
  doubt.set("too dark", 1600);
  doubt.set("", 1700);
  doubt.set("leg hidden", 1750);
  assert.deepEqual(shown, ["leg hidden", "too dark", "", "leg hidden"]);
});

test("the ring is empty, half and full", () => {
  assert.deepEqual([0, 0.5, 1].map(ringOffset), ["1.011111111111111", "0.5055555555555555", "0"]);
});

test("a text is filled in, and unknown seconds are no seconds held", () => {
  assert.equal(fillIn("of {seconds} s", { seconds: 20 }), "of 20 s");
  const screen = {
    seconds_counted: "{held} s of {target} s counted in the last set",
    repetitions_counted: "{held} of {target} repetitions counted in the last set",
  };
  assert.equal(heldText({ judged: { valid_s: 19.99, target_s: 20 } }, screen), "19 s of 20 s counted in the last set");
  const repetitions = { counted: 3, target: 8 };
  assert.equal(heldText({ judged: { valid_s: 9, target_s: 24, repetitions } }, screen), "3 of 8 repetitions counted in the last set");
  assert.deepEqual([heldText(null, screen), heldText({ judged: null }, screen)], [null, null]);
});

const SUMMED_UP = { summary_done: "Done", summary_stopped: "Stopped", start_again: "Start again" };
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
  showSummary((name) => (places[name] ??= make("p")), summary, SUMMED_UP);
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
    "Standing: 5.0 s of 20 s held well, doneWork on this next. Straighten your knees.Paused by: bent knee.",
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
    closePath() {},
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
  settings.screen = { voice_of_computer: "A voice of this computer", voice_of_server: "{name} (spoken by a server)" };
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
  const view = new LiveView(root, SKELETON, "/demos");
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
const REASONS = { feet_in_picture: "feet not in the picture", side_on: "not side-on to the camera" };
const TEXTS = { ...SCREEN, ...UNITS, stop: "", skip: "", repeat: "", angles: "", pause: "", resume: "" };

function openView(t, ...sets) {
  new Clock(t);
  stubDocument(t);
  stubWindow(t, { devicePixelRatio: 1 });
  stubGlobals(t, { localStorage: new Storage() });
  const root = new Element("section");
  const view = new LiveView(root, SKELETON, "/demos");
  view.showSession({ screen: TEXTS, states: LOOKS, language: "en", reasons: REASONS, sets });
  const text = (name) => root.querySelector(`.${name}`).textContent;
  const judged = { ...HOLD, side: null, need: null, needs: [], reason: null, gates: [], faults: [] };
  const common = { phase: "set", number: 0, cue: null, left_s: null, points: null, preview: false, outline: null };
  const give = (feedback) => view.showFeedback({ ...common, ...feedback });
  const show = (number, state, repetitions) => give({ number, judged: { ...judged, state, repetitions } });
  return { root, view, judged, give, text, show, shown: () => ["seconds-held", "seconds-target", "state-word"].map(text) };
}

const COMMON = { leg: null, states: {}, bands: [], reasons: {} };
const BRIDGE = { ...COMMON, stretch: "bridge", title: "Bridge", kind: "repetitions", begin: "Lie on your back." };
const LIE = { ...COMMON, stretch: "lying", title: "Lying", kind: "hold", begin: "Lift one leg." };

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

test("what the picture lacks is shown until the person has been seen, and no longer", (t) => {
  const { root, judged, give, text } = openView(t, LIE);
  const lacking = { ...judged, state: "ready", needs: ["feet_in_picture", "side_on"] };
  give({ preview: true, judged: lacking });
  assert.equal(text("lacks"), "Feet not in the picture\nNot side-on to the camera");
  assert.equal(root.querySelector(".live")["data-preview"], true);
  give({ judged: lacking });
  assert.deepEqual([text("lacks"), root.querySelector(".live")["data-preview"]], ["", false]);
});

test("a camera can be chosen where there are two", (t) => {
  const { root, view } = openView(t, LIE);
  view.showCameras([{ id: "a", name: "Built-in" }], "a");
  assert.equal(root.querySelector(".camera-field").hidden, true);
  view.showCameras([{ id: "a", name: "Built-in" }, { id: "b", name: "Desk" }], "b");
  const { children } = root.querySelector(".camera-choice");
  assert.equal(root.querySelector(".camera-field").hidden, false);
  assert.deepEqual(children.map(({ value, selected }) => [value, selected]), [["a", false], ["b", true]]);
});

test("the next exercise is loaded ahead and shown in the rest, with a line of how to get there", (t) => {
  const { root, give, judged, text } = openView(t, LIE, BRIDGE);
  const film = root.querySelector(".demo-film");
  const live = root.querySelector(".live");
  let playing = false;
  film.play = async () => (playing = true);
  film.pause = () => (playing = false);
  give({ judged: { ...judged, state: "valid" } });
  assert.deepEqual([film.src, live["data-demo"]], ["/demos/bridge.mp4", false]);
  film.dispatchEvent(new Event("loadeddata"));
  give({ phase: "rest", number: 1, judged: null, left_s: 20 });
  assert.deepEqual([live["data-demo"], playing, text("demo-line")], [true, true, "Lie on your back."]);
  give({ number: 1, judged: { ...judged, state: "ready", repetitions: BRIDGES } });
  assert.deepEqual([live["data-demo"], playing, film.src], [false, false, undefined]);
});

test("an exercise without a film has its line all the same", (t) => {
  const { root, give, text } = openView(t, LIE, BRIDGE);
  root.querySelector(".demo-film").dispatchEvent(new Event("error"));
  give({ phase: "rest", number: 1, judged: null, left_s: 20 });
  assert.deepEqual([root.querySelector(".live")["data-demo"], text("demo-line")], [false, "Lie on your back."]);
});

test("that the computer is busy is said where the person can do something about it", (t) => {
  const { root, view, give, judged } = openView(t, LIE, BRIDGE);
  const noted = () => !root.querySelector(".note").hidden;
  const hold = { judged: { ...judged, state: "valid" } };
  view.showBusy(true);
  const seen = [hold, { ...hold, preview: true }, hold, { phase: "rest", number: 1, judged: null, left_s: 9 }];
  assert.deepEqual(seen.map((feedback) => (give(feedback), noted())), [false, true, false, true]);
  view.showBusy(false);
  assert.equal(noted(), false);
});

test("skeleton only hides the camera's picture, and is remembered", (t) => {
  const { root, view } = openView(t, LIE);
  const live = root.querySelector(".live");
  assert.equal(live["data-skeleton"], false);
  view.skeletonOnly.toggle();
  assert.equal(live["data-skeleton"], true);
  const again = new Element("section");
  new LiveView(again, SKELETON, "/demos");
  assert.equal(again.querySelector(".live")["data-skeleton"], true);
  assert.equal(again.querySelector(".skeleton").attributes["aria-pressed"], "true");
});

test("every text of the page comes in the language of the coach, and says so", (t) => {
  const { root, view } = openView(t, LIE);
  const stop = new Element("button");
  stop.dataset.text = "stop";
  root.all = [stop];
  view.showScreen({ stop: "Ende", pause: "Anhalten" }, "de");
  assert.deepEqual([stop.textContent, root.lang], ["Ende", "de"]);
});
