"""A live session kept in the history while it lasts: a power cut takes seconds of it, not all."""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from posecoach.coaching.session import Session
from posecoach.records.history.errors import HistoryError
from posecoach.records.history.shared import open_history
from posecoach.records.history.store import CUT_OFF
from posecoach.records.timeline.recorder import SetRecord
from posecoach.rendering.album import Album
from posecoach.ui.live.tally import SessionTally

# A set under way is written again after this much of the frames' time: at most that is lost, and the
# moment that the writing takes.
KEEP_EVERY_S = 4.0


@dataclass(frozen=True, slots=True)
class _Save:
    """A set as it is now, to be written."""

    place: int  # in the order in which sets were begun
    number: int  # in the routine
    record: SetRecord
    ended: str
    album: Album | None = None  # of a set that is over


class Keeper:
    """Writes one live session, in a thread of its own: a database may make a writer wait for seconds.

    What can't be written is told, and tried again; the session goes on.

    Args:
        session: The session.
        tally: What came of it so far.
        profile: Whose it is; the first of the home's where None.
        title: What is done.
        discomfort: How the person felt before, 0-10; None where not told.
    """

    def __init__(
        self, session: Session, tally: SessionTally, profile: int | None, title: str, discomfort: int | None
    ) -> None:
        self.session_id: int | None = None
        self.problem: str | None = None
        """Why the last try to write failed, for the person; None where all is well."""
        self._session = session
        self._tally = tally
        self._profile = profile
        self._title = title
        self._discomfort = discomfort
        self._over = 0  # how many sets that are over are written
        self._begun_s = 0.0  # when the last writing began, by the frames' time
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="posecoach-keep")
        self._writing: Future[None] | None = None

    def note(self, t_s: float) -> None:
        """Has written what there is to write after the frame of this time; does not wait for it."""
        busy = self._writing is not None and not self._writing.done()
        due = self._over < len(self._tally.over) or t_s - self._begun_s >= KEEP_EVERY_S
        if due and not busy:
            self._begun_s = t_s
            self._writing = self._thread.submit(self._write, self._saves())

    def close(self) -> None:
        """Writes what is left, waits for it, and ends the thread."""
        self._thread.submit(lambda: self._write(self._saves())).result()
        self._thread.shutdown()

    def _saves(self) -> list[_Save]:
        """The sets that are over and not written, and the one under way."""
        sets = [
            _Save(place, outcome.number, tally.recorder.record(), outcome.ended, tally.album)
            for place, (outcome, tally) in enumerate(
                zip(self._session.outcomes, self._tally.over, strict=False)
            )
            if place >= self._over
        ]
        if self._session.number < len(self._session.sets):
            record = self._tally.now.recorder.record()
            sets.append(_Save(len(self._tally.over), self._session.number, record, CUT_OFF))
        return sets

    def _write(self, saves: list[_Save]) -> None:
        try:
            for save in saves:
                if save.record.valid_s > 0:  # where nothing was held there is no set
                    self._save(save)
                if save.ended != CUT_OFF:
                    self._over = save.place + 1
            self.problem = None
        except HistoryError as error:
            self.problem = f"This session is not being kept. {error}"

    def _save(self, save: _Save) -> None:
        history = open_history()
        if self.session_id is None:
            self.session_id = history.begin_session(
                self._profile or history.profiles()[0].id, self._title, discomfort_before=self._discomfort
            )
        planned, spec = self._session.sets[save.number], self._session.specs[save.number]
        side = planned.side or save.record.side
        history.save_set(self.session_id, save.place, spec, side, planned.target_s, save.record, save.ended)
        if save.album is not None and (pictures := save.album.pictures()):
            history.save_pictures(self.session_id, save.place, pictures)
