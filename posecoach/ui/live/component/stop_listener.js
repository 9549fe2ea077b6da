// Hears "stop". Only where the browser recognises speech on this computer itself: others would send the
// voice to a server, so there it is not offered.

const STOP_WORDS = { en: ["stop", "pain", "ouch", "it hurts"], de: ["stopp", "stop", "schmerz", "aua", "tut weh"] };
const SPOKEN_IN = { en: "en-US", de: "de-DE" };

class Ear {
  constructor(voice, { onStop, onDeaf }) {
    this.voice = voice;
    this.onStop = onStop;
    this.onDeaf = onDeaf;
    this.recognition = null;
  }

  // Whether speech in this language can be recognised here: "available", "downloadable" or "unavailable".
  static async canHear(language) {
    try {
      return (await window.SpeechRecognition?.available?.(Ear.onThisComputer(language))) ?? "unavailable";
    } catch {
      return "unavailable";
    }
  }

  // Has the browser load what it needs for that, once.
  static async learn(language) {
    try {
      return await SpeechRecognition.install(Ear.onThisComputer(language));
    } catch {
      return false;
    }
  }

  static onThisComputer(language) {
    return { langs: [SPOKEN_IN[language] ?? language], processLocally: true };
  }

  async listen(language) {
    this.rest();
    const recognition = (this.recognition = window.SpeechRecognition ? new SpeechRecognition() : null);
    if (!recognition || (await Ear.canHear(language)) !== "available" || this.recognition !== recognition) return;
    recognition.processLocally = true;
    recognition.lang = SPOKEN_IN[language] ?? language;
    recognition.continuous = true;
    recognition.interimResults = true; // "stop" is not to wait for the end of a sentence
    recognition.onresult = ({ results, resultIndex }) => {
      const heard = [...results].slice(resultIndex).map((result) => result[0].transcript).join(" ").toLowerCase();
      const words = STOP_WORDS[language] ?? STOP_WORDS.en;
      if (words.some((word) => heard.includes(word) && !this.voice.mayHaveSaid(word))) this.onStop();
    };
    recognition.onerror = ({ error }) => {
      if (error !== "not-allowed" && error !== "audio-capture") return; // silence and the like: it begins again
      this.rest();
      this.onDeaf();
    };
    recognition.onend = () => this.recognition === recognition && recognition.start();
    recognition.start();
  }

  rest() {
    const recognition = this.recognition;
    this.recognition = null;
    recognition?.abort();
  }
}
