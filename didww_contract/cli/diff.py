"""Knows the command `didww-contract diff`."""

import click

from didww_contract.contract.versions import KINDS, VERSIONS
from didww_contract.exchanges.differences import differences
from didww_contract.report import changes


@click.command("diff")
@click.argument("before", type=click.Choice(VERSIONS), metavar="BEFORE")
@click.argument("after", type=click.Choice(VERSIONS), metavar="AFTER")
@click.option(
    "--format",
    "format_",
    type=click.Choice(changes.FORMATS),
    default="text",
    show_default=True,
    help="How to tell it: for people, for a page, for programs.",
)
@click.option("--kind", type=click.Choice(KINDS), help="Only what concerns documents of this kind, and HTTP.")
@click.option("--breaking", is_flag=True, help="Only what may break a client.")
def command(before: str, after: str, format_: str, kind: str | None, breaking: bool) -> None:
    """Say what changes for a client that moves from the API version BEFORE to AFTER."""
    tell = {"text": changes.text, "markdown": changes.markdown, "json": changes.as_json}[format_]
    chosen = [
        change
        for change in differences(before, after)
        if (change.breaks or not breaking) and (kind is None or not change.kinds or kind in change.kinds)
    ]
    click.echo(tell(before, after, chosen), nl=False)
