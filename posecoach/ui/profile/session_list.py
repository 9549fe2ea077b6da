"""The list of past sessions: what was done in each, and deleting one."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

import streamlit as st

from posecoach.pose.landmarks import Side
from posecoach.records import words
from posecoach.records.achieved import in_total
from posecoach.records.history.progress import side_of
from posecoach.records.history.schema import SessionRow, SetRow
from posecoach.records.history.store import History
from posecoach.translation import format_moment
from posecoach.translation import translate as _
from posecoach.ui.done import say_done
from posecoach.ui.markdown import plain

_AT_ONCE: Final = 10
_SHOWN: Final = "sessions_shown"


def list_sessions(history: History, sessions: Sequence[SessionRow]) -> None:
    """Shows the latest sessions, and older ones on request.

    Args:
        history: Where they are deleted from.
        sessions: The oldest first.

    Raises:
        HistoryError: if one can't be deleted.
    """
    shown = st.session_state.get(_SHOWN, _AT_ONCE)
    for session in list(reversed(sessions))[:shown]:
        show_session(history, session)
    if shown < len(sessions) and st.button(_("Show older sessions"), icon=":material/expand_more:"):
        st.session_state[_SHOWN] = shown + _AT_ONCE
        st.rerun()


def show_session(history: History, session: SessionRow) -> None:
    """Shows one session, folded up.

    Raises:
        HistoryError: if it can't be deleted.
    """
    when = format_moment(session.started_at)
    done = in_total(row.achieved for row in session.sets)
    with st.expander(f"{when}: {plain(session.title)}, {done}"):
        st.markdown("\n".join(f"- {_line(row)}" for row in session.sets))
        with st.popover(_("Delete this session"), icon=":material/delete:", key=f"delete_{session.id}"):
            st.write(
                _(
                    "This deletes the session of {when}, with its pictures if there are any. It can't be "
                    "undone."
                ).format(when=when)
            )
            if st.button(_("Yes, delete it"), key=f"surely_delete_{session.id}"):
                history.delete_session(session.id)
                say_done(_("The session of {when} is deleted.").format(when=when))
                st.rerun()


def _line(row: SetRow) -> str:
    side = side_of(row)
    name = words.stretch(row.stretch)
    parts = [
        f"{name}, {words.SIDES[Side(side)]}: {row.achieved.text}" if side else f"{name}: {row.achieved.text}"
    ]
    missed = Counter(one["reason"] for one in row.repetitions or () if one["reason"] is not None)
    if missed:
        reasons = (f"{words.reason(id_, row.stretch)} ({times})" for id_, times in missed.most_common())
        parts.append(_("not counted: {reason}").format(reason=", ".join(reasons)))
    if row.paused_s:
        reasons = (
            f"{words.reason(id_, row.stretch)} {words.seconds(lasted)}"
            for id_, lasted in row.paused_s.items()
        )
        parts.append(_("paused by {reason}").format(reason=", ".join(reasons)))
    return "; ".join(parts)
