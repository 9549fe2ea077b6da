"""What the coach says and shows, in one language: read from ``stretch_specs/voice/LANGUAGE.yaml``."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Final, Literal, Self

from pydantic import Field, field_validator, model_validator

from posecoach.coaching.exercise.spec import StretchSpec, default_folder, shipped_folder
from posecoach.coaching.exercise.spec_file import FileModel, SpecError, Text, as_tuple, read_model
from posecoach.coaching.feedback import Cue, CueKind, State
from posecoach.pose.landmarks import Side

_FOLDER: Final = "voice"
DEFAULT_LANGUAGE: Final = "en"

Wordings = Annotated[tuple[Text, ...], Field(min_length=1)]

# Every cue that is not a gate's own; a language has them all.
_CUES: Final = frozenset(
    (
        *("welcome", "rest", "rest_leg", "moving_on", "paused", "resumed", "all_done"),
        *("enough_light", "one_person", "whole_body", "feet_in_picture", "head_in_picture", "near_enough"),
        *("side_on", "side_on_leg", "no_person", "not_sure", "somebody_else", "seen_well"),
        *("hold_still", "hold_that", "half_way", "ten_left", "left_3", "left_2", "left_1", "done"),
    )
)


class StretchWords(FileModel):
    """What is said of one stretch.

    Attributes:
        title: The spec's own where None.
        begin: How to get into it where the coach finds the leg; the second one on later sets.
        begin_leg: The same for the leg ``{leg}``.
        gates: Cues by gate; the spec's own for those that are not here.
    """

    title: Text | None = None
    begin: Wordings
    begin_leg: Wordings
    gates: Mapping[str, Wordings] = {}

    @field_validator("begin", "begin_leg", mode="before")
    @classmethod
    def _list_to_tuple(cls, value: object) -> object:
        return as_tuple(value)

    @field_validator("gates", mode="before")
    @classmethod
    def _lists_to_tuples(cls, value: object) -> object:
        return _tuples(value)


class Phrases(FileModel):
    """One language."""

    schema_version: Literal[1]
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    name: Text
    legs: Mapping[str, Text]
    states: Mapping[str, Text]
    cues: Mapping[str, Wordings]
    screen: Mapping[str, Text]
    stretches: Mapping[str, StretchWords]

    @field_validator("cues", mode="before")
    @classmethod
    def _lists_to_tuples(cls, value: object) -> object:
        return _tuples(value)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        for field, there, needed in (
            ("legs", self.legs, frozenset(Side)),
            ("states", self.states, frozenset(State)),
            ("cues", self.cues, _CUES),
        ):
            missing = sorted(needed - there.keys())
            if missing:
                raise ValueError(f"expected {field} to have {', '.join(missing)}")
        return self

    def title(self, spec: StretchSpec) -> str:
        """What a stretch is called."""
        words = self.stretches.get(spec.id)
        return words.title if words and words.title else spec.title

    def of_gate(self, spec: StretchSpec, gate_id: str) -> tuple[str, ...]:
        """The wordings of a gate's cue: this language's, or the spec's own where it has none."""
        words = self.stretches.get(spec.id)
        if words and gate_id in words.gates:
            return words.gates[gate_id]
        return next(gate.cues for gate in spec.gates if gate.id == gate_id)

    def cue(self, id_: str, kind: CueKind, leg: Side | None = None, *, times: int = 0, **more: object) -> Cue:
        """A cue that is no gate's.

        Args:
            id_: Which one; where there is a wording for a leg that is known, that one.
            kind: What it is about.
            leg: The leg that it speaks of, if it does.
            times: How often it has been said: the wordings take turns.
            more: What else its text names.
        """
        key = f"{id_}_leg" if leg is not None and f"{id_}_leg" in self.cues else id_
        return Cue(id_, kind, self._filled(self.cues[key], leg, times, more))

    def begin(self, spec: StretchSpec, leg: Side | None, *, times: int) -> Cue:
        """How to get into a stretch, said for the first time or again; its title if it has no words."""
        words = self.stretches.get(spec.id)
        if words is None:
            return Cue("begin", CueKind.GUIDE, f"{spec.title}. {spec.steps[0]}")
        wordings = words.begin if leg is None else words.begin_leg
        # The first wording is for those who don't know yet, so it does not come round again.
        return Cue("begin", CueKind.GUIDE, self._filled(wordings, leg, min(times, len(wordings) - 1), {}))

    def _filled(
        self, wordings: tuple[str, ...], leg: Side | None, times: int, more: Mapping[str, object]
    ) -> str:
        return wordings[times % len(wordings)].format(leg=self.legs[leg] if leg else "", **more)


def load_phrases(language: str = DEFAULT_LANGUAGE) -> Phrases:
    """One language.

    Raises:
        SpecError: where there is no such language, or its file is wrong.
    """
    path = _voice_folder() / f"{language}.yaml"
    if language not in languages():
        raise SpecError(f"unknown language {language!r}; expected one of {', '.join(languages())}")
    return _read(path)


@cache
def _read(path: Path) -> Phrases:
    """Every set speaks, and reading takes longer than judging a frame."""
    return read_model(path, Phrases)


def languages() -> tuple[str, ...]:
    """The languages that there are, e.g. ``("de", "en")``."""
    return tuple(sorted(path.stem for path in _voice_folder().glob("*.yaml")))


def pick_language(wanted: str | None) -> str:
    """The language for a browser's locale such as ``de-AT``; English for one that there is not."""
    short = (wanted or "").split("-")[0].lower()
    return short if short in languages() else DEFAULT_LANGUAGE


def _voice_folder() -> Path:
    """Own specs may come without words of their own."""
    own = default_folder() / _FOLDER
    return own if own.is_dir() else shipped_folder() / _FOLDER


def _tuples(value: object) -> object:
    return {key: as_tuple(item) for key, item in value.items()} if isinstance(value, Mapping) else value
