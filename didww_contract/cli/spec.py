"""Knows the command `didww-contract spec`."""

import json

import click

from didww_contract.contract import openapi


@click.command("spec")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["yaml", "json"]),
    default="yaml",
    show_default=True,
    help="How to write it.",
)
def command(format_: str) -> None:
    """Print the OpenAPI document as one self-contained file."""
    document = openapi.bundle()
    if format_ == "json":
        click.echo(json.dumps(document, indent=2, ensure_ascii=False))
    else:
        click.echo(openapi.to_yaml(document), nl=False)
