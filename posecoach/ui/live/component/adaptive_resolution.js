// How large the pictures are that go to the coach. The pose network looks at a 256-pixel crop of the
// person, so a small picture of the whole room costs accuracy: it is only made smaller on a computer
// that would otherwise answer too seldom, and the page says so.

const WIDTHS_PX = [640, 512, 448, 384];
const QUALITIES = [0.8, 0.75, 0.7, 0.7];
const ENOUGH_PER_S = 10;
const PLENTY_PER_S = 16;
const SLOWER_AFTER_S = 3;
const FASTER_AFTER_S = 12; // a step up that has to be taken back is worse than a small picture

class Pace {
  constructor(onChange) {
    this.onChange = onChange;
    this.step = 0;
    this.restart();
  }

  get width() {
    return WIDTHS_PX[this.step];
  }

  get quality() {
    return QUALITIES[this.step];
  }

  restart() {
    this.windowStartS = null;
    this.answers = 0;
    this.plentySinceS = null;
  }

  // Counts an answer; nowS is any steady clock. Seconds without a camera picture don't count against it.
  note(nowS) {
    this.windowStartS ??= nowS;
    this.answers += 1;
    const lastedS = nowS - this.windowStartS;
    if (lastedS < SLOWER_AFTER_S) return;
    const perS = this.answers / lastedS;
    this.windowStartS = nowS;
    this.answers = 0;
    this.plentySinceS = perS >= PLENTY_PER_S ? (this.plentySinceS ?? nowS) : null;
    if (perS < ENOUGH_PER_S && this.step < WIDTHS_PX.length - 1) this.change(this.step + 1);
    else if (this.step > 0 && this.plentySinceS !== null && nowS - this.plentySinceS >= FASTER_AFTER_S) {
      this.change(this.step - 1);
    }
  }

  change(step) {
    this.step = step;
    this.restart();
    this.onChange(step > 0);
  }
}
