import assert from "node:assert/strict";
import test from "node:test";

import { CoachPage } from "../../../../posecoach/ui/live/component/coach_page.js";
import mount from "../../../../posecoach/ui/live/component/main.js";
import { Clock, Element, Storage, settle, stubBrokenStorage, stubDocument, stubGlobals, stubWindow } from "./stubs.mjs";

const DATA = {
  path: "/live/coach",
  settings: {
    frames_in_flight: 2,
    first_final_code: 4000,
    resume_within_s: 50,
    skeleton: { bones: [], judged: {}, joints: {} },
  },
  token: "secret",
  routine: { title: "Tried" },
  language: "en",
  about: "Tried, 20 s",
  screen: { stop: "Stop", pause: "Pause", resume: "Go on", voice_on: "Voice is on", no_storage: "Nothing is stored.", starting: "Starting" },
  profile: null,
  discomfort: 3,
  pictures: false,
};

// A browser with the component's root in it. Its camera is never granted: a session stays at its start.
function stubPage(t, { navigation } = {}) {
  const clock = new Clock(t, { navigation });
  const target = new EventTarget();
  stubDocument(t);
  stubWindow(t, { addEventListener: target.addEventListener.bind(target), SpeechRecognition: undefined });
  let asked = 0;
  const getUserMedia = () => {
    asked += 1;
    return new Promise(() => {});
  };
  stubGlobals(t, {
    location: new URL("http://localhost:8501/"),
    localStorage: new Storage(),
    sessionStorage: new Storage(),
    navigator: { mediaDevices: { getUserMedia } },
    OffscreenCanvas: class {},
    WebSocket: class {},
  });
  const root = new Element("section");
  root.isConnected = true;
  const parentElement = { querySelector: () => root };
  const run = (data = DATA, setTriggerValue = () => {}) => mount({ data, parentElement, setTriggerValue });
  const click = (name) => root.querySelector(`.${name}`).dispatchEvent(new Event("click"));
  return { clock, root, run, click, target, asked: () => asked };
}

test("Start can be pressed once the page is ready, and asks for the camera once", async (t) => {
  const { root, run, click, asked } = stubPage(t);
  root.querySelector(".start").disabled = true;
  run();
  assert.equal(root.querySelector(".start").disabled, false);
  run();
  click("start");
  await settle();
  assert.deepEqual([asked(), root.querySelector(".live").open], [1, true]);
});

test("each run of the script brings what Start begins", (t) => {
  const { root, run } = stubPage(t);
  run();
  run({ ...DATA, about: "Another, 30 s" });
  assert.equal(root.querySelector(".start-choice").textContent, "Another, 30 s");
});

test("between two runs the page stays; off the page it ends with all its listeners", (t) => {
  const { clock, root, run, click, asked } = stubPage(t);
  const cleanUp = run();
  cleanUp();
  clock.advance(0);
  click("start");
  assert.equal(asked(), 1);
  root.isConnected = false;
  cleanUp();
  clock.advance(0);
  assert.equal(root.querySelector(".webcam").srcObject, null);
  click("start");
  assert.equal(asked(), 1);
});

test("the module of a newer version takes over from an older one", (t) => {
  const { root, run, click, asked } = stubPage(t);
  let unmounted = 0;
  globalThis.posecoachPages.set(root, { unmount: () => (unmounted += 1) });
  run();
  click("start");
  assert.deepEqual([unmounted, asked()], [1, 1]);
  assert.ok(globalThis.posecoachPages.get(root) instanceof CoachPage);
});

test("a reload continues the session, but only in the first run", (t) => {
  const { run, asked, target } = stubPage(t, { navigation: "reload" });
  const start = { token: "secret", language: "en", routine: { title: "Tried" } };
  sessionStorage.setItem("posecoach.under_way", JSON.stringify({ start, at: Date.now() }));
  run();
  assert.equal(asked(), 1);
  target.dispatchEvent(new Event("pagehide"));
  run();
  assert.equal(asked(), 1);
  assert.equal(sessionStorage.items.size, 1);
});

test("a tab that is hidden and shown tells the session", (t) => {
  const { root, run } = stubPage(t);
  run();
  const page = [];
  const { controller } = globalThis.posecoachPages.get(root);
  controller.pageHidden = () => page.push("hidden");
  controller.pageShown = () => page.push("shown");
  document.show(false);
  document.show(true);
  assert.deepEqual(page, ["hidden", "shown"]);
});

for (const full of [false, true]) {
  test(`a page whose storage is ${full ? "full" : "blocked"} works without, and says so`, async (t) => {
    const { root, run, click, asked } = stubPage(t);
    stubBrokenStorage(t, { full });
    run();
    assert.equal(root.querySelector(".notice").textContent, "Nothing is stored.");
    click("mute");
    click("angles");
    assert.equal(root.querySelector(".mute").attributes["aria-pressed"], "true");
    click("start");
    await settle();
    assert.deepEqual([asked(), root.querySelector(".live").open], [1, true]);
    click("stop");
    assert.equal(root.querySelector(".live").open, false);
  });
}

test("a page that can store says nothing about it", (t) => {
  const { root, run } = stubPage(t);
  run();
  assert.equal(root.querySelector(".notice").textContent, "");
});
