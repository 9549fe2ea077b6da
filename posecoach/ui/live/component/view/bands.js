// The judged angles, each on a bar with the band in which it has to lie.

import { ANSWER_MARKS, percentOn, readBand, scaleOf } from "./band_scale.js";
import { element } from "./dom.js";

export class Band {
  // band: as the session message describes it.
  constructor(band) {
    this.band = band;
    this.scale = scaleOf(band);
    this.row = element("li", "band");
    this.mark = element("span", "band-mark");
    this.now = element("span", "band-value");
    this.pointer = element("span", "band-pointer");
    const good = element("span", "band-good");
    good.style.left = this.percent(band.at_least ?? this.scale[0]);
    good.style.right = `calc(100% - ${this.percent(band.at_most ?? this.scale[1])})`;
    const bar = element("span", "band-bar");
    bar.append(good, this.pointer);
    this.row.append(
      this.mark, element("span", "band-label", band.label), this.now, bar, element("span", "band-limits", band.text),
    );
    this.show(new Map());
  }

  // answers: a Map of the feedback's gates by id.
  show(answers) {
    ({ value: this.value, answer: this.answer } = readBand(this.band, answers));
    this.row.dataset.answer = this.answer;
    this.mark.textContent = ANSWER_MARKS[this.answer];
    this.now.textContent = this.value === null ? "–" : this.text;
    this.pointer.hidden = this.value === null;
    if (this.value !== null) this.pointer.style.left = this.percent(this.value);
  }

  get text() {
    return `${Math.round(this.value)}${this.band.unit}`;
  }

  // What is written beside the joint in the picture.
  get jointLabel() {
    return { measure: this.band.measure, text: `${this.text} ${ANSWER_MARKS[this.answer]}` };
  }

  percent(value) {
    return `${percentOn(this.scale, value)}%`;
  }
}
