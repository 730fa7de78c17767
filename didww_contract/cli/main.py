"""Knows the commands, and loads only the one that is asked for."""

import importlib
import io
import os
import sys
from typing import NoReturn

import click

import didww_contract
from didww_contract.cli import FAILED, INTERRUPTED

_COMMANDS = ("lint", "rules", "diff", "spec", "corpus", "show", "completion")


class _Lazy(click.Group):
    """A group whose commands live in modules of their names: a linter in a commit hook must start quickly."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"didww_contract.cli.{cmd_name}").command
        return command


def main() -> NoReturn:
    """Run the command. Whatever goes wrong, the exit status is not 1, for that one says that there are findings."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(
                errors="backslashreplace"
            )  # a terminal that cannot show a character is no reason to fail
    try:
        status = group.main(prog_name="didww-contract", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        status = FAILED
    except (click.Abort, KeyboardInterrupt):
        status = INTERRUPTED
    except OSError as error:  # the output cannot be written
        click.echo(f"didww-contract: {error.strerror or error}", err=True)
        status = FAILED
    except Exception as error:  # a fault of ours; its text may quote a document, secrets included
        if os.environ.get("DIDWW_CONTRACT_DEBUG"):
            raise
        click.echo(f"didww-contract: internal error ({type(error).__name__}). Please report it.", err=True)
        click.echo("With DIDWW_CONTRACT_DEBUG=1 in the environment you see where; it may show your data.", err=True)
        status = FAILED
    sys.exit(status)


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(didww_contract.__version__, message=f"didww-contract, version {didww_contract.__version__}")
def group() -> None:
    """Check documents against the contract of DIDWW's voice_out_trunks.

    Unofficial: not made or endorsed by DIDWW.
    """
