// Cues aloud: the browser's speech, tones where it has no voice or where tones are chosen, and chimes.

import { readJson, writeJson } from "../storage.js";
import { Utterer } from "./utterer.js";

const STORAGE_KEY = "posecoach.voice";
const DEFAULTS = { mode: "voice", name: "", rate: 1, volume: 1, muted: false, listen: false };
// A cue that comes later than this speaks of something that may be over.
const LATE_AFTER_MS = 1500;
// The longest cue takes about 6 s to say; recognition comes up to 2 s later.
const ECHO_MS = 8000;
const NEVER_LATE = ["safety", "guide"];
const TONES_HZ = { safety: [440, 330], blocking: [440, 330], praise: [523, 659], time: [659], other: [523] };
const CHIMES_HZ = { seen: [523, 784], lost: [784, 523, 392] };
const TONE_S = 0.18;
const TONE_VOLUME = 0.25;

// Whether the browser says that it sends the text to a server to be spoken.
export const isRemote = (voice) => voice.localService === false;

export class Voice {
  constructor() {
    this.onSilent = () => {}; // called where the voice is not heard, and captions and tones stand in
    this.onHeard = () => {};
    this.utterer = new Utterer({ onSilent: () => this.onSilent(), onHeard: () => this.onHeard() });
    this.audio = null;
    this.language = "en";
    this.settings = { ...DEFAULTS, ...readJson(STORAGE_KEY, "localStorage") };
    this.lastText = "";
    this.lastSpokenAt = -Infinity;
  }

  // To be called in a click or a key press: before one, browsers stay silent.
  unlock() {
    try {
      this.audio ??= window.AudioContext ? new AudioContext() : null;
      this.audio?.resume()?.catch(() => {}); // the next click tries again
    } catch {
      // no sound card, perhaps: there are captions
    }
  }

  get locked() {
    return navigator.userActivation?.hasBeenActive === false;
  }

  get muted() {
    return this.settings.muted;
  }

  change(settings) {
    this.settings = { ...this.settings, ...settings };
    writeJson(STORAGE_KEY, this.settings, "localStorage");
    if (this.muted || this.settings.mode !== "voice") this.silence();
  }

  // Says a cue at once, instead of what is being said. ageMs: how long ago its frame was sent.
  say({ text, kind }, ageMs = 0) {
    if (this.muted || this.settings.mode === "off") return;
    if (ageMs > LATE_AFTER_MS && !NEVER_LATE.includes(kind)) return;
    if (this.settings.mode === "tones" || !window.speechSynthesis) return this.tone(kind);
    if (!this.canSpeak) {
      this.onSilent();
      return this.tone(kind);
    }
    this.lastText = text.toLowerCase();
    this.lastSpokenAt = performance.now();
    this.utterer.speak(() => this.utterance(text), () => this.tone(kind));
  }

  utterance(text) {
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = this.language;
    utterance.voice = this.chosen ?? null;
    utterance.rate = this.settings.rate;
    utterance.volume = this.settings.volume;
    return utterance;
  }

  // The voice that speaks: the person's choice, else one that needs no server. Undefined where the browser
  // has none, or does not list them.
  get chosen() {
    const { voices } = this;
    const local = voices.filter((voice) => !isRemote(voice));
    return (
      voices.find((voice) => voice.name === this.settings.name) ?? local.find((voice) => voice.default) ?? local[0]
    );
  }

  // Without a choice the browser would take a voice of its own, perhaps one that a server speaks.
  get canSpeak() {
    return this.chosen !== undefined || !window.speechSynthesis.getVoices().length;
  }

  // Whether a recognised word may be the coach's own, out of the loudspeaker.
  isEcho(word) {
    return performance.now() - this.lastSpokenAt <= ECHO_MS && this.lastText.includes(word);
  }

  // The voices of the coach's language; browsers load them some time after the page.
  get voices() {
    const all = window.speechSynthesis?.getVoices() ?? [];
    return all.filter((voice) => voice.lang.toLowerCase().startsWith(this.language));
  }

  // name: "seen" or "lost".
  chime(name) {
    this.play(CHIMES_HZ[name]);
  }

  tone(kind) {
    this.play(TONES_HZ[kind] ?? TONES_HZ.other);
  }

  play(frequenciesHz) {
    if (this.muted || this.settings.mode === "off" || !this.audio) return;
    const startS = this.audio.currentTime;
    frequenciesHz.forEach((frequency, index) => {
      const oscillator = new OscillatorNode(this.audio, { frequency });
      const gain = new GainNode(this.audio, { gain: TONE_VOLUME * this.settings.volume });
      oscillator.connect(gain).connect(this.audio.destination);
      oscillator.start(startS + index * TONE_S);
      oscillator.stop(startS + (index + 1) * TONE_S);
    });
  }

  silence() {
    this.utterer.silence();
  }
}
