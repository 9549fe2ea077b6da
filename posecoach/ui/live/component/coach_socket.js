// The socket to the coach; wire.py describes what goes over it.

const FRAMES_IN_FLIGHT = 2;
const HEADER_BYTES = 12;
// The coach keeps an unfinished session a little longer than all these waits together.
const RETRY_AFTER_MS = [250, 500, 1000, 2000, 4000, 8000, 8000, 8000];
const CLOSED_ON_PURPOSE = 1000;
const CLOSED_FOR_A_WHILE = 3001;
const FIRST_FINAL_CODE = 4000;

class Link {
  // on: { session, feedback(message, ageMs), summary, lost, refused(reason) }
  constructor(path, start, on) {
    this.url = new URL(path, location.href);
    this.url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    this.start = start;
    this.on = on;
    this.socket = null;
    this.ready = false;
    this.closed = false;
    this.retries = 0;
    this.retryTimer = null;
    this.sent = 0;
    this.answered = 0;
    this.sentAt = new Map();
  }

  open() {
    const socket = new WebSocket(this.url);
    this.socket = socket;
    socket.onopen = () => socket.send(JSON.stringify({ type: "start", ...this.start }));
    socket.onmessage = (event) => this.hear(JSON.parse(event.data));
    socket.onclose = (event) => this.hangUp(event);
  }

  hear(message) {
    if (this.closed) return;
    let ageMs = 0;
    if (message.type === "session") {
      this.ready = true;
      this.retries = 0;
      this.answered = this.sent;
    }
    if (message.type === "feedback") {
      this.answered = Math.max(this.answered, message.frame);
      ageMs = performance.now() - (this.sentAt.get(message.frame) ?? performance.now());
      for (const frame of this.sentAt.keys()) if (frame <= message.frame) this.sentAt.delete(frame);
    }
    this.on[message.type](message, ageMs);
  }

  hangUp(event) {
    this.ready = false;
    if (this.closed) return;
    if (event.code >= FIRST_FINAL_CODE) {
      this.on.refused(event.reason);
    } else if (this.retries >= RETRY_AFTER_MS.length) {
      this.on.refused(
        "The coach can't be reached. Look whether PoseCoach is still running, reload this page, then press Start.",
      );
    } else {
      this.on.lost();
      this.retryTimer = setTimeout(() => this.open(), RETRY_AFTER_MS[this.retries++]);
    }
  }

  get hasRoom() {
    return this.ready && this.sent - this.answered < FRAMES_IN_FLIGHT;
  }

  async sendFrame(tS, encode) {
    const socket = this.socket;
    const number = ++this.sent;
    this.sentAt.set(number, performance.now());
    const header = new DataView(new ArrayBuffer(HEADER_BYTES));
    header.setUint32(0, number, true);
    header.setFloat64(4, tS, true);
    const jpeg = await encode();
    if (socket === this.socket && socket.readyState === WebSocket.OPEN) socket.send(new Blob([header, jpeg]));
  }

  // "pause", "resume", "skip", "repeat" or "stop", which is answered by the summary; false where there
  // is nobody to ask.
  ask(wish) {
    if (!this.ready) return false;
    this.socket.send(JSON.stringify({ type: wish }));
    return true;
  }

  // A page that may come back (a reload) says so: the coach keeps the session for a while.
  close({ mayComeBack = false } = {}) {
    this.closed = true;
    this.ready = false;
    clearTimeout(this.retryTimer);
    this.socket?.close(mayComeBack ? CLOSED_FOR_A_WHILE : CLOSED_ON_PURPOSE);
  }
}
