"""``posecoach history``: lists, exports or deletes the sessions saved on this computer."""

from pathlib import Path

import click

from posecoach.commands.console.options import FILE
from posecoach.commands.console.outputs import output_files
from posecoach.records.achieved import in_total
from posecoach.records.history.export import as_csv, as_json
from posecoach.records.history.store import History

_EXAMPLES = """\b
Examples:
  posecoach history list
  posecoach history export --csv my_sets.csv --json everything.json
  posecoach history delete --yes
"""


@click.group(epilog=_EXAMPLES, invoke_without_command=True)
@click.pass_context
def history(context: click.Context) -> None:
    """List, export or delete the saved sessions.

    They are stored in your data folder (POSECOACH_DATA names another one), or in the database that
    POSECOACH_DB names.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@history.command("list")
def list_sessions() -> None:
    """List the sessions of all profiles, newest first."""
    kept = History()
    lines = [
        f"{session.started_at:%Y-%m-%d %H:%M}  {profile.name}  {session.title}: "
        f"{in_total(row.achieved for row in session.sets)} in {len(session.sets)} sets"
        for profile in kept.profiles()
        for session in reversed(kept.sessions(profile.id))
    ]
    click.echo("\n".join(lines) or "No saved sessions yet. Start one on the Coach page: make run")


@history.command()
@click.option(
    "--json", "json_file", type=FILE, metavar="FILE", help="Everything, timelines and pictures too."
)
@click.option("--csv", "csv_file", type=FILE, metavar="FILE", help="One row per set, for a spreadsheet.")
def export(json_file: Path | None, csv_file: Path | None) -> None:
    """Export the whole history to files."""
    if json_file is None and csv_file is None:
        raise click.UsageError("Name a file with --json, --csv or both.")
    kept = History()
    with output_files([target for target in (json_file, csv_file) if target], inputs=[]) as outputs:
        if json_file:
            outputs.write_text(json_file, as_json(kept))
        if csv_file:
            outputs.write_text(csv_file, as_csv(kept))


@history.command("delete")
@click.option("--yes", is_flag=True, help="Confirm that you want to delete everything.")
def delete_all(yes: bool) -> None:
    """Delete the whole history of all profiles. This can't be undone."""
    if not yes:
        raise click.UsageError(
            "This deletes the sessions of all profiles and can't be undone. Add --yes to confirm."
        )
    History().delete_all()
    click.echo("Deleted.")
