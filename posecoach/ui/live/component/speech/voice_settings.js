// The form for voice, speed, volume and listening; the choice is stored in the browser.

import { element } from "../view/dom.js";
import { fillIn } from "../view/view_texts.js";
import { installRecognition, localRecognition } from "./stop_listener.js";
import { isRemote } from "./voice.js";

export class VoiceSettings {
  // signal: an AbortSignal that ends listening to the form.
  constructor(root, voice, signal) {
    this.voice = voice;
    this.sample = "";
    this.find = (name) => root.querySelector(`.voice-${name}`);
    const on = (target, type, listener) => target.addEventListener(type, listener, { signal });
    for (const name of ["mode", "rate", "volume"]) {
      const field = this.find(name);
      field.value = voice.settings[name];
      on(field, "change", () => voice.change({ [name]: name === "mode" ? field.value : Number(field.value) }));
    }
    on(this.find("listen"), "change", () => this.chooseToListen());
    on(this.find("name"), "change", (event) => voice.change({ name: event.target.value }));
    on(this.find("try"), "click", () => {
      voice.unlock();
      voice.say({ text: this.sample, kind: "praise" });
    });
    if (window.speechSynthesis?.addEventListener) on(speechSynthesis, "voiceschanged", () => this.listVoices());
  }

  // sample: what "Try it" says, in this language; screen: the page's texts in it.
  setLanguage(language, sample, screen) {
    this.voice.language = language;
    this.sample = sample;
    this.screen = screen;
    this.listVoices();
    this.offerToListen();
  }

  async offerToListen() {
    const recognition = await localRecognition(this.voice.language);
    this.find("listening").hidden = recognition !== "available" && recognition !== "downloadable";
    this.find("listen").checked = this.voice.settings.listen && recognition === "available";
  }

  async chooseToListen() {
    const box = this.find("listen");
    const wanted = box.checked;
    const { language } = this.voice;
    const listen =
      wanted && ((await localRecognition(language)) === "available" || (await installRecognition(language)));
    this.voice.change({ listen });
    box.checked = listen;
  }

  // A voice that a server speaks is marked: it gets the coach's words.
  listVoices() {
    const chosen = this.voice.settings.name;
    const choices = [["", this.screen.voice_of_computer]];
    for (const voice of this.voice.voices) {
      const { name } = voice;
      choices.push([name, isRemote(voice) ? fillIn(this.screen.voice_of_server, { name }) : name]);
    }
    const options = choices.map(([name, label]) => {
      const option = element("option", "", label);
      option.value = name;
      option.selected = name === chosen;
      return option;
    });
    this.find("name").replaceChildren(...options);
  }
}
