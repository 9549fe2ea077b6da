// The next exercise as a looping film, in the rest before it, with a line of how to get there.

export class Demonstration {
  // find(name) gives the element of that class; address: where the server has the films.
  constructor(find, address, signal) {
    this.dialog = find("live");
    this.film = find("demo-film");
    this.line = find("demo-line");
    this.address = address;
    this.stretch = null;
    this.ready = false;
    this.film.muted = true; // browsers play nothing else unasked
    this.film.addEventListener("loadeddata", () => this.onLoaded(true), { signal });
    this.film.addEventListener("error", () => this.onLoaded(false), { signal });
  }

  // set: the one to come, as the session message describes it, loaded before it is shown; or null.
  prepare(set) {
    const stretch = set?.stretch ?? null;
    if (stretch === this.stretch) return;
    this.stretch = stretch;
    this.ready = false;
    if (stretch) this.film.src = `${this.address}/${stretch}.mp4`;
    else this.film.removeAttribute("src");
  }

  // line: how to get there; null outside of a rest.
  show(line) {
    this.wanted = line !== null;
    this.line.textContent = line ?? "";
    this.line.hidden = !line;
    this.update();
  }

  // An exercise without a film is only named.
  onLoaded(ready) {
    this.ready = ready;
    this.update();
  }

  update() {
    const shown = Boolean(this.wanted && this.ready);
    this.dialog.toggleAttribute("data-demo", shown);
    const still = window.matchMedia?.("(prefers-reduced-motion: reduce)").matches;
    if (shown && !still) this.film.play()?.catch(() => {});
    else this.film.pause?.();
  }
}
