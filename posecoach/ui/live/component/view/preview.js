// Before the person has been seen: the choice of the camera, and all that the picture lacks.

import { element } from "./dom.js";

const capitalized = (text) => text.charAt(0).toLocaleUpperCase() + text.slice(1);

export class Preview {
  // find(name) gives the element of that class.
  constructor(find) {
    this.dialog = find("live");
    this.field = find("camera-field");
    this.choice = find("camera-choice");
    this.lacks = find("lacks");
    this.shown = null;
  }

  // cameras: { id, name } of each; chosen: the id of the one in use. A single one needs no choice.
  showCameras(cameras, chosen) {
    this.field.hidden = cameras.length < 2;
    this.choice.replaceChildren(
      ...cameras.map(({ id, name }) => {
        const option = element("option", "", name);
        option.value = id;
        option.selected = id === chosen;
        return option;
      }),
    );
  }

  // texts: what the picture lacks, in words; null outside of the preview.
  show(texts) {
    const shown = texts?.join("\n") ?? null;
    if (shown === this.shown) return;
    this.shown = shown;
    this.dialog.toggleAttribute("data-preview", texts !== null);
    this.lacks.replaceChildren(...(texts ?? []).map((text) => element("li", "lack", capitalized(text))));
  }
}
