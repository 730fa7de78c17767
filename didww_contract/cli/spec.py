"""Knows the command `didww-contract spec`."""

import json

import click

from didww_contract.contract.versions import DEFAULT_VERSION, VERSIONS
from didww_contract.exchanges import openapi


@click.command("spec")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["yaml", "json"]),
    default="yaml",
    show_default=True,
    help="How to write it.",
)
@click.option(
    "--api-version", type=click.Choice(VERSIONS), default=DEFAULT_VERSION, show_default=True, help="Of which."
)
def command(format_: str, api_version: str) -> None:
    """Print the OpenAPI document of a version as one self-contained file."""
    document = openapi.bundle(api_version)
    if format_ == "json":
        click.echo(json.dumps(document, indent=2, ensure_ascii=False))
    else:
        click.echo(openapi.to_yaml(document), nl=False)
