// Speaks one text at a time, and judges by whether words end if the browser really speaks. Some browsers
// never say that they start, some start late, some lose a text that follows a cancelled one.

const CHECK_EVERY_MS = 250;
// A browser that is about to speak says so by then, in one way or another.
const LOST_AFTER_MS = 1500;
// The longest that a text may take, in all voices and speeds.
const SLOWEST_MS_PER_CHAR = 150;
const STUCK_AFTER_MS = 4000;
// Between cancel() and speak().
const TICK_MS = 60;
const REPLACED = ["interrupted", "canceled"];
const NEEDS_A_CLICK = "not-allowed";
// Texts in a row that were replaced before any sign of a voice.
const UNHEARD_TEXTS = 2;

export class Utterer {
  // onSilent() is called once nothing is heard, also not at a second attempt; onHeard() when words begin or end.
  constructor({ onSilent, onHeard }) {
    this.onSilent = onSilent;
    this.onHeard = onHeard;
    this.current = null; // the text under way
    this.proven = false; // whether this voice has spoken before
    this.silent = false; // whether it is known not to speak
    this.unheard = 0;
  }

  // make() gives the utterance. standIn() is called once, where the voice may not be heard.
  speak(make, standIn) {
    const busy = this.current !== null || speechSynthesis.speaking || speechSynthesis.pending;
    if (this.current?.stoodIn && !this.silent && ++this.unheard >= UNHEARD_TEXTS) this.giveUp();
    this.forget();
    this.current = { make, standIn, attempts: 0, stoodIn: false };
    if (this.silent) this.standIn(this.current); // words may still come, and then it is heard again
    this.begin(this.current, busy);
  }

  silence() {
    this.forget();
    window.speechSynthesis?.cancel();
  }

  forget() {
    if (this.current) clearTimeout(this.current.timer);
    this.current = null;
  }

  begin(text, busy) {
    text.attempts += 1;
    if (!busy) return this.utter(text);
    speechSynthesis.cancel();
    text.timer = setTimeout(() => this.utter(text), TICK_MS);
  }

  utter(text) {
    const utterance = text.make();
    Object.assign(text, { utterance, atMs: performance.now(), spoke: false, started: false });
    const on = (work) => (event) => {
      if (this.current === text) work(event);
    };
    utterance.onstart = utterance.onboundary = on(() => this.start(text));
    utterance.onend = on(() => this.end());
    utterance.onerror = on(({ error }) => this.onError(text, error));
    speechSynthesis.speak(utterance);
    this.checkLater(text);
  }

  onError(text, error) {
    if (REPLACED.includes(error)) this.forget();
    else if (error === NEEDS_A_CLICK) {
      this.forget();
      this.standIn(text);
    } else this.fail(text);
  }

  checkLater(text) {
    clearTimeout(text.timer);
    text.timer = setTimeout(() => this.check(text), CHECK_EVERY_MS);
  }

  check(text) {
    const { speaking, pending } = speechSynthesis;
    const lastedMs = performance.now() - text.atMs;
    if (text.spoke && !speaking && !pending) return this.end();
    text.spoke ||= Boolean(speaking);
    if (lastedMs >= STUCK_AFTER_MS + text.utterance.text.length * SLOWEST_MS_PER_CHAR) {
      return text.started ? this.end() : this.fail(text);
    }
    if (!text.started && lastedMs >= LOST_AFTER_MS) {
      if (!speaking && !pending) return this.fail(text);
      if (!this.proven) this.standIn(text);
    }
    this.checkLater(text);
  }

  start(text) {
    text.started = true;
    this.hear();
  }

  end() {
    this.forget();
    this.hear();
  }

  hear() {
    this.proven = true;
    this.silent = false;
    this.unheard = 0;
    this.onHeard();
  }

  // Tries once more, then gives up; a voice that starts after all is not cut.
  fail(text) {
    clearTimeout(text.timer);
    if (text.attempts < 2) return this.begin(text, speechSynthesis.speaking || speechSynthesis.pending);
    this.standIn(text);
    this.giveUp();
  }

  giveUp() {
    this.proven = false;
    if (this.silent) return;
    this.silent = true;
    this.onSilent();
  }

  standIn(text) {
    if (text.stoodIn) return;
    text.stoodIn = true;
    text.standIn();
  }
}
