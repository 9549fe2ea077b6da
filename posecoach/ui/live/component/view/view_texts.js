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

const named = ({ title, leg }) => [title, leg].filter(Boolean).join(", ");

// The set under way, with its place where there are several.
export function setTitle(sets, number, screen) {
  const place = sets.length > 1 ? `${fillIn(screen.set_of, { number: number + 1, sets: sets.length })} · ` : "";
  return place + named(sets[number]);
}

// What comes next; in a rest, number is already the next set's.
export function upcomingSet(sets, number, phase, screen) {
  const next = sets[phase === "rest" ? number : number + 1];
  if (next) return fillIn(screen.next, { what: named(next) });
  const over = phase === "goodbye" || phase === "done";
  return sets.length > 1 && !over ? screen.last : "";
}

// What a session came to where the coach's summary is missing; null where nothing was judged.
export function heldText(feedback) {
  if (!feedback?.judged) return null;
  const { valid_s: validS, target_s: targetS } = feedback.judged;
  return `${Math.floor(validS)} s of ${targetS} s held well in the last set`;
}
