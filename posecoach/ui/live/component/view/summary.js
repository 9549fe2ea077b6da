// What came of a session, set by set.

import { element } from "./dom.js";
import { fillIn } from "./view_texts.js";

// find(name) gives the element of that class; summary: the summary message; screen: the page's texts.
export function showSummary(find, { completed, headline, sets }, screen) {
  find("summary-title").textContent = completed ? screen.summary_done : screen.summary_stopped;
  find("summary-headline").textContent = headline;
  const several = sets.length > 1;
  find("summary-lists").replaceChildren(...sets.flatMap((set) => setSummary(set, several, screen)));
  find("summary").hidden = false;
  find("start-word").textContent = screen.start_again;
}

function setSummary({ title, ended, headline, missed, pauses, faults }, several, screen) {
  const lists = [
    ...list(screen.not_counted, missed, screen.all_counted, screen),
    ...list(screen.paused_by, pauses, screen.never_paused, screen),
    ...list(screen.faults_seen, faults, screen.no_faults, screen),
  ];
  if (!several) return lists;
  const details = element("details", "summary-set");
  details.append(element("summary", "summary-set-title", `${title}: ${headline}, ${ended}`), ...lists);
  return [details];
}

function list(title, lines, none, screen) {
  if (!lines) return [];
  const items = element("ul", "summary-list");
  const texts = lines.length ? lines.map((line) => lineText(line, screen)) : [none];
  items.append(...texts.map((text) => element("li", "summary-line", text)));
  return [element("h3", "summary-list-title", title), items];
}

// For example "Bent knee: 3.5 s, 2 times (pauses the clock)"; without seconds "Too fast: 2 times".
export function lineText({ label, seconds, times, note }, screen) {
  const counted = times > 1 ? fillIn(screen.times, { count: times }) : screen.once;
  const often = times > 1 || !seconds ? counted : "";
  return `${label}: ${[seconds, often].filter(Boolean).join(", ")}${note ? ` (${note})` : ""}`;
}
