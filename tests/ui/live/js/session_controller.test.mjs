// A session from Start to its summary.

import assert from "node:assert/strict";
import test from "node:test";

import { START, SUMMARY, feedback, makeController } from "./controllers.mjs";
import { CameraProblem } from "../../../../posecoach/ui/live/component/session/camera_problems.js";
import { rememberedCamera } from "../../../../posecoach/ui/live/component/session/cameras.js";
import { settle } from "./stubs.mjs";

test("Start opens the view and the camera, and only then the socket", async (t) => {
  let allow;
  const permission = new Promise((resolve) => (allow = resolve));
  const { controller, asked } = makeController(t, { openCamera: () => permission });
  const starting = controller.start(START);
  assert.deepEqual([asked("view.open"), asked("socket.open")], [[["Tried"]], []]);
  allow();
  await starting;
  assert.equal(asked("socket.open").length, 1);
});

test("a second Start changes nothing", async (t) => {
  const { controller, asked, started } = makeController(t);
  await started();
  await controller.start({ ...START, routine: { title: "Another" } });
  assert.deepEqual(asked("view.open"), [["Tried"]]);
});

test("a camera that can't be opened ends the session with its reason", async (t) => {
  const openCamera = async () => {
    throw new CameraProblem("missing");
  };
  const { controller, asked } = makeController(t, { openCamera });
  await controller.start(START);
  assert.deepEqual([asked("view.showNotice"), asked("socket.open")], [[["no camera"]], []]);
  assert.equal(controller.running, false);
});

test("Stop while the browser asks for the camera opens no socket", async (t) => {
  let allow;
  const permission = new Promise((resolve) => (allow = resolve));
  const { controller, made, asked } = makeController(t, { openCamera: () => permission });
  const starting = controller.start(START);
  made.socket.connected = false;
  controller.stop();
  allow();
  await starting;
  assert.deepEqual([asked("socket.open"), controller.running], [[], false]);
});

test("frames are sent while the socket has room, at the size that the answers allow", async (t) => {
  const { clock, made, asked, started } = makeController(t);
  await started();
  const { socket, camera } = made;
  camera.onFrame(1.5);
  socket.hasRoom = false;
  camera.onFrame(1.6);
  const [[tS, encode], ...others] = asked("socket.sendFrame");
  assert.deepEqual([tS, others, encode().width], [1.5, [], 640]);
  for (let answers = 0; answers < 12; answers += 1) {
    socket.onFeedback(feedback(), 0);
    clock.advance(300); // 3.3 a second
  }
  assert.equal(encode().width, 512);
  assert.deepEqual(asked("view.showBusy"), [[true]]);
});

test("feedback is shown, spoken with its age, and chimed", async (t) => {
  const { made, asked, started } = makeController(t);
  await started();
  const say = { id: "knee_bent", kind: "blocking", text: "Straighten your knees." };
  made.socket.onFeedback(feedback({ say, chime: "seen" }), 120);
  made.socket.onFeedback(feedback(), 120);
  assert.deepEqual([asked("voice.say"), asked("voice.chime")], [[[say, 120]], [["seen"]]]);
  assert.equal(asked("view.showFeedback").length, 2);
});

test("a notice is shown when it comes and hidden when it goes", async (t) => {
  const { made, asked, started } = makeController(t);
  await started();
  for (const notice of [null, "not saved", "not saved", null]) made.socket.onFeedback(feedback({ notice }), 0);
  assert.deepEqual(asked("view.showBanner"), [["server", "not saved"], ["server", ""]]);
});

test("pause asks to pause, and in a pause to resume", async (t) => {
  const { controller, made, asked, started } = makeController(t);
  await started();
  controller.pause();
  made.socket.onFeedback(feedback({ phase: "paused", judged: null }), 0);
  controller.pause();
  controller.skip();
  controller.repeat();
  assert.deepEqual(asked("socket.sendCommand"), [["pause"], ["resume"], ["skip"], ["repeat"]]);
});

test("a session that is over shows its summary and is reported as saved", async (t) => {
  const { controller, made, asked, started, wakeLock } = makeController(t);
  await started();
  made.socket.onSummary(SUMMARY);
  assert.deepEqual([asked("summary"), asked("saved"), asked("view.showNotice")], [[[SUMMARY]], [[7]], [[""]]]);
  assert.deepEqual([asked("camera.close").length, asked("socket.close").length], [1, 1]);
  assert.deepEqual([controller.running, wakeLock.released, sessionStorage.items.size], [false, true, 0]);
});

test("a session in which nothing was held is not reported as saved", async (t) => {
  const { made, asked, started } = makeController(t);
  await started();
  made.socket.onSummary({ ...SUMMARY, session_id: null, notice: "not saved" });
  // How it was is asked all the same.
  assert.deepEqual([asked("saved"), asked("view.showNotice")], [[[-1]], [["not saved"]]]);
});

test("Stop asks for the summary once and waits for it", async (t) => {
  const { controller, clock, made, asked, started } = makeController(t);
  await started();
  controller.stop();
  controller.stop();
  assert.deepEqual([asked("socket.sendCommand"), asked("camera.close").length], [[["stop"]], 1]);
  clock.advance(1999);
  assert.equal(controller.running, true);
  made.socket.onSummary(SUMMARY);
  clock.advance(10_000);
  assert.deepEqual(asked("summary"), [[SUMMARY]]);
});

test("without a summary in time the page says what it knows", async (t) => {
  const { controller, clock, made, asked, started } = makeController(t);
  await started();
  made.socket.onFeedback(feedback(), 0);
  controller.stop();
  clock.advance(2000);
  const [[summary]] = asked("summary");
  assert.deepEqual([summary.completed, summary.headline], [false, "3 s of 20 s counted in the last set"]);
  assert.deepEqual([controller.running, asked("saved")], [false, []]);
});

test("Stop without a connection ends at once", async (t) => {
  const { controller, made, started } = makeController(t);
  await started();
  made.socket.connected = false;
  controller.stop();
  assert.equal(controller.running, false);
});

test("a lost camera stops the session, and the notice says why", async (t) => {
  const { made, asked, started } = makeController(t);
  await started();
  made.camera.onLost(new CameraProblem("taken"));
  made.socket.onSummary(SUMMARY);
  assert.deepEqual(asked("view.showNotice"), [["taken"]]);
});

test("a broken connection is shown, a refused one ends the session with its reason", async (t) => {
  const { controller, made, asked, started } = makeController(t);
  await started();
  made.socket.onLost();
  assert.deepEqual([asked("view.showStandstill"), controller.running], [[["no_answer", "lost"]], true]);
  made.socket.onRefused("The coach is busy.");
  assert.deepEqual([asked("view.showNotice"), controller.running], [[["The coach is busy."]], false]);
});

test("a coach that does not answer at all is reported in the page's own words", async (t) => {
  const { made, asked, started } = makeController(t);
  await started();
  made.socket.onRefused(null);
  assert.deepEqual(asked("view.showNotice"), [["unreachable"]]);
});

test("while the browser asks for the camera the page says so, and not where it is only slow", async (t) => {
  for (const [state, cues] of [["prompt", [["allow"]]], ["granted", []]]) {
    const { controller, clock, asked } = makeController(t, { openCamera: () => new Promise(() => {}) });
    navigator.permissions = { query: async ({ name }) => ({ state: name === "camera" ? state : null }) };
    controller.start(START);
    clock.advance(699);
    await settle();
    assert.deepEqual(asked("view.showCue"), []);
    clock.advance(1);
    await settle();
    assert.deepEqual(asked("view.showCue"), cues);
    controller.end();
  }
});

test("the cameras are offered by name, and the chosen one is used again", async (t) => {
  const devices = [
    { kind: "videoinput", deviceId: "a", label: "Built-in" },
    { kind: "audioinput", deviceId: "m", label: "Microphone" },
    { kind: "videoinput", deviceId: "b", label: "" },
  ];
  const opened = [];
  const { controller, made, asked, started } = makeController(t, {
    openCamera: async (id) => void opened.push(id),
    mediaDevices: { enumerateDevices: async () => devices },
  });
  await started();
  assert.deepEqual(asked("view.showCameras"), [[[{ id: "a", name: "Built-in" }, { id: "b", name: "Camera 2" }], null]]);
  await controller.chooseCamera("b");
  assert.deepEqual([asked("camera.switchTo"), rememberedCamera()], [[["b"]], "b"]);
  made.camera.switches = false;
  await controller.chooseCamera("a");
  assert.deepEqual([asked("view.showBanner").at(-1), rememberedCamera()], [["camera", "kept"], "b"]);
  controller.end();
  await controller.start(START);
  assert.deepEqual(opened, [null, "b"]);
});

test("it listens for stop words only if the person chose so", async (t) => {
  for (const listen of [false, true]) {
    const { controller, made, asked, started } = makeController(t, { listen });
    await started();
    assert.deepEqual(asked("listener.start"), listen ? [["en"]] : []);
    made.listener.onBlocked();
    assert.match(asked("view.showBanner")[0][1], /microphone is blocked/);
    made.listener.onStop();
    assert.deepEqual(asked("socket.sendCommand"), [["stop"]]);
    controller.end();
    assert.ok(asked("listener.stop").length > 0);
  }
});

test("a voice that the browser still locks is shown as silent until it is unlocked", async (t) => {
  const { controller, asked, started } = makeController(t, { locked: true });
  await started();
  assert.deepEqual(asked("view.showBanner"), [["silent", "silent"]]);
  controller.unlockVoice();
  assert.deepEqual(asked("view.hideBanner"), [["silent"]]);
});

test("leaving by a reload keeps what continues the session", async (t) => {
  const { controller, made, asked, started } = makeController(t);
  await started();
  made.socket.onFeedback(feedback(), 0);
  controller.end({ mayReturn: true });
  assert.deepEqual(asked("socket.close"), [[{ mayReturn: true }]]);
  assert.equal(sessionStorage.items.size, 1);
});

test("a wake lock that comes after the end is released", async (t) => {
  const { controller, wakeLock } = makeController(t);
  let grant;
  navigator.wakeLock.request = () => new Promise((resolve) => (grant = resolve));
  await controller.start(START);
  controller.end();
  grant(wakeLock);
  await settle();
  assert.equal(wakeLock.released, true);
});

test("the wake lock is asked for again when the page is shown again, and only one is held", async (t) => {
  const { controller, started } = makeController(t);
  const locks = [];
  navigator.wakeLock.request = async () => {
    locks.push({ released: false, release() { this.released = true; } });
    return locks.at(-1);
  };
  await started();
  controller.pageHidden();
  controller.pageShown();
  await settle();
  assert.deepEqual(locks.map(({ released }) => released), [true, false]);
  controller.end();
  controller.pageShown();
  await settle();
  assert.deepEqual(locks.map(({ released }) => released), [true, true]);
});
