// Where a judged angle stands on its bar, and what its gates answer.

const ROOM_AROUND_ZERO = 30;

export const ANSWER_MARKS = { pass: "✓", fail: "✗", unknown: "?" };

// The scale of a band's bar, [low, high] in the measure's unit. A single limit stands in the middle, so
// that half of the bar is good.
export function scaleOf({ at_least: atLeast, at_most: atMost }) {
  if (atLeast === null || atMost === null) {
    const limit = atLeast ?? atMost;
    const room = Math.abs(limit) || ROOM_AROUND_ZERO;
    return [limit - room, limit + room];
  }
  const margin = (atMost - atLeast) / 2;
  return [atLeast - margin, atMost + margin];
}

// A value's place on a scale, 0..100 %; values beyond its ends are shown at the ends.
export function percentOn([low, high], value) {
  const fraction = (value - low) / (high - low);
  return 100 * Math.min(1, Math.max(0, fraction));
}

// The value of a band and the answer of its gates together; answers: a Map of gates by id. One failed
// gate fails the band. Without an answer to every gate it is not "pass".
export function readBand(band, answers) {
  const gates = band.gates.map((id) => answers.get(id));
  const given = gates.map((gate) => gate?.answer ?? "unknown");
  const answer = ["fail", "unknown"].find((bad) => given.includes(bad)) ?? "pass";
  return { value: gates.find(Boolean)?.value ?? null, answer };
}
