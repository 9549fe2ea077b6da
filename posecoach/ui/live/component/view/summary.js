// What came of a session, set by set.

import { element } from "./dom.js";

// find(name) gives the element of that class; summary: the summary message.
export function showSummary(find, { completed, headline, sets }) {
  find("summary-title").textContent = completed ? "Done" : "Stopped";
  find("summary-headline").textContent = headline;
  const several = sets.length > 1;
  find("summary-lists").replaceChildren(...sets.flatMap((set) => setSummary(set, several)));
  find("summary").hidden = false;
  find("start-word").textContent = "Start again";
}

function setSummary({ title, ended, headline, missed, pauses, faults }, several) {
  const lists = [
    ...list("Not counted", missed, "Every repetition counted."),
    ...list("Paused by", pauses, "The clock never paused."),
    ...list("Faults seen", faults, "No fault was seen."),
  ];
  if (!several) return lists;
  const details = element("details", "summary-set");
  details.append(element("summary", "summary-set-title", `${title}: ${headline}, ${ended}`), ...lists);
  return [details];
}

function list(title, lines, none) {
  if (!lines) return [];
  const items = element("ul", "summary-list");
  const texts = lines.length ? lines.map(lineText) : [none];
  items.append(...texts.map((text) => element("li", "summary-line", text)));
  return [element("h3", "summary-list-title", title), items];
}

// For example "Bent knee: 3.5 s, 2 times (pauses the clock)"; without seconds "Too fast: 2 times".
export function lineText({ label, seconds, times, note }) {
  const often = times > 1 || !seconds ? `${times} ${times > 1 ? "times" : "time"}` : "";
  return `${label}: ${[seconds, often].filter(Boolean).join(", ")}${note ? ` (${note})` : ""}`;
}
