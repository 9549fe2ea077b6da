"""Questions that tell when to ask a professional first, and what to leave out; never a diagnosis."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations
from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator

from posecoach.coaching.exercise.fields import ByName, FileModel, Id, Many, Text
from posecoach.coaching.exercise.restriction import Restriction
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.messages import N_, FieldError


class Outcome(StrEnum):
    """What the answers lead to, from the most careful to the least."""

    HELP_NOW = "help_now"
    ASK_FIRST = "ask_first"
    MAY_GO_ON = "may_go_on"


# The history has room for 12 characters.
_CODES: Final[Mapping[Outcome, str]] = {
    Outcome.HELP_NOW: "help",
    Outcome.ASK_FIRST: "ask",
    Outcome.MAY_GO_ON: "go",
}


@dataclass(frozen=True, slots=True)
class Screening:
    """What one person's answers lead to.

    Attributes:
        outcome: Whether they may go on at all.
        restrictions: What they leave out, in the order of ``Restriction``.
    """

    outcome: Outcome
    restrictions: tuple[Restriction, ...] = ()

    def allows(self, spec: StretchSpec) -> bool:
        """Whether an exercise is for this person."""
        return self.outcome is Outcome.MAY_GO_ON and not set(self.restrictions) & set(spec.not_for)

    def cleared(self) -> "Screening":
        """The same person once a professional has said that they may go on; the restrictions remain."""
        return replace(self, outcome=Outcome.MAY_GO_ON)


class Rule(FileModel):
    """Something that may be true of a person, and what it leads to if it is; ``SafetyTexts`` has its words.

    Attributes:
        leads_to: Not to go on, or to ask first; None where the question only leaves exercises out.
        leaves_out: What the person leaves out; None where it is no matter of single exercises.
    """

    id: Id
    leads_to: ByName[Outcome] | None = None
    leaves_out: ByName[Restriction] | None = None

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if (self.leads_to is None) == (self.leaves_out is None):
            raise FieldError(N_("expected leads_to or leaves_out, one of the two"))
        return self


class SafetyRules(FileModel):
    """What is asked, in ``safety.yaml``.

    Attributes:
        edition: Goes up with every change of what is asked: people answer again then.
    """

    schema_version: Literal[1]
    edition: Annotated[int, Field(ge=1, le=99)]
    questions: Many[Rule]

    @model_validator(mode="after")
    def _every_restriction_is_asked_for(self) -> Self:
        asked = {question.leaves_out for question in self.questions}
        missing = [restriction for restriction in Restriction if restriction not in asked]
        if missing:
            raise FieldError(N_("expected a question that leaves_out {missing}"), missing=", ".join(missing))
        return self


class SafetyTexts(FileModel):
    """The questions and what is said to their answers, in one language.

    Attributes:
        questions: By their id.
        short: Questions in a few words, to be read at a glance, by their id; those whose text is short anyway
            can be left out.
        answers: By outcome and by restriction.
    """

    schema_version: Literal[1]
    source: Text
    questions: Mapping[str, Text]
    short: Mapping[str, Text] = Field(default_factory=dict)
    answers: Mapping[str, Text]

    @model_validator(mode="after")
    def _every_outcome_has_its_answer(self) -> Self:
        missing = sorted({*Outcome, *Restriction} - self.answers.keys())
        if missing:
            raise FieldError(
                N_("expected {field} to have {missing}"), field="answers", missing=", ".join(missing)
            )
        return self

    def check_questions(self, ids: Collection[str]) -> None:
        """That there is a text for each question that is asked, and for no other.

        Raises:
            FieldError: where there is not.
        """
        for id_ in ids:
            if id_ not in self.questions:
                raise FieldError(N_("this question has no text"), place=f"questions.{id_}")
        for field, texts in (("questions", self.questions), ("short", self.short)):
            for id_ in texts:
                if id_ not in ids:
                    known = ", ".join(ids)
                    raise FieldError(
                        N_("unknown question; expected one of {known}"), place=f"{field}.{id_}", known=known
                    )


class Question(Rule):
    """A question with its words.

    Attributes:
        text: All of it.
        short: The same in a few words.
    """

    text: Text
    short: Text


@dataclass(frozen=True, slots=True)
class SafetyScreen:
    """The questions in one language, and what is said to their answers: ``SafetyRules`` in words."""

    edition: int
    source: str
    questions: tuple[Question, ...]
    answers: Mapping[str, str]

    @classmethod
    def of(cls, rules: SafetyRules, texts: SafetyTexts) -> Self:
        """What is asked, in the words of one language."""
        questions = tuple(
            Question(**dict(rule), text=text, short=texts.short.get(rule.id, text))
            for rule in rules.questions
            for text in [texts.questions[rule.id]]
        )
        return cls(rules.edition, texts.source, questions, texts.answers)

    def screening(self, true_of_person: Collection[str]) -> Screening:
        """What the answers lead to: the most careful outcome of all, and every restriction.

        Args:
            true_of_person: The ids of the questions that were answered with yes.
        """
        yes = [question for question in self.questions if question.id in true_of_person]
        outcomes = {question.leads_to for question in yes}
        left_out = {question.leaves_out for question in yes}
        return Screening(
            next((outcome for outcome in Outcome if outcome in outcomes), Outcome.MAY_GO_ON),
            tuple(restriction for restriction in Restriction if restriction in left_out),
        )

    def not_for(self, spec: StretchSpec) -> tuple[Question, ...]:
        """What speaks against one exercise: a person with it leaves the exercise out, or asks first."""
        return tuple(
            question
            for question in self.questions
            if question.leaves_out is None or question.leaves_out in spec.not_for
        )

    def allowed(self, screening: Screening, specs: Mapping[str, StretchSpec]) -> dict[str, StretchSpec]:
        """The exercises that are left after a screening."""
        return {id_: spec for id_, spec in specs.items() if screening.allows(spec)}

    def saved(self, screening: Screening) -> str:
        """A screening as it is saved: the edition, the outcome, a letter for each restriction."""
        letters = "".join(restriction[0] for restriction in screening.restrictions)
        return f"{self.edition} {_CODES[screening.outcome]} {letters}".rstrip()

    def understood(self, saved: str) -> Screening | None:
        """A saved screening; None if the questions have changed since, so that they must be asked again."""
        every = (Screening(outcome, restrictions) for outcome in Outcome for restrictions in _SUBSETS)
        return next((screening for screening in every if self.saved(screening) == saved), None)


_SUBSETS: Final = tuple(
    subset for size in range(len(Restriction) + 1) for subset in combinations(Restriction, size)
)
