"""Questions that tell when to ask a professional first, and what to leave out; never a diagnosis."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Literal, Self

from pydantic import model_validator

from posecoach.coaching.exercise.fields import ByName, FileModel, Id, Many, Text
from posecoach.coaching.exercise.spec import StretchSpec


class Outcome(StrEnum):
    """What the answers lead to, from the most careful to the least."""

    HELP_NOW = "help_now"
    ASK_FIRST = "ask_first"
    NO_BENDING = "no_bending"
    MAY_GO_ON = "may_go_on"


class Question(FileModel):
    """Something that may be true of a person, and what it leads to if it is."""

    id: Id
    text: Text
    leads_to: ByName[Outcome]


class SafetyScreen(FileModel):
    """The questions, and what is said to their answers."""

    schema_version: Literal[1]
    source: Text
    questions: Many[Question]
    answers: Mapping[str, Text]

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

    def not_for(self, spec: StretchSpec) -> tuple[Question, ...]:
        """What speaks against one stretch: a person with it leaves the stretch out, or asks first."""
        return tuple(
            question
            for question in self.questions
            if question.leads_to is not Outcome.NO_BENDING or spec.bends_forward
        )

    def allowed(self, outcome: Outcome, specs: Mapping[str, StretchSpec]) -> dict[str, StretchSpec]:
        """The stretches that are left after an outcome."""
        if outcome is Outcome.MAY_GO_ON:
            return dict(specs)
        if outcome is Outcome.NO_BENDING:
            return {id_: spec for id_, spec in specs.items() if not spec.bends_forward}
        return {}
