// Ends the session when the person says "stop". Offered only where the browser recognises speech on this
// computer: elsewhere it would send the voice to a server.

const STOP_WORDS = {
  en: ["stop", "pain", "ouch", "it hurts"],
  de: ["stopp", "stop", "schmerz", "aua", "tut weh"],
  // "para" alone also means "for", so it takes two of them, or "ya".
  es: ["stop", "alto", "detente", "basta", "para para", "para, para", "para ya", "duele", "dolor"],
};
const LOCALES = { en: "en-US", de: "de-DE", es: "es-ES" };
// Other errors, silence for example, only end the recognition, which is then started again.
const MICROPHONE_ERRORS = ["not-allowed", "audio-capture"];

const localeOf = (language) => LOCALES[language] ?? language;
const onThisComputer = (language) => ({ langs: [localeOf(language)], processLocally: true });

// "available", "downloadable", "downloading" or "unavailable": whether speech in this language can be
// recognised on this computer.
export async function localRecognition(language) {
  try {
    return (await window.SpeechRecognition?.available?.(onThisComputer(language))) ?? "unavailable";
  } catch {
    return "unavailable";
  }
}

// Has the browser download what it needs for that, once; false where it can't.
export async function installRecognition(language) {
  try {
    return await window.SpeechRecognition.install(onThisComputer(language));
  } catch {
    return false;
  }
}

export class StopListener {
  // isEcho(word): whether a word may be the coach's own, out of the loudspeaker.
  // onStop() is called for a stop word, onBlocked() where the microphone can't be used.
  constructor({ isEcho, onStop, onBlocked }) {
    this.isEcho = isEcho;
    this.onStop = onStop;
    this.onBlocked = onBlocked;
    this.recognition = null;
  }

  async start(language) {
    this.stop();
    if (!window.SpeechRecognition) return;
    const recognition = (this.recognition = new window.SpeechRecognition());
    if ((await localRecognition(language)) !== "available" || this.recognition !== recognition) return;
    recognition.processLocally = true;
    recognition.lang = localeOf(language);
    recognition.continuous = true;
    recognition.interimResults = true; // "stop" must not wait for the end of a sentence
    recognition.onresult = ({ results, resultIndex }) => {
      const transcripts = [...results].slice(resultIndex).map((result) => result[0].transcript);
      if (this.isStop(transcripts.join(" "), language)) this.onStop();
    };
    recognition.onerror = ({ error }) => {
      if (!MICROPHONE_ERRORS.includes(error)) return;
      this.stop();
      this.onBlocked();
    };
    recognition.onend = () => this.recognition === recognition && recognition.start();
    recognition.start();
  }

  isStop(transcript, language) {
    const spoken = transcript.toLowerCase();
    const words = STOP_WORDS[language] ?? STOP_WORDS.en;
    return words.some((word) => spoken.includes(word) && !this.isEcho(word));
  }

  stop() {
    const recognition = this.recognition;
    this.recognition = null;
    recognition?.abort();
  }
}
