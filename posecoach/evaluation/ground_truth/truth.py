"""The ground truth of a sample clip, read from the ``NAME.truth.json`` beside it."""

from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from posecoach.errors import PoseCoachError
from posecoach.evaluation.spans import Span
from posecoach.files import read_file
from posecoach.messages import N_, FieldError
from posecoach.pose.landmarks import Side
from posecoach.validation import first_problem

SUFFIX = ".truth.json"

_MOST_MB = 100  # an hour of film


class TruthError(PoseCoachError):
    """A truth file can't be used; the message names the file, the field and what was expected."""


class _Model(BaseModel):
    # The renderer also records camera, scene and joints, which are not needed here.
    model_config = ConfigDict(extra="ignore", frozen=True, strict=True, allow_inf_nan=False)


class LegAngles(_Model):
    """One measure of both legs, degrees, flexion 0 = straight."""

    left: float
    right: float

    def of(self, side: Side) -> float:
        """The angle of one leg."""
        return self.left if side is Side.LEFT else self.right


class TrueFrame(_Model):
    """The body in one frame."""

    t_s: float
    hip_flexion: LegAngles
    knee_flexion: LegAngles


class TrueFault(_Model):
    """A planted fault, and when it shows."""

    id: str
    start_s: float
    end_s: float

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.start_s < self.end_s:
            raise FieldError(
                N_("expected start_s before end_s, got {start} and {end}"),
                start=f"{self.start_s:g}",
                end=f"{self.end_s:g}",
            )
        return self


class TrueRepetition(_Model):
    """A repetition, begun and ended in the start position.

    Attributes:
        start_s: When the start position was left.
        top_s: When the working position was reached; None if it never was.
        end_s: When the start position was reached again.
        held_s: How long the working position was held in form.
        counted: Whether it ought to count.
        reason: Why it ought not to; None where it ought.
    """

    start_s: float
    top_s: float | None
    end_s: float
    held_s: Annotated[float, Field(ge=0)]
    counted: bool
    reason: str | None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        times = [self.start_s, *([] if self.top_s is None else [self.top_s]), self.end_s]
        if times != sorted(times):
            raise FieldError(N_("expected start_s, top_s and end_s in order"))
        if self.counted != (self.reason is None):
            raise FieldError(N_("expected a reason where counted is false, and no other"))
        return self


class Truth(_Model):
    """What really happens in a clip.

    Attributes:
        stretch: The id of the stretch to judge the clip against, whatever it shows.
        side: The leg to judge.
        view: Where the camera is, e.g. ``side``.
        fps: Nominal frames per second.
        frames: The body, frame by frame.
        valid: The spans in which the stretch is held well; empty if it never is.
        faults: The planted faults.
        repetitions: In order, of an exercise of repetitions; None of one that is a hold.
        shows: What the clip shows.
    """

    stretch: Annotated[str, Field(min_length=1)]
    side: Side
    view: str
    fps: Annotated[float, Field(gt=0)]
    frames: Annotated[tuple[TrueFrame, ...], Field(min_length=1)]
    valid: tuple[Span, ...]
    faults: tuple[TrueFault, ...]
    repetitions: tuple[TrueRepetition, ...] | None = None
    shows: str | None = None

    @model_validator(mode="after")
    def _times_in_order(self) -> Self:
        times = [frame.t_s for frame in self.frames]
        if times != sorted(set(times)):
            raise FieldError(N_("expected t_s to increase from frame to frame"), place="frames")
        edges = [edge for span in self.valid for edge in span]
        if edges != sorted(set(edges)):
            raise FieldError(N_("expected [from, to] spans in order, without overlaps"), place="valid")
        turns = [time for one in self.repetitions or () for time in (one.start_s, one.end_s)]
        if turns != sorted(turns):
            raise FieldError(N_("expected them in order, without overlaps"), place="repetitions")
        return self


def truth_path(video: Path) -> Path:
    """The path of a clip's truth file."""
    return video.with_name(video.stem + SUFFIX)


def load_truth(path: Path) -> Truth:
    """Reads one truth file.

    Raises:
        TruthError: if the file can't be read or a field is missing or wrong.
    """
    try:
        return Truth.model_validate_json(read_file(path, _MOST_MB))
    except OSError as error:
        raise TruthError(f"{path}: can't be read ({error.strerror}); check the path") from error
    except ValidationError as error:
        raise TruthError(f"{path}: {first_problem(error)}") from error
