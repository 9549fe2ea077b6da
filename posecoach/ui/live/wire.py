"""The live socket's protocol: every message in both directions, and why a socket is closed.

The browser sends the first message. Text messages are JSON objects with a ``type``.

Browser to coach:

* ``{"type": "start", "token", "routine", "language"}`` once, as the first message. ``routine`` is a
  ``Routine``; ``language`` a browser's locale; ``profile`` and ``discomfort`` (0-10), both of which may
  be null, say whose history the session goes into and how the person feels before it. With the token of
  a session that is not over, that session continues.
* A binary message for each camera frame: ``FRAME_HEADER`` (little-endian: frame number, unsigned
  32 bit; when the camera took it, seconds on any steady clock, 64-bit float), then a JPEG. The
  picture is not mirrored. The browser has at most ``FRAMES_IN_FLIGHT`` unanswered frames; feedback to
  a frame answers every earlier frame as well.
* ``{"type": "pause" | "resume" | "skip" | "repeat"}``, and ``{"type": "stop"}``, which ends the session.
* ``{"type": "no_picture"}`` now and then while the camera gives no pictures: the page is still there.

Coach to browser:

* ``{"type": "session", "title", "language", "resumed", "states", "screen", "reasons", "sets"}``: what the
  session consists of. ``states`` maps each state to its ``label`` and ``colour``, ``screen`` ids to texts of
  the page, ``reasons`` those of no gate to their words; ``sets`` lists ``stretch``, ``title``, ``leg`` (in
  words, or null), ``kind``, ``amount``, ``states``, ``bands``, ``begin`` (how to get into it, in a line) and
  ``reasons`` (its gates in words). ``kind`` says what the set asks for: ``hold`` and ``timed`` for ``amount``
  seconds, of which the form is judged in a ``hold`` only, ``repetitions`` for as many. ``states`` are those
  that look or read otherwise in this set. ``bands`` are the judged angles of the position that counts, each
  with ``measure``, ``label``, ``unit``, the limits ``at_least`` and ``at_most`` (null where there is none),
  the limits as ``text``, and the ids of its ``gates``.
* ``{"type": "feedback", "frame", "t_s", "points", "phase", "number", "cue", "say", "chime", "left_s",
  "judged", "preview", "outline", "notice"}`` for each frame. ``points`` are 33 of ``[x, y, visibility]``,
  x and y as fractions of the frame's width and height, or null where nobody is seen. ``number`` is the
  set's place in ``sets``. ``cue`` and ``say`` are ``{"id", "kind", "text"}`` or null; ``say`` is spoken now,
  ``chime`` played. ``phase`` is ``set``, ``rest``, ``paused``, ``goodbye`` (after the last set, while
  the last words are said) or ``done``. ``left_s`` is what is left of a rest. ``judged`` is null in all phases
  but ``set``; there it has ``side``, ``state``, ``reason`` (why that is not ``valid``, an id, or null),
  ``need`` (the framing requirement to be met next, or null), ``needs`` (all that are not met),
  ``gates`` (``id``, ``answer`` and ``value``, null where unknown), ``faults``, ``valid_s``, ``target_s``,
  ``running`` and ``repetitions``: null in a hold, else ``counted``, ``target``, ``dwell_s`` (null where
  the working position is only passed through), ``held_s`` of the repetition under way, and ``at_top``,
  whether that one has reached the working position. ``preview`` says that the person
  has still to be seen for the first time; ``outline`` is then a closed line of ``[x, y]`` around the person,
  as fractions too, else null. ``notice`` is a text for the person, or null.
* ``{"type": "dropped", "frame"}`` for a frame that is not later than an earlier one, and is not judged.
* ``{"type": "summary", ...}`` (see ``tally``) when the session is over; the socket closes after it.
"""

import json
import math
import struct
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import IntEnum, StrEnum
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from posecoach.coaching.exercise.phrases import Phrases
from posecoach.coaching.exercise.routine import Routine
from posecoach.coaching.feedback import Cue, Feedback, GateResult, RepetitionReading, State
from posecoach.coaching.session import Session, SessionFeedback
from posecoach.pose.landmarks import Pose
from posecoach.records.words import STATE_WORDS
from posecoach.translation import translate as _
from posecoach.ui.live.outline import outline_of
from posecoach.ui.live.set_description import describe_set

LIVE_PATH = "/live/coach"
FRAME_HEADER = struct.Struct("<Id")
# How many frames the page sends before it waits for an answer: one is judged while the next one
# travels, or is looked at by a second engine.
FRAMES_IN_FLIGHT = 2
# A page that was reloaded continues its session within this time.
RESUME_WITHIN_S = 50.0
# The page tries again to connect after any close code below this one.
FIRST_FINAL_CODE = 4000
# A JPEG of 1280x720 at high quality takes 300 kB.
MAX_FRAME_BYTES = 512 * 1024
# A routine of 40 sets takes 5 kB.
MAX_TEXT_CHARS = 16 * 1024

# A thousandth of the frame's width is below a pixel; more digits would only cost time.
_DIGITS = 4


class CloseCode(IntEnum):
    """Why a socket was closed, in the range for applications. All are final (``FIRST_FINAL_CODE``)."""

    MALFORMED = 4400
    BAD_TOKEN = 4401
    IDLE = 4408
    TAKEN_OVER = 4409
    TOO_BIG = 4413
    TOO_FAST = 4429
    ENGINE = 4500
    FULL = 4503


class SocketRefusedError(Exception):
    """The socket has to be closed.

    Attributes:
        code: Why, for the page.
        reason: Why, and what to do, for the person. A close message holds at most 123 bytes.
    """

    def __init__(self, code: CloseCode, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class _Message(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Start(_Message):
    """Asks for a routine to be coached."""

    type: Literal["start"]
    token: str = Field(max_length=64)
    routine: Routine
    language: str | None = Field(default=None, max_length=35)
    profile: int | None = None
    discomfort: int | None = Field(default=None, ge=0, le=10)
    pictures: bool = False


class Command(StrEnum):
    """What a person can ask for during a session; ``NO_PICTURE`` is the page's own, and asks for nothing."""

    PAUSE = "pause"
    RESUME = "resume"
    SKIP = "skip"
    REPEAT = "repeat"
    STOP = "stop"
    NO_PICTURE = "no_picture"


class CommandMessage(_Message):
    """A command during a session."""

    type: Command


_MESSAGE: TypeAdapter[Start | CommandMessage] = TypeAdapter(Start | CommandMessage)


@dataclass(frozen=True, slots=True)
class CameraFrame:
    """A frame as it came from the browser.

    Attributes:
        number: The browser's own count, sent back with the answer.
        t_s: When the camera took it, on the browser's clock.
        jpeg: The picture.
    """

    number: int
    t_s: float
    jpeg: bytes


def read_text(text: str) -> Start | CommandMessage:
    """Reads a text message.

    Raises:
        SocketRefusedError: if it is neither of the two.
    """
    if len(text) > MAX_TEXT_CHARS:
        raise SocketRefusedError(CloseCode.TOO_BIG, _("This message is too long. Reload the page."))
    try:
        return _MESSAGE.validate_json(text)
    except ValidationError as error:
        raise SocketRefusedError(
            CloseCode.MALFORMED, _("The coach does not understand this page. Reload it.")
        ) from error


def read_frame(data: bytes) -> CameraFrame:
    """Reads a binary message. The JPEG itself is not checked.

    Raises:
        SocketRefusedError: if it is too big, or too short to hold a picture.
    """
    if len(data) > MAX_FRAME_BYTES:
        raise SocketRefusedError(CloseCode.TOO_BIG, _("The camera's picture is too big. Reload the page."))
    if len(data) <= FRAME_HEADER.size:
        raise SocketRefusedError(CloseCode.MALFORMED, _("The camera's picture is empty. Reload the page."))
    number, t_s = FRAME_HEADER.unpack_from(data)
    return CameraFrame(number, t_s, data[FRAME_HEADER.size :])


def session_message(session: Session, title: str, phrases: Phrases, *, resumed: bool) -> str:
    """The session that begins, or continues."""
    return _encode(
        type="session",
        title=title,
        language=phrases.language,
        resumed=resumed,
        states={
            state: {"label": phrases.states[state], "colour": state_words.css_colour}
            for state, state_words in STATE_WORDS.items()
        },
        screen=dict(phrases.screen),
        reasons=dict(phrases.reasons),
        sets=[
            describe_set(planned, spec, phrases)
            for planned, spec in zip(session.sets, session.specs, strict=True)
        ],
    )


def feedback_message(
    frame: int, pose: Pose | None, answer: SessionFeedback, notice: str | None = None
) -> str:
    """The answer to one frame."""
    return _encode(
        type="feedback",
        frame=frame,
        t_s=round(answer.t_s, 3),
        points=_points(pose),
        phase=answer.phase,
        number=answer.number,
        cue=_cue(answer.cue),
        say=_cue(answer.say),
        chime=answer.chime,
        left_s=None if answer.left_s is None else round(answer.left_s, 1),
        judged=_judged(answer.feedback) if answer.feedback else None,
        preview=answer.preview,
        outline=outline_of(pose) if answer.preview else None,
        notice=notice,
    )


def dropped_message(frame: int) -> str:
    """The answer to a frame that is not judged."""
    return _encode(type="dropped", frame=frame)


def _judged(feedback: Feedback) -> dict[str, Any]:
    return {
        "side": feedback.side,
        "state": feedback.state,
        "reason": feedback.reason,
        "needs": [need.id for need in feedback.framing if not need.ready],
        "need": feedback.reason if feedback.state in (State.NO_PERSON, State.NOT_FRAMED) else None,
        "gates": [_answer(result) for result in feedback.gates],
        "faults": [fault.id for fault in feedback.faults],
        "valid_s": round(feedback.clock.valid_s, 2),
        "target_s": feedback.clock.target_s,
        "running": feedback.clock.running,
        "repetitions": _repetitions(feedback.clock.repetitions),
    }


def _repetitions(now: RepetitionReading | None) -> dict[str, Any] | None:
    if now is None:
        return None
    return {
        "counted": now.counted,
        "target": now.target,
        "dwell_s": now.dwell_s,
        "held_s": round(now.held_s, 2),
        "at_top": now.top_s is not None,
    }


def summary_message(summary: Mapping[str, Any]) -> str:
    """What came of the session."""
    return _encode(type="summary", **summary)


def _encode(**message: Any) -> str:
    return json.dumps(message, separators=(",", ":"), allow_nan=False)


def _answer(result: GateResult) -> dict[str, Any]:
    value = round(result.value, 2) if math.isfinite(result.value) else None
    return {"id": result.id, "answer": result.answer, "value": value}


def _points(pose: Pose | None) -> Sequence[Sequence[float]] | None:
    if pose is None:
        return None
    fractions = pose.points / (pose.width, pose.height)
    return [
        [round(x, _DIGITS), round(y, _DIGITS), round(seen, 2)]
        for (x, y), seen in zip(fractions.tolist(), pose.visibility.tolist(), strict=True)
    ]


def _cue(cue: Cue | None) -> dict[str, Any] | None:
    return asdict(cue) if cue else None
