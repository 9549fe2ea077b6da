// The reason beside "Can't tell". It changes too often to be read frame by frame.

const STAYS_MS = 1500;

export class Doubt {
  constructor(show) {
    this.show = show;
    this.text = "";
    this.sinceMs = -Infinity;
  }

  // text: the reason of this frame; an empty one where there is no doubt.
  set(text, nowMs) {
    if (text === this.text) return;
    if (text && this.text && nowMs - this.sinceMs < STAYS_MS) return;
    this.text = text;
    this.sinceMs = nowMs;
    this.show(text);
  }
}
