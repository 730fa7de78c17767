"""Knows the command `didww-contract completion`."""

import click
from click.shell_completion import get_completion_class


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print a script that completes commands, options and their values in SHELL.

    For bash: didww-contract completion bash > ~/.local/share/bash-completion/completions/didww-contract
    """
    completion = get_completion_class(shell)
    root = ctx.find_root()
    if completion is None:  # click has dropped the shell
        raise click.UsageError(f"this installation cannot complete in {shell}.")
    click.echo(completion(root.command, {}, "didww-contract", "_DIDWW_CONTRACT_COMPLETE").source())
