// The stage on the whole screen, and Escape in it.

import assert from "node:assert/strict";
import test from "node:test";

import { FullScreen } from "../../../../posecoach/ui/live/component/view/full_screen.js";
import { Element, settle, stubGlobals } from "./stubs.mjs";

function makeFullScreen(t, { lock, enabled = true } = {}) {
  const stage = new Element("div");
  const button = new Element("button");
  let active = false;
  const change = (to) => {
    active = to;
    stage.dispatchEvent(new Event("fullscreenchange"));
  };
  stage.matches = () => active;
  stage.requestFullscreen = async () => change(true);
  stubGlobals(t, {
    document: { fullscreenEnabled: enabled, exitFullscreen: async () => change(false) },
    navigator: { keyboard: lock && { lock } },
  });
  let escapes = 0;
  const fullScreen = new FullScreen(stage, button, () => (escapes += 1));
  return { fullScreen, stage, button, change, pressed: () => button.attributes["aria-pressed"], escapes: () => escapes };
}

test("the key takes the stage to the whole screen and back, and stops nothing", async (t) => {
  const { fullScreen, pressed, escapes } = makeFullScreen(t);
  fullScreen.toggle();
  await settle();
  assert.equal(pressed(), "true");
  fullScreen.toggle();
  await settle();
  assert.deepEqual([pressed(), escapes()], ["false", 0]);
});

test("Escape stops the session although the browser only leaves the full screen", async (t) => {
  const { fullScreen, change, escapes } = makeFullScreen(t);
  fullScreen.toggle();
  await settle();
  change(false);
  assert.equal(escapes(), 1);
});

test("where the page hears Escape itself, leaving the full screen in another way stops nothing", async (t) => {
  const locked = [];
  const { fullScreen, change, escapes } = makeFullScreen(t, { lock: async (keys) => void locked.push(...keys) });
  fullScreen.toggle();
  await settle();
  change(false);
  assert.deepEqual([locked, escapes()], [["Escape"], 0]);
});

test("the button is hidden where there is no full screen", (t) => {
  assert.equal(makeFullScreen(t).button.hidden, false);
  assert.equal(makeFullScreen(t, { enabled: false }).button.hidden, true);
});

test("a browser that refuses leaves the stage as it is", async (t) => {
  const { fullScreen, stage, pressed, escapes } = makeFullScreen(t);
  stage.requestFullscreen = () => Promise.reject(new TypeError("refused"));
  fullScreen.toggle();
  await settle();
  fullScreen.leave();
  assert.deepEqual([pressed(), escapes()], [undefined, 0]);
});
