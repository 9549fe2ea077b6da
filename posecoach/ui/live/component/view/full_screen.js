// The stage on the whole screen.

export class FullScreen {
  // onEscape() is called where the person left it by Escape, and the page did not hear that key.
  constructor(stage, button, onEscape, signal) {
    Object.assign(this, { stage, button, onEscape });
    this.entered = false;
    this.hearsEscape = false;
    button.hidden = !stage.requestFullscreen || document.fullscreenEnabled === false;
    stage.addEventListener("fullscreenchange", () => this.onChange(), { signal });
  }

  toggle() {
    if (this.entered) this.leave();
    else this.enter();
  }

  async enter() {
    try {
      await this.stage.requestFullscreen?.({ navigationUI: "hide" });
      await navigator.keyboard?.lock?.(["Escape"]);
      this.hearsEscape = Boolean(navigator.keyboard?.lock);
    } catch {
      this.hearsEscape = false; // refused: the window stays as it is
    }
  }

  leave() {
    if (!this.entered) return;
    this.entered = false;
    this.show();
    document.exitFullscreen?.()?.catch(() => {});
  }

  onChange() {
    const active = this.stage.matches(":fullscreen");
    const left = this.entered && !active;
    this.entered = active;
    this.show();
    // Escape stops the session; the browser took it for the end of the full screen.
    if (left && !this.hearsEscape) this.onEscape();
  }

  show() {
    this.button.setAttribute("aria-pressed", String(this.entered));
  }
}
