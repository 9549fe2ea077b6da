// The coach's component: a set from Start to its summary. Streamlit calls the function below once for
// each run of the page's script, and the function it returns when the component is taken off the page.

const SUMMARY_WITHIN_MS = 2000;
const coaches = new WeakMap();

class CoachComponent {
  constructor(root) {
    this.root = root;
    this.stage = new Stage(root);
    this.voice = new Voice();
    this.set = null; // the set under way: { camera, link, last }
    this.stage.showMuted(this.voice.muted);
    const on = (name, type, listener) => root.querySelector(`.${name}`).addEventListener(type, listener);
    on("start", "click", () => this.start());
    on("stop", "click", () => this.stop());
    on("mute", "click", () => {
      this.voice.setMuted(!this.voice.muted);
      this.stage.showMuted(this.voice.muted);
    });
    on("stage", "cancel", (event) => {
      event.preventDefault();
      this.stop();
    });
    on("stage", "close", () => this.stop()); // the browser closes it by itself on a second Escape
    on("stage", "keydown", (event) => {
      // On a button the space bar presses that button.
      if (event.key === " " && !event.target.closest("button")) {
        event.preventDefault();
        this.stop();
      }
    });
    this.leave = () => this.end();
    window.addEventListener("pagehide", this.leave);
  }

  choose(data) {
    this.data = data;
    this.stage.showChoice(data);
  }

  async start() {
    if (this.set) return;
    this.voice.unlock();
    this.stage.open(this.data.title);
    const { token, stretch, side, target_s } = this.data;
    const set = {
      last: null,
      camera: new Camera(this.stage.video, {
        onFrame: (tS) => this.sendFrame(set, tS),
        onLost: (problem) => this.stop(problem.message),
      }),
      link: new Link(this.data.path, { token, stretch, side, target_s }, {
        set: (message) => this.stage.showSet(message),
        feedback: (message) => this.hear(set, message),
        summary: (message) => this.finish(message),
        lost: () => this.stage.banner("The connection to the coach was lost. Connecting again; the set goes on."),
        refused: (reason) => this.finish(set.last, reason),
      }),
    };
    this.set = set;
    try {
      await set.camera.open();
    } catch (problem) {
      if (this.set === set) this.finish(null, problem.message);
      return;
    }
    if (this.set !== set) return;
    this.stage.tell("Getting ready…");
    set.link.open();
    this.keepAwake(set);
  }

  sendFrame({ camera, link }, tS) {
    if (link.hasRoom) link.sendFrame(tS, () => camera.jpeg());
  }

  hear(set, feedback) {
    set.last = feedback;
    this.stage.showFeedback(feedback);
    if (feedback.say) this.voice.say(feedback.say);
  }

  // Ends the set and asks for its summary; a notice says why, where it was not the person's wish.
  stop(notice = "") {
    const set = this.set;
    if (!set || set.stopping) return;
    set.stopping = true;
    set.notice = notice;
    this.voice.silence();
    set.camera.close();
    if (!set.link.stop()) this.finish(set.last);
    else setTimeout(() => this.set === set && this.finish(set.last), SUMMARY_WITHIN_MS);
  }

  // With the coach's summary, or the last feedback where there is none, or null where nothing was seen.
  finish(outcome, notice = this.set.notice ?? "") {
    this.end();
    this.stage.close();
    this.stage.showNotice(notice);
    if (outcome?.type === "summary") this.stage.showSummary(outcome);
    else if (outcome) {
      const { valid_s: validS, target_s: targetS } = outcome;
      const headline = `${Math.floor(validS)} s of ${targetS} s held well`;
      this.stage.showSummary({ completed: validS >= targetS, headline, pauses: null, faults: null });
    }
  }

  end() {
    const set = this.set;
    this.set = null;
    set?.link.close();
    set?.camera.close();
    set?.wakeLock?.release();
  }

  // The person does not touch the computer for minutes: its screen is not to go dark.
  async keepAwake(set) {
    try {
      set.wakeLock = await navigator.wakeLock?.request("screen");
    } catch {
      return; // refused on low battery: the coach still speaks
    }
    if (this.set !== set) set.wakeLock?.release();
  }

  takeOff() {
    window.removeEventListener("pagehide", this.leave);
    this.voice.silence();
    this.end();
  }
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".coach");
  if (!coaches.has(root)) coaches.set(root, new CoachComponent(root));
  const coach = coaches.get(root);
  coach.choose(data);
  return () => coach.takeOff();
}
