"""The table of many videos as CSV or Parquet, written row by row: it may be larger than memory."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, Final

from posecoach.records.batch.rows import Row
from posecoach.records.csv_cells import as_texts

CSV: Final = ".csv"
PARQUET: Final = ".parquet"

_ROWS_AT_ONCE: Final = 2000


def write_table(path: Path, kind: str, columns: Mapping[str, type], rows: Iterable[Row]) -> None:
    """Writes a table.

    Args:
        path: The file, which is overwritten.
        kind: ``CSV`` or ``PARQUET``.
        columns: The columns in order, each with the type of its values.
        rows: The rows in order; what a row lacks is empty.

    Raises:
        OSError: if it can't be written.
    """
    if kind == PARQUET:
        _write_parquet(path, columns, rows)
    else:
        _write_csv(path, columns, rows)


def _write_csv(path: Path, columns: Mapping[str, type], rows: Iterable[Row]) -> None:
    # A file name that is not in UTF-8 has lone surrogates: they become escapes.
    with path.open("w", newline="", encoding="utf-8", errors="backslashreplace") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(as_texts(row) for row in rows)


def _write_parquet(path: Path, columns: Mapping[str, type], rows: Iterable[Row]) -> None:
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    types = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    schema = pa.schema([(name, types[kind]) for name, kind in columns.items()])
    with ParquetWriter(path, schema) as writer:
        for some in _in_batches(rows):
            cells = {name: [_cell(row.get(name)) for row in some] for name in columns}
            writer.write_table(pa.table(cells, schema=schema))


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return str(value).encode(errors="backslashreplace").decode()
    return value


def _in_batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    remaining = iter(rows)
    while some := list(islice(remaining, _ROWS_AT_ONCE)):
        yield some
