"""``posecoach history``: what was kept of the sessions on this computer, taken along or deleted."""

from pathlib import Path

import click

from posecoach.commands.console.options import FILE
from posecoach.commands.console.outputs import output_files
from posecoach.records import words
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
    """Lists, exports or deletes the history of sessions.

    It lies in the user's data folder (POSECOACH_DATA names another one), or in the database that
    POSECOACH_DB names.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@history.command("list")
def list_sessions() -> None:
    """Lists the sessions of everybody, the newest first."""
    kept = History()
    lines = [
        f"{session.started_at:%Y-%m-%d %H:%M}  {profile.name}  {session.title}: "
        f"{words.seconds(sum(row.valid_s for row in session.sets))} held well in {len(session.sets)} sets"
        for profile in kept.profiles()
        for session in reversed(kept.sessions(profile.id))
    ]
    click.echo("\n".join(lines) or "No session is kept yet. Do one on the Coach page: make run")


@history.command()
@click.option("--json", "json_file", type=FILE, help="Everything, timelines included.")
@click.option("--csv", "csv_file", type=FILE, help="A row a set, for a spreadsheet.")
def export(json_file: Path | None, csv_file: Path | None) -> None:
    """Writes the whole history into files."""
    if json_file is None and csv_file is None:
        raise click.UsageError("Name a file with --json, --csv or both.")
    kept = History()
    with output_files([target for target in (json_file, csv_file) if target], inputs=[]) as outputs:
        if json_file:
            outputs.write_text(json_file, as_json(kept))
        if csv_file:
            outputs.write_text(csv_file, as_csv(kept))


@history.command("delete")
@click.option("--yes", is_flag=True, help="Yes, delete everything.")
def delete_all(yes: bool) -> None:
    """Deletes the whole history of everybody. There is no way back."""
    if not yes:
        raise click.UsageError("This deletes the sessions of everybody for good. Say --yes to do it.")
    History().delete_all()
    click.echo("Deleted.")
