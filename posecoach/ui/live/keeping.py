"""A live session kept in the history while it lasts: a power cut takes seconds of it, not all."""

from functools import cache

from posecoach.coaching.session import Session
from posecoach.records.history import CUT_OFF, History
from posecoach.records.history_errors import HistoryError
from posecoach.ui.live.tally import SessionTally, SetTally

# A set under way is written again after this much of the frames' time: at most that is lost, and the
# moment that the writing takes.
KEEP_EVERY_S = 4.0


class Keeper:
    """Writes one live session. What can't be written is told, and tried again; the session goes on.

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
        self._written_s = 0.0

    def note(self, t_s: float) -> None:
        """Writes what there is to write after the frame of this time."""
        if self._over == len(self._tally.over) and t_s - self._written_s < KEEP_EVERY_S:
            return
        self._written_s = t_s
        try:
            self._write()
            self.problem = None
        except HistoryError as error:
            self.problem = f"This session is not being kept. {error}"

    def _write(self) -> None:
        while self._over < len(self._tally.over):
            outcome = self._session.outcomes[self._over]
            self._save(self._over, outcome.number, self._tally.over[self._over], outcome.ended)
            self._over += 1
        if self._session.number < len(self._session.sets):
            self._save(self._over, self._session.number, self._tally.now, CUT_OFF)

    def _save(self, place: int, number: int, tally: SetTally, ended: str) -> None:
        record = tally.recorder.record()
        if record.valid_s == 0:
            return  # nothing was held: no set
        history = _opened()
        if self.session_id is None:
            self.session_id = history.begin_session(
                self._profile or history.profiles()[0].id, self._title, discomfort_before=self._discomfort
            )
        planned, spec = self._session.sets[number], self._session.specs[number]
        side = planned.side or record.side
        history.save_set(self.session_id, place, spec, side, planned.target_s, record, ended)


@cache
def _opened() -> History:
    """One for all sessions of this server; a history that can't be opened is tried again."""
    return History()
