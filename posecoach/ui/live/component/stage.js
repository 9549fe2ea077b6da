// What the person sees: the stage while a set is on, the summary after it.

const STATE_MARKS = {
  no_person: "–", not_framed: "↔", not_in_position: "↓", moving: "≈", valid: "✓", fault: "!", unknown: "?",
};
const ANSWER_MARKS = { pass: "✓", fail: "✗", unknown: "?" };
// The empty ring's stroke begins a little before the circle does, or its edge would show.
const RING_HIDDEN = 1.01;
const SIDE_WORDS = { left: "left leg", right: "right leg" };

class Stage {
  constructor(root) {
    this.find = (name) => root.querySelector(`.${name}`);
    this.dialog = this.find("stage");
    this.video = root.querySelector("video");
    this.picture = new Picture(root.querySelector("canvas"), this.video);
    this.bands = [];
  }

  // What Start will begin: a choice made just before takes a moment to come here.
  showChoice({ title, side, target_s: targetS }) {
    this.setText("start-choice", [title, SIDE_WORDS[side], `${targetS} s`].filter(Boolean).join(", "));
  }

  open(title) {
    this.find("notice").hidden = true;
    this.find("summary").hidden = true;
    this.bands = [];
    this.states = {};
    this.find("bands").replaceChildren();
    this.find("title").textContent = title;
    this.tell("Starting the camera…");
    this.showClock(0, null, false);
    this.find("state").hidden = true;
    this.picture.clear();
    this.banner("");
    this.dialog.showModal();
    this.find("stop").focus();
  }

  close() {
    this.dialog.close();
    this.find("start").focus({ preventScroll: true });
  }

  showSet({ title, states, bands, target_s: targetS }) {
    this.setTitle = title;
    this.states = states;
    this.bands = bands.map((band) => new Band(band));
    this.find("bands").replaceChildren(...this.bands.map((band) => band.row));
    this.showClock(0, targetS, false);
    this.banner("");
  }

  showFeedback(feedback) {
    const { state, side, points, cue } = feedback;
    const told = this.states[state];
    const answers = new Map(feedback.gates.map((gate) => [gate.id, gate]));
    this.bands.forEach((band) => band.show(answers));
    this.dialog.dataset.state = state;
    this.dialog.style.setProperty("--state", told.colour);
    this.find("state").hidden = false;
    this.find("state-mark").textContent = STATE_MARKS[state];
    this.find("state-word").textContent = told.label;
    this.find("title").textContent = side ? `${this.setTitle}, ${SIDE_WORDS[side]}` : this.setTitle;
    this.tell(cue?.text ?? "");
    this.showClock(feedback.valid_s, feedback.target_s, feedback.running);
    const angles = this.bands.filter((band) => band.value !== null).map((band) => band.atJoint);
    this.picture.draw(points, side, told.colour, angles);
  }

  showClock(validS, targetS, running) {
    const done = targetS ? Math.min(1, validS / targetS) : 0;
    this.find("ring-done").style.strokeDashoffset = String((1 - done) * RING_HIDDEN);
    this.find("clock").classList.toggle("running", running);
    this.setText("seconds-held", String(Math.floor(validS)));
    this.setText("seconds-target", targetS ? `of ${targetS} s` : "");
  }

  tell(text) {
    this.setText("cue", text);
  }

  banner(text) {
    this.setText("banner", text);
    this.find("banner").hidden = !text;
  }

  showMuted(muted) {
    this.find("mute").setAttribute("aria-pressed", String(muted));
    this.setText("mute", muted ? "Voice is off" : "Voice is on");
  }

  showNotice(text) {
    this.setText("notice", text);
    this.find("notice").hidden = !text;
  }

  showSummary({ completed, headline, pauses, faults }) {
    this.setText("summary-title", completed ? "Done" : "Stopped");
    this.setText("summary-headline", headline);
    this.find("summary-lists").replaceChildren(
      ...summaryList("Paused by", pauses, "The clock never paused."),
      ...summaryList("Faults seen", faults, "No fault was seen."),
    );
    this.find("summary").hidden = false;
    this.setText("start-word", "Start again");
  }

  // Screen readers repeat whatever is set, even to the same text.
  setText(name, text) {
    const element = this.find(name);
    if (element.textContent !== text) element.textContent = text;
  }
}

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

function summaryList(title, lines, none) {
  if (!lines) return [];
  const list = element("ul", "summary-list");
  for (const { label, seconds, times, note } of lines) {
    const often = times > 1 ? `${seconds}, ${times} times` : seconds;
    list.append(element("li", "summary-line", `${label}: ${often}${note ? ` (${note})` : ""}`));
  }
  if (!lines.length) list.append(element("li", "summary-line", none));
  return [element("h3", "summary-list-title", title), list];
}

function element(tag, name, text = "") {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}
