// The judged angles, each on a bar with the band in which it has to lie.

const ANSWER_MARKS = { pass: "✓", fail: "✗", unknown: "?" };

class Band {
  constructor(band) {
    this.band = band;
    this.value = null;
    this.answer = "unknown";
    [this.low, this.high] = scaleOf(band);
    this.row = element("li", "band");
    this.mark = element("span", "band-mark");
    this.now = element("span", "band-value");
    this.pointer = element("span", "band-pointer");
    const good = element("span", "band-good");
    good.style.left = this.percent(band.at_least ?? this.low);
    good.style.right = `calc(100% - ${this.percent(band.at_most ?? this.high)})`;
    const bar = element("span", "band-bar");
    bar.append(good, this.pointer);
    this.row.append(
      this.mark, element("span", "band-label", band.label), this.now, bar, element("span", "band-limits", band.text),
    );
    this.show(new Map());
  }

  show(answers) {
    const mine = this.band.gates.map((id) => answers.get(id)).filter(Boolean);
    this.value = mine[0]?.value ?? null;
    this.answer = ["fail", "unknown"].find((bad) => mine.some((gate) => gate.answer === bad)) ?? "pass";
    if (!mine.length) this.answer = "unknown";
    this.row.dataset.answer = this.answer;
    this.mark.textContent = ANSWER_MARKS[this.answer];
    this.now.textContent = this.value === null ? "–" : this.text;
    this.pointer.hidden = this.value === null;
    if (this.value !== null) this.pointer.style.left = this.percent(this.value);
  }

  get text() {
    return `${Math.round(this.value)}${this.band.unit}`;
  }

  get atJoint() {
    return { measure: this.band.measure, text: `${this.text} ${ANSWER_MARKS[this.answer]}` };
  }

  percent(value) {
    const share = (value - this.low) / (this.high - this.low);
    return `${100 * Math.min(1, Math.max(0, share))}%`;
  }
}

// A single limit stands in the middle of its scale, so that half of the bar is good.
function scaleOf({ at_least: atLeast, at_most: atMost }) {
  if (atLeast === null || atMost === null) return [0, 2 * (atLeast ?? atMost)];
  const margin = (atMost - atLeast) / 2;
  return [atLeast - margin, atMost + margin];
}

function element(tag, name, text = "") {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}
