// The person's choice of voice, speed and volume, kept in the browser.

class VoiceSettings {
  constructor(root, voice) {
    this.voice = voice;
    this.find = (name) => root.querySelector(`.voice-${name}`);
    for (const name of ["mode", "rate", "volume"]) {
      const field = this.find(name);
      field.value = voice.settings[name];
      field.addEventListener("change", () => {
        voice.change({ [name]: name === "mode" ? field.value : Number(field.value) });
      });
    }
    this.find("name").addEventListener("change", (event) => voice.change({ name: event.target.value }));
    this.find("try").addEventListener("click", () => {
      voice.unlock();
      voice.say({ text: this.sample, kind: "praise" });
    });
    window.speechSynthesis?.addEventListener?.("voiceschanged", () => this.listVoices());
  }

  speak(language, sample) {
    this.voice.language = language;
    this.sample = sample;
    this.listVoices();
  }

  listVoices() {
    const chosen = this.voice.settings.name;
    const options = ["", ...this.voice.voices.map((voice) => voice.name)].map((name) => {
      const option = element("option", "", name || "The browser's own");
      option.value = name;
      option.selected = name === chosen;
      return option;
    });
    this.find("name").replaceChildren(...options);
  }
}
