"""An evaluation's contact sheet: what was wrong, picture by picture, then what was right."""

from collections.abc import Mapping, Sequence

import cv2

from posecoach.evaluation.labelled.clips import FalseCount, JudgedClip, JudgedSpan
from posecoach.evaluation.labelled.labels import Label, LabelledPhoto
from posecoach.evaluation.labelled.pairs import BackReading, JudgedPair
from posecoach.evaluation.labelled.stills import JudgedStill
from posecoach.rendering.canvas import Image
from posecoach.rendering.contact_sheet import Line, Tile, contact_sheet

PNG = ".png"

_LINES_ARE = "Stretch (label): verdict, reason"
_RED = (176, 20, 44)
_GREY = (110, 118, 130)
_MOST_REASONS = 2


class Sheet:
    """Collects pictures and lines as the results come in."""

    def __init__(self) -> None:
        self._missed: list[Tile] = []
        self._right: list[Tile] = []
        self._pairs: list[Tile] = []
        self._spans: list[Tile] = []
        self._false: list[Tile] = []

    def add_photo(self, photo: LabelledPhoto, stills: Sequence[JudgedStill], picture: Image) -> None:
        """A photo that is scored."""
        title = Line(f"{photo.file}  ({photo.pose_class})", bold=True)
        tile = Tile(picture, [title, *map(_still_line, stills)])
        (self._missed if any(still.miss for still in stills) else self._right).append(tile)

    def add_pair(self, judged: JudgedPair, rounded: Image, flat: Image) -> None:
        """A pair that was missed."""
        for kind, reading, picture in (("rounded", judged.rounded, rounded), ("flat", judged.flat, flat)):
            wrong = not reading.named if kind == "rounded" else reading.named
            title = Line(f"{judged.pair.name}, {kind}  ({judged.exercise})", bold=True)
            said = Line(_back(reading), _RED if wrong or judged.in_order is False else _GREY)
            self._pairs.append(Tile(picture, [title, said]))

    def add_clip(self, clip: JudgedClip, pictures: Mapping[tuple[str, float], Image]) -> None:
        """What was missed in a clip, and what counted falsely."""
        for miss in clip.misses:
            picture = pictures[clip.exercise, miss.middle_s]
            title = Line(f"{clip.file}  {miss.start_s:.1f} - {miss.end_s:.1f} s", bold=True)
            if isinstance(miss, JudgedSpan):
                self._spans.append(Tile(picture, [title, Line(_missed(clip, miss), _RED)]))
            else:
                self._false.append(Tile(picture, [title, Line(_counted(clip, miss), _RED)]))

    def png(self) -> bytes:
        """The whole sheet as a file."""
        sheet = contact_sheet(
            [
                (f"Misses: {len(self._missed)} photos.  {_LINES_ARE}", self._missed),
                (f"Pairs that are not right: {len(self._pairs) // 2}", self._pairs),
                (f"Spans missed: {len(self._spans)}.  The frame in the middle", self._spans),
                (f"Counted falsely: {len(self._false)}.  The frame in the middle", self._false),
                (f"Right: {len(self._right)} photos.  {_LINES_ARE}", self._right),
            ]
        )
        _, png = cv2.imencode(PNG, cv2.cvtColor(sheet, cv2.COLOR_RGB2BGR))
        return png.tobytes()


def _still_line(still: JudgedStill) -> Line:
    reason = f", {still.reason}" if still.reason and still.reason != still.state else ""
    text = f"{still.stretch} ({still.label}): {still.state}{reason}"
    if still.miss:
        return Line(text, _RED, bold=True)
    return Line(text, _GREY) if still.label is not Label.VALID else Line(text)


def _back(reading: BackReading) -> str:
    if reading.flexion is None:
        return f"not known: {reading.why_not}"
    return f"{reading.flexion:.0f} degrees, {'named' if reading.named else 'not named'}"


def _missed(clip: JudgedClip, span: JudgedSpan) -> str:
    reasons = ", ".join(list(span.uncounted)[:_MOST_REASONS])
    return f"{clip.exercise}: {span.counted_s:.1f} of {span.scored_s:.1f} s  {reasons}"


def _counted(clip: JudgedClip, false: FalseCount) -> str:
    return f"{clip.exercise}, shows {false.pose_class or 'no label'} {false.form}"
