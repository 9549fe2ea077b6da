// Cues aloud: the browser's speech, tones where it has no voice or where tones are chosen, and chimes.

import { readJson } from "../storage.js";

const STORAGE_KEY = "posecoach.voice";
const DEFAULTS = { mode: "voice", name: "", rate: 1, volume: 1, muted: false, listen: false };
// Some browsers accept speech and then stay silent without an error.
const SPEAKS_WITHIN_MS = 1500;
// A cue that comes later than this speaks of something that may be over.
const LATE_AFTER_MS = 1500;
// The longest cue takes about 6 s to say; recognition comes up to 2 s later.
const ECHO_MS = 8000;
const NEVER_LATE = ["safety", "guide"];
const TONES_HZ = { safety: [440, 330], blocking: [440, 330], praise: [523, 659], time: [659], other: [523] };
const CHIMES_HZ = { seen: [523, 784], lost: [784, 523, 392] };
const TONE_S = 0.18;
const TONE_VOLUME = 0.25;

export class Voice {
  constructor() {
    this.audio = null;
    this.language = "en";
    this.settings = { ...DEFAULTS, ...readJson(STORAGE_KEY, localStorage) };
    this.lastText = "";
    this.lastSpokenAt = -Infinity;
  }

  // To be called in a click or a key press: before one, browsers stay silent.
  unlock() {
    this.audio ??= window.AudioContext ? new AudioContext() : null;
    this.audio?.resume();
  }

  get locked() {
    return navigator.userActivation?.hasBeenActive === false;
  }

  get muted() {
    return this.settings.muted;
  }

  change(settings) {
    this.settings = { ...this.settings, ...settings };
    localStorage.setItem(STORAGE_KEY, JSON.stringify(this.settings));
    if (this.muted || this.settings.mode !== "voice") this.silence();
  }

  // Says a cue at once, instead of what is being said. ageMs: how long ago its frame was sent.
  say({ text, kind }, ageMs = 0) {
    if (this.muted || this.settings.mode === "off") return;
    if (ageMs > LATE_AFTER_MS && !NEVER_LATE.includes(kind)) return;
    if (this.settings.mode === "tones" || !window.speechSynthesis) return this.tone(kind);
    const utterance = this.utterance(text);
    const fallBack = setTimeout(() => {
      speechSynthesis.cancel(); // or it might be spoken later
      this.tone(kind);
    }, SPEAKS_WITHIN_MS);
    const stopWaiting = () => clearTimeout(fallBack);
    utterance.onstart = stopWaiting;
    utterance.onend = stopWaiting;
    utterance.onerror = ({ error }) => {
      stopWaiting();
      if (error !== "interrupted" && error !== "canceled") this.tone(kind);
    };
    this.lastText = text.toLowerCase();
    this.lastSpokenAt = performance.now();
    speechSynthesis.cancel();
    speechSynthesis.speak(utterance);
  }

  utterance(text) {
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = this.language;
    utterance.voice = this.voices.find((voice) => voice.name === this.settings.name) ?? null;
    utterance.rate = this.settings.rate;
    utterance.volume = this.settings.volume;
    return utterance;
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
    window.speechSynthesis?.cancel();
  }
}
