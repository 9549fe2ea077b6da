// Values that the browser stores for the page, as JSON.

// An empty object where nothing is stored under this key, or nothing that can be read.
export function readJson(key, storage) {
  try {
    return JSON.parse(storage.getItem(key)) ?? {};
  } catch {
    return {};
  }
}
