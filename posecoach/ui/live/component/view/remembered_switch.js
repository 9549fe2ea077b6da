// A button that is on or off, as the browser remembers it.

import { readJson, writeJson } from "../storage.js";

export class RememberedSwitch {
  // key: under which it is stored; onChange(on) is called at once, and after each change.
  constructor(button, key, onChange) {
    Object.assign(this, { button, key, onChange });
    this.set(readJson(key, "localStorage") === 1);
  }

  toggle() {
    this.set(!this.on);
    writeJson(this.key, this.on ? 1 : 0, "localStorage");
  }

  set(on) {
    this.on = on;
    this.button.setAttribute("aria-pressed", String(on));
    this.onChange(on);
  }
}
