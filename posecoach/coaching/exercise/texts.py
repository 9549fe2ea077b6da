"""What is said and shown for one exercise in one language."""

from collections.abc import Collection, Mapping
from typing import Annotated, Literal

from posecoach.coaching.exercise.fields import FileModel, Many, Text
from posecoach.coaching.exercise.placeholders import with_placeholders

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

    def check_gates(self, ids: Collection[str]) -> None:
        """That there are texts for exactly the gates of the exercise.

        Args:
            ids: Of its gates.

        Raises:
            ValueError: for a gate without texts, or texts of an unknown gate.
        """
        for id_ in self.gates:
            if id_ not in ids:
                raise ValueError(f"gates.{id_}: unknown gate; expected one of {', '.join(ids)}")
        for id_ in ids:
            if id_ not in self.gates:
                raise ValueError(f"gates.{id_}: this gate of the exercise has no texts")
