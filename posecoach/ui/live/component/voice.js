// Cues aloud: the browser's speech, a tone where it has no voice.

const MUTED_KEY = "posecoach.muted";
// Some browsers accept speech and then stay silent without an error.
const SPEAKS_WITHIN_MS = 1500;
const TONES_HZ = { blocking: [440, 330], praise: [523, 659], time: [659], other: [523] };
const TONE_S = 0.18;
const TONE_VOLUME = 0.25;

class Voice {
  constructor() {
    this.audio = null;
    this.muted = localStorage.getItem(MUTED_KEY) === "1";
  }

  // To be called in a click: browsers stay silent before one.
  unlock() {
    this.audio ??= window.AudioContext ? new AudioContext() : null;
    this.audio?.resume();
  }

  setMuted(muted) {
    this.muted = muted;
    localStorage.setItem(MUTED_KEY, muted ? "1" : "0");
    if (muted) this.silence();
  }

  say({ text, kind }) {
    if (this.muted) return;
    if (!window.speechSynthesis) return this.tone(kind);
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = "en";
    const fallBack = setTimeout(() => this.tone(kind), SPEAKS_WITHIN_MS);
    const spoken = () => clearTimeout(fallBack);
    utterance.onstart = spoken;
    utterance.onend = spoken;
    utterance.onerror = (event) => {
      spoken();
      if (event.error !== "interrupted" && event.error !== "canceled") this.tone(kind);
    };
    // What was being said is no longer the one thing to say.
    speechSynthesis.cancel();
    speechSynthesis.speak(utterance);
  }

  tone(kind) {
    if (this.muted || !this.audio) return;
    const begin = this.audio.currentTime;
    (TONES_HZ[kind] ?? TONES_HZ.other).forEach((frequency, index) => {
      const oscillator = new OscillatorNode(this.audio, { frequency });
      const gain = new GainNode(this.audio, { gain: TONE_VOLUME });
      oscillator.connect(gain).connect(this.audio.destination);
      oscillator.start(begin + index * TONE_S);
      oscillator.stop(begin + (index + 1) * TONE_S);
    });
  }

  silence() {
    window.speechSynthesis?.cancel();
  }
}
