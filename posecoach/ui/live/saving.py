"""Saves a live session to the history while it lasts: a power cut takes seconds of it, not all."""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from posecoach.coaching.session import Session
from posecoach.records.history.errors import HistoryError
from posecoach.records.history.shared import open_history
from posecoach.records.history.store import CUT_OFF, History
from posecoach.records.timeline.recorder import SetRecord
from posecoach.rendering.album import Album
from posecoach.ui.live.tally import SessionTally

# A set under way is saved again after this much of the frames' time. At most that is lost, and the
# moment that the writing takes.
SAVE_EVERY_S = 4.0


@dataclass(frozen=True, slots=True)
class _Save:
    """A set as it is now, to be written."""

    place: int  # in the order in which sets were begun
    number: int  # in the routine
    record: SetRecord
    ended: str
    album: Album | None = None  # only of a set that is over


class SessionSaver:
    """Saves one live session, in a thread of its own: a database may make a writer wait for seconds.

    Where saving fails, ``problem`` says why, the next save tries again, and the session goes on.

    Args:
        session: The session.
        tally: The running totals of the session.
        profile: Whose history it goes into; None for the first profile's.
        title: The routine's title.
        discomfort: How the person felt before the session, 0-10; None where unknown.
    """

    def __init__(
        self, session: Session, tally: SessionTally, profile: int | None, title: str, discomfort: int | None
    ) -> None:
        self.session_id: int | None = None
        """The session's id in the history; None before its first save."""
        self.problem: str | None = None
        """Why the last save failed, for the person; None where it did not."""
        self._session = session
        self._tally = tally
        self._profile = profile
        self._title = title
        self._discomfort = discomfort
        self._sets_done = 0  # how many sets are over and saved
        self._last_save_s = 0.0  # when the last save began, in the frames' time
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="posecoach-save")
        self._saving: Future[None] | None = None

    def after_frame(self, t_s: float) -> None:
        """Starts a save where one is due after the frame of this time; does not wait for it."""
        busy = self._saving is not None and not self._saving.done()
        due = self._sets_done < len(self._tally.over) or t_s - self._last_save_s >= SAVE_EVERY_S
        if due and not busy:
            self._last_save_s = t_s
            self._saving = self._thread.submit(self._write, self._unsaved())

    def save_now(self) -> None:
        """Saves everything up to the last frame, and waits for it."""
        self._thread.submit(lambda: self._write(self._unsaved())).result()

    def close(self) -> None:
        """Saves what is left, waits for it, and ends the thread.

        A session in which nothing was held is saved too: the person may want to say why they stopped.
        """
        self.save_now()
        self._thread.submit(self._begin_at_last).result()
        self._thread.shutdown()

    def _unsaved(self) -> list[_Save]:
        """The sets that are over and not saved, and the one under way."""
        sets = [
            _Save(place, outcome.number, tally.recorder.record(), outcome.ended, tally.album)
            for place, (outcome, tally) in enumerate(
                zip(self._session.outcomes, self._tally.over, strict=False)
            )
            if place >= self._sets_done
        ]
        if self._session.number < len(self._session.sets):
            record = self._tally.now.recorder.record()
            sets.append(_Save(len(self._tally.over), self._session.number, record, CUT_OFF))
        return sets

    def _write(self, saves: list[_Save]) -> None:
        try:
            for save in saves:
                if save.record.begun:  # a set in which nothing counted is not saved
                    self._save(save)
                if save.ended != CUT_OFF:
                    self._sets_done = save.place + 1
            self.problem = None
        except HistoryError as error:
            self._report(error)

    def _begin_at_last(self) -> None:
        try:
            self._begun(open_history())
        except HistoryError as error:
            self._report(error)

    def _report(self, error: HistoryError) -> None:
        self.problem = f"This session isn't being saved. {error}"

    def _begun(self, history: History) -> int:
        if self.session_id is None:
            self.session_id = history.begin_session(
                self._profile or history.profiles()[0].id, self._title, discomfort_before=self._discomfort
            )
        return self.session_id

    def _save(self, save: _Save) -> None:
        history = open_history()
        session_id = self._begun(history)
        planned, spec = self._session.sets[save.number], self._session.specs[save.number]
        side = planned.side or save.record.side
        history.save_set(session_id, save.place, spec, side, planned.amount, save.record, save.ended)
        if save.album is not None and (pictures := save.album.pictures()):
            history.save_pictures(session_id, save.place, pictures)
