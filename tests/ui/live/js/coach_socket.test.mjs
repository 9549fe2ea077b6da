import assert from "node:assert/strict";
import test from "node:test";

import { CoachSocket, frameHeader } from "../../../../posecoach/ui/live/component/session/coach_socket.js";
import { Clock, stubGlobals } from "./stubs.mjs";

const SETTINGS = { frames_in_flight: 2, first_final_code: 4000 };
const JPEG = new Blob(["jpeg"]);

class FakeWebSocket {
  static OPEN = 1;
  static opened = [];

  constructor(url) {
    this.url = url;
    this.readyState = FakeWebSocket.OPEN;
    this.sent = [];
    FakeWebSocket.opened.push(this);
  }

  send(data) {
    this.sent.push(data);
  }

  close(code) {
    this.readyState = 3;
    this.closeCode = code;
  }

  receive(message) {
    this.onmessage({ data: JSON.stringify(message) });
  }

  drop(code, reason = "") {
    this.readyState = 3;
    this.onclose({ code, reason });
  }
}

function connect(t, { href = "http://localhost:8501/coach" } = {}) {
  const clock = new Clock(t);
  FakeWebSocket.opened = [];
  stubGlobals(t, { WebSocket: FakeWebSocket, location: new URL(href) });
  const events = [];
  const coach = new CoachSocket("/live/coach", SETTINGS, { token: "secret" }, {
    onSession: (message) => events.push(["session", message.title]),
    onFeedback: (message, ageMs) => events.push(["feedback", message.frame, ageMs]),
    onSummary: (message) => events.push(["summary", message.headline]),
    onLost: () => events.push(["lost"]),
    onRefused: (reason) => events.push(["refused", reason]),
  });
  coach.open();
  const opened = FakeWebSocket.opened;
  const begin = () => {
    opened.at(-1).onopen();
    opened.at(-1).receive({ type: "session", title: "Tried" });
  };
  return { coach, clock, events, opened, begin };
}

const send = (coach, tS) => coach.sendFrame(tS, async () => JPEG);

test("it connects to the page's own host, with TLS where the page has it", (t) => {
  assert.equal(String(connect(t).opened[0].url), "ws://localhost:8501/live/coach");
  assert.equal(String(connect(t, { href: "https://coach.example/x" }).opened[0].url), "wss://coach.example/live/coach");
});

test("the start message comes first, and frames only after the session message", (t) => {
  const { coach, opened, events } = connect(t);
  opened[0].onopen();
  assert.deepEqual(JSON.parse(opened[0].sent[0]), { type: "start", token: "secret" });
  assert.equal(coach.hasRoom, false);
  opened[0].receive({ type: "session", title: "Tried" });
  assert.equal(coach.hasRoom, true);
  assert.deepEqual(events, [["session", "Tried"]]);
});

test("no more frames are in flight than the server allows", async (t) => {
  const { coach, begin, opened } = connect(t);
  begin();
  await send(coach, 1);
  assert.equal(coach.hasRoom, true);
  await send(coach, 2);
  assert.equal(coach.hasRoom, false);
  opened[0].receive({ type: "feedback", frame: 1 });
  assert.equal(coach.hasRoom, true);
});

test("a frame that is still being encoded counts as in flight", (t) => {
  const { coach, begin } = connect(t);
  begin();
  const never = () => new Promise(() => {});
  coach.sendFrame(1, never);
  coach.sendFrame(2, never);
  assert.equal(coach.hasRoom, false);
});

test("a picture that can't be encoded gives its place back", async (t) => {
  const { coach, begin, opened } = connect(t);
  begin();
  const fails = async () => {
    throw new Error("EncodingError");
  };
  assert.deepEqual([await coach.sendFrame(1, fails), await coach.sendFrame(2, fails)], [false, false]);
  assert.equal(coach.hasRoom, true);
  assert.equal(await send(coach, 3), true);
  assert.equal(opened[0].sent.length, 2);
});

test("an encoding that never ends gives its place back after 5 s", (t) => {
  const { coach, begin, clock } = connect(t);
  begin();
  for (const tS of [1, 2]) coach.sendFrame(tS, () => new Promise(() => {}));
  clock.advance(4999);
  assert.equal(coach.hasRoom, false);
  clock.advance(1);
  assert.equal(coach.hasRoom, true);
});

test("a late answer still says how old it is", async (t) => {
  const { coach, begin, clock, events, opened } = connect(t);
  begin();
  await send(coach, 1);
  clock.advance(6000);
  assert.equal(coach.hasRoom, true);
  opened[0].receive({ type: "feedback", frame: 1 });
  assert.deepEqual(events.at(-1), ["feedback", 1, 6000]);
});

test("a frame that the coach drops gives its place back, and only its own", async (t) => {
  const { coach, begin, opened } = connect(t);
  begin();
  await send(coach, 1);
  await send(coach, 2);
  opened[0].receive({ type: "dropped", frame: 2 });
  assert.equal(coach.hasRoom, true);
  assert.deepEqual([...coach.sentAt.keys()], [1]);
});

test("a frame whose socket closed while it was encoded takes up no place", async (t) => {
  const { coach, begin, opened } = connect(t);
  begin();
  opened[0].readyState = 2;
  assert.deepEqual([await send(coach, 1), await send(coach, 2)], [false, false]);
  assert.equal(coach.sentAt.size, 0);
});

test("an answer to a frame answers the earlier ones too, and says how old it is", async (t) => {
  const { coach, begin, clock, events, opened } = connect(t);
  begin();
  await send(coach, 1);
  clock.advance(30);
  await send(coach, 2);
  clock.advance(50);
  opened[0].receive({ type: "feedback", frame: 2 });
  assert.deepEqual(events.at(-1), ["feedback", 2, 50]);
  await send(coach, 3);
  assert.equal(coach.hasRoom, true);
  assert.equal(coach.sentAt.size, 1);
});

test("a frame is its number and its time in little-endian order, then the JPEG", async (t) => {
  const { coach, begin, opened } = connect(t);
  begin();
  await send(coach, 12.5);
  const data = Buffer.from(await opened[0].sent.at(-1).arrayBuffer());
  assert.deepEqual([data.readUInt32LE(0), data.readDoubleLE(4), data.toString("utf8", 12)], [1, 12.5, "jpeg"]);
  assert.equal(frameHeader(1, 12.5).byteLength, 12);
});

test("a broken connection is tried again with longer and longer waits, then given up", (t) => {
  const { clock, events, opened } = connect(t);
  const waitsMs = [];
  for (let tries = 1; tries < 50 && events.at(-1)?.[0] !== "refused"; tries += 1) {
    opened.at(-1).drop(1006);
    const beganMs = clock.nowMs;
    while (opened.length === tries && clock.nowMs - beganMs < 20_000) clock.advance(50);
    if (opened.length > tries) waitsMs.push(clock.nowMs - beganMs);
  }
  assert.deepEqual(waitsMs, [250, 500, 1000, 2000, 4000, 8000, 8000, 8000]);
  assert.equal(events.at(-1)[1], null);
});

test("after a session message the waits begin anew, and lost frames are forgotten", async (t) => {
  const { coach, begin, clock, opened, events } = connect(t);
  begin();
  await send(coach, 1);
  await send(coach, 2);
  for (const waitMs of [250, 500]) {
    opened.at(-1).drop(1006);
    assert.equal(coach.hasRoom, false);
    clock.advance(waitMs);
  }
  begin();
  assert.equal(coach.hasRoom, true);
  opened.at(-1).drop(1006);
  clock.advance(250);
  assert.equal(opened.length, 4);
  assert.deepEqual(events.map(([name]) => name), ["session", "lost", "lost", "session", "lost"]);
});

for (const code of [4000, 4401, 4503]) {
  test(`close code ${code} is final`, (t) => {
    const { begin, clock, opened, events } = connect(t);
    begin();
    opened[0].drop(code, "The coach is busy.");
    clock.advance(60_000);
    assert.deepEqual(events.at(-1), ["refused", "The coach is busy."]);
    assert.equal(opened.length, 1);
  });
}

test("a frame encoded for a broken connection is not sent on the next one", async (t) => {
  const { coach, begin, clock, opened } = connect(t);
  begin();
  let encoded;
  const sending = coach.sendFrame(1, () => new Promise((resolve) => (encoded = resolve)));
  opened[0].drop(1006);
  clock.advance(250);
  begin();
  encoded(JPEG);
  await sending;
  assert.deepEqual(opened.map((socket) => socket.sent.length), [1, 1]);
});

test("commands are sent only while a session is on", (t) => {
  const { coach, begin, opened } = connect(t);
  assert.equal(coach.sendCommand("pause"), false);
  begin();
  assert.equal(coach.sendCommand("pause"), true);
  assert.deepEqual(JSON.parse(opened[0].sent.at(-1)), { type: "pause" });
  opened[0].drop(1006);
  assert.equal(coach.sendCommand("pause"), false);
});

test("a page that may return closes with another code than one that is done", (t) => {
  for (const [options, code] of [[{}, 1000], [{ mayReturn: true }, 3001]]) {
    const { coach, begin, opened, clock, events } = connect(t);
    begin();
    coach.close(options);
    assert.equal(opened[0].closeCode, code);
    const before = events.length;
    opened[0].receive({ type: "summary", headline: "late" });
    opened[0].drop(1006);
    clock.advance(60_000);
    assert.deepEqual([events.length, opened.length], [before, 1]);
  }
});

test("closing while it waits to reconnect ends the waiting", (t) => {
  const { coach, clock, opened } = connect(t);
  opened[0].drop(1006);
  coach.close();
  clock.advance(60_000);
  assert.equal(opened.length, 1);
});
