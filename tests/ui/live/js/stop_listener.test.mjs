import assert from "node:assert/strict";
import test from "node:test";

import { StopListener, installRecognition, localRecognition } from "../../../../posecoach/ui/live/component/speech/stop_listener.js";
import { stubWindow } from "./stubs.mjs";

// A browser that recognises these locales on the computer itself; recognisers are recorded in started.
function stubRecognition(t, { locales = ["en-US", "de-DE", "es-ES"], install = async () => true } = {}) {
  const started = [];
  class SpeechRecognition {
    static async available({ langs, processLocally }) {
      assert.equal(processLocally, true);
      return locales.includes(langs[0]) ? "available" : "unavailable";
    }
    static install = install;
    start() {
      started.push(this);
    }
    abort() {
      this.aborted = true;
    }
    hear(...transcripts) {
      this.onresult({ results: transcripts.map((transcript) => [{ transcript }]), resultIndex: 0 });
    }
  }
  stubWindow(t, { SpeechRecognition });
  return started;
}

function makeListener(echoes = []) {
  const events = [];
  const listener = new StopListener({
    isEcho: (word) => echoes.includes(word),
    onStop: () => events.push("stop"),
    onBlocked: () => events.push("blocked"),
  });
  return { listener, events };
}

for (const [language, said, stops] of [
  ["en", "Please STOP now", true],
  ["en", "ouch", true],
  ["en", "it hurts a bit", true],
  ["en", "what a nice day", false],
  ["de", "Stopp", true],
  ["de", "das tut weh", true],
  ["de", "ouch", false],
  ["es", "¡Alto!", true],
  ["es", "para, para", true],
  ["es", "me duele un poco", true],
  ["es", "es bueno para la espalda", false],
]) {
  test(`"${said}" ${stops ? "ends" : "does not end"} a session in "${language}"`, async (t) => {
    const started = stubRecognition(t);
    const { listener, events } = makeListener();
    await listener.start(language);
    started[0].hear(said);
    assert.deepEqual(events, stops ? ["stop"] : []);
  });
}

test("the coach's own words, out of the loudspeaker, do not end a session", async (t) => {
  const started = stubRecognition(t);
  const { listener, events } = makeListener(["stop"]);
  await listener.start("en");
  started[0].hear("begin stop if anything hurts");
  assert.deepEqual(events, []);
  started[0].hear("stop ouch");
  assert.deepEqual(events, ["stop"]);
});

test("words that were reported before do not count again", async (t) => {
  const started = stubRecognition(t);
  const { listener, events } = makeListener();
  await listener.start("en");
  const results = [[{ transcript: "stop" }], [{ transcript: "hello" }]];
  started[0].onresult({ results, resultIndex: 1 });
  assert.deepEqual(events, []);
});

test("it recognises on this computer, continuously and in the coach's language", async (t) => {
  const started = stubRecognition(t);
  await makeListener().listener.start("de");
  const { processLocally, lang, continuous, interimResults } = started[0];
  assert.deepEqual([processLocally, lang, continuous, interimResults], [true, "de-DE", true, true]);
});

test("where speech would leave the computer it does not listen", async (t) => {
  const started = stubRecognition(t, { locales: [] });
  await makeListener().listener.start("en");
  assert.equal(await localRecognition("en"), "unavailable");
  assert.equal(started.length, 0);
});

test("a browser without local recognition is unavailable", async (t) => {
  stubWindow(t, {});
  await makeListener().listener.start("en");
  assert.deepEqual([await localRecognition("en"), await installRecognition("en")], ["unavailable", false]);
  stubWindow(t, { SpeechRecognition: class {} });
  assert.equal(await localRecognition("en"), "unavailable");
});

test("silence starts the recognition again, a blocked microphone ends it", async (t) => {
  const started = stubRecognition(t);
  const { listener, events } = makeListener();
  await listener.start("en");
  started[0].onerror({ error: "no-speech" });
  started[0].onend();
  assert.equal(started.length, 2);
  started[0].onerror({ error: "not-allowed" });
  started[0].onend();
  assert.deepEqual([started.length, started[0].aborted, events], [2, true, ["blocked"]]);
});

test("stopped while the browser still looks, it does not begin", async (t) => {
  const started = stubRecognition(t);
  const { listener } = makeListener();
  const starting = listener.start("en");
  listener.stop();
  await starting;
  assert.equal(started.length, 0);
});
