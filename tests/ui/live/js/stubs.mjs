// Stands in for what a browser has and node has not, for one test at a time.

// Sets global names until the test is over.
export function stubGlobals(t, stubs) {
  for (const [name, value] of Object.entries(stubs)) {
    const before = Object.getOwnPropertyDescriptor(globalThis, name);
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
    t.after(() => {
      delete globalThis[name];
      if (before) Object.defineProperty(globalThis, name, before);
    });
  }
}

// The page's global object, under the name that the modules use in checks.
export function stubWindow(t, stubs) {
  stubGlobals(t, { window: stubs, ...stubs });
}

// Time that passes only by advance(ms), for timers, performance.now() and Date.now().
export class Clock {
  constructor(t, { navigation = "navigate" } = {}) {
    this.nowMs = 1000;
    this.timers = new Map();
    this.lastId = 0;
    const now = Date.now;
    t.after(() => (Date.now = now));
    Date.now = () => this.nowMs;
    stubGlobals(t, {
      performance: {
        timeOrigin: 5_000_000,
        now: () => this.nowMs,
        getEntriesByType: () => [{ type: navigation }],
      },
      setTimeout: (work, afterMs = 0) => {
        this.timers.set(++this.lastId, { work, dueMs: this.nowMs + afterMs });
        return this.lastId;
      },
      clearTimeout: (id) => this.timers.delete(id),
    });
  }

  advance(ms) {
    const untilMs = this.nowMs + ms;
    for (;;) {
      const due = [...this.timers].filter(([, timer]) => timer.dueMs <= untilMs);
      if (!due.length) break;
      const [id, { work, dueMs }] = due.sort(([, one], [, other]) => one.dueMs - other.dueMs)[0];
      this.timers.delete(id);
      this.nowMs = dueMs;
      work();
    }
    this.nowMs = untilMs;
  }
}

export class Storage {
  constructor(items = {}) {
    this.items = new Map(Object.entries(items));
  }

  getItem(key) {
    return this.items.get(key) ?? null;
  }

  setItem(key, value) {
    this.items.set(key, value);
  }

  removeItem(key) {
    this.items.delete(key);
  }
}

// Storage that is blocked: touching it fails. By full it can be read and not written.
export function stubBrokenStorage(t, { full = false } = {}) {
  const refuse = () => {
    throw new Error(full ? "QuotaExceededError" : "SecurityError");
  };
  for (const area of ["localStorage", "sessionStorage"]) {
    stubGlobals(t, { [area]: full ? { getItem: () => null, setItem: refuse, removeItem() {} } : undefined });
    if (!full) Object.defineProperty(globalThis, area, { get: refuse, configurable: true });
  }
}

// As much of an element as the modules touch. What is looked for in it is made on the way.
export class Element extends EventTarget {
  constructor(tag) {
    super();
    Object.assign(this, { tag, className: "", ownText: "", dataset: {}, children: [], hidden: false, open: false });
    this.attributes = {};
    this.style = { setProperty() {} };
    this.classList = { toggle() {} };
    this.found = new Map();
  }

  append(...children) {
    this.children.push(...children);
  }

  replaceChildren(...children) {
    this.children = children;
  }

  querySelector(selector) {
    if (!this.found.has(selector)) this.found.set(selector, new Element(selector));
    return this.found.get(selector);
  }

  // Those that the test puts there.
  querySelectorAll() {
    return this.all ?? [];
  }

  matches() {
    return false;
  }

  closest() {
    return null;
  }

  setAttribute(name, value) {
    this.attributes[name] = value;
  }

  removeAttribute(name) {
    delete this[name];
  }

  toggleAttribute(name, present) {
    this[name] = present;
  }

  showModal() {
    this.open = true;
  }

  close() {
    this.open = false;
  }

  focus() {}

  getContext() {
    return { clearRect() {} };
  }

  get textContent() {
    return this.children.length ? this.children.map((child) => child.textContent).join("\n") : this.ownText;
  }

  set textContent(text) {
    this.ownText = text;
  }
}

export function stubDocument(t) {
  const stub = Object.assign(new EventTarget(), {
    createElement: (tag) => new Element(tag),
    visibilityState: "visible",
    show(visible) {
      stub.visibilityState = visible ? "visible" : "hidden";
      stub.dispatchEvent(new Event("visibilitychange"));
    },
  });
  stubGlobals(t, { document: stub });
}

// Lets everything run that waits for a promise already resolved.
export async function settle() {
  for (let turn = 0; turn < 10; turn += 1) await null;
}
