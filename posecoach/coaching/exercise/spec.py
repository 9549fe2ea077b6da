"""What a stretch is: its steps, its gates and their limits, read from one YAML file."""

import os
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final, Literal, Self

from pydantic import AfterValidator, Field, ValidationInfo, field_validator, model_validator

from posecoach.coaching.exercise.spec_file import (
    FileModel,
    Number,
    SpecError,
    Text,
    as_tuple,
    enum_member,
    read_model,
)
from posecoach.coaching.feedback import Severity
from posecoach.coaching.kinematics.measures import MEASURES, Named
from posecoach.coaching.kinematics.motion import MOTIONS
from posecoach.coaching.kinematics.spine import SPINE

SPECS_VARIABLE = "POSECOACH_SPECS"

Seconds = Annotated[float, Field(gt=0)]


class Leg(StrEnum):
    """Which leg a stretch judges."""

    NEAREST = "nearest"  # both legs do the same: the one that the camera sees better
    EXTENDED = "extended"  # the straighter of those that are seen
    RAISED = "raised"  # the one that points up


class GateKind(StrEnum):
    """A failed position gate means "not in the stretch"; a failed fault gate, "in it, but wrongly"."""

    POSITION = "position"
    FAULT = "fault"


class PassWhen(StrEnum):
    """On which side of its limits a gate passes."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class Source(FileModel):
    """Where a statement or a number comes from."""

    title: Text
    url: str | None = None


ALL_MEASURES: Final[Mapping[str, Named]] = {**MEASURES, **MOTIONS, **SPINE}
"""Whatever a gate may ask for: read off one pose, over time, or against the person's own upright back."""


def _known_measure(value: str) -> str:
    if value not in ALL_MEASURES:
        raise ValueError(f"expected one of {', '.join(ALL_MEASURES)}")
    return value


MeasureName = Annotated[str, AfterValidator(_known_measure)]


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
            raise ValueError("expected one of at_least and at_most")
        return self


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
    ``blocks`` lets advice pause the clock where the fault is both gross and well measured.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    kind: GateKind
    measure: MeasureName
    pass_when: PassWhen
    enter: float
    exit: float
    source: Text
    sure_beyond: Annotated[float, Field(gt=0, le=1)] = 1.0
    severity: Severity | None = None
    lasts_s: Annotated[float, Field(ge=0)] | None = None
    unless: Waiver | None = None
    settled_by: Waiver | None = None
    blocks: Blocks | None = None
    cues: Annotated[tuple[Text, ...], Field(min_length=1)]

    @field_validator("kind", "pass_when", "severity", mode="before")
    @classmethod
    def _name_to_enum(cls, value: object, info: ValidationInfo) -> object:
        return enum_member(
            value, {"kind": GateKind, "pass_when": PassWhen, "severity": Severity}[str(info.field_name)]
        )

    @field_validator("cues", mode="before")
    @classmethod
    def _list_to_tuple(cls, value: object) -> object:
        return as_tuple(value)

    @model_validator(mode="after")
    def _limits_in_order(self) -> Self:
        slack = self.enter - self.exit if self.pass_when is PassWhen.AT_LEAST else self.exit - self.enter
        if slack < 0:
            raise ValueError(f"expected exit {self.exit:g} on the forgiving side of enter {self.enter:g}")
        if (self.kind is GateKind.FAULT) != (self.severity is not None):
            raise ValueError("expected a severity on a fault gate, and on no other")
        if self.blocks is not None and self.severity is not Severity.ADVICE:
            raise ValueError("expected blocks on a gate whose severity is advice, and on no other")
        if self.sure_beyond < 1 and self.severity is not Severity.ADVICE:
            raise ValueError(
                "expected sure_beyond below 1 on a gate whose severity is advice, and on no other"
            )
        return self


class HoldRules(FileModel):
    """How time is counted. All in seconds, but ``still_deg_per_s``."""

    target_s: Number
    options_s: Annotated[tuple[Seconds, ...], Field(min_length=1)]
    arm_s: Number
    grace_s: Number
    max_gap_s: Number
    fault_after_s: Number
    still_deg_per_s: Number

    @field_validator("options_s", mode="before")
    @classmethod
    def _list_to_tuple(cls, value: object) -> object:
        return as_tuple(value)

    @model_validator(mode="after")
    def _target_is_an_option(self) -> Self:
        if self.target_s.value not in self.options_s:
            raise ValueError(f"expected options_s to hold the target of {self.target_s.value:g} s")
        return self


class StretchSpec(FileModel):
    """One stretch, as read from its YAML file.

    Attributes:
        norm: How far people get, as context for one's own progress; no gate asks for it. None where
            there are no agreed figures.
    """

    schema_version: Literal[1]
    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    title: Text
    summary: Text
    steps: Annotated[tuple[Text, ...], Field(min_length=1)]
    camera: Text
    leg: Leg
    posture: Literal["standing", "seated", "lying"]
    hold: HoldRules
    gates: Annotated[tuple[Gate, ...], Field(min_length=1)]
    safety: Annotated[tuple[Text, ...], Field(min_length=1)]
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    norm: Text | None = None

    @field_validator("leg", mode="before")
    @classmethod
    def _name_to_enum(cls, value: object) -> object:
        return enum_member(value, Leg)

    @field_validator("steps", "gates", "safety", "sources", mode="before")
    @classmethod
    def _list_to_tuple(cls, value: object) -> object:
        return as_tuple(value)

    @model_validator(mode="after")
    def _gate_ids_differ(self) -> Self:
        ids = [gate.id for gate in self.gates]
        twice = sorted({id_ for id_ in ids if ids.count(id_) > 1})
        if twice:
            raise ValueError(f"expected gate ids that differ, got {', '.join(twice)} more than once")
        return self


def load_spec(path: Path) -> StretchSpec:
    """Read one spec file.

    Raises:
        SpecError: where the file can't be read or a field is wrong: one line with the file's
            name, the field, the value and what was expected.
    """
    return read_model(path, StretchSpec)


def default_folder() -> Path:
    """The folder of specs: ``POSECOACH_SPECS``, else the one that comes with the program."""
    named = os.environ.get(SPECS_VARIABLE)
    if named:
        return Path(named)
    return shipped_folder()


def shipped_folder() -> Path:
    """The folder of specs that comes with the program."""
    package = Path(__file__).resolve().parents[2]
    installed = package / "stretch_specs"
    return installed if installed.is_dir() else package.parent / "stretch_specs"


def load_specs(folder: Path | None = None) -> dict[str, StretchSpec]:
    """All specs of a folder by id, in the order of their file names.

    Args:
        folder: Where the ``*.yaml`` files are; ``default_folder()`` where None.

    Raises:
        SpecError: for a folder without specs, a wrong file, or an id that stands in two files.
    """
    folder = folder or default_folder()
    specs: dict[str, StretchSpec] = {}
    for path in sorted(folder.glob("*.yaml")):
        spec = load_spec(path)
        if spec.id in specs:
            raise SpecError(f"{path.name}: id: expected an id of its own, got {spec.id!r} a second time")
        specs[spec.id] = spec
    if not specs:
        raise SpecError(
            f"{folder}: holds no *.yaml spec; name a folder of specs with --specs or {SPECS_VARIABLE}"
        )
    return specs


def find_spec(stretch: str, folder: Path | None = None) -> StretchSpec:
    """The spec of one stretch.

    Raises:
        SpecError: where there is no such stretch, with the ids that there are.
    """
    specs = load_specs(folder)
    if stretch not in specs:
        raise SpecError(f"unknown stretch {stretch!r}; expected one of {', '.join(specs)}")
    return specs[stretch]
