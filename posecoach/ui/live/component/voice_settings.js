// The person's choice of voice, speed and volume, kept in the browser.

class VoiceSettings {
  constructor(root, voice) {
    this.voice = voice;
    this.listen = root.querySelector(".voice-listen");
    this.listen.addEventListener("change", () => this.chooseToListen());
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
    this.offerToListen();
  }

  // Offered where this computer can recognise speech by itself.
  async offerToListen() {
    const can = await Ear.canHear(this.voice.language);
    this.listen.closest("label").hidden = can !== "available" && can !== "downloadable";
    this.listen.checked = this.voice.settings.listen && can === "available";
  }

  async chooseToListen() {
    const wanted = this.listen.checked;
    const { language } = this.voice;
    const ready = wanted && ((await Ear.canHear(language)) === "available" || (await Ear.learn(language)));
    this.voice.change({ listen: ready });
    this.listen.checked = ready;
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
