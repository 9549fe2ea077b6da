"""The tables of the history. A change here needs a migration in ``migrations/versions``."""

from datetime import MAXYEAR, MINYEAR, UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, Index, String, TypeDecorator
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from posecoach.records.achieved import Achieved
from posecoach.records.history.row_check import DamagedValueError, check_rows_of


class UtcDateTime(TypeDecorator[datetime]):
    """A date and time in UTC; SQLite stores no time zone, so it is added back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database."""
        if value is None:
            return None
        if value.year in (MINYEAR, MAXYEAR):  # in another time zone it would be out of range
            raise DamagedValueError(f"the year {value.year}")
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The base of all tables."""

    type_annotation_map = {dict[str, Any]: JSON, list[Any]: JSON, datetime: UtcDateTime}  # noqa: RUF012 (SQLAlchemy's own form)


class Profile(Base):
    """A person with a history of their own."""

    __tablename__ = "profile"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    created_at: Mapped[datetime]
    keeps_pictures: Mapped[bool] = mapped_column(default=False)  # opt-in
    sessions: Mapped[list["SessionRow"]] = relationship(
        back_populates="profile", cascade="all, delete-orphan", passive_deletes=True
    )


class SessionRow(Base):
    """One session: its sets, and the discomfort before and after (0-10, None if not given)."""

    __tablename__ = "session"

    id: Mapped[int] = mapped_column(primary_key=True)
    profile_id: Mapped[int] = mapped_column(ForeignKey("profile.id", ondelete="CASCADE"))
    started_at: Mapped[datetime]
    source: Mapped[str] = mapped_column(String(8))  # live or video
    title: Mapped[str] = mapped_column(String(200))
    app_version: Mapped[str] = mapped_column(String(20))
    ended: Mapped[str | None] = mapped_column(String(12))  # done, tired, pain, other; None if not given
    discomfort_before: Mapped[int | None]
    discomfort_after: Mapped[int | None]
    profile: Mapped[Profile] = relationship(back_populates="sessions")
    sets: Mapped[list["SetRow"]] = relationship(
        back_populates="session",
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="SetRow.number",
    )

    __table_args__ = (Index("session_of_profile", "profile_id", "started_at"),)


class SetRow(Base):
    """One set."""

    __tablename__ = "stretch_set"

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]  # from 0, in the order in which the sets were started
    stretch: Mapped[str] = mapped_column(String(64))
    side: Mapped[str | None] = mapped_column(String(5))
    target_s: Mapped[float]  # of repetitions all dwells together, 0 where nothing is held
    valid_s: Mapped[float]
    # None where the exercise is one hold. Of each that was over: start_s, top_s, end_s, held_s, reason.
    repetitions_target: Mapped[int | None]
    repetitions_counted: Mapped[int | None]
    repetitions: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    timed_only: Mapped[bool] = mapped_column(default=False)  # the form was not judged
    # completed, left, skipped, repeated, stopped; "cut off" while it is under way, or if nothing ended it
    ended: Mapped[str] = mapped_column(String(12))
    spec_version: Mapped[str] = mapped_column(String(12))
    paused_s: Mapped[dict[str, Any]]
    faults: Mapped[list[Any]]
    best: Mapped[dict[str, Any]]
    typical: Mapped[dict[str, Any]]
    # Large, and read for one set at a time only.
    spans: Mapped[list[Any]] = mapped_column(JSON, deferred=True)
    readings: Mapped[dict[str, Any]] = mapped_column(JSON, deferred=True)
    session: Mapped[SessionRow] = relationship(back_populates="sets")

    @property
    def achieved(self) -> Achieved:
        """What it achieved, against what it asked for."""
        return Achieved(
            self.valid_s, self.target_s, self.repetitions_counted, self.repetitions_target, self.timed_only
        )


class PictureRow(Base):
    """A picture of a set's best or worst moment (see ``records.timeline.highlights``)."""

    __tablename__ = "picture"

    id: Mapped[int] = mapped_column(primary_key=True)
    set_id: Mapped[int] = mapped_column(ForeignKey("stretch_set.id", ondelete="CASCADE"), index=True)
    which: Mapped[str] = mapped_column(String(8))  # best or worst
    t_s: Mapped[float]
    caption: Mapped[str] = mapped_column("told", String(200))
    jpeg: Mapped[bytes]


class SafetyAnswer(Base):
    """The outcome of one run through the safety screen (see ``SafetyScreen.saved``)."""

    __tablename__ = "safety_answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    profile_id: Mapped[int] = mapped_column(ForeignKey("profile.id", ondelete="CASCADE"))
    answered_at: Mapped[datetime]
    outcome: Mapped[str] = mapped_column(String(12))


check_rows_of(Base)
