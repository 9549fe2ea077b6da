"""The command line: ``posecoach app | analyze | check | benchmark | evaluate | specs | history | ...``."""

import io
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import Final, NoReturn

import click

from posecoach import __version__
from posecoach.errors import PoseCoachError

_BAD_INPUT = 2
_CUT_SHORT = 1  # as click itself exits for a pipe that is closed
_INTERRUPTED = 130  # what shells report for a program that Ctrl-C ended

# Each is a module of posecoach.commands, which has the command of the same name. What it does stands here, so
# that help loads none of them: it has to be there where a library is broken.
_COMMANDS: Final = {
    "app": "Start PoseCoach in the browser.",
    "analyze": "Analyse videos and count what was done well.",
    "check": "Judge photos.",
    "benchmark": "Score the coach on clips with known ground truth.",
    "evaluate": "Score the coach on labelled photos and clips.",
    "specs": "List and show the stretches, and check spec files.",
    "history": "List, export or delete the saved sessions.",
    "model": "Show the pose models, or get a more exact one.",
    "doctor": "Say what is missing or wrong, and how to mend it.",
}

_EXAMPLES = """\b
Start here:
  posecoach app
  posecoach specs list
  posecoach analyze my_stretch.mp4 --stretch standing_hamstring
"""


class _Commands(click.Group):
    """Loads a command when it is needed: the doctor works where a library of another one is broken."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"posecoach.commands.{cmd_name}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(sorted(_COMMANDS.items()))


@click.group(
    cls=_Commands,
    epilog=_EXAMPLES,
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
)
@click.version_option(__version__, prog_name="posecoach", message="%(prog)s %(version)s")
@click.pass_context
def cli(context: click.Context) -> None:
    """Coach stretches live in the browser, and analyse them in videos and photos.

    Everything runs on this computer and nothing is sent anywhere, unless you name a cluster of your own.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs the command line and exits: 0 on success, 2 for bad input, 130 if told to end (Ctrl-C).

    Args:
        arguments: The arguments after the program's name; ``sys.argv`` if None.
    """
    _end_as_with_ctrl_c()
    if isinstance(sys.stdout, io.TextIOWrapper):  # a file name may not be in UTF-8, nor the terminal
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        status = cli.main(arguments, prog_name="posecoach", standalone_mode=False)
        if sys.stdout:  # None if it is closed
            sys.stdout.flush()  # now, while a full disk behind it can still be reported
    except click.UsageError as error:
        help_line = f"; see `{error.ctx.command_path} --help`" if error.ctx else ""
        _fail(f"{error.format_message().rstrip('.')}{help_line}")
    except click.ClickException as error:
        _fail(error.format_message())
    except PoseCoachError as error:
        _fail(str(error))
    except ImportError as error:
        # The doctor itself needs few, but it needs them.
        asked_doctor = "doctor" in (arguments if arguments is not None else sys.argv[1:])
        mend = "install PoseCoach again" if asked_doctor else "`posecoach doctor` says how to mend it"
        _fail(f"a library can't be loaded ({error}); {mend}")
    except click.Abort:
        sys.exit(_INTERRUPTED)
    except BrokenPipeError:  # as in `posecoach specs list | head -1`: nobody reads on
        _discard_output()
        sys.exit(_CUT_SHORT)
    except OSError as error:
        if error.filename is not None:  # not standard output, which has no name
            raise
        _discard_output()
        _fail(
            f"standard output: can't be written ({error.strerror}); write to another place or free some space"
        )
    # Commands return nothing; only --help and --version return a status of their own.
    sys.exit(status or 0)


def _end_as_with_ctrl_c() -> None:
    """A closed terminal and a computer that is shut down leave nothing half-written either.

    Not where the person said otherwise, as with `nohup`.
    """
    for name in ("SIGTERM", "SIGHUP"):  # Windows has no SIGHUP
        told = getattr(signal, name, None)
        if told is not None and signal.getsignal(told) is signal.SIG_DFL:
            signal.signal(told, signal.default_int_handler)


def _discard_output() -> None:
    """What is still in the buffer has nowhere to go; Python would try again at exit, and complain."""
    with suppress(OSError, io.UnsupportedOperation):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _fail(message: str) -> NoReturn:
    # A file name may contain a line break; the message is one line all the same.
    click.echo(f"posecoach: {' '.join(message.splitlines())}", err=True)
    sys.exit(_BAD_INPUT)
