"""The coach's answer drawn on a frame: what it saw, what it thinks, what counts."""

from dataclasses import dataclass
from itertools import pairwise
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from posecoach.coaching.feedback import Answer, ClockReading, Feedback, State
from posecoach.pose.landmarks import Landmark, Pose, Side
from posecoach.records.words import STATE_WORDS

Image = NDArray[np.uint8]
Colour = tuple[int, int, int]

# Everything is sized in parts of this picture height, so that it reads the same at any size.
_DESIGN_PX = 480
_SMALLEST_SCALE = 0.6  # smaller letters can't be read

_WHITE: Colour = (255, 255, 255)
_INK: Colour = (18, 22, 28)
_BONE: Colour = (205, 211, 219)
_TRACK: Colour = (96, 104, 115)
_STRIP_OPACITY = 0.72

_REGULAR, _BOLD = 400, 700

_LIMBS = (
    ("shoulder", "elbow"),
    ("elbow", "wrist"),
    ("shoulder", "hip"),
    ("hip", "knee"),
    ("knee", "ankle"),
    ("ankle", "foot_index"),
)
_BONES = (
    (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER),
    (Landmark.LEFT_HIP, Landmark.RIGHT_HIP),
    *((side.landmark(start), side.landmark(end)) for side in Side for start, end in _LIMBS),
)
_JUDGED_PARTS = ("shoulder", "hip", "knee", "ankle", "foot_index")
# Which joint's angle a measure is: its label, and the parts before, at and after the joint.
_ANGLES = {
    "hip_flexion": ("Hip", ("shoulder", "hip", "knee")),
    "knee_flexion": ("Knee", ("hip", "knee", "ankle")),
}


def draw_feedback(rgb: Image, pose: Pose | None, feedback: Feedback) -> Image:
    """A copy of a frame with the coach's answer on it.

    Args:
        rgb: (h, w, 3) the frame.
        pose: Who was found in it, in pixels of this frame.
        feedback: What the coach answered.

    Returns:
        (h, w, 3) the drawn frame; ``rgb`` stays as it is.
    """
    canvas = _Canvas(draw_pose(rgb, pose, feedback))
    _draw_badge(canvas, feedback.state, feedback.side)
    _draw_ring(canvas, feedback.clock)
    if feedback.cue is not None:
        _draw_cue(canvas, feedback.cue.text)
    return canvas.pixels


def draw_pose(rgb: Image, pose: Pose | None, feedback: Feedback) -> Image:
    """A copy of a frame with the skeleton, the judged limbs and their angles on it.

    Args:
        rgb: (h, w, 3) the frame.
        pose: Who was found in it, in pixels of this frame.
        feedback: What the coach answered.

    Returns:
        (h, w, 3) the drawn frame; ``rgb`` stays as it is.
    """
    canvas = _Canvas(rgb.copy())
    if pose is not None:
        _draw_skeleton(canvas, pose, feedback.side, STATE_WORDS[feedback.state].colour)
        if feedback.side is not None:
            _draw_angles(canvas, pose, feedback.side, feedback)
    return canvas.pixels


@dataclass(frozen=True, slots=True)
class _Box:
    left: int
    top: int
    right: int
    bottom: int

    def overlaps(self, other: "_Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def moved(self, right: int, down: int) -> "_Box":
        return _Box(self.left + right, self.top + down, self.right + right, self.bottom + down)


class _Canvas:
    """A picture with a scale: lengths are given in design pixels."""

    def __init__(self, pixels: Image) -> None:
        self.pixels = pixels
        self.height, self.width = pixels.shape[:2]
        self.scale: float = max(_SMALLEST_SCALE, min(self.height, self.width) / _DESIGN_PX)
        self.font = cv2.FontFace("sans")

    def px(self, design_px: float) -> int:
        return max(1, round(design_px * self.scale))

    def text_width(self, text: str, size: float, weight: int) -> int:
        _, _, width, _ = cv2.getTextSize((0, 0), text, (0, 0), self.font, self.px(size), weight)
        return int(width)

    def text(self, text: str, left: int, baseline: int, size: float, weight: int) -> None:
        cv2.putText(self.pixels, text, (left, baseline), _WHITE, self.font, self.px(size), weight)

    def centred_text(self, text: str, centre: int, baseline: int, size: float, weight: int) -> None:
        self.text(text, centre - self.text_width(text, size, weight) // 2, baseline, size, weight)

    def label_box(self, text: str, size: float, weight: int) -> _Box:
        """The box of a label at the origin: its text with room around it."""
        return _Box(0, 0, self.text_width(text, size, weight) + self.px(size * 0.9), self.px(size * 1.6))

    def label(self, box: _Box, text: str, size: float, weight: int, colour: Colour) -> None:
        """A text on a filled box with round corners and a light rim."""
        for inset, fill in ((0, _WHITE), (self.px(1.5), colour)):
            self._round_box(box, inset, fill)
        self.centred_text(text, (box.left + box.right) // 2, box.top + self.px(size * 1.15), size, weight)

    def _round_box(self, box: _Box, inset: int, colour: Colour) -> None:
        left, top, right, bottom = box.left + inset, box.top + inset, box.right - inset, box.bottom - inset
        radius = min(self.px(7), (bottom - top) // 2)
        cv2.rectangle(self.pixels, (left + radius, top), (right - radius, bottom), colour, cv2.FILLED)
        cv2.rectangle(self.pixels, (left, top + radius), (right, bottom - radius), colour, cv2.FILLED)
        for x in (left + radius, right - radius):
            for y in (top + radius, bottom - radius):
                cv2.circle(self.pixels, (x, y), radius, colour, cv2.FILLED, cv2.LINE_AA)

    def line(
        self, start: NDArray[np.float64], end: NDArray[np.float64], colour: Colour, width: float
    ) -> None:
        cv2.line(self.pixels, _pixel(start), _pixel(end), colour, self.px(width), cv2.LINE_AA)

    def dot(self, centre: NDArray[np.float64], radius: float, colour: Colour) -> None:
        cv2.circle(self.pixels, _pixel(centre), self.px(radius), colour, cv2.FILLED, cv2.LINE_AA)

    def inside(self, box: _Box) -> _Box:
        """The box moved into the picture."""
        margin = self.px(4)
        right = max(margin - box.left, 0) + min(self.width - margin - box.right, 0)
        down = max(margin - box.top, 0) + min(self.height - margin - box.bottom, 0)
        return box.moved(right, down)


def _pixel(point: NDArray[np.float64]) -> tuple[int, int]:
    return round(float(point[0])), round(float(point[1]))


def _draw_skeleton(canvas: _Canvas, pose: Pose, side: Side | None, colour: Colour) -> None:
    for start, end in _BONES:
        canvas.line(pose.points[start], pose.points[end], _INK, 3.5)
        canvas.line(pose.points[start], pose.points[end], _BONE, 1.8)
    if side is None:
        return
    judged = [pose.points[side.landmark(part)] for part in _JUDGED_PARTS]
    for rim, paint in ((9.0, _WHITE), (6.0, colour)):
        for start, end in pairwise(judged):
            canvas.line(start, end, paint, rim)
    for joint in judged[:-1]:
        canvas.dot(joint, 6.5, _WHITE)
        canvas.dot(joint, 4, colour)


def _draw_angles(canvas: _Canvas, pose: Pose, side: Side, feedback: Feedback) -> None:
    placed: list[_Box] = []
    size = 17
    for measure, (name, parts) in _ANGLES.items():
        found = feedback.measures.get(measure)
        if found is None:
            continue
        before, joint, after = (pose.points[side.landmark(part)] for part in parts)
        text = f"{name} {found.value:.0f}°" if found.known else f"{name} ?"
        # On the outside of the bend the label hides no limb.
        outward = _unit(joint - before) + _unit(joint - after)
        if np.hypot(*outward) < 0.3:  # nearly straight: either side will do
            along = _unit(after - before)
            outward = np.array((-along[1], along[0]))
        box = canvas.label_box(text, size, _BOLD)
        centre = joint + _unit(outward) * (canvas.px(20) + box.right / 2)
        box = canvas.inside(box.moved(round(centre[0] - box.right / 2), round(centre[1] - box.bottom / 2)))
        for other in placed:
            if box.overlaps(other):
                box = canvas.inside(box.moved(0, other.bottom + canvas.px(4) - box.top))
        canvas.label(box, text, size, _BOLD, _answer_colour(feedback, measure))
        placed.append(box)


def _answer_colour(feedback: Feedback, measure: str) -> Colour:
    """Of the worst answer that the measure's gates gave; only a fault is alarming."""
    gates = [gate for gate in feedback.gates if gate.measure == measure]
    faults = {fault.id for fault in feedback.faults}
    answers = {gate.answer for gate in gates}
    if any(gate.id in faults for gate in gates):
        return STATE_WORDS[State.FAULT].colour
    if Answer.FAIL in answers:
        return STATE_WORDS[State.NOT_IN_POSITION].colour
    if Answer.UNKNOWN in answers:
        return STATE_WORDS[State.UNKNOWN].colour
    return STATE_WORDS[State.VALID].colour if answers else _INK


def _unit(vector: NDArray[np.float64]) -> NDArray[np.float64]:
    length = float(np.hypot(*vector))
    return vector / length if length else cast(NDArray[np.float64], np.zeros(2))


def _draw_badge(canvas: _Canvas, state: State, side: Side | None) -> None:
    words = STATE_WORDS[state]
    margin = canvas.px(12)
    box = canvas.label_box(words.label, 22, _BOLD).moved(margin, margin)
    canvas.label(box, words.label, 22, _BOLD, words.colour)
    if side is not None:
        text = f"{side.capitalize()} leg"
        below = canvas.label_box(text, 15, _REGULAR).moved(margin, box.bottom + canvas.px(5))
        canvas.label(below, text, 15, _REGULAR, _INK)


def _draw_ring(canvas: _Canvas, clock: ClockReading) -> None:
    radius = canvas.px(38)
    centre = (canvas.width - radius - canvas.px(18), radius + canvas.px(18))
    cv2.circle(canvas.pixels, centre, radius + canvas.px(7), _INK, cv2.FILLED, cv2.LINE_AA)
    cv2.circle(canvas.pixels, centre, radius, _TRACK, canvas.px(7), cv2.LINE_AA)
    share = min(clock.valid_s / clock.target_s, 1.0)
    if share > 0:
        colour = (74, 222, 128) if clock.running or clock.completed else _BONE
        cv2.ellipse(
            canvas.pixels, centre, (radius, radius), -90, 0, 360 * share, colour, canvas.px(7), cv2.LINE_AA
        )
    canvas.centred_text(f"{clock.valid_s:.1f}", centre[0], centre[1] + canvas.px(6), 25, _BOLD)
    canvas.centred_text(f"of {clock.target_s:g} s", centre[0], centre[1] + canvas.px(22), 12.5, _REGULAR)


def _draw_cue(canvas: _Canvas, text: str) -> None:
    size, line_height = 24, canvas.px(31)
    lines = _wrapped(canvas, text, size, canvas.width - 2 * canvas.px(16))
    top = canvas.height - len(lines) * line_height - canvas.px(20)
    strip = canvas.pixels[max(top, 0) :]
    ink = np.full_like(strip, _INK)
    cv2.addWeighted(ink, _STRIP_OPACITY, strip, 1 - _STRIP_OPACITY, 0, dst=strip)
    for number, line in enumerate(lines, start=1):
        canvas.centred_text(line, canvas.width // 2, top + number * line_height, size, _BOLD)


def _wrapped(canvas: _Canvas, text: str, size: float, width: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and canvas.text_width(longer, size, _BOLD) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
