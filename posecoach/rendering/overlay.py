"""The coach's answer drawn on a frame: the pose, the judged angles, the state, the cue and the clock."""

from itertools import pairwise
from typing import Final, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.feedback import Answer, ClockReading, Feedback, State
from posecoach.pose.landmarks import Landmark, Pose, Side
from posecoach.records import palette, words
from posecoach.records.words import STATE_WORDS
from posecoach.rendering.canvas import BOLD, REGULAR, Box, Canvas, Colour, Image
from posecoach.translation import N_, Texts, capitalized, format_exact, format_number
from posecoach.translation import translate as _

_INK: Final[Colour] = (18, 22, 28)
_BONE: Final[Colour] = (205, 211, 219)
_TRACK: Final[Colour] = (96, 104, 115)
_COUNTED: Final[Colour] = palette.rgb(palette.GREEN)

_LIMBS: Final = (
    ("shoulder", "elbow"),
    ("elbow", "wrist"),
    ("shoulder", "hip"),
    ("hip", "knee"),
    ("knee", "ankle"),
    ("ankle", "foot_index"),
)
_BONES: Final = (
    (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER),
    (Landmark.LEFT_HIP, Landmark.RIGHT_HIP),
    *((side.landmark(start), side.landmark(end)) for side in Side for start, end in _LIMBS),
)
_JUDGED_PARTS: Final = ("shoulder", "hip", "knee", "ankle", "foot_index")
# Which joint's angle a measure is: the parts before, at and after the joint.
_ANGLES: Final = {
    "hip_flexion": ("shoulder", "hip", "knee"),
    "knee_flexion": ("hip", "knee", "ankle"),
}
_JOINTS: Final = Texts({"hip_flexion": N_("Hip"), "knee_flexion": N_("Knee")})

# All sizes below are in design pixels (see ``Canvas``). What lies on the picture has a rim, dark under
# light colours and light under dark ones, so that it shows on any background.
_BONE_WIDTH, _BONE_RIM_WIDTH = 1.8, 3.5
_JUDGED_WIDTH, _JUDGED_RIM_WIDTH = 6.0, 9.0
_JOINT_RADIUS, _JOINT_RIM_RADIUS = 4.0, 6.5

_ANGLE_SIZE = 17
_ANGLE_DISTANCE = 20  # from the joint: clear of its dot and of the limbs' width
_ANGLE_GAP = 4
# The sum of the two unit vectors from a joint along its limbs is as short as this where it is bent by 17
# degrees or less; then it doesn't point anywhere in particular.
_NEARLY_STRAIGHT = 0.3

_BADGE_MARGIN = 12
_STATE_SIZE = 22
_SIDE_SIZE = 15
_SIDE_GAP = 5

_RING_RADIUS = 38
_RING_MARGIN = 18
_RING_WIDTH = 7
_SECONDS_SIZE, _SECONDS_BASELINE = 25, 6  # below the ring's centre
_TARGET_SIZE, _TARGET_BASELINE = 12.5, 22
_TWELVE_O_CLOCK_DEG = -90  # of an angle that OpenCV counts from three o'clock

_CUE_SIZE = 24
_CUE_LINE_HEIGHT = 31
_CUE_SIDE_MARGIN = 16
_CUE_PADDING = 20  # below the baseline of the last line
_CUE_OPACITY = 0.72  # dark enough for white letters, and the feet still show through


def draw_feedback(rgb: Image, pose: Pose | None, feedback: Feedback, spec: StretchSpec) -> Image:
    """A copy of a frame with the coach's answer on it.

    Args:
        rgb: (h, w, 3) the frame.
        pose: The person found in it, in pixels of this frame.
        feedback: What the coach answered.
        spec: The exercise that it is about.

    Returns:
        (h, w, 3) the drawn frame; ``rgb`` stays as it is.
    """
    canvas = Canvas(draw_pose(rgb, pose, feedback))
    _draw_badge(canvas, feedback.state, words.state_label(feedback.state, spec), feedback.side)
    _draw_ring(canvas, feedback.clock)
    if feedback.cue is not None:
        _draw_cue(canvas, feedback.cue.text)
    return canvas.pixels


def draw_pose(rgb: Image, pose: Pose | None, feedback: Feedback) -> Image:
    """A copy of a frame with the skeleton, the judged limbs and their angles on it.

    Args:
        rgb: (h, w, 3) the frame.
        pose: The person found in it, in pixels of this frame.
        feedback: What the coach answered.

    Returns:
        (h, w, 3) the drawn frame; ``rgb`` stays as it is.
    """
    canvas = Canvas(rgb.copy())
    if pose is not None:
        _draw_skeleton(canvas, pose, feedback.side, STATE_WORDS[feedback.state].colour)
        if feedback.side is not None:
            _draw_angles(canvas, pose, feedback.side, feedback)
    return canvas.pixels


def _draw_skeleton(canvas: Canvas, pose: Pose, side: Side | None, colour: Colour) -> None:
    for start, end in _BONES:
        canvas.line(pose.points[start], pose.points[end], _INK, _BONE_RIM_WIDTH)
        canvas.line(pose.points[start], pose.points[end], _BONE, _BONE_WIDTH)
    if side is None:
        return
    judged = [pose.points[side.landmark(part)] for part in _JUDGED_PARTS]
    for width, paint in ((_JUDGED_RIM_WIDTH, _INK), (_JUDGED_WIDTH, colour)):
        for start, end in pairwise(judged):
            canvas.line(start, end, paint, width)
    for joint in judged[:-1]:
        canvas.dot(joint, _JOINT_RIM_RADIUS, _INK)
        canvas.dot(joint, _JOINT_RADIUS, colour)


def _draw_angles(canvas: Canvas, pose: Pose, side: Side, feedback: Feedback) -> None:
    placed: list[Box] = []
    for measure, parts in _ANGLES.items():
        found = feedback.measures.get(measure)
        if found is None:
            continue
        name = _JOINTS[measure]
        before, joint, after = (pose.points[side.landmark(part)] for part in parts)
        text = f"{name} {found.value:.0f}°" if found.known else f"{name} ?"
        box = canvas.label_box(text, _ANGLE_SIZE, BOLD)
        distance = canvas.px(_ANGLE_DISTANCE) + box.right / 2
        centre = joint + _outward(before, joint, after) * distance
        box = canvas.inside(box.moved(round(centre[0] - box.right / 2), round(centre[1] - box.bottom / 2)))
        for other in placed:
            if box.overlaps(other):
                box = canvas.inside(box.moved(0, other.bottom + canvas.px(_ANGLE_GAP) - box.top))
        canvas.label(box, text, _ANGLE_SIZE, BOLD, _answer_colour(feedback, measure))
        placed.append(box)


def _outward(
    before: NDArray[np.float64], joint: NDArray[np.float64], after: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The unit vector to the outside of the bend, where a label hides no limb."""
    outward = _unit(joint - before) + _unit(joint - after)
    if np.hypot(*outward) < _NEARLY_STRAIGHT:  # either side will do
        along = _unit(after - before)
        outward = np.array((-along[1], along[0]))
    return _unit(outward)


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


def _draw_badge(canvas: Canvas, state: State, label: str, side: Side | None) -> None:
    margin = canvas.px(_BADGE_MARGIN)
    box = canvas.label_box(label, _STATE_SIZE, BOLD).moved(margin, margin)
    canvas.label(box, label, _STATE_SIZE, BOLD, STATE_WORDS[state].colour)
    if side is not None:
        text = capitalized(words.SIDES[side])
        top = box.bottom + canvas.px(_SIDE_GAP)
        below = canvas.label_box(text, _SIDE_SIZE, REGULAR).moved(margin, top)
        canvas.label(below, text, _SIDE_SIZE, REGULAR, _INK)


def _draw_ring(canvas: Canvas, clock: ClockReading) -> None:
    radius, width = canvas.px(_RING_RADIUS), canvas.px(_RING_WIDTH)
    margin = canvas.px(_RING_MARGIN)
    x, y = canvas.width - radius - margin, radius + margin
    cv2.circle(canvas.pixels, (x, y), radius + width, _INK, cv2.FILLED, cv2.LINE_AA)
    cv2.circle(canvas.pixels, (x, y), radius, _TRACK, width, cv2.LINE_AA)
    share, middle, below = _clock_face(clock)
    if share > 0:
        held = clock.repetitions is not None and share == 1
        colour = _COUNTED if clock.running or clock.completed or held else _BONE
        axes = (radius, radius)
        cv2.ellipse(
            canvas.pixels, (x, y), axes, _TWELVE_O_CLOCK_DEG, 0, 360 * share, colour, width, cv2.LINE_AA
        )
    canvas.centred_text(middle, x, y + canvas.px(_SECONDS_BASELINE), _SECONDS_SIZE, BOLD)
    canvas.centred_text(below, x, y + canvas.px(_TARGET_BASELINE), _TARGET_SIZE, REGULAR)


def _clock_face(clock: ClockReading) -> tuple[float, str, str]:
    """How far the ring is drawn, 0..1, and the two lines in it, as on the live page.

    Of repetitions the ring fills while the working position is held; where it is only passed through, the
    ring shows how many count.
    """
    now = clock.repetitions
    if now is None:
        below = _("of {target}").format(target=f"{format_exact(clock.target_s)} s")
        return min(clock.valid_s / clock.target_s, 1.0), format_number(clock.valid_s, 1), below
    middle, below = str(now.counted), _("of {target}").format(target=now.target)
    if now.dwell_s is None or clock.completed:
        return min(now.counted / now.target, 1.0), middle, below
    return (0.0 if now.top_s is None else min(1.0, now.held_s / now.dwell_s)), middle, below


def _draw_cue(canvas: Canvas, text: str) -> None:
    line_height = canvas.px(_CUE_LINE_HEIGHT)
    lines = _wrapped(canvas, text, _CUE_SIZE, canvas.width - 2 * canvas.px(_CUE_SIDE_MARGIN))
    top = canvas.height - len(lines) * line_height - canvas.px(_CUE_PADDING)
    strip = canvas.pixels[max(top, 0) :]
    ink = np.full_like(strip, _INK)
    cv2.addWeighted(ink, _CUE_OPACITY, strip, 1 - _CUE_OPACITY, 0, dst=strip)
    for number, line in enumerate(lines, start=1):
        canvas.centred_text(line, canvas.width // 2, top + number * line_height, _CUE_SIZE, BOLD)


def _wrapped(canvas: Canvas, text: str, size: float, width: int) -> list[str]:
    """The text in lines of at most so many pixels; a longer word has a line of its own."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and canvas.text_width(longer, size, BOLD) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
