import assert from "node:assert/strict";
import test from "node:test";

import { Voice } from "../../../../posecoach/ui/live/component/speech/voice.js";
import { Clock, Storage, stubGlobals, stubWindow } from "./stubs.mjs";

const CUE = { kind: "blocking", text: "Straighten your knees." };

// A voice in a browser: utterances are recorded in spoken, tones as frequencies in tones.
function makeVoice(t, { settings = {}, speech = true } = {}) {
  const clock = new Clock(t);
  const spoken = [];
  const tones = [];
  let cancelled = 0;
  const node = { connect: () => node };
  const speechSynthesis = {
    speak: (utterance) => spoken.push(utterance),
    cancel: () => (cancelled += 1),
    getVoices: () => [
      { name: "Anna", lang: "de-DE" },
      { name: "Daniel", lang: "en-GB" },
      { name: "Samantha", lang: "en-US" },
    ],
  };
  class AudioContext {
    currentTime = 2;
    destination = {};
    resume() {}
  }
  stubWindow(t, { AudioContext, ...(speech ? { speechSynthesis } : {}) });
  stubGlobals(t, {
    localStorage: new Storage({ "posecoach.voice": JSON.stringify(settings) }),
    SpeechSynthesisUtterance: class {
      constructor(text) {
        this.text = text;
      }
    },
    OscillatorNode: class {
      constructor(audio, { frequency }) {
        tones.push(frequency);
      }
      connect = () => node;
      start() {}
      stop() {}
    },
    GainNode: class {},
  });
  const voice = new Voice();
  voice.unlock();
  return { voice, clock, spoken, tones, cancelled: () => cancelled };
}

const texts = (spoken) => spoken.map((utterance) => utterance.text);

test("a cue is spoken at once, in place of what is being said", (t) => {
  const { voice, spoken, cancelled } = makeVoice(t);
  voice.say(CUE);
  assert.deepEqual(texts(spoken), [CUE.text]);
  assert.equal(cancelled(), 1);
});

test("a late cue is dropped, but never safety or the way into the stretch", (t) => {
  const { voice, spoken } = makeVoice(t);
  for (const kind of ["blocking", "position", "praise", "time", "safety", "guide"]) {
    voice.say({ kind, text: kind }, 1501);
  }
  assert.deepEqual(texts(spoken), ["safety", "guide"]);
  voice.say(CUE, 1500);
  assert.equal(spoken.length, 3);
});

test("the voice is the chosen one of the coach's language, else the browser's own", (t) => {
  const { voice, spoken } = makeVoice(t, { settings: { name: "Samantha", rate: 0.8, volume: 0.5 } });
  assert.deepEqual(voice.voices.map(({ name }) => name), ["Daniel", "Samantha"]);
  voice.say(CUE);
  const { voice: chosen, lang, rate, volume } = spoken[0];
  assert.deepEqual([chosen.name, lang, rate, volume], ["Samantha", "en", 0.8, 0.5]);
  voice.language = "de";
  voice.say(CUE);
  assert.deepEqual([spoken[1].voice, spoken[1].lang], [null, "de"]);
});

test("a browser that stays silent gives a tone instead, and the words never come later", (t) => {
  const { voice, clock, tones, cancelled } = makeVoice(t);
  voice.say(CUE);
  clock.advance(1499);
  assert.deepEqual([tones, cancelled()], [[], 1]);
  clock.advance(1);
  assert.deepEqual([tones, cancelled()], [[440, 330], 2]);
});

test("once speech has begun there is no tone", (t) => {
  const { voice, clock, spoken, tones } = makeVoice(t);
  voice.say(CUE);
  spoken[0].onstart();
  clock.advance(5000);
  assert.deepEqual(tones, []);
});

test("speech that fails gives a tone, speech that was interrupted does not", (t) => {
  const { voice, clock, spoken, tones } = makeVoice(t);
  voice.say({ kind: "praise", text: "Good." });
  spoken[0].onerror({ error: "interrupted" });
  assert.deepEqual(tones, []);
  voice.say({ kind: "praise", text: "Good." });
  spoken[1].onerror({ error: "synthesis-failed" });
  clock.advance(5000);
  assert.deepEqual(tones, [523, 659]);
});

test("tones stand in where they are chosen, and where the browser has no speech", (t) => {
  for (const options of [{ settings: { mode: "tones" } }, { speech: false }]) {
    const { voice, spoken, tones } = makeVoice(t, options);
    voice.say(CUE);
    voice.say({ kind: "position", text: "Lean forward." });
    assert.deepEqual([spoken.length, tones], [0, [440, 330, 523]]);
  }
});

test("muted or off, nothing is heard", (t) => {
  for (const settings of [{ muted: true }, { mode: "off" }]) {
    const { voice, spoken, tones } = makeVoice(t, { settings });
    voice.say(CUE);
    voice.chime("seen");
    assert.deepEqual([spoken.length, tones.length], [0, 0]);
  }
});

test("muting stops what is being said, and is remembered", (t) => {
  const { voice, cancelled } = makeVoice(t);
  voice.change({ muted: true });
  assert.equal(cancelled(), 1);
  assert.equal(new Voice().muted, true);
});

test("stored settings that can't be read are as good as none", (t) => {
  makeVoice(t);
  localStorage.setItem("posecoach.voice", '{"mode": "to');
  assert.equal(new Voice().settings.mode, "voice");
});

test("a word of the cue may be an echo for 8 s", (t) => {
  const { voice, clock } = makeVoice(t);
  assert.equal(voice.isEcho("stop"), false);
  voice.say({ kind: "safety", text: "Stop if anything hurts." });
  assert.equal(voice.isEcho("stop"), true);
  assert.equal(voice.isEcho("ouch"), false);
  clock.advance(8001);
  assert.equal(voice.isEcho("stop"), false);
});
