import assert from "node:assert/strict";
import test from "node:test";

import { percentOn, readBand, scaleOf } from "../../../../posecoach/ui/live/component/view/band_scale.js";
import { Band } from "../../../../posecoach/ui/live/component/view/bands.js";
import { stubDocument } from "./stubs.mjs";

const KNEE = {
  measure: "knee_flexion", label: "Knee flexion", unit: "°", text: "at most 25°",
  at_least: null, at_most: 25, gates: ["knee_bent"],
};
const TRUNK = {
  measure: "trunk_lean", label: "Trunk", unit: "°", text: "60° to 100°",
  at_least: 60, at_most: 100, gates: ["on_your_back", "hips_on_floor"],
};
const gate = (id, answer, value = 70) => [id, { id, answer, value }];

test("a single limit stands in the middle of its scale", () => {
  assert.deepEqual(scaleOf({ at_least: null, at_most: 25 }), [0, 50]);
  assert.deepEqual(scaleOf({ at_least: 40, at_most: null }), [0, 80]);
  // An angle with a sign can have its limit at or below zero.
  assert.deepEqual(scaleOf({ at_least: null, at_most: -10 }), [-20, 0]);
  assert.deepEqual(scaleOf({ at_least: 0, at_most: null }), [-30, 30]);
});

test("a band with two limits fills the middle half of its scale", () => {
  const scale = scaleOf(TRUNK);
  assert.deepEqual(scale, [40, 120]);
  assert.deepEqual([percentOn(scale, 60), percentOn(scale, 100)], [25, 75]);
});

test("values beyond the scale stand at its ends", () => {
  assert.deepEqual([percentOn([0, 50], -20), percentOn([0, 50], 180)], [0, 100]);
});

test("a band passes only if all its gates do", () => {
  const read = (...answers) => readBand(TRUNK, new Map(answers)).answer;
  assert.equal(read(gate("on_your_back", "pass"), gate("hips_on_floor", "pass")), "pass");
  assert.equal(read(gate("on_your_back", "pass"), gate("hips_on_floor", "unknown")), "unknown");
  assert.equal(read(gate("on_your_back", "unknown"), gate("hips_on_floor", "fail")), "fail");
});

test("a gate without an answer is unknown, never good", () => {
  assert.deepEqual(readBand(TRUNK, new Map([gate("on_your_back", "pass")])), { value: 70, answer: "unknown" });
  assert.deepEqual(readBand(TRUNK, new Map()), { value: null, answer: "unknown" });
});

test("a row shows mark, value and pointer", (t) => {
  stubDocument(t);
  const band = new Band(KNEE);
  const shown = () => [band.mark.textContent, band.now.textContent, band.pointer.hidden, band.row.dataset.answer];
  assert.deepEqual(shown(), ["?", "–", true, "unknown"]);
  band.show(new Map([gate("knee_bent", "pass", 12.4)]));
  assert.deepEqual(shown(), ["✓", "12°", false, "pass"]);
  assert.equal(band.pointer.style.left, "24.8%");
  assert.deepEqual(band.jointLabel, { measure: "knee_flexion", text: "12° ✓" });
  band.show(new Map([gate("knee_bent", "fail", 70)]));
  assert.deepEqual(shown(), ["✗", "70°", false, "fail"]);
  assert.equal(band.pointer.style.left, "100%");
  band.show(new Map([gate("knee_bent", "unknown", null)]));
  assert.deepEqual(shown(), ["?", "–", true, "unknown"]);
});

test("the good part of the bar reaches from limit to limit, or to the end", (t) => {
  stubDocument(t);
  const good = (band) => {
    const [part] = new Band(band).row.children[3].children;
    return [part.style.left, part.style.right];
  };
  assert.deepEqual(good(TRUNK), ["25%", "calc(100% - 75%)"]);
  assert.deepEqual(good(KNEE), ["0%", "calc(100% - 50%)"]);
});
