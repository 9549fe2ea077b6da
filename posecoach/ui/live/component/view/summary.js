// What came of a session: what went well, and the one thing for next time.

import { element } from "./dom.js";

// find(name) gives the element of that class; summary: the summary message. Without an answer of the coach
// only its headline is known.
export function showSummary(find, { completed, headline, titles, next_step: nextStep, sets }) {
  find("summary-title").textContent = completed ? "Done" : "Stopped";
  find("summary-headline").textContent = headline;
  const details = sets.length > 1 ? sets.map((set) => ofOneOf(set, titles)) : sets.flatMap((set) => ofOne(set, titles));
  find("summary-lists").replaceChildren(...(nextStep ? [titled(titles.next_step, [nextStep])] : []), ...details);
  find("summary").hidden = false;
  find("start-word").textContent = "Start again";
  toTheTop(find("summary"));
}

// The page asks how it was, above all else.
function toTheTop(summary) {
  for (let place = summary; place; place = place.parentElement ?? place.getRootNode().host) place.scrollTop = 0;
}

function ofOne({ story, went_well: wentWell }, titles) {
  return [...(wentWell.length ? [titled(titles.went_well, wentWell)] : []), element("p", "summary-line", story)];
}

function ofOneOf(set, titles) {
  const details = element("details", "summary-set");
  const { title, headline, ended, next_step: nextStep } = set;
  const parts = [...ofOne(set, titles), titled(titles.next_step, [nextStep])];
  details.append(element("summary", "summary-set-title", `${title}: ${headline}, ${ended}`), ...parts);
  return details;
}

// For example "What went well. You reached the target of 20 s."
export function titled(title, sentences) {
  const line = element("p", "summary-line", "");
  line.append(element("strong", "summary-list-title", title), ` ${sentences.join(" ")}`);
  return line;
}
