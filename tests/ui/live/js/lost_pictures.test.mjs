// What the page does when pictures or answers stop.

import assert from "node:assert/strict";
import test from "node:test";

import { SUMMARY, feedback, makeController } from "./controllers.mjs";
import { settle } from "./stubs.mjs";

const said = (asked) => asked("voice.say").map(([{ text, kind }]) => [text, kind]);

test("2 s without a new picture are shown and said once, with pictures it goes on by itself", async (t) => {
  const { controller, clock, made, asked, started } = makeController(t);
  await started();
  for (let frames = 0; frames < 10; frames += 1) {
    clock.advance(1000);
    made.camera.onFrame(frames);
  }
  assert.deepEqual(said(asked), []);
  clock.advance(2000);
  assert.deepEqual([asked("view.showStandstill"), said(asked)], [[["no_picture", "no pictures"]], [["no pictures", "safety"]]]);
  made.socket.onFeedback(feedback({ say: { kind: "praise", text: "Good." } }), 0); // of a frame from before
  assert.deepEqual([asked("view.showFeedback"), said(asked).length], [[], 1]);
  made.camera.onFrame(20);
  made.socket.onFeedback(feedback(), 0);
  assert.deepEqual(asked("view.hideBanner")[0], ["no_picture"]);
  assert.equal(asked("view.showFeedback").length, 1);
  assert.equal(controller.running, true);
});

test("a camera that is covered or switched off by its key is told apart from a frozen one", async (t) => {
  const { clock, made, asked, started } = makeController(t);
  await started();
  made.camera.muted = true;
  clock.advance(2000);
  assert.deepEqual(said(asked), [["muted", "safety"]]);
});

test("3 s without an answer are shown and said, and the next answer takes it back", async (t) => {
  const { clock, made, asked, started } = makeController(t);
  await started();
  const film = (seconds) => {
    for (let tenths = 0; tenths < 10 * seconds; tenths += 1) {
      clock.advance(100);
      made.camera.onFrame(clock.nowMs);
    }
  };
  film(10);
  assert.deepEqual(asked("view.showStandstill"), []); // the coach is still getting ready
  made.socket.onFeedback(feedback(), 0);
  film(2.9);
  assert.deepEqual(said(asked), []);
  film(0.2);
  assert.deepEqual([asked("view.showStandstill"), said(asked)], [[["no_answer", "lost"]], [["lost", "safety"]]]);
  made.socket.onFeedback(feedback(), 0);
  assert.deepEqual([asked("view.hideBanner").at(-1), asked("view.showFeedback").length], [["no_answer"], 2]);
  film(2);
  made.socket.onSummary(SUMMARY);
  clock.advance(10_000);
  assert.equal(said(asked).length, 1);
});

test("pictures that can't be encoded are as good as none", async (t) => {
  const { clock, made, asked, started } = makeController(t);
  await started();
  made.socket.sends = false;
  for (let tenths = 0; tenths < 21; tenths += 1) {
    made.camera.onFrame(tenths / 10);
    await settle();
    clock.advance(100);
  }
  assert.equal(asked("view.showStandstill").length, 1);
  made.socket.sends = true;
  for (const tS of [3, 3.1]) {
    made.camera.onFrame(tS);
    await settle();
  }
  assert.deepEqual(asked("view.hideBanner"), [["no_picture"]]);
});

test("a page without pictures stays in its session, and ends it aloud after 5 minutes", async (t) => {
  const { controller, clock, asked, started } = makeController(t);
  await started();
  clock.advance(295_000);
  const sent = asked("socket.sendCommand").flat();
  assert.ok(sent.length >= 29 && sent.every((command) => command === "no_picture"), sent);
  assert.equal(controller.running, true);
  clock.advance(20_000);
  assert.deepEqual([asked("view.showNotice"), said(asked).at(-1)], [[["no pictures"]], ["ended", "safety"]]);
  assert.equal(controller.running, false);
});

test("a hidden page says so when it happens and on return", async (t) => {
  const { controller, clock, made, asked, started } = makeController(t);
  await started();
  controller.pageHidden();
  clock.advance(1000);
  assert.deepEqual(said(asked), [["hidden", "safety"]]);
  controller.pageShown();
  assert.deepEqual([said(asked).length, asked("view.showStandstill").length], [2, 2]);
  made.camera.onFrame(9);
  assert.deepEqual(asked("view.hideBanner"), []); // it can still be read
  for (let seconds = 0; seconds < 8; seconds += 1) {
    clock.advance(1000);
    made.camera.onFrame(10 + seconds);
  }
  assert.deepEqual([asked("view.hideBanner"), said(asked).length], [[["no_picture"]], 2]);
});

test("a page that gets pictures while it is hidden goes on", async (t) => {
  const { controller, clock, made, asked, started } = makeController(t);
  await started();
  controller.pageHidden();
  for (let tenths = 0; tenths < 30; tenths += 1) {
    made.camera.onFrame(tenths / 10);
    clock.advance(100);
  }
  controller.pageShown();
  assert.deepEqual(said(asked), []);
});

test("an end that the person did not ask for is said aloud", async (t) => {
  for (const end of [(made) => made.socket.onRefused("busy"), (made) => made.camera.onLost(new Error("gone"))]) {
    const { clock, calls, made, asked, started } = makeController(t);
    await started();
    end(made);
    clock.advance(10_000);
    assert.deepEqual(said(asked), [["ended", "safety"]]);
    const names = calls.map(([name]) => name);
    assert.ok(names.lastIndexOf("voice.silence") < names.indexOf("voice.say"));
  }
});
