// The texts and figures of the live view, worked out from the messages.

// The empty ring's stroke begins a little before the circle does, or its edge would show.
const RING_HIDDEN = 1.01;
const RING_STEPS = 360; // finer ones are not seen

// "{name}" in a text replaced by its value.
export function fillIn(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

// The stroke offset at which this fraction of the ring is drawn.
export function ringOffset(fraction) {
  return String(Math.round((1 - fraction) * RING_HIDDEN * RING_STEPS) / RING_STEPS);
}

const STATE_MARKS = {
  no_person: "–", not_framed: "↔", not_in_position: "↓", ready: "○", moving: "≈", valid: "✓", fault: "!", unknown: "?",
};
const TIMED_MARK = "▷"; // time runs, and nothing is said of the form

// A state's mark, word and colour in the set of that number.
export function stateLook({ states, sets }, number, state) {
  const { kind, states: own } = sets[number];
  const mark = kind === "timed" && state === "valid" ? TIMED_MARK : STATE_MARKS[state];
  return { mark, ...(own[state] ?? states[state]) };
}

// What the clock shows: seconds of a hold with a ring of the whole set; of repetitions how many, with a ring
// that fills while the working position is held, and with none where it is only passed through.
export function clockFace({ valid_s: validS, target_s: targetS, running, repetitions }, screen) {
  if (!repetitions) {
    const below = fillIn(screen.of_seconds, { seconds: targetS });
    return { fraction: Math.min(1, validS / targetS), middle: String(Math.floor(validS)), below, running };
  }
  const { counted, target, dwell_s: dwellS, held_s: heldS, at_top: atTop } = repetitions;
  const below = fillIn(screen.of_repetitions, { count: target });
  const share = atTop ? Math.min(1, heldS / dwellS) : 0;
  const held = atTop && share === 1;
  return { fraction: dwellS === null ? null : share, middle: String(counted), below, running: running || held };
}

const named = ({ title, leg }) => [title, leg].filter(Boolean).join(", ");

// The set under way, with its place where there are several.
export function setTitle(sets, number, screen) {
  const place = sets.length > 1 ? `${fillIn(screen.set_of, { number: number + 1, sets: sets.length })} · ` : "";
  return place + named(sets[number]);
}

// The set that comes next; in a rest, number is already its number. Undefined after the last one.
export const nextSet = (sets, number, phase) => sets[phase === "rest" ? number : number + 1];

const isSame = (one, other) =>
  ["stretch", "leg", "kind", "amount"].every((field) => one?.[field] === other[field]);

// What comes next, in words.
export function upcomingSet(sets, number, phase, screen) {
  const next = nextSet(sets, number, phase);
  if (next && isSame(sets[sets.indexOf(next) - 1], next)) return screen.once_more;
  if (next) return fillIn(screen.next, { what: named(next) });
  const over = phase === "goodbye" || phase === "done";
  return sets.length > 1 && !over ? screen.last : "";
}

// Why it can't be told whether the form is good, in words; empty where it can.
export function doubtText({ reasons, sets }, number, { state, reason }) {
  if (state !== "unknown" || !reason) return "";
  return sets[number].reasons[reason] ?? reasons[reason] ?? "";
}

// What a session came to where the coach's summary is missing; null where nothing was judged.
export function heldText(feedback, screen) {
  if (!feedback?.judged) return null;
  const { valid_s: validS, target_s: targetS, repetitions } = feedback.judged;
  if (!repetitions) return fillIn(screen.seconds_counted, { held: Math.floor(validS), target: targetS });
  return fillIn(screen.repetitions_counted, { held: repetitions.counted, target: repetitions.target });
}
