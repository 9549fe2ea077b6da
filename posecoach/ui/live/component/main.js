// The coach's component: a session from Start to its summary. Streamlit calls the function below once
// for each run of the page's script, and the function it returns when the component is taken off the page.

const SUMMARY_WITHIN_MS = 2000;
const coaches = new WeakMap();
// What a reload needs to go on. The coach keeps a session a little longer than this.
const UNDER_WAY_KEY = "posecoach.under_way";
const UNDER_WAY_FOR_MS = 50_000;
const DEAF = "The coach can't hear you: the microphone is blocked. Escape or the Stop button ends the session.";

class CoachComponent {
  constructor(root) {
    this.stage = new Stage(root);
    this.voice = new Voice();
    this.ear = new Ear(this.voice, { onStop: () => this.stop(), onDeaf: () => this.stage.banner(DEAF) });
    this.voiceSettings = new VoiceSettings(root, this.voice);
    this.session = null; // the one under way: { start, camera, link, pace, last }
    const on = (name, type, listener) => root.querySelector(`.${name}`).addEventListener(type, listener);
    on("start", "click", () => this.start(this.chosen));
    for (const wish of ["stop", "skip", "repeat", "pause", "mute", "angles"]) on(wish, "click", () => this[wish]());
    on("stage", "cancel", (event) => {
      event.preventDefault();
      this.stop();
    });
    on("stage", "close", () => this.stop()); // the browser closes it by itself on a second Escape
    on("stage", "keydown", (event) => this.press(event));
    on("stage", "pointerdown", () => this.hearAgain());
    this.leave = () => this.end({ mayComeBack: true });
    window.addEventListener("pagehide", this.leave);
  }

  choose(data) {
    this.data = data;
    this.stage.showChoice(data);
    this.stage.showMuted(this.voice.muted);
    if (!this.session) this.voiceSettings.speak(data.language, data.about);
    if (!this.chosenBefore) this.goOnAfterReload();
    this.chosenBefore = true;
  }

  get chosen() {
    const { token, routine, language, profile, discomfort, pictures } = this.data;
    return { token, routine, language, profile, discomfort, pictures };
  }

  // A reload in the middle of a session does not end it. A copied tab is no reload.
  goOnAfterReload() {
    const { start, at } = readJson(UNDER_WAY_KEY, sessionStorage);
    const [navigation] = performance.getEntriesByType("navigation");
    if (start && navigation?.type === "reload" && Date.now() - at < UNDER_WAY_FOR_MS) this.start(start);
    else sessionStorage.removeItem(UNDER_WAY_KEY);
  }

  async start(start) {
    if (this.session) return;
    this.voice.language = start.language;
    this.voice.unlock();
    this.stage.open(start.routine.title);
    const session = {
      start,
      last: null,
      paused: false,
      notice: null,
      pace: new Pace((small) => this.stage.banner(small ? this.stage.screen.small_picture : "")),
      camera: new Camera(this.stage.video, {
        onFrame: (tS) => this.sendFrame(session, tS),
        onLost: (problem) => this.stop(problem.message),
      }),
      link: new Link(this.data.path, start, {
        session: (message) => this.begin(session, message),
        feedback: (message, ageMs) => this.hear(session, message, ageMs),
        summary: (message) => this.finish(message),
        lost: () => this.stage.banner(this.stage.screen.lost),
        refused: (reason) => this.finish(null, reason),
      }),
    };
    this.session = session;
    try {
      await session.camera.open();
    } catch (problem) {
      if (this.session === session) this.finish(null, problem.message);
      return;
    }
    if (this.session !== session) return;
    this.stage.tell(this.stage.screen.getting_ready);
    session.link.open();
    if (this.voice.settings.listen) this.ear.listen(start.language);
    this.keepAwake(session);
  }

  begin(session, message) {
    session.pace.restart();
    this.stage.showSession(message);
    this.stage.showMuted(this.voice.muted);
    if (this.voice.locked) this.stage.banner(this.stage.screen.silent);
  }

  sendFrame({ camera, link, pace }, tS) {
    if (link.hasRoom) link.sendFrame(tS, () => camera.jpeg(pace));
  }

  hear(session, feedback, ageMs) {
    session.last = feedback;
    session.paused = feedback.phase === "paused";
    session.pace.note(performance.now() / 1000);
    this.stage.showFeedback(feedback);
    if (feedback.notice !== session.notice) this.stage.banner(feedback.notice ?? "");
    session.notice = feedback.notice;
    if (feedback.chime) this.voice.chime(feedback.chime);
    if (feedback.say) this.voice.say(feedback.say, ageMs);
    sessionStorage.setItem(UNDER_WAY_KEY, JSON.stringify({ start: session.start, at: Date.now() }));
  }

  press(event) {
    this.hearAgain();
    // On a button the space bar presses that button.
    const onButton = event.target.closest("button");
    const wish = { " ": onButton ? null : "pause", ArrowRight: "skip", ArrowLeft: "repeat", m: "mute", a: "angles" }[event.key];
    if (!wish || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    this[wish]();
  }

  // After a reload the browser is silent until the person does something.
  hearAgain() {
    this.voice.unlock();
    if (this.stage.find("banner").textContent === this.stage.screen.silent) this.stage.banner("");
  }

  skip() {
    this.voice.silence();
    this.session?.link.ask("skip");
  }

  repeat() {
    this.voice.silence();
    this.session?.link.ask("repeat");
  }

  pause() {
    this.session?.link.ask(this.session.paused ? "resume" : "pause");
  }

  mute() {
    this.voice.change({ muted: !this.voice.muted });
    this.stage.showMuted(this.voice.muted);
  }

  angles() {
    this.stage.showAngles(!this.stage.angles);
  }

  // Ends the session and asks for its summary; a notice says why, where it was not the person's wish.
  stop(notice = "") {
    const session = this.session;
    if (!session || session.stopping) return;
    session.stopping = true;
    session.why = notice;
    this.voice.silence();
    session.camera.close();
    if (!session.link.ask("stop")) this.finish(null);
    else setTimeout(() => this.session === session && this.finish(null), SUMMARY_WITHIN_MS);
  }

  // With the coach's summary, or null where there is none.
  finish(summary, notice = this.session.why || summary?.notice || "") {
    const { last } = this.session;
    this.end();
    this.stage.close();
    this.stage.showNotice(notice);
    const held = last?.judged ? `${Math.floor(last.judged.valid_s)} s of ${last.judged.target_s} s held well in the last set` : null;
    if (summary?.session_id != null) this.tellOver(summary.session_id);
    if (summary) showSummary(this.stage.find, summary);
    else if (held) showSummary(this.stage.find, { completed: false, headline: held, sets: [] });
  }

  end({ mayComeBack = false } = {}) {
    const session = this.session;
    this.session = null;
    this.ear.rest();
    if (!mayComeBack) sessionStorage.removeItem(UNDER_WAY_KEY);
    session?.link.close({ mayComeBack });
    session?.camera.close();
    session?.wakeLock?.release();
  }

  // The person does not touch the computer for minutes: its screen is not to go dark.
  async keepAwake(session) {
    try {
      session.wakeLock = await navigator.wakeLock?.request("screen");
    } catch {
      return; // refused on low battery: the coach still speaks
    }
    if (this.session !== session) session.wakeLock?.release();
  }

  takeOff() {
    window.removeEventListener("pagehide", this.leave);
    this.voice.silence();
    this.end();
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".coach");
  if (!coaches.has(root)) coaches.set(root, new CoachComponent(root));
  const coach = coaches.get(root);
  coach.tellOver = (id) => setTriggerValue("over", id);
  coach.choose(data);
  // Streamlit also calls this before it runs the function above again, with the same elements.
  return () => setTimeout(() => root.isConnected || coach.takeOff());
}
