// Watches for new camera pictures. A camera that is muted, frozen or hidden sends no event, only no pictures.

// Within 2 s the person has to know: browsers delay the timers of a busy page a little.
const LOST_AFTER_MS = 1800;
// Browsers round the timers of a hidden page up to whole seconds.
const LOST_AFTER_HIDING_MS = 500;
// Shorter than the server waits for a message of a page.
const REMIND_EVERY_MS = 10_000;

export class PictureWatch {
  // onLost(hidden) is called once when no new picture comes, onStillLost(lostMs) every 10 s from then on,
  // onBack() with the next picture.
  constructor({ onLost, onStillLost, onBack }) {
    Object.assign(this, { onLost, onStillLost, onBack });
    this.lost = false;
    this.hidden = false;
    this.running = false;
  }

  start() {
    this.running = true;
    this.wait(LOST_AFTER_MS);
  }

  // A new picture has come.
  note() {
    if (!this.running) return;
    const back = this.lost;
    this.lost = false;
    this.wait(LOST_AFTER_MS);
    if (back) this.onBack();
  }

  // Whether the page is hidden now. Pictures decide; this only shortens the wait for them.
  setHidden(hidden) {
    this.hidden = hidden;
    if (this.running && !this.lost) this.wait(hidden ? LOST_AFTER_HIDING_MS : LOST_AFTER_MS);
  }

  wait(ms) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.lose(), ms);
  }

  lose() {
    this.lost = true;
    this.lostAtMs = performance.now();
    this.timer = setTimeout(() => this.remind(), REMIND_EVERY_MS);
    this.onLost(this.hidden);
  }

  remind() {
    this.timer = setTimeout(() => this.remind(), REMIND_EVERY_MS);
    this.onStillLost(performance.now() - this.lostAtMs);
  }

  stop() {
    this.running = false;
    clearTimeout(this.timer);
  }
}
