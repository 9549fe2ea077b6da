"""Tables that look the same on a terminal and in a pipe."""

from rich import box
from rich.console import Console
from rich.table import Table

# A pipe has no width of its own: tables there are as wide as their text.
_PIPE_WIDTH = 200


def table_console() -> Console:
    """Standard output for tables."""
    console = Console(highlight=False, markup=False, emoji=False)  # file names are not markup
    if not console.is_terminal:
        console.width = _PIPE_WIDTH
    return console


def plain_table(title: str, *columns: str) -> Table:
    """A table with a line under its header and a first column that never wraps."""
    table = Table(*columns, title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    table.columns[0].no_wrap = True
    return table
