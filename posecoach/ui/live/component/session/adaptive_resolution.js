// The size and quality of the pictures sent to the coach. The pose network looks at a 256-pixel crop of
// the person, so a small picture of the whole room costs accuracy. It is made smaller only on a computer
// that would otherwise answer too seldom, and the page says so.

const STEPS = [
  { width: 640, quality: 0.8 },
  { width: 512, quality: 0.75 },
  { width: 448, quality: 0.7 },
  { width: 384, quality: 0.7 },
];
const ENOUGH_ANSWERS_PER_S = 10;
const PLENTY_ANSWERS_PER_S = 16;
const STEP_DOWN_AFTER_S = 3;
const STEP_UP_AFTER_S = 12; // a larger picture that has to be taken back is worse than a small one

export class AdaptiveResolution {
  // onChange(reduced) is called after each change of size.
  constructor(onChange) {
    this.onChange = onChange;
    this.step = 0;
    this.restart();
  }

  // In pixels; a smaller camera picture is not enlarged.
  get width() {
    return STEPS[this.step].width;
  }

  // Of the JPEG, 0..1.
  get quality() {
    return STEPS[this.step].quality;
  }

  // Begins to count anew, for example after a reconnect.
  restart() {
    this.windowStartS = null;
    this.answers = 0;
    this.plentySinceS = null;
  }

  // Counts an answer. nowS: seconds on any steady clock. The time from a restart to the first answer
  // does not count.
  countAnswer(nowS) {
    this.windowStartS ??= nowS;
    this.answers += 1;
    const windowS = nowS - this.windowStartS;
    if (windowS < STEP_DOWN_AFTER_S) return;
    const answersPerS = this.answers / windowS;
    this.windowStartS = nowS;
    this.answers = 0;
    this.plentySinceS = answersPerS >= PLENTY_ANSWERS_PER_S ? (this.plentySinceS ?? nowS) : null;
    const plentyForS = this.plentySinceS === null ? 0 : nowS - this.plentySinceS;
    if (answersPerS < ENOUGH_ANSWERS_PER_S && this.step < STEPS.length - 1) this.changeTo(this.step + 1);
    else if (plentyForS >= STEP_UP_AFTER_S && this.step > 0) this.changeTo(this.step - 1);
  }

  changeTo(step) {
    this.step = step;
    this.restart();
    this.onChange(step > 0);
  }
}
