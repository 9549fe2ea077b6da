// The WebSocket to the coach; wire.py describes its messages.

const HEADER_BYTES = 12; // frame number, 4 bytes; time, 8 bytes: FRAME_HEADER in wire.py
// The coach stores an unfinished session for longer than all these waits together.
const RETRY_AFTER_MS = [250, 500, 1000, 2000, 4000, 8000, 8000, 8000];
// A frame without an answer for this long no longer holds up the next ones.
const GIVEN_UP_AFTER_MS = 5000;
const CLOSED_ON_PURPOSE = 1000;
const PAGE_MAY_RETURN = 3001;

// The header that precedes a frame's JPEG.
export function frameHeader(number, tS) {
  const header = new DataView(new ArrayBuffer(HEADER_BYTES));
  header.setUint32(0, number, true);
  header.setFloat64(4, tS, true);
  return header;
}

export class CoachSocket {
  // settings: those of page_settings.py.
  // start: the fields of the start message.
  // handlers: onSession(message), onFeedback(message, ageMs), onSummary(message), onLost() where the
  // connection broke and is tried again, onRefused(reason) where there will be none; the reason is null
  // where the coach did not answer at all.
  constructor(path, settings, start, handlers) {
    this.url = new URL(path, location.href);
    this.url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    this.settings = settings;
    this.start = start;
    this.handlers = handlers;
    this.socket = null;
    this.ready = false;
    this.closed = false;
    this.retries = 0;
    this.retryTimer = null;
    this.sent = 0;
    this.sentAt = new Map(); // when each unanswered frame was taken for sending, by its number
  }

  open() {
    const socket = new WebSocket(this.url);
    this.socket = socket;
    socket.onopen = () => socket.send(JSON.stringify({ type: "start", ...this.start }));
    socket.onmessage = (event) => this.onMessage(JSON.parse(event.data));
    socket.onclose = (event) => this.onClose(event);
  }

  onMessage(message) {
    if (this.closed) return;
    if (message.type === "session") this.onSession(message);
    else if (message.type === "feedback") this.onFeedback(message);
    else if (message.type === "dropped") this.sentAt.delete(message.frame);
    else if (message.type === "summary") this.handlers.onSummary(message);
  }

  onSession(message) {
    this.ready = true;
    this.retries = 0;
    this.sentAt.clear(); // frames of a broken connection are not answered any more
    this.handlers.onSession(message);
  }

  onFeedback(message) {
    const now = performance.now();
    const ageMs = now - (this.sentAt.get(message.frame) ?? now);
    for (const frame of this.sentAt.keys()) if (frame <= message.frame) this.sentAt.delete(frame);
    this.handlers.onFeedback(message, ageMs);
  }

  onClose({ code, reason }) {
    this.ready = false;
    if (this.closed) return;
    if (code >= this.settings.first_final_code) this.handlers.onRefused(reason);
    else if (this.retries >= RETRY_AFTER_MS.length) this.handlers.onRefused(null);
    else {
      this.handlers.onLost();
      this.retryTimer = setTimeout(() => this.open(), RETRY_AFTER_MS[this.retries++]);
    }
  }

  // Whether a frame may be sent now.
  get hasRoom() {
    const sinceMs = performance.now() - GIVEN_UP_AFTER_MS;
    const inFlight = [...this.sentAt.values()].filter((atMs) => atMs > sinceMs).length;
    return this.ready && inFlight < this.settings.frames_in_flight;
  }

  // encode() gives a promise of the frame's JPEG. Resolves with whether the frame was sent; one that was
  // not sent will not be answered and takes up no place.
  async sendFrame(tS, encode) {
    const socket = this.socket;
    const number = ++this.sent;
    this.sentAt.set(number, performance.now());
    try {
      const jpeg = await encode();
      if (socket.readyState !== WebSocket.OPEN) throw new Error("The socket was closed meanwhile.");
      socket.send(new Blob([frameHeader(number, tS), jpeg]));
      return true;
    } catch {
      this.sentAt.delete(number);
      return false;
    }
  }

  // command: "pause", "resume", "skip", "repeat", "no_picture" or "stop", which is answered by the
  // summary.
  // False where there is no connection.
  sendCommand(command) {
    if (!this.ready) return false;
    this.socket.send(JSON.stringify({ type: command }));
    return true;
  }

  // A page that may return (a reload) says so: the coach then stores the session for a while.
  close({ mayReturn = false } = {}) {
    this.closed = true;
    this.ready = false;
    clearTimeout(this.retryTimer);
    this.socket?.close(mayReturn ? PAGE_MAY_RETURN : CLOSED_ON_PURPOSE);
  }
}
