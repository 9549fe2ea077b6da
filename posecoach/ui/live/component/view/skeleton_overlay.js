// Drawn over the camera's picture: the skeleton, and the judged angles at their joints. The person sees
// themselves as in a mirror; the points come unmirrored, so x is mirrored here and text never.

const MIN_VISIBILITY = 0.5; // below it a point is a guess
const INK = "#ffffff";
const HALO = "rgba(0, 0, 0, 0.65)";
const DESIGN_PX = 640; // thicknesses and letters are given for a picture of this size

export class SkeletonOverlay {
  // skeleton: { bones, judged, joints }, as page_settings.py gives them.
  constructor(canvas, video, skeleton) {
    this.canvas = canvas;
    this.video = video;
    this.context = canvas.getContext("2d");
    this.bones = skeleton.bones;
    this.joints = skeleton.joints;
    this.judged = Object.fromEntries(
      Object.entries(skeleton.judged).map(([side, bones]) => [side, new Set(bones.map(String))]),
    );
  }

  // points: 33 of [x, y, visibility], or null; side: whose limbs are judged, or null;
  // labels: { measure, text } for the judged joints; outline: a closed line of [x, y] around the person.
  draw(points, side, colour, labels, outline = null) {
    const { canvas, context } = this;
    this.fitToVideo();
    context.clearRect(0, 0, canvas.width, canvas.height);
    if (!points) return;
    const at = ([x, y]) => [(1 - x) * canvas.width, y * canvas.height];
    const unit = Math.max(canvas.width, canvas.height) / DESIGN_PX;
    if (outline) this.outline(outline.map(at), colour, unit);
    context.lineCap = "round";
    for (const bone of this.bones) {
      const [from, to] = bone.map((landmark) => points[landmark]);
      if (Math.min(from[2], to[2]) < MIN_VISIBILITY) continue;
      if (this.judged[side]?.has(String(bone))) this.line(at(from), at(to), 6 * unit, colour, HALO, unit);
      else this.line(at(from), at(to), 2.5 * unit, INK, HALO, unit);
    }
    for (const { measure, text } of labels) {
      const joint = points[this.joints[side]?.[measure]];
      if (joint) this.label(at(joint), text, unit);
    }
  }

  fitToVideo() {
    const { canvas, video } = this;
    const pixelRatio = window.devicePixelRatio || 1;
    const width = Math.round(video.clientWidth * pixelRatio);
    const height = Math.round(video.clientHeight * pixelRatio);
    if (canvas.width === width && canvas.height === height) return;
    canvas.width = width;
    canvas.height = height;
  }

  line(from, to, thickness, colour, halo, unit) {
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

  outline(line, colour, unit) {
    const { context } = this;
    context.lineJoin = "round";
    context.beginPath();
    for (const point of line) context.lineTo(...point);
    context.closePath();
    for (const [stroke, lineWidth] of [[INK, 7 * unit], [colour, 4 * unit]]) {
      context.strokeStyle = stroke;
      context.lineWidth = lineWidth;
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
