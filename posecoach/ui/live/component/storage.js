// Values that the browser stores for the page, as JSON. A browser may block its storage, or have no room
// in it; the page then works without. area: "localStorage" or "sessionStorage", by name, because in some
// browsers already touching a blocked one fails.

const PROBE = "posecoach.probe";

// An empty object where nothing is stored under this key, or nothing that can be read.
export function readJson(key, area) {
  try {
    return JSON.parse(globalThis[area].getItem(key)) ?? {};
  } catch {
    return {};
  }
}

// Whether the value could be stored.
export function writeJson(key, value, area) {
  try {
    globalThis[area].setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

export function forget(key, area) {
  try {
    globalThis[area].removeItem(key);
  } catch {
    // there is nothing to forget
  }
}

// Whether choices are remembered and a reload can continue a session.
export function canStore() {
  return ["localStorage", "sessionStorage"].every((area) => {
    const stored = writeJson(PROBE, 1, area);
    forget(PROBE, area);
    return stored;
  });
}
