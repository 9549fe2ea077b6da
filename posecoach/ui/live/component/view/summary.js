// What came of a session: what went well, and the one thing for next time.

import { element } from "./dom.js";

// find(name) gives the element of that class; summary: the summary message, or { completed, headline, sets }
// where the coach did not answer; screen: the page's texts.
export function showSummary(find, { completed, headline, titles, next_step: nextStep, sets }, screen) {
  find("summary-title").textContent = completed ? screen.summary_done : screen.summary_stopped;
  find("summary-headline").textContent = headline;
  const next = nextStep ? [titled(titles.next_step, [nextStep])] : [];
  const lines = sets.flatMap((set) => (sets.length > 1 ? folded(set, titles) : linesOf(set, titles)));
  find("summary-lists").replaceChildren(...next, ...lines);
  find("summary").hidden = false;
  find("start-word").textContent = screen.start_again;
  toTheTop(find("summary"));
}

// There the page asks how it was.
function toTheTop(summary) {
  for (let place = summary; place; place = place.parentElement ?? place.getRootNode().host) place.scrollTop = 0;
}

function linesOf({ story, went_well: wentWell }, titles) {
  return [...(wentWell.length ? [titled(titles.went_well, wentWell)] : []), element("p", "summary-line", story)];
}

function folded(set, titles) {
  const details = element("details", "summary-set");
  details.append(
    element("summary", "summary-set-title", `${set.title}: ${set.headline}, ${set.ended}`),
    titled(titles.next_step, [set.next_step]),
    ...linesOf(set, titles),
  );
  return [details];
}

// For example "What went well. You reached the target of 20 s."
function titled(title, sentences) {
  const line = element("p", "summary-line");
  line.append(element("strong", "summary-list-title", title), ` ${sentences.join(" ")}`);
  return line;
}
