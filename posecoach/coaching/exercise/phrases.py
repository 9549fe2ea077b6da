"""What the coach says and shows in one language, apart from the texts of each exercise."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator

from posecoach.coaching.exercise.fields import FileModel, Many, Text
from posecoach.coaching.exercise.placeholders import check_placeholders
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.exercise.texts import MovementTexts
from posecoach.coaching.feedback import Cue, CueKind, State
from posecoach.coaching.reasons import FRAMING, Reason
from posecoach.messages import N_, FieldError
from posecoach.pose.landmarks import Side

# Every cue that is not a gate's, with the placeholders of its wordings.
_CUES: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(("welcome", "step_back", "moving_on", "paused", "resumed", "all_done"), ()),
    "rest": ("seconds", "title"),
    "rest_leg": ("leg", "seconds", "title"),
    "rest_again": ("seconds",),
    **dict.fromkeys((*FRAMING, Reason.NO_PERSON, Reason.SOMEBODY_ELSE, Reason.TOO_FEW_PICTURES), ()),
    "side_on_leg": ("leg",),
    **dict.fromkeys(("not_sure", "seen_well", "hold_still", "hold_that"), ()),
    **dict.fromkeys(("repetition", "repetition_done"), ("number",)),
    **dict.fromkeys((Reason.TOO_SHORT, Reason.TOO_FAST, Reason.NOT_SEEN), ()),
    **dict.fromkeys(("half_way", "ten_left", "left_3", "left_2", "left_1", "done"), ()),
}


class Phrases(FileModel):
    """One language.

    Attributes:
        language: Its code, e.g. ``en``.
        name: What it is called in itself.
        legs: The word for a leg, which ``{leg}`` stands for.
        states: What each state is called.
        cues: What is said, by cue; the wordings take turns.
        reasons: Why a moment does not count, or a measure is not known, for reports.
        screen: Texts of the live page.
    """

    schema_version: Literal[1]
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    name: Text
    legs: Mapping[str, Text]
    states: Mapping[str, Text]
    cues: Mapping[str, Many[Text]]
    reasons: Mapping[str, Text]
    screen: Mapping[str, Text]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        _check_keys("legs", self.legs, Side)
        _check_keys("states", self.states, State)
        _check_keys("cues", self.cues, _CUES)
        _check_keys("reasons", self.reasons, Reason)
        for id_, wordings in self.cues.items():
            for number, text in enumerate(wordings):
                _check_text(f"cues.{id_}[{number}]", text, _CUES[id_])
        return self

    def title(self, spec: StretchSpec) -> str:
        """What a stretch is called."""
        return spec.texts_in(self.language).title

    def of_gate(self, spec: StretchSpec, gate_id: str) -> tuple[str, ...]:
        """The wordings of a gate's cue."""
        return spec.texts_in(self.language).gates[gate_id].cues

    def movement(self, spec: StretchSpec) -> MovementTexts:
        """What is said in the two positions of an exercise of repetitions."""
        movement = spec.texts_in(self.language).movement
        assert movement is not None  # every exercise of repetitions has these texts
        return movement

    def cue(self, id_: str, kind: CueKind, leg: Side | None = None, *, times: int = 0, **more: object) -> Cue:
        """A cue that belongs to no gate.

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
        """How to get into a stretch, said for the first time or again."""
        texts = spec.texts_in(self.language)
        wordings = texts.begin if leg is None else texts.begin_leg
        # The first wording is for those who don't know yet, so it does not come round again.
        return Cue("begin", CueKind.GUIDE, self._filled(wordings, leg, min(times, len(wordings) - 1), {}))

    def _filled(
        self, wordings: tuple[str, ...], leg: Side | None, times: int, more: Mapping[str, object]
    ) -> str:
        return wordings[times % len(wordings)].format(leg=self.legs[leg] if leg else "", **more)


def _check_keys(field: str, there: Mapping[str, object], needed: Iterable[str]) -> None:
    wanted = set(needed)
    missing = sorted(wanted - there.keys())
    if missing:
        raise FieldError(N_("expected {field} to have {missing}"), field=field, missing=", ".join(missing))
    unknown = sorted(there.keys() - wanted)
    if unknown:
        raise FieldError(
            N_("unknown field, take it out or check its spelling"), place=f"{field}.{unknown[0]}"
        )


def _check_text(place: str, text: str, names: tuple[str, ...]) -> None:
    try:
        check_placeholders(text, *names)
    except FieldError as error:
        raise FieldError(error.text, place=place, **error.values) from None
