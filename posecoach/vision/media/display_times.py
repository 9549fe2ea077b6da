"""When each frame of a video is shown, worked out from the timestamps that its packets carry."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from statistics import median_low
from typing import Final

from posecoach.translation import format_seconds
from posecoach.translation import translate as _

REORDERED: Final = 16
"""The most frames that are decoded before one which is shown earlier."""

_RESTART_S: Final = 1.0
"""A timestamp this much earlier than reordering explains begins another recording."""

_LONGEST_HOLE_S: Final = 10.0
"""A longer time without frames is a wrong timestamp, or another recording: no hold goes on across it."""

_SHOWN_HOLE_S: Final = 2.0
"""What is left of a longer hole: far above what any exercise counts across."""

_USUAL_FRAME_S: Final = 0.04


@dataclass(frozen=True, slots=True)
class Packet:
    """What a container says of a frame's time, in ticks of the stream; None where it says nothing."""

    pts: int | None
    dts: int | None


@dataclass(frozen=True, slots=True)
class DisplayTimes:
    """When the frames of a video are shown.

    Attributes:
        entries: Of each frame in order of display, its timestamp in ticks and when it is shown, seconds from
            the start. The latter strictly increases.
        by_dts: Whether the timestamps are those of decoding, since those of display are not complete.
        frame_s: How long a frame lasts: the median of all, above 0.
        notes: What is not as the file says, for people, one sentence each.
    """

    entries: tuple[tuple[int, float], ...]
    by_dts: bool
    frame_s: float
    notes: tuple[str, ...] = ()

    @property
    def duration_s(self) -> float:
        """From the start to the end of the last frame."""
        return self.entries[-1][1] + self.frame_s if self.entries else 0.0


def display_times(
    packets: Sequence[Packet], tick: Fraction, start: int, frame_s: float | None = None
) -> DisplayTimes:
    """Places the frames of a video in time.

    A timestamp far from all others is left out, a long hole is shortened to a gap, and timestamps that start
    again continue after what came before.

    Args:
        packets: In the order of the file.
        tick: Seconds a tick, exact: frames that are equally far apart are not to differ by rounding.
        start: The stream's own start in ticks, from which times are counted if the first frame is near it.
        frame_s: How long a frame lasts, where fewer than two say so; None if that is not known either.
    """
    tick_s = float(tick)
    by_dts = any(packet.pts is None for packet in packets)
    found = [packet.dts if by_dts else packet.pts for packet in packets]
    stamps = [stamp for stamp in found if stamp is not None]
    parts = _parts(stamps, tick_s)
    gaps = [after - before for part in parts for before, after in pairwise(part)]
    lasts_s = median_low(gaps) * tick_s if gaps else frame_s or _USUAL_FRAME_S
    kept = [part for part in parts if len(part) > 1] or parts
    notes: list[str] = []
    left_out = len(stamps) - sum(map(len, kept))
    if left_out:
        text = _("{count} of {all} frames left out: their timestamps don't fit the others.")
        notes.append(text.format(count=left_out, all=len(stamps)))
    entries: list[tuple[int, float]] = []
    for part in kept:
        if not entries:
            near = 0 <= (part[0] - start) * tick_s <= _LONGEST_HOLE_S
            zero, at_s = (start if near else part[0]), 0.0
        else:
            last, last_s = entries[-1]
            hole_s = (part[0] - last) * tick_s
            if 0 < hole_s <= _LONGEST_HOLE_S:
                zero, at_s = last, last_s
            elif hole_s > 0:
                zero, at_s = part[0], last_s + _SHOWN_HOLE_S
                text = _("No pictures for {length} after {time}: shortened to a gap.")
                notes.append(text.format(length=f"{hole_s:.0f} s", time=format_seconds(last_s, 1)))
            else:
                zero, at_s = part[0], last_s + lasts_s
                text = _("The timestamps start again after {time}: joined into one video.")
                notes.append(text.format(time=format_seconds(last_s, 1)))
        entries += [(stamp, at_s + float((stamp - zero) * tick)) for stamp in part]
    return DisplayTimes(tuple(entries), by_dts, lasts_s, tuple(notes))


def _parts(stamps: Sequence[int], tick_s: float) -> list[list[int]]:
    """The timestamps in order of display, in parts that are a jump apart, without doubles."""
    parts: list[list[int]] = []
    begun: list[int] = []
    in_order = sorted(set(stamps))
    usual_s = median_low([after - before for before, after in pairwise(in_order)] or [0]) * tick_s
    # Of few pictures a minute, one that is decoded early is shown long after the others so far.
    longest_s = max(_LONGEST_HOLE_S, REORDERED * min(usual_s, _LONGEST_HOLE_S))
    for stamp in stamps:
        recent = begun[-REORDERED:] or [stamp]
        back_s, on_s = (min(recent) - stamp) * tick_s, (stamp - max(recent)) * tick_s
        near = back_s <= _RESTART_S and on_s <= longest_s
        if begun and not near:
            parts.append(begun)
            begun = []
        begun.append(stamp)
    if begun:
        parts.append(begun)
    return [sorted(set(part)) for part in parts]


class FrameClock:
    """Gives the frames of a video their times of display, as they are decoded."""

    def __init__(self, times: DisplayTimes, *, reordered: bool = False) -> None:
        """Begins at the first frame.

        Args:
            times: Of all frames.
            reordered: Whether the timestamps are known to be in order of decoding, whatever a frame says.
        """
        self._left = deque(times.entries)
        self._placed = {stamp for stamp, _ in times.entries}
        self._by_dts = times.by_dts
        self._frame_s = times.frame_s
        self._last: tuple[int, float] | None = None
        self._in_order = not reordered

    def time_of(self, pts: int | None, dts: int | None) -> float | None:
        """When the next frame in order of display is shown, seconds.

        Once a timestamp goes back, those of the file are in order of decoding (H.264 in AVI): each frame
        then takes the next time that is left, so that none is lost.

        Args:
            pts: The frame's timestamp of display, ticks; None where it has none.
            dts: The same of decoding.

        Returns:
            None for a frame that can't be placed, see ``DisplayTimes.notes``.
        """
        stamp = dts if self._by_dts else pts
        if stamp is not None:
            if stamp not in self._placed:
                return None
            if self._in_order:
                if self._last is not None and stamp == self._last[0]:
                    return None
                self._pass_over(stamp)
        if self._left:
            self._last = self._left.popleft()
        elif self._last is not None:
            self._last = self._last[0], self._last[1] + self._frame_s
        return None if self._last is None else self._last[1]

    def _pass_over(self, stamp: int) -> None:
        """Leaves out the times of frames that could not be decoded."""
        at = next((at for at, entry in enumerate(self._left) if entry[0] == stamp), None)
        if at is None:
            self._in_order = False
            return
        for _left_out in range(at):
            self._left.popleft()
