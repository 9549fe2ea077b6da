import assert from "node:assert/strict";
import { test } from "node:test";

import { Banner } from "../../../../posecoach/ui/live/component/view/banner.js";

function shown() {
  const texts = [];
  return { texts, banner: new Banner((text) => texts.push(text)) };
}

test("the most urgent text is shown, and the others come back when it is over", () => {
  const { banner, texts } = shown();
  banner.set("server", "small");
  banner.set("no_voice", "unheard");
  banner.set("no_answer", "lost");
  banner.set("no_answer", "");
  banner.set("no_voice", "");
  banner.set("server", "");
  assert.deepEqual(texts, ["small", "unheard", "lost", "unheard", "small", ""]);
});

test("a new session begins without the texts of the one before", () => {
  const { banner, texts } = shown();
  banner.set("no_voice", "unheard");
  banner.clear();
  banner.set("no_answer", "");
  assert.deepEqual(texts, ["unheard", "", ""]);
});
