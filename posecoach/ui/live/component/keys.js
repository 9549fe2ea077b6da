// The keys of the live view.

const ACTIONS = {
  " ": "pause", ArrowRight: "skip", ArrowLeft: "repeat", Escape: "stop",
  m: "mute", a: "angles", k: "skeleton", f: "full",
};

// The action of a key press, or null.
export function actionOf(event) {
  if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) return null;
  // In a list of choices keys choose.
  if (event.target.closest("select")) return null;
  // On a button the space bar presses that button.
  if (event.key === " " && event.target.closest("button")) return null;
  return ACTIONS[event.key] ?? null;
}
