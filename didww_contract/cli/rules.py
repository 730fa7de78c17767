"""Knows the command `didww-contract rules`."""

import json
from collections.abc import Iterable
from dataclasses import replace
from textwrap import fill

import click

from didww_contract.cli.rule_ids import matching
from didww_contract.contract.illustrations import illustration
from didww_contract.contract.rules import Form, Rule, catalogue
from didww_contract.contract.versions import KINDS


@click.command("rules")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--kind", type=click.Choice(KINDS), help="Only rules for documents of this kind.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people or for programs.",
)
def command(ids: tuple[str, ...], kind: str | None, format_: str) -> None:
    """List the rules, or explain those whose IDs (or globs) are given."""
    known = catalogue()
    named = {rule for name in ids for rule in matching(name, known, "ID")}
    chosen = [_narrowed(rule, kind) for rule in known.values() if not ids or rule.id in named]
    chosen = [rule for rule in chosen if rule.forms]
    if not chosen:
        raise click.UsageError(f"no such rule judges documents of the kind {kind}.")
    if format_ == "json":
        click.echo(json.dumps([_record(rule) for rule in chosen], indent=2))
    elif ids:
        click.echo("\n".join(map(_explanation, chosen)), nl=False)
    else:
        click.echo(_table(chosen), nl=False)


def _narrowed(rule: Rule, kind: str | None) -> Rule:
    """The rule as it is for documents of one kind."""
    return replace(rule, forms=tuple(form for form in rule.forms if kind in (None, form.kind)))


def _table(rules: list[Rule]) -> str:
    width = max((len(rule.id) for rule in rules), default=0)
    lines = [f"{rule.id:{width}}  {rule.severity:7}  {rule.forms[0].allowed}" for rule in rules]
    return "".join(line + "\n" for line in lines)


def _explanation(rule: Rule) -> str:
    example = illustration(rule)
    lines = [f"{click.style(rule.id, bold=True)} ({rule.severity})"]
    for form, places in _by_wording(rule.forms):
        judges = "; ".join(", ".join(kinds) + (f" at {place}" if place else "") for place, kinds in places.items())
        lines += [
            "",
            _paragraph("Allowed: ", form.allowed),
            _paragraph("Why:     ", form.why),
            _paragraph("Source:  ", form.source),
            _paragraph("Judges:  ", judges),
        ]
    lines += ["", _paragraph("Versions:", " " + ", ".join(rule.versions))]
    return "\n".join([*lines, f"  Right:   {example.right}", f"  Wrong:   {example.wrong}", ""])


def _by_wording(forms: Iterable[Form]) -> list[tuple[Form, dict[str, list[str]]]]:
    """The different wordings of a rule, each with the places that it holds at, and the kinds that have these."""
    groups: dict[tuple[str, ...], tuple[Form, dict[str, list[str]]]] = {}
    for form in forms:
        _, places = groups.setdefault((form.allowed, form.why, form.source), (form, {}))
        if form.kind not in places.setdefault(form.place, []):
            places[form.place].append(form.kind)
    return list(groups.values())


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
