"""Who should not stretch before asking somebody, and who should leave out what: never a diagnosis."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Annotated, Final, Literal, Self

from pydantic import Field, field_validator, model_validator

from posecoach.coaching.exercise.spec import StretchSpec, default_folder, shipped_folder
from posecoach.coaching.exercise.spec_file import FileModel, Text, as_tuple, enum_member, read_model

_FOLDER: Final = "safety"


class Outcome(StrEnum):
    """What the answers lead to, from the most careful to the least."""

    HELP_NOW = "help_now"
    ASK_FIRST = "ask_first"
    NO_BENDING = "no_bending"
    MAY_GO_ON = "may_go_on"


class Question(FileModel):
    """Something that may be true of a person, and what it leads to if it is."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    text: Text
    leads_to: Outcome

    @field_validator("leads_to", mode="before")
    @classmethod
    def _name_to_enum(cls, value: object) -> object:
        return enum_member(value, Outcome)


class SafetyScreen(FileModel):
    """The questions, and what is said to their answers."""

    schema_version: Literal[1]
    source: Text
    without_bending: Annotated[tuple[Text, ...], Field(min_length=1)]
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]
    answers: Mapping[str, Text]

    @field_validator("without_bending", "questions", mode="before")
    @classmethod
    def _list_to_tuple(cls, value: object) -> object:
        return as_tuple(value)

    @model_validator(mode="after")
    def _every_outcome_is_told(self) -> Self:
        missing = sorted(set(Outcome) - self.answers.keys())
        if missing:
            raise ValueError(f"expected answers to have {', '.join(missing)}")
        return self

    def outcome(self, true_of_person: Collection[str]) -> Outcome:
        """What the answers lead to: the most careful of all.

        Args:
            true_of_person: The ids of the questions that were answered with yes.
        """
        found = {question.leads_to for question in self.questions if question.id in true_of_person}
        return next((outcome for outcome in Outcome if outcome in found), Outcome.MAY_GO_ON)

    def not_for(self, stretch: str) -> tuple[Question, ...]:
        """What speaks against one stretch: whoever has it leaves the stretch out, or asks first.

        Args:
            stretch: Its id.
        """
        return tuple(
            question
            for question in self.questions
            if question.leads_to is not Outcome.NO_BENDING or stretch not in self.without_bending
        )

    def allowed(self, outcome: Outcome, specs: Mapping[str, StretchSpec]) -> dict[str, StretchSpec]:
        """The stretches that are left after an outcome."""
        if outcome is Outcome.MAY_GO_ON:
            return dict(specs)
        if outcome is Outcome.NO_BENDING:
            return {id_: spec for id_, spec in specs.items() if id_ in self.without_bending}
        return {}


def load_safety_screen() -> SafetyScreen:
    """The screen that comes with the specs.

    Raises:
        SpecError: where its file is wrong.
    """
    own = default_folder() / _FOLDER / "safety.yaml"
    return read_model(own if own.is_file() else shipped_folder() / _FOLDER / "safety.yaml", SafetyScreen)
