// The line above the picture for what is wrong. Several things can be wrong at once: the most urgent one is
// shown, the others wait until it is over.

const BY_URGENCY = ["no_answer", "no_picture", "silent", "no_voice", "microphone", "camera", "server"];

export class Banner {
  // show(text): puts the text on the page, an empty one for nothing.
  constructor(show) {
    this.show = show;
    this.texts = {};
  }

  // topic: one of BY_URGENCY. An empty text ends it.
  set(topic, text) {
    this.texts[topic] = text;
    this.show(BY_URGENCY.map((each) => this.texts[each]).find(Boolean) ?? "");
  }

  clear() {
    this.texts = {};
    this.show("");
  }
}
