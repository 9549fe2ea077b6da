// Added to the page of the soak before its own scripts: what is measured in the browser, and what headless
// Chromium lacks.

// It has no voices: a text takes as long as if it were spoken.
const SPOKEN_MS_PER_CHAR = 60;
speechSynthesis.speak = (utterance) => {
  utterance.dispatchEvent(new Event("start"));
  setTimeout(() => utterance.dispatchEvent(new Event("end")), utterance.text.length * SPOKEN_MS_PER_CHAR);
};

// When a frame was taken travels in the header of its message, and an answer carries the frame's number.
window.agesMs = []; // from taking a frame to its answer
window.WebSocket = class extends WebSocket {
  constructor(...all) {
    super(...all);
    if (!this.url.includes("/live/")) return;
    window.liveSocket = this;
    this.takenS = new Map();
    this.addEventListener("message", ({ data }) => {
      const { type, frame } = JSON.parse(data);
      if (type !== "feedback" || this.readyState !== 1) return;
      window.agesMs.push(performance.timeOrigin + performance.now() - this.takenS.get(frame) * 1000);
      for (const number of this.takenS.keys()) if (number <= frame) this.takenS.delete(number);
    });
  }
  send(data) {
    if (data instanceof Blob && this.takenS) {
      data.slice(0, 12).arrayBuffer().then((all) => {
        const header = new DataView(all);
        this.takenS.set(header.getUint32(0, true), header.getFloat64(4, true));
      });
    }
    super.send(data);
  }
};
const encode = OffscreenCanvas.prototype.convertToBlob;
OffscreenCanvas.prototype.convertToBlob = function (...all) {
  window.picturePx = this.width;
  return encode.apply(this, all);
};

// It hides no tab: a hidden one is a page that hears of it and gets no more pictures, as in a real browser.
let hidden = false;
let waiting = [];
Object.defineProperty(document, "visibilityState", { get: () => (hidden ? "hidden" : "visible") });
Object.defineProperty(document, "hidden", { get: () => hidden });
const nextFrame = HTMLVideoElement.prototype.requestVideoFrameCallback;
HTMLVideoElement.prototype.requestVideoFrameCallback = function (then) {
  return nextFrame.call(this, (now, frame) => {
    if (hidden) waiting.push(() => this.requestVideoFrameCallback(then));
    else then(now, frame);
  });
};
window.hideTab = (to) => {
  hidden = to;
  document.dispatchEvent(new Event("visibilitychange"));
  if (!hidden) waiting.splice(0).forEach((again) => again());
};
