// What came of a session, set by set.

function showSummary(find, { completed, headline, sets }) {
  find("summary-title").textContent = completed ? "Done" : "Stopped";
  find("summary-headline").textContent = headline;
  const several = sets.length > 1;
  find("summary-lists").replaceChildren(...sets.flatMap((set) => setSummary(set, several)));
  find("summary").hidden = false;
  find("start-word").textContent = "Start again";
}

function setSummary({ title, ended, headline, pauses, faults }, several) {
  const lists = [
    ...spanList("Paused by", pauses, "The clock never paused."),
    ...spanList("Faults seen", faults, "No fault was seen."),
  ];
  if (!several) return lists;
  const details = element("details", "summary-set");
  details.append(element("summary", "summary-set-title", `${title}: ${headline}, ${ended}`), ...lists);
  return [details];
}

function spanList(title, lines, none) {
  if (!lines) return [];
  const list = element("ul", "summary-list");
  for (const { label, seconds, times, note } of lines) {
    const often = times > 1 ? `${seconds}, ${times} times` : seconds;
    list.append(element("li", "summary-line", `${label}: ${often}${note ? ` (${note})` : ""}`));
  }
  if (!lines.length) list.append(element("li", "summary-line", none));
  return [element("h3", "summary-list-title", title), list];
}
