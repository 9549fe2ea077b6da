"""What a stretch is: its gates with their limits, how its time is counted, and its texts."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from posecoach.coaching.exercise.fields import ByName, FileModel, Id, Many, Number, Text
from posecoach.coaching.exercise.gate import Gate, GateKind, Phase, Waiver
from posecoach.coaching.exercise.restriction import Restriction
from posecoach.coaching.exercise.setting import Need
from posecoach.coaching.exercise.texts import ExerciseTexts
from posecoach.coaching.posture import Posture
from posecoach.messages import ENGLISH, N_, FieldError

Seconds = Annotated[float, Field(gt=0)]


class Leg(StrEnum):
    """Which leg a stretch judges."""

    NEAREST = "nearest"  # both legs do the same: the one that the camera sees better
    EXTENDED = "extended"  # the straighter of those that are seen
    RAISED = "raised"  # the one that points up
    BENT = "bent"  # the one with the more bent hip


class Source(FileModel):
    """Where a statement or a number comes from."""

    title: Text
    url: str | None = None


class LongerArming(Waiver):
    """Where an exercise looks like the stretch: there a hold must be good for ``arm_s`` before it counts.

    A rest between two repetitions is shorter than a stretch, which loses nothing: the time is credited.
    """

    arm_s: Seconds


class HoldRules(FileModel):
    """How time is counted. All in seconds, but ``still_deg_per_s``.

    In a hold the coach says something else no sooner than after ``steady_s``; None where it may at any time.
    ``arm_longer`` asks for a longer ``arm_s`` where its measure is clear of its limit.
    An exercise that is one hold has a ``target_s`` and the ``options_s`` to choose from; one of repetitions
    has its ``RepetitionRules`` in their place.
    """

    target_s: Number | None = None
    options_s: Many[Seconds] | None = None
    arm_s: Number
    grace_s: Number
    max_gap_s: Number
    fault_after_s: Number
    still_deg_per_s: Number
    steady_s: Number | None = None
    arm_longer: LongerArming | None = None

    @model_validator(mode="after")
    def _target_is_an_option(self) -> Self:
        if (self.target_s is None) != (self.options_s is None):
            raise FieldError(N_("expected target_s and options_s together"))
        if (
            self.target_s is not None
            and self.options_s is not None
            and (self.target_s.value not in self.options_s)
        ):
            raise FieldError(
                N_("expected options_s to hold the target of {seconds} s"),
                seconds=f"{self.target_s.value:g}",
            )
        return self


class RepetitionRules(FileModel):
    """How repetitions are counted: from the start position to the working position and back.

    Attributes:
        count: How many to do, a whole number.
        options: The numbers to choose from.
        dwell_s: How long the working position is held in form, seconds; None where it is only passed through.
        cycle_s: The fastest that counts, from leaving the start position to being back; None for any.
        slack_s: By how much a repetition may miss these times: what the camera can't tell.
    """

    count: Number
    options: Many[Annotated[int, Field(ge=1, le=50)]]
    dwell_s: Number | None = None
    cycle_s: Number | None = None
    slack_s: Number

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.count.value not in self.options:
            raise FieldError(
                N_("expected options to hold the count of {count}"), count=f"{self.count.value:g}"
            )
        if self.dwell_s is None and self.cycle_s is None:
            raise FieldError(N_("expected dwell_s or cycle_s"))
        return self


class SpecFile(FileModel):
    """What judges an exercise, as read from its ``spec.yaml``, with where each number comes from.

    Attributes:
        repetitions: How they are counted; None for an exercise that is one hold.
        timed_only: Whether a camera can't judge how well it is done: only the posture is checked, the time is
            counted whether the person moves or not, and form is never called good.
        not_for: Which restrictions of a person speak against it.
        needs: What the person has to have at hand; may be empty.
    """

    schema_version: Literal[1]
    id: Id
    leg: ByName[Leg]
    posture: Posture
    not_for: Annotated[tuple[ByName[Restriction], ...], Field(strict=False)]
    needs: Annotated[tuple[ByName[Need], ...], Field(strict=False)] = ()
    hold: HoldRules
    repetitions: RepetitionRules | None = None
    timed_only: bool = False
    gates: Many[Gate]
    sources: Many[Source]

    @model_validator(mode="after")
    def _gate_ids_differ(self) -> Self:
        ids = [gate.id for gate in self.gates]
        twice = sorted({id_ for id_ in ids if ids.count(id_) > 1})
        if twice:
            raise FieldError(
                N_("expected gate ids that differ, got {ids} more than once"), ids=", ".join(twice)
            )
        return self

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if self.timed_only and (
            self.repetitions is not None or any(gate.kind is GateKind.FAULT for gate in self.gates)
        ):
            raise FieldError(N_("expected no repetitions and no fault gates where timed_only is true"))
        if (self.repetitions is None) != (self.hold.target_s is not None):
            raise FieldError(N_("expected hold.target_s or repetitions, one of the two"))
        placed = {gate.phase for gate in self.gates if gate.kind is GateKind.POSITION}
        if self.repetitions is None and any(gate.phase is not None for gate in self.gates):
            raise FieldError(N_("expected no phase of a gate without repetitions"))
        if self.repetitions is not None and not placed >= set(Phase):
            raise FieldError(N_("expected a position gate for each phase of a repetition"))
        return self


class StretchSpec(SpecFile):
    """An exercise: what judges it, and its texts.

    Attributes:
        texts: By language. English is among them; each has all that there is to say.
    """

    texts: Mapping[str, ExerciseTexts]

    @property
    def measures(self) -> frozenset[str]:
        """The measures that its gates ask for."""
        waivers = [
            waiver for gate in self.gates for waiver in (gate.unless, gate.settled_by) if waiver is not None
        ]
        waivers += [self.hold.arm_longer] if self.hold.arm_longer is not None else []
        asked = {gate.measure for gate in self.gates} | {waiver.measure for waiver in waivers}
        return frozenset(asked | {gate.stricter.measure for gate in self.gates if gate.stricter is not None})

    @property
    def amount(self) -> float:
        """What completes a set, unless the person chooses otherwise: seconds of a hold, or repetitions."""
        if self.repetitions is not None:
            return self.repetitions.count.value
        assert self.hold.target_s is not None  # the spec's own rule
        return self.hold.target_s.value

    def target_s(self, amount: float) -> float:
        """The seconds to hold in a set of an amount: of repetitions all dwells, 0 where nothing is held."""
        if self.repetitions is None:
            return amount
        return 0.0 if self.repetitions.dwell_s is None else amount * self.repetitions.dwell_s.value

    @property
    def still_deg_per_s(self) -> float | None:
        """How fast the judged angles may change where time counts; None where stillness is not asked for.

        That is a working position that is only passed through, and an exercise that is only timed.
        """
        passed_through = self.repetitions is not None and self.repetitions.dwell_s is None
        return None if passed_through or self.timed_only else self.hold.still_deg_per_s.value

    @property
    def amounts(self) -> tuple[float, ...]:
        """The amounts to choose from."""
        if self.repetitions is not None:
            return self.repetitions.options
        assert self.hold.options_s is not None  # the spec's own rule
        return self.hold.options_s

    @property
    def amount_source(self) -> str:
        """Where the amount comes from."""
        number = self.hold.target_s if self.repetitions is None else self.repetitions.count
        assert number is not None  # the spec's own rule
        return number.source

    @property
    def english(self) -> ExerciseTexts:
        """Its texts in the language that every exercise has."""
        return self.texts[ENGLISH]

    def texts_in(self, code: str) -> ExerciseTexts:
        """Its texts in a language, all of them in English where it has none in that one."""
        return self.texts.get(code, self.english)

    def speaks(self, code: str) -> bool:
        """Whether it has texts in a language; whoever shows English ones in their place says so."""
        return code in self.texts
