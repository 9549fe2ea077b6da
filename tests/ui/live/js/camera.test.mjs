import assert from "node:assert/strict";
import test from "node:test";

import { Camera, frameTimeS } from "../../../../posecoach/ui/live/component/session/camera.js";
import { CameraProblem, problemText } from "../../../../posecoach/ui/live/component/session/camera_problems.js";
import { Clock, settle, stubGlobals } from "./stubs.mjs";

class Canvas {
  getContext() {
    return { drawImage: (video, x, y, width, height) => (this.drawn = [width, height]) };
  }

  async convertToBlob(options) {
    return { size: [this.width, this.height], ...options };
  }
}

class Track extends EventTarget {
  stopped = false;

  stop() {
    this.stopped = true;
  }
}

// A camera with a video whose frames the test sends by video.frame(nowMs, metadata).
function makeCamera(t, { getUserMedia } = {}) {
  const track = new Track();
  const stream = { getVideoTracks: () => [track], getTracks: () => [track] };
  stubGlobals(t, {
    OffscreenCanvas: Canvas,
    navigator: { mediaDevices: { getUserMedia: getUserMedia ?? (async () => stream) } },
  });
  const video = {
    srcObject: null,
    videoWidth: 1280,
    videoHeight: 720,
    play: async () => {},
    requestVideoFrameCallback(taken) {
      this.frame = taken;
    },
  };
  const times = [];
  const problems = [];
  const camera = new Camera(video, {
    onFrame: (tS) => times.push(tS),
    onLost: (problem) => problems.push(problem.kind),
  });
  return { camera, video, track, stream, times, problems };
}

// What assert.rejects() takes: a camera's problem of this kind.
const is = (kind) => (problem) => problem instanceof CameraProblem && problem.kind === kind;

for (const [error, kind] of [
  ["NotAllowedError", "blocked"],
  ["SecurityError", "blocked"],
  ["NotFoundError", "missing"],
  ["OverconstrainedError", "missing"],
  ["NotReadableError", "busy"],
  ["AbortError", "busy"],
  ["SomethingNew", "other"],
]) {
  test(`${error} is told with what to do`, async (t) => {
    const { camera } = makeCamera(t, {
      getUserMedia: async () => {
        throw Object.assign(new Error("refused"), { name: error });
      },
    });
    await assert.rejects(camera.open(), is(kind));
  });
}

const refusal = (name, message = "refused") => Object.assign(new Error(message), { name });

for (const [message, kind] of [
  ["Permission denied by system", "system"],
  ["Permission dismissed", "dismissed"],
  ["Permission denied", "blocked"],
]) {
  test(`"${message}" is told apart from who else may deny it`, async (t) => {
    const { camera } = makeCamera(t, {
      getUserMedia: async () => {
        throw refusal("NotAllowedError", message);
      },
    });
    await assert.rejects(camera.open(), is(kind));
  });
}

test("a page that may not use a camera where it is embedded says so", async (t) => {
  const { camera } = makeCamera(t, {
    getUserMedia: async () => {
      throw refusal("NotAllowedError", "Permission denied");
    },
  });
  for (const [allowed, kind] of [[false, "policy"], [true, "blocked"]]) {
    stubGlobals(t, { document: { featurePolicy: { allowsFeature: () => allowed } } });
    await assert.rejects(camera.open(), is(kind));
  }
});

test("a problem has its words, and one that is new the general ones", () => {
  const screen = { camera_busy: "in use", camera_other: "something" };
  const texts = [new CameraProblem("busy"), new CameraProblem("new"), new TypeError("oops")];
  assert.deepEqual(texts.map((problem) => problemText(problem, screen)), ["in use", "something", "something"]);
});

// Two cameras, of which those in busy can't be opened.
function twoCameras(t, busy) {
  const asked = [];
  const made = makeCamera(t, {
    getUserMedia: async ({ video }) => {
      asked.push(video.deviceId?.exact ?? video.deviceId?.ideal ?? "any");
      if (busy.includes(asked.at(-1))) throw refusal("NotReadableError");
      made.track.getSettings = () => ({ deviceId: asked.at(-1) });
      return made.stream;
    },
  });
  const devices = [["audioinput", "mic"], ["videoinput", "front"], ["videoinput", "back"]];
  navigator.mediaDevices.enumerateDevices = async () => devices.map(([kind, deviceId]) => ({ kind, deviceId }));
  return { ...made, asked };
}

test("where one of two cameras is in use, the other one is opened", async (t) => {
  const { camera, video, stream, asked } = twoCameras(t, ["any", "front"]);
  await camera.open();
  assert.deepEqual([video.srcObject, asked], [stream, ["any", "front", "back"]]);
});

test("where both cameras are in use, the person is told", async (t) => {
  const { camera } = twoCameras(t, ["any", "front", "back"]);
  await assert.rejects(camera.open(), is("busy"));
});

test("a camera that was chosen before is asked for again", async (t) => {
  const { camera, asked } = twoCameras(t, []);
  await camera.open("back");
  assert.deepEqual([asked, camera.deviceId], [["back"], "back"]);
});

test("another camera takes over in the middle of a session; where it is in use the old one goes on", async (t) => {
  const busy = [];
  const { camera, asked, problems } = twoCameras(t, busy);
  await camera.open("front");
  assert.equal(await camera.switchTo("back"), true);
  busy.push("front");
  assert.equal(await camera.switchTo("front"), false);
  assert.deepEqual([camera.deviceId, asked.at(-1), problems], ["back", "back", []]);
});

test("a browser that does not play the picture is told with what to do", async (t) => {
  const { camera, video } = makeCamera(t);
  video.play = async () => {
    throw refusal("NotAllowedError", "play() failed because the user didn't interact");
  };
  await assert.rejects(camera.open(), is("play"));
});

test("a camera without a first picture is told after 10 s", async (t) => {
  const clock = new Clock(t);
  const { camera, video } = makeCamera(t);
  video.play = () => new Promise(() => {});
  const opening = camera.open();
  await settle();
  clock.advance(10_000);
  await assert.rejects(opening, is("silent"));
});

test("a page that the browser gives no camera is told the safe address", async (t) => {
  const { camera } = makeCamera(t);
  stubGlobals(t, { navigator: {} });
  await assert.rejects(camera.open(), is("insecure"));
});

test("a frame's time is when it was captured, counted over reloads", () => {
  assert.equal(frameTimeS(5_000_000, 2000, { captureTime: 1500 }), 5001.5);
  assert.equal(frameTimeS(5_000_000, 2000, {}), 5002);
  assert.equal(frameTimeS(5_000_000, 2000, null), 5002);
});

test("only frames that are later than the last one are reported", async (t) => {
  new Clock(t);
  const { camera, video, times } = makeCamera(t);
  await camera.open();
  video.frame(1000, { captureTime: 990 });
  video.frame(1033, { captureTime: 990 });
  video.frame(1066, { captureTime: 980 });
  video.frame(1100, { captureTime: 1090 });
  assert.deepEqual(times, [5000.99, 5001.09]);
});

for (const [name, captureTime] of [
  ["stand still", () => 900],
  ["jump ahead by 4 s", (nowMs) => nowMs + (nowMs > 3000 ? 4000 : -20)],
  ["jump back by 4 s", (nowMs) => nowMs - (nowMs > 3000 ? 4000 : 20)],
  ["run twice as fast", (nowMs) => 2 * nowMs - 1020],
  ["run half as fast", (nowMs) => nowMs / 2 + 480],
  ["are no numbers", () => NaN],
]) {
  test(`capture times that ${name} are left for the time of arrival`, async (t) => {
    const clock = new Clock(t);
    const { camera, video, times } = makeCamera(t);
    await camera.open();
    for (let frames = 0; frames < 100; frames += 1) {
      video.frame(clock.nowMs, { captureTime: captureTime(clock.nowMs) });
      clock.advance(100);
    }
    const steps = times.slice(1).map((tS, index) => tS - times[index]);
    assert.ok(steps.every((step) => step > 0) && Math.max(...steps) < 2.1, String(steps));
    assert.ok(steps.slice(-50).every((step) => Math.abs(step - 0.1) < 0.001));
    assert.ok(Math.abs(times.at(-1) - 5010.9) < 0.001);
  });
}

test("without requestVideoFrameCallback the display's own rhythm is used", async (t) => {
  new Clock(t);
  const { camera, video, times } = makeCamera(t);
  let drawn;
  stubGlobals(t, { requestAnimationFrame: (callback) => (drawn = callback) });
  video.requestVideoFrameCallback = undefined;
  await camera.open();
  drawn(1500);
  assert.deepEqual(times, [5001.5]);
});

test("without requestVideoFrameCallback a picture that is drawn again is not new", async (t) => {
  const clock = new Clock(t);
  const { camera, video, times } = makeCamera(t);
  let drawn;
  stubGlobals(t, { requestAnimationFrame: (callback) => (drawn = callback) });
  video.requestVideoFrameCallback = undefined;
  let shown = 1;
  video.getVideoPlaybackQuality = () => ({ totalVideoFrames: shown });
  await camera.open();
  for (shown of [1, 1, 1, 2]) {
    clock.advance(16);
    drawn(clock.nowMs);
  }
  assert.deepEqual(times, [5001.016, 5001.064]);
});

test("the black pictures of a muted camera are none", async (t) => {
  const clock = new Clock(t);
  const { camera, video, track, times } = makeCamera(t);
  await camera.open();
  for (const muted of [false, true, true, false]) {
    track.muted = muted;
    clock.advance(100);
    video.frame(clock.nowMs, {});
  }
  assert.deepEqual(times, [5001.1, 5001.4]);
});

test("a camera that ends is reported with the reason, one that was closed is not", async (t) => {
  for (const [state, there, kind] of [
    ["granted", true, "taken"],
    ["granted", false, "unplugged"],
    ["denied", true, "blocked"],
  ]) {
    new Clock(t);
    const { camera, track, problems } = makeCamera(t);
    track.getSettings = () => ({ deviceId: "front" });
    navigator.mediaDevices.enumerateDevices = async () => [{ kind: "videoinput", deviceId: there ? "front" : "back" }];
    navigator.permissions = { query: async () => ({ state }) };
    await camera.open();
    track.dispatchEvent(new Event("ended"));
    await settle();
    assert.deepEqual(problems, [kind]);
    camera.close();
    track.dispatchEvent(new Event("ended"));
    await settle();
    assert.equal(problems.length, 1);
  }
});

test("a closed camera is released and reports nothing more", async (t) => {
  new Clock(t);
  const { camera, video, track, times } = makeCamera(t);
  await camera.open();
  camera.close();
  video.frame(1000, {});
  assert.deepEqual([track.stopped, video.srcObject, times], [true, null, []]);
});

test("a camera that is granted after Stop is released at once", async (t) => {
  let grant;
  const asked = new Promise((resolve) => (grant = resolve));
  const { camera, video, track, stream } = makeCamera(t, { getUserMedia: () => asked });
  const opening = camera.open();
  camera.close();
  grant(stream);
  await opening;
  assert.deepEqual([track.stopped, video.srcObject], [true, null]);
});

test("a picture is made smaller to the width asked for, and never larger", async (t) => {
  const { camera, video } = makeCamera(t);
  assert.deepEqual(await camera.jpeg({ width: 640, quality: 0.8 }), {
    size: [640, 360], type: "image/jpeg", quality: 0.8,
  });
  [video.videoWidth, video.videoHeight] = [320, 240];
  assert.deepEqual((await camera.jpeg({ width: 640, quality: 0.8 })).size, [320, 240]);
});
