"""A gate: one measure against its limits, and what its answer means."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Final, Self

from pydantic import AfterValidator, Field, model_validator

from posecoach.coaching.exercise.fields import ByName, FileModel, Id, Text
from posecoach.coaching.feedback import Measurement, Severity, State
from posecoach.coaching.kinematics.measures.table import MEASURES, Named
from posecoach.coaching.kinematics.motion import MOTIONS
from posecoach.coaching.kinematics.since_start import SINCE_START
from posecoach.coaching.kinematics.spine import SPINE
from posecoach.coaching.reasons import Reason
from posecoach.messages import N_, FieldError


class Phase(StrEnum):
    """The two positions of a repetition, and the gates that belong to one of them."""

    START = "start"
    WORK = "work"


class GateKind(StrEnum):
    """A failed position gate means "not in the stretch"; a failed fault gate, "in it, but wrongly"."""

    POSITION = "position"
    FAULT = "fault"


class PassWhen(StrEnum):
    """On which side of its limits a gate passes."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


ALL_MEASURES: Final[Mapping[str, Named]] = {**MEASURES, **MOTIONS, **SPINE, **SINCE_START}
"""Whatever a gate may ask for: read off one pose, over time, or against the person's own back or start."""


def _known_measure(value: str) -> str:
    if value not in ALL_MEASURES:
        raise FieldError(N_("expected one of {known}"), known=", ".join(ALL_MEASURES))
    return value


def _no_reason_of_the_coach(value: str) -> str:
    if value in set(Reason) or value in set(State):
        raise FieldError(N_("expected an id that is not one of the coach's own reasons or states"))
    return value


MeasureName = Annotated[str, AfterValidator(_known_measure)]
GateId = Annotated[Id, AfterValidator(_no_reason_of_the_coach)]


class Waiver(FileModel):
    """What makes a gate needless, or settles its doubt: another measure that is clear of a limit.

    It has one limit, ``at_least`` or ``at_most``.
    """

    measure: MeasureName
    at_least: float | None = None
    at_most: float | None = None
    source: Text

    @model_validator(mode="after")
    def _one_limit(self) -> Self:
        if (self.at_least is None) == (self.at_most is None):
            raise FieldError(N_("expected one of at_least and at_most"))
        return self


class Stricter(FileModel):
    """By how much a gate's limits are stricter, the nearer another measure is to a value.

    By nothing where the measure is at ``none_at`` or beyond, by all of ``by`` where it is at ``all_at`` or
    beyond, and in proportion between the two, so that no answer hangs on an edge. Where it isn't known, by
    nothing.
    """

    measure: MeasureName
    by: Annotated[float, Field(gt=0)]
    all_at: float
    none_at: float
    source: Text

    @model_validator(mode="after")
    def _two_values(self) -> Self:
        if self.all_at == self.none_at:
            raise FieldError(N_("expected all_at and none_at to differ"))
        return self

    def amount(self, measures: Mapping[str, Measurement]) -> float:
        """By how much the limits are stricter, 0 to ``by``, in the unit of the gate's own measure.

        Args:
            measures: What was measured in one frame, by name.
        """
        measured = measures.get(self.measure)
        if measured is None or not measured.known:
            return 0.0
        share = (measured.value - self.none_at) / (self.all_at - self.none_at)
        return self.by * min(max(share, 0.0), 1.0)


class Blocks(FileModel):
    """From where on advice pauses the clock: surely beyond a value, and read to ``within`` or better."""

    beyond: float
    within: Annotated[float, Field(gt=0)]
    source: Text


class Gate(FileModel):
    """One measure against an enter and an exit limit, in the measure's own unit.

    A gate passes once the measure is beyond ``enter`` and goes on passing until it is beyond
    ``exit``, which lies on the more forgiving side. A fault gate must fail for ``lasts_s`` to be a
    fault; where None, for the hold's ``fault_after_s``. It answers where the measure is beyond the limit by
    ``sure_beyond`` of its error; only advice may do with less than all of it. ``unless`` waives the gate;
    ``settled_by`` makes it pass only where its own measure is too near to the limit to tell.
    ``blocks`` lets advice pause the clock where the fault is both gross and well measured; ``stricter`` has
    no part in that.
    A position gate that ``passes_in_doubt`` only rules something out: it fails where that is surely seen,
    until the measure is back beyond ``enter``, and passes wherever it can't be told.

    In an exercise of repetitions a gate may belong to one ``phase``; without one it is asked in both
    positions and on the way between them.
    """

    id: GateId
    kind: ByName[GateKind]
    measure: MeasureName
    pass_when: ByName[PassWhen]
    enter: float
    exit: float
    source: Text
    sure_beyond: Annotated[float, Field(gt=0, le=1)] = 1.0
    severity: ByName[Severity] | None = None
    lasts_s: Annotated[float, Field(ge=0)] | None = None
    unless: Waiver | None = None
    settled_by: Waiver | None = None
    blocks: Blocks | None = None
    stricter: Stricter | None = None
    phase: ByName[Phase] | None = None
    passes_in_doubt: bool = False

    @model_validator(mode="after")
    def _limits_in_order(self) -> Self:
        slack = self.enter - self.exit if self.pass_when is PassWhen.AT_LEAST else self.exit - self.enter
        if slack < 0:
            raise FieldError(
                N_("expected exit {exit} on the forgiving side of enter {enter}"),
                exit=f"{self.exit:g}",
                enter=f"{self.enter:g}",
            )
        if (self.kind is GateKind.FAULT) != (self.severity is not None):
            raise FieldError(N_("expected a severity on a fault gate, and on no other"))
        if self.passes_in_doubt and self.kind is not GateKind.POSITION:
            raise FieldError(N_("expected passes_in_doubt on a position gate, and on no other"))
        if self.blocks is not None and self.severity is not Severity.ADVICE:
            raise FieldError(N_("expected blocks on a gate whose severity is advice, and on no other"))
        if self.stricter is not None and self.severity is not Severity.ADVICE:
            raise FieldError(N_("expected stricter on a gate whose severity is advice, and on no other"))
        if self.sure_beyond < 1 and self.severity is not Severity.ADVICE:
            raise FieldError(
                N_("expected sure_beyond below 1 on a gate whose severity is advice, and on no other")
            )
        return self
