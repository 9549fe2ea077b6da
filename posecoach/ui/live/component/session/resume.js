// What a reload of the page needs to continue its session, stored in the browser's tab.

import { forget, readJson, writeJson } from "../storage.js";

const STORAGE_KEY = "posecoach.under_way";

// start: the fields of the session's start message.
export function rememberSession(start) {
  writeJson(STORAGE_KEY, { start, at: Date.now() }, "sessionStorage");
}

export function forgetSession() {
  forget(STORAGE_KEY, "sessionStorage");
}

// The start of the session that this reload interrupted, or null: a copied tab isn't a reload, and after
// withinS seconds the coach may have dropped the session.
export function sessionToResume(withinS) {
  const { start, at } = readJson(STORAGE_KEY, "sessionStorage");
  const [navigation] = performance.getEntriesByType("navigation");
  const recent = Date.now() - at < withinS * 1000;
  return start && recent && navigation?.type === "reload" ? start : null;
}
