"""Knows the command `didww-contract show`."""

import click

from didww_contract.corpus.showing import UnknownCase, explanation, find


@click.command("show")
@click.argument("case_id", metavar="CASE_ID")
def command(case_id: str) -> None:
    """Explain a case of the corpus: its document, why it is right or wrong, and how to send it.

    The document is also shown as a literal of Python, JavaScript and Ruby.
    """
    try:
        case = find(case_id)
    except UnknownCase as error:
        raise click.BadParameter(str(error), param_hint="CASE_ID") from error
    click.echo(explanation(case), nl=False)
