"""What an evaluation is given: photos, pairs of them, and clips, checked before any work is done."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from posecoach.catalog.exercises import load_specs
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.evaluation.labelled.labels import LabelledPhoto, PlacedJoints, load_joints, load_labels
from posecoach.evaluation.labelled.pairs import Pair, load_pairs, reads_backs
from posecoach.evaluation.labelled.segments import (
    ClassRule,
    Segment,
    load_classes,
    load_segments,
    scored_exercises,
)
from posecoach.evaluation.labelled.tsv import LabelError
from posecoach.files import is_file, is_folder

Named = tuple[int, str, str]
"""A file that a table names: the line, the column and the name."""


@dataclass(frozen=True, slots=True)
class GivenPhotos:
    """The photos to judge, by name, and the exercises to judge them by.

    Attributes:
        tables: The files of labels, joints and pairs.
        labelled: The labelled ones.
        joints: Those with joints placed by hand.
        pairs: Two of them each.
    """

    folder: Path
    tables: Sequence[Path]
    labelled: Mapping[str, LabelledPhoto]
    joints: Mapping[str, PlacedJoints]
    pairs: Sequence[Pair]
    specs: Mapping[str, StretchSpec]

    @property
    def files(self) -> list[str]:
        """The names of all, each once."""
        paired = (file for pair in self.pairs for file in (pair.rounded, pair.flat))
        return list(dict.fromkeys((*self.labelled, *self.joints, *paired)))

    @property
    def inputs(self) -> list[Path]:
        """All files that are read."""
        return [*self.tables, *(self.folder / file for file in self.files)]


@dataclass(frozen=True, slots=True)
class GivenClips:
    """The clips to judge, and the exercises to judge them by.

    Attributes:
        tables: The files of spans and classes.
        segments: The labelled spans by the clip's name.
        rules: Which classes are right for which exercise.
    """

    folder: Path
    tables: Sequence[Path]
    segments: Mapping[str, tuple[Segment, ...]]
    rules: Sequence[ClassRule]
    specs: Mapping[str, StretchSpec]

    @property
    def inputs(self) -> list[Path]:
        """All files that are read."""
        return [*self.tables, *(self.folder / file for file in self.segments)]


def given_photos(
    folder: Path | None,
    labels: Path | None,
    joints: Path | None,
    pairs: Path | None,
    specs: Mapping[str, StretchSpec],
    half: str | None,
) -> GivenPhotos | None:
    """The photos; None where none are given.

    Raises:
        click.UsageError: if an option lacks the one that belongs to it.
        LabelError: if a table is wrong, or names a photo that is not there.
    """
    tables = [table for table in (labels, joints, pairs) if table is not None]
    if folder is None and not tables:
        return None
    if folder is None or not (labels or pairs):
        raise click.UsageError("give --photos together with --labels, with --pairs, or with both")
    labelled = load_labels(labels, load_specs(), half) if labels else []
    placed = load_joints(joints) if joints else []
    if half is not None:  # a table of joints need not say which half a photo belongs to
        files = {photo.file for photo in labelled}
        placed = [one for one in placed if one.file in files]
    paired = load_pairs(pairs, half) if pairs else []
    if paired and not any(map(reads_backs, specs.values())):
        raise LabelError(
            f"{pairs}: none of {', '.join(specs)} judges a rounded back; add a --stretch that does"
        )
    named: dict[Path | None, Iterable[Named]] = {
        labels: [(photo.line, "file", photo.file) for photo in labelled],
        joints: [(one.line, "file", one.file) for one in placed],
        pairs: [
            (pair.line, column, file)
            for pair in paired
            for column, file in (("rounded", pair.rounded), ("flat", pair.flat))
        ],
    }
    for table in tables:
        _need_files(folder, table, named[table], "photos")
    return GivenPhotos(
        folder,
        tables,
        {photo.file: photo for photo in labelled},
        {one.file: one for one in placed},
        paired,
        specs,
    )


def given_clips(
    folder: Path | None,
    segments: Path | None,
    classes: Path | None,
    specs: Mapping[str, StretchSpec],
    half: str | None,
    *,
    all_given: bool,
) -> GivenClips | None:
    """The clips; None where none are given.

    Args:
        folder: Where the clips are.
        segments: The table of labelled spans.
        classes: The table of classes.
        specs: The exercises.
        half: Takes only the spans of this half; all where None.
        all_given: Whether to judge by all of the exercises, not only by those whose class appears.

    Raises:
        click.UsageError: if an option lacks the ones that belong to it.
        LabelError: if a table is wrong, or names a clip that is not there.
    """
    if folder is None and segments is None and classes is None:
        return None
    if folder is None or segments is None or classes is None:
        raise click.UsageError("give --clips, --segments and --classes together")
    spans = load_segments(segments, half)
    rules = load_classes(classes, load_specs())
    if not all_given:
        specs = {exercise: specs[exercise] for exercise in scored_exercises(spans, rules, specs)}
    if not specs:
        raise LabelError(
            f"{classes}: column class: no class of an exercise appears in {segments}; add one, or --stretch"
        )
    _need_files(folder, segments, [(one[0].line, "file", file) for file, one in spans.items()], "clips")
    return GivenClips(folder, [segments, classes], spans, rules, specs)


def _need_files(folder: Path, table: Path, named: Iterable[Named], what: str) -> None:
    if not is_folder(folder):
        raise LabelError(f"{folder}: not a folder; name the one that holds the {what}")
    for line, column, file in named:
        if not is_file(folder / file):
            raise LabelError(f"{table}: line {line}: column {column}: {file} is not in {folder}")
