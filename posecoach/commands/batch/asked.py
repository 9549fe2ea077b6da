"""What a person asks for besides the videos: outputs, and who is to work."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from posecoach.commands.batch.inputs import names_several
from posecoach.commands.console.outputs import OutputError
from posecoach.records.batch.table import CSV, PARQUET


@dataclass(frozen=True, slots=True)
class Asked:
    """Outputs and workers, as they were typed.

    Attributes:
        table: The file of the table.
        json: The file of the report, or the folder of the reports.
        html: Likewise.
        workers: How many processes at most; None for one per processor core.
        use_dask: Whether to start a Dask cluster on this computer.
        scheduler: The address of a Dask cluster that is there.
    """

    table: Path | None = None
    json: Path | None = None
    html: Path | None = None
    workers: int | None = None
    use_dask: bool = False
    scheduler: str | None = None

    def check(self) -> None:
        """Makes sure that it goes together, with many videos.

        Raises:
            click.UsageError: for options that exclude each other.
            OutputError: for an output of a kind that there isn't.
        """
        if self.scheduler is not None and (self.use_dask or self.workers is not None):
            raise click.UsageError("--scheduler has workers of its own; leave out --workers and --dask")
        if Path("-") in (self.table, self.json, self.html):
            raise OutputError("with several videos or stretches nothing is written to standard output (-)")
        if self.table is not None and self.table.suffix.lower() not in (CSV, PARQUET):
            raise OutputError(f"{self.table}: give the table a name that ends in {CSV} or {PARQUET}")
        if self.json is not None and self.json == self.html:
            raise OutputError(f"{self.json}: is given twice; choose another folder for one of them")


def means_many(videos: Sequence[str], stretches: Sequence[str], asked: Asked) -> bool:
    """Whether more is meant than one video as one set of one stretch."""
    options = (asked.table, asked.workers, asked.scheduler, asked.use_dask or None)
    return (
        len(videos) > 1
        or len(set(stretches)) > 1
        or any(option is not None for option in options)
        or any(map(names_several, videos))
    )
