// Cues aloud: the browser's speech, tones where it has no voice or where tones are wanted, and chimes.

const VOICE_KEY = "posecoach.voice";
const VOICE_DEFAULTS = { mode: "voice", name: "", rate: 1, volume: 1, muted: false, listen: false };
// Some browsers accept speech and then stay silent without an error.
const SPEAKS_WITHIN_MS = 1500;
// A cue that comes later than this speaks of something that may be over.
const LATE_AFTER_MS = 1500;
// The longest cue takes about 6 s to say; recognition comes up to 2 s later.
const ECHO_MS = 8000;
const ALWAYS_TRUE = ["safety", "guide"];
const TONES_HZ = { safety: [440, 330], blocking: [440, 330], praise: [523, 659], time: [659], other: [523] };
const CHIMES_HZ = { seen: [523, 784], lost: [784, 523, 392] };
const TONE_S = 0.18;
const TONE_VOLUME = 0.25;

class Voice {
  constructor() {
    this.audio = null;
    this.language = "en";
    this.settings = { ...VOICE_DEFAULTS, ...readJson(VOICE_KEY) };
  }

  // To be called in a click or a key press: browsers stay silent before one.
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
    localStorage.setItem(VOICE_KEY, JSON.stringify(this.settings));
    if (this.muted || this.settings.mode !== "voice") this.silence();
  }

  say({ text, kind }, ageMs = 0) {
    if (this.muted || this.settings.mode === "off") return;
    if (ageMs > LATE_AFTER_MS && !ALWAYS_TRUE.includes(kind)) return;
    if (this.settings.mode === "tones" || !window.speechSynthesis) return this.tone(kind);
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = this.language;
    utterance.voice = this.voices.find((voice) => voice.name === this.settings.name) ?? null;
    utterance.rate = this.settings.rate;
    utterance.volume = this.settings.volume;
    const fallBack = setTimeout(() => {
      speechSynthesis.cancel(); // it is not to come out later
      this.tone(kind);
    }, SPEAKS_WITHIN_MS);
    const spoken = () => clearTimeout(fallBack);
    utterance.onstart = spoken;
    utterance.onend = spoken;
    utterance.onerror = (event) => {
      spoken();
      if (event.error !== "interrupted" && event.error !== "canceled") this.tone(kind);
    };
    this.said = text;
    this.saidAt = performance.now();
    // What was being said is no longer the one thing to say.
    speechSynthesis.cancel();
    speechSynthesis.speak(utterance);
  }

  // Whether a word that was heard may be the coach's own, out of the loudspeaker.
  mayHaveSaid(word) {
    if (performance.now() - (this.saidAt ?? -Infinity) > ECHO_MS) return false;
    return this.said.toLowerCase().includes(word);
  }

  // The voices of the coach's language; browsers load them some time after the page.
  get voices() {
    const all = window.speechSynthesis?.getVoices() ?? [];
    return all.filter((voice) => voice.lang.toLowerCase().startsWith(this.language));
  }

  chime(name) {
    this.play(CHIMES_HZ[name]);
  }

  tone(kind) {
    this.play(TONES_HZ[kind] ?? TONES_HZ.other);
  }

  play(frequencies) {
    if (this.muted || this.settings.mode === "off" || !this.audio) return;
    const begin = this.audio.currentTime;
    frequencies.forEach((frequency, index) => {
      const oscillator = new OscillatorNode(this.audio, { frequency });
      const gain = new GainNode(this.audio, { gain: TONE_VOLUME * this.settings.volume });
      oscillator.connect(gain).connect(this.audio.destination);
      oscillator.start(begin + index * TONE_S);
      oscillator.stop(begin + (index + 1) * TONE_S);
    });
  }

  silence() {
    window.speechSynthesis?.cancel();
  }
}

function readJson(key, store = localStorage) {
  try {
    return JSON.parse(store.getItem(key)) ?? {};
  } catch {
    return {}; // somebody else's, or cut off
  }
}
