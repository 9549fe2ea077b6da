// What is drawn over the camera's picture: the skeleton, and the judged angles at their joints.
// The picture is a mirror for the person; the points come unmirrored, so x is turned here, text never.

const SEEN = 0.5; // below it a point is a guess
const BONES = [
  [11, 12], [23, 24], [11, 13], [13, 15], [12, 14], [14, 16], [11, 23], [12, 24],
  [23, 25], [25, 27], [27, 29], [29, 31], [27, 31], [24, 26], [26, 28], [28, 30], [30, 32], [28, 32],
];
const JUDGED_BONES = {
  left: ["11-23", "23-25", "25-27"],
  right: ["12-24", "24-26", "26-28"],
};
const JOINTS = {
  left: { hip_flexion: 23, knee_flexion: 25 },
  right: { hip_flexion: 24, knee_flexion: 26 },
};
const INK = "#ffffff";
const HALO = "rgba(0, 0, 0, 0.65)";

class Picture {
  constructor(canvas, video) {
    this.canvas = canvas;
    this.video = video;
    this.context = canvas.getContext("2d");
  }

  draw(points, side, colour, angles) {
    const { canvas, context, video } = this;
    const sharpness = window.devicePixelRatio || 1;
    const width = Math.round(video.clientWidth * sharpness);
    const height = Math.round(video.clientHeight * sharpness);
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
    }
    context.clearRect(0, 0, width, height);
    if (!points) return;
    const at = ([x, y]) => [(1 - x) * width, y * height];
    const unit = Math.max(width, height) / 640;
    const judged = new Set(JUDGED_BONES[side]);
    context.lineCap = "round";
    for (const [from, to] of BONES) {
      if (points[from][2] < SEEN || points[to][2] < SEEN) continue;
      const isJudged = judged.has(`${from}-${to}`);
      if (isJudged) this.bone(at(points[from]), at(points[to]), 6 * unit, colour, INK, unit);
      else this.bone(at(points[from]), at(points[to]), 2.5 * unit, INK, HALO, unit);
    }
    for (const { measure, text } of angles) {
      const joint = points[JOINTS[side]?.[measure]];
      if (joint) this.label(at(joint), text, unit);
    }
  }

  bone(from, to, thickness, colour, halo, unit) {
    const { context } = this;
    for (const [stroke, lineWidth] of [[halo, thickness + 3 * unit], [colour, thickness]]) {
      context.strokeStyle = stroke;
      context.lineWidth = lineWidth;
      context.beginPath();
      context.moveTo(...from);
      context.lineTo(...to);
      context.stroke();
    }
  }

  label([x, y], text, unit) {
    const { context } = this;
    context.font = `600 ${17 * unit}px system-ui, sans-serif`;
    context.textBaseline = "middle";
    const width = context.measureText(text).width + 14 * unit;
    const left = Math.min(Math.max(0, x + 12 * unit), this.canvas.width - width);
    context.fillStyle = HALO;
    context.beginPath();
    context.roundRect(left, y - 14 * unit, width, 28 * unit, 8 * unit);
    context.fill();
    context.fillStyle = INK;
    context.fillText(text, left + 7 * unit, y + unit);
  }

  clear() {
    this.context.clearRect(0, 0, this.canvas.width, this.canvas.height);
  }
}
