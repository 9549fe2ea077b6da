import assert from "node:assert/strict";
import test from "node:test";

import { AdaptiveResolution } from "../../../../posecoach/ui/live/component/session/adaptive_resolution.js";

const CASES = [
  { name: "enough answers: full size", spans: [[60, 12]], widths: [640], changes: [] },
  { name: "too few: smaller, and the page is told", spans: [[4, 6]], widths: [512], changes: [true] },
  { name: "never below the smallest size", spans: [[60, 6]], widths: [384], changes: [true, true, true] },
  { name: "enough again, with nothing to spare: no larger", spans: [[4, 6], [60, 12]], widths: [512, 512], changes: [true] },
  { name: "with much to spare: full size again", spans: [[4, 6], [20, 20]], widths: [512, 640], changes: [true, false] },
  { name: "not at the first sign of it", spans: [[4, 6], [14, 20]], widths: [512, 512], changes: [true] },
];

for (const { name, spans, widths, changes } of CASES) {
  test(name, () => {
    const told = [];
    const resolution = new AdaptiveResolution((reduced) => told.push(reduced));
    let nowS = 0;
    const after = spans.map(([seconds, perS]) => {
      for (const endS = nowS + seconds; nowS < endS; nowS += 1 / perS) resolution.countAnswer(nowS);
      return resolution.width;
    });
    assert.deepEqual([after, told], [widths, changes]);
  });
}

test("the time of a lost connection does not count as slowness", () => {
  const resolution = new AdaptiveResolution(() => assert.fail("no change was due"));
  for (let nowS = 0; nowS < 2; nowS += 0.05) resolution.countAnswer(nowS);
  resolution.restart();
  for (let nowS = 30; nowS < 40; nowS += 0.05) resolution.countAnswer(nowS);
  assert.equal(resolution.width, 640);
});

test("a smaller picture is compressed more", () => {
  const resolution = new AdaptiveResolution(() => {});
  const full = resolution.quality;
  for (let nowS = 0; nowS < 10; nowS += 0.5) resolution.countAnswer(nowS);
  assert.ok(resolution.quality < full);
});
