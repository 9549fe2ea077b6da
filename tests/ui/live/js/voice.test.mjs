import assert from "node:assert/strict";
import test from "node:test";

import { Voice } from "../../../../posecoach/ui/live/component/speech/voice.js";
import { Clock, Storage, stubGlobals, stubWindow } from "./stubs.mjs";

const CUE = { kind: "blocking", text: "Straighten your knees." };

// A voice in a browser: utterances are recorded in spoken, tones as frequencies in tones.
function makeVoice(t, { settings = {}, speech = true, voices } = {}) {
  const clock = new Clock(t);
  const spoken = [];
  const tones = [];
  let cancelled = 0;
  const node = { connect: () => node };
  const speechSynthesis = {
    speak: (utterance) => spoken.push(utterance),
    cancel: () => (cancelled += 1),
    getVoices: () =>
      voices ?? [
        { name: "Anna", lang: "de-DE", localService: true },
        { name: "Daniel", lang: "en-GB", localService: true },
        { name: "Samantha", lang: "en-US", localService: true },
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
  const told = [];
  voice.onSilent = () => told.push("silent");
  voice.onHeard = () => told.push("heard");
  return { voice, clock, spoken, tones, told, speechSynthesis, cancelled: () => cancelled };
}

const texts = (spoken) => spoken.map((utterance) => utterance.text);

test("a cue is spoken at once, in place of what is being said, and then after a tick", (t) => {
  const { voice, clock, spoken, cancelled } = makeVoice(t);
  voice.say(CUE);
  assert.deepEqual([texts(spoken), cancelled()], [[CUE.text], 0]);
  voice.say({ kind: "safety", text: "Stop if anything hurts." });
  assert.deepEqual([spoken.length, cancelled()], [1, 1]);
  clock.advance(100);
  assert.deepEqual(texts(spoken), [CUE.text, "Stop if anything hurts."]);
});

test("of two cues within a tick the newer one is spoken", (t) => {
  const { voice, clock, spoken } = makeVoice(t);
  for (const text of ["one", "two", "three"]) voice.say({ kind: "praise", text });
  clock.advance(100);
  assert.deepEqual(texts(spoken), ["one", "three"]);
});

test("a late cue is dropped, but never safety or the way into the stretch", (t) => {
  const { voice, clock, spoken } = makeVoice(t);
  const say = (cue, ageMs) => {
    voice.say(cue, ageMs);
    clock.advance(100);
  };
  for (const kind of ["blocking", "position", "praise", "time", "safety", "guide"]) say({ kind, text: kind }, 1501);
  assert.deepEqual(texts(spoken), ["safety", "guide"]);
  say(CUE, 1500);
  assert.equal(spoken.length, 3);
});

test("the voice is the chosen one of the coach's language, else one of this computer", (t) => {
  const { voice, clock, spoken } = makeVoice(t, { settings: { name: "Samantha", rate: 0.8, volume: 0.5 } });
  assert.deepEqual(voice.voices.map(({ name }) => name), ["Daniel", "Samantha"]);
  voice.say(CUE);
  const { voice: chosen, lang, rate, volume } = spoken[0];
  assert.deepEqual([chosen.name, lang, rate, volume], ["Samantha", "en", 0.8, 0.5]);
  voice.language = "de";
  voice.say(CUE);
  clock.advance(100);
  assert.deepEqual([spoken[1].voice.name, spoken[1].lang], ["Anna", "de"]);
});

const SERVED = { name: "Cloud", lang: "en-US", localService: false, default: true };

test("a voice that a server speaks is used only by choice", (t) => {
  const own = { name: "Own", lang: "en-GB", localService: true };
  for (const [name, spoke] of [["", "Own"], ["Gone", "Own"], ["Cloud", "Cloud"]]) {
    const { voice, spoken } = makeVoice(t, { settings: { name }, voices: [SERVED, own] });
    voice.say(CUE);
    assert.equal(spoken[0].voice.name, spoke);
  }
});

test("with no voice but a server's there are tones, and the page says so", (t) => {
  const { voice, spoken, tones, told } = makeVoice(t, { voices: [SERVED] });
  voice.say(CUE);
  assert.deepEqual([spoken, tones, told], [[], [440, 330], ["silent"]]);
});

test("a browser that lists no voices speaks with its own", (t) => {
  const { voice, spoken } = makeVoice(t, { voices: [] });
  voice.say(CUE);
  assert.equal(spoken[0].voice, null);
});

test("speech that is lost is tried once more, then a tone stands in and the page says so", (t) => {
  const { voice, clock, spoken, tones, told } = makeVoice(t);
  voice.say(CUE);
  clock.advance(1499);
  assert.equal(spoken.length, 1);
  clock.advance(300);
  assert.deepEqual([texts(spoken), tones, told], [[CUE.text, CUE.text], [], []]);
  clock.advance(1600);
  assert.deepEqual([spoken.length, tones, told], [2, [440, 330], ["silent"]]);
  voice.say({ kind: "praise", text: "Good." });
  assert.deepEqual(tones, [440, 330, 523, 659]); // no more waiting for a voice that is known to be silent
  clock.advance(100);
  spoken.at(-1).onstart();
  assert.deepEqual(told, ["silent", "heard"]);
});

test("once speech has begun there is no tone", (t) => {
  const { voice, clock, spoken, tones } = makeVoice(t);
  voice.say(CUE);
  spoken[0].onstart();
  clock.advance(60_000);
  assert.deepEqual([tones, spoken.length], [[], 1]);
});

test("a voice that never says that it starts is not cut, and not tried again", (t) => {
  const { voice, clock, spoken, tones, told, speechSynthesis, cancelled } = makeVoice(t);
  speechSynthesis.speaking = true;
  voice.utterer.proven = true; // it has spoken before
  voice.say({ kind: "safety", text: "Let's begin. Stop if anything hurts." });
  clock.advance(100);
  const before = cancelled();
  clock.advance(4000);
  speechSynthesis.speaking = false;
  clock.advance(10_000);
  assert.deepEqual([spoken.length, cancelled() - before, tones], [1, 0, []]);
  assert.deepEqual(told, ["heard"]);
});

test("a voice that starts late still speaks", (t) => {
  const { voice, clock, spoken, told, speechSynthesis, cancelled } = makeVoice(t);
  voice.say(CUE);
  speechSynthesis.pending = true;
  clock.advance(3000);
  Object.assign(speechSynthesis, { pending: false, speaking: true });
  spoken[0].onstart();
  clock.advance(2000);
  speechSynthesis.speaking = false;
  spoken[0].onend();
  clock.advance(10_000);
  assert.deepEqual([spoken.length, cancelled(), told], [1, 0, ["heard", "heard"]]);
});

test("a browser that claims to speak, and of which nothing ever ends, is found out", (t) => {
  const { voice, clock, tones, told, speechSynthesis } = makeVoice(t);
  speechSynthesis.speaking = true;
  for (const text of ["One.", "Two.", "Three."]) {
    voice.say({ kind: "praise", text });
    clock.advance(2500);
  }
  assert.deepEqual(tones, [523, 659, 523, 659, 523, 659]);
  assert.deepEqual(told, ["silent"]);
});

test("a text without an end is tried once more and then given up", (t) => {
  const { voice, clock, spoken, tones, told, speechSynthesis } = makeVoice(t);
  voice.say(CUE);
  speechSynthesis.speaking = true;
  clock.advance(60_000);
  assert.deepEqual([spoken.length, tones, told], [2, [440, 330], ["silent"]]);
});

test("speech that fails is tried again and then gives a tone, speech that was interrupted does not", (t) => {
  const { voice, clock, spoken, tones } = makeVoice(t);
  voice.say({ kind: "praise", text: "Good." });
  spoken[0].onerror({ error: "interrupted" });
  clock.advance(5000);
  assert.deepEqual([tones, spoken.length], [[], 1]);
  voice.say({ kind: "praise", text: "Good." });
  spoken[1].onerror({ error: "synthesis-failed" });
  spoken[2].onerror({ error: "synthesis-failed" });
  clock.advance(5000);
  assert.deepEqual([tones, spoken.length], [[523, 659], 3]);
});

test("a browser that waits for a click gives a tone, and is not called silent", (t) => {
  const { voice, clock, spoken, tones, told } = makeVoice(t);
  voice.say(CUE);
  spoken[0].onerror({ error: "not-allowed" });
  clock.advance(5000);
  assert.deepEqual([spoken.length, tones, told], [1, [440, 330], []]);
});

test("muting while a cue waits for its tick leaves it unspoken", (t) => {
  const { voice, clock, spoken } = makeVoice(t);
  voice.say(CUE);
  voice.say({ kind: "praise", text: "Good." });
  voice.change({ muted: true });
  clock.advance(5000);
  assert.deepEqual(texts(spoken), [CUE.text]);
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
