"""Knows the command `didww-contract rules`."""

import json
from collections.abc import Iterable
from textwrap import fill

import click

from didww_contract.contract.illustrations import illustration
from didww_contract.contract.rules import Form, Rule, catalogue
from didww_contract.contract.versions import KINDS


@click.command("rules")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--kind", type=click.Choice(KINDS), help="Only rules for documents of this kind.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(ids: tuple[str, ...], kind: str | None, format_: str) -> None:
    """List the rules, or explain those whose IDs are given."""
    known = catalogue()
    for name in ids:
        if name not in known:
            from didww_contract.cli.unknown import unknown_rule

            raise click.BadParameter(unknown_rule(name, known), param_hint="ID")
    chosen = [rule for rule in known.values() if (not ids or rule.id in ids) and (kind is None or kind in rule.kinds)]
    if format_ == "json":
        click.echo(json.dumps([_record(rule) for rule in chosen], indent=2))
    elif ids:
        click.echo("\n".join(map(_explanation, chosen)), nl=False)
    else:
        click.echo(_table(chosen), nl=False)


def _table(rules: list[Rule]) -> str:
    width = max((len(rule.id) for rule in rules), default=0)
    lines = [f"{rule.id:{width}}  {rule.severity:7}  {rule.forms[0].allowed}" for rule in rules]
    return "".join(line + "\n" for line in lines)


def _explanation(rule: Rule) -> str:
    example = illustration(rule)
    lines = [f"{click.style(rule.id, bold=True)} ({rule.severity})"]
    for form, kinds in _by_wording(rule.forms):
        where = f" at {form.place}" if form.place else ""
        lines += [
            "",
            _paragraph("Allowed: ", form.allowed),
            _paragraph("Why:     ", form.why),
            _paragraph("Source:  ", form.source),
            _paragraph("Judges:  ", f"{', '.join(kinds)}{where}, in version {', '.join(rule.versions)}"),
        ]
    return "\n".join([*lines, "", f"  Right:   {example.right}", f"  Wrong:   {example.wrong}", ""])


def _by_wording(forms: Iterable[Form]) -> list[tuple[Form, list[str]]]:
    """The different forms of a rule, each with the kinds that it is the same in."""
    groups: dict[tuple[str, ...], tuple[Form, list[str]]] = {}
    for form in forms:
        groups.setdefault((form.place, form.allowed, form.why, form.source), (form, []))[1].append(form.kind)
    return [(form, list(dict.fromkeys(kinds))) for form, kinds in groups.values()]


def _paragraph(title: str, text: str) -> str:
    return fill(
        text, 100, initial_indent="  " + title, subsequent_indent=" " * (len(title) + 2), break_on_hyphens=False
    )


def _record(rule: Rule) -> dict[str, object]:
    example = illustration(rule)
    return {
        "id": rule.id,
        "severity": rule.severity,
        "forms": [
            {name: getattr(form, name) for name in ("version", "kind", "severity", "place", "allowed", "why", "source")}
            for form in rule.forms
        ],
        "right": example.right,
        "wrong": example.wrong,
    }
