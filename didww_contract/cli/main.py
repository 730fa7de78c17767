"""Knows the commands, and loads only the one that is asked for."""

import importlib

import click

import didww_contract

_COMMANDS = ("lint", "rules", "spec", "completion")


class _Lazy(click.Group):
    """A group whose commands live in modules of their names: a linter in a commit hook must start quickly."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"didww_contract.cli.{cmd_name}").command
        return command


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(didww_contract.__version__, prog_name="didww-contract")
def main() -> None:
    """Check documents against the contract of DIDWW's voice_out_trunks.

    Unofficial: not made or endorsed by DIDWW.
    """
