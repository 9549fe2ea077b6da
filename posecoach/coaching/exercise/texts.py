"""What is said and shown for one exercise in one language."""

from collections.abc import Collection, Mapping
from typing import Annotated, Literal

from posecoach.coaching.exercise.fields import FileModel, Many, Text
from posecoach.coaching.exercise.gate import Phase
from posecoach.coaching.exercise.placeholders import with_placeholders
from posecoach.messages import N_, FieldError

Sentence = Annotated[Text, with_placeholders()]
OfALeg = Annotated[Text, with_placeholders("leg")]


class GateTexts(FileModel):
    """A gate in words.

    Attributes:
        reason: What is not right where it fails, as reports call it, e.g. "bent knee".
        cues: What to do then; the wordings take turns.
    """

    reason: Sentence
    cues: Many[Sentence]


class MovementTexts(FileModel):
    """What is said in the two positions of a repetition.

    Attributes:
        go: In the start position: how to get into the working position; the wordings take turns.
        back: In the working position, once it has been held: how to get back.
        start: What the start position is called.
        work: What the working position is called.
    """

    go: Many[Sentence]
    back: Sentence
    start: Sentence
    work: Sentence

    def position(self, phase: Phase) -> str:
        """What the position of a phase is called."""
        return self.start if phase is Phase.START else self.work


class ExerciseTexts(FileModel):
    """The texts of an exercise.

    Attributes:
        title: Its whole name.
        name: Its short name, for tables and lists.
        summary: What it is, in a sentence.
        camera: Where to put the camera.
        steps: How to do it.
        safety: What to take care of.
        norm: How far people get, as context for one's own progress; no gate asks for it. None where
            there are no agreed figures.
        begin: How to get into it where the coach finds the leg; the second one on later sets.
        begin_leg: The same for the leg ``{leg}``.
        gates: By gate.
        movement: Of an exercise of repetitions; None of one hold.
    """

    schema_version: Literal[1]
    title: Sentence
    name: Sentence
    summary: Sentence
    camera: Sentence
    steps: Many[Sentence]
    safety: Many[Sentence]
    norm: Sentence | None = None
    begin: Many[Sentence]
    begin_leg: Many[OfALeg]
    gates: Mapping[str, GateTexts]
    movement: MovementTexts | None = None

    def check_movement(self, *, repeats: bool) -> None:
        """That there are texts for the movement where the exercise is one of repetitions, and only there.

        Raises:
            FieldError: if they are missing, or there without need.
        """
        if repeats and self.movement is None:
            raise FieldError(N_("missing; an exercise of repetitions needs it"), place="movement")
        if not repeats and self.movement is not None:
            raise FieldError(N_("only an exercise of repetitions has it"), place="movement")

    def check_gates(self, ids: Collection[str]) -> None:
        """That there are texts for exactly the gates of the exercise.

        Args:
            ids: Of its gates.

        Raises:
            FieldError: for a gate without texts, or texts of an unknown gate.
        """
        for id_ in self.gates:
            if id_ not in ids:
                known = ", ".join(ids)
                raise FieldError(
                    N_("unknown gate; expected one of {known}"), place=f"gates.{id_}", known=known
                )
        for id_ in ids:
            if id_ not in self.gates:
                raise FieldError(N_("this gate of the exercise has no texts"), place=f"gates.{id_}")
