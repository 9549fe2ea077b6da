// Keeps the screen on: the person does not touch the computer for minutes.

export class WakeLock {
  constructor() {
    this.lock = null;
    this.wanted = false;
  }

  // To be called again when the page is shown again: the browser takes the lock back while it is hidden.
  async hold() {
    this.wanted = true;
    try {
      const lock = await navigator.wakeLock?.request("screen");
      this.lock?.release();
      this.lock = lock;
    } catch {
      return; // refused on low battery: the coach still speaks
    }
    if (!this.wanted) this.release();
  }

  release() {
    this.wanted = false;
    this.lock?.release();
    this.lock = null;
  }
}
