"""Knows the command `didww-contract rules`."""

import json
from collections.abc import Iterable
from dataclasses import replace
from textwrap import fill

import click

from didww_contract.cli.rule_ids import matching
from didww_contract.contract.rules import Form, Rule, catalogue
from didww_contract.contract.versions import KINDS, VERSIONS
from didww_contract.contract.words.illustrations import illustration


@click.command("rules")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--kind", type=click.Choice(KINDS), help="Only rules for documents of this kind.")
@click.option("--api-version", type=click.Choice(VERSIONS), help="Only rules of this version of the API.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people or for programs.",
)
def command(ids: tuple[str, ...], kind: str | None, api_version: str | None, format_: str) -> None:
    """List the rules, or explain those whose IDs (or globs) are given."""
    known = catalogue()
    named = {rule for name in ids for rule in matching(name, known, "ID")}
    chosen = [_narrowed(rule, kind, api_version) for rule in known.values() if not ids or rule.id in named]
    chosen = [rule for rule in chosen if rule.forms]
    if not chosen:
        which = " and ".join(filter(None, [kind and f"the kind {kind}", api_version and f"the version {api_version}"]))
        raise click.UsageError(f"no such rule judges documents of {which}.")
    if format_ == "json":
        click.echo(json.dumps([_record(rule) for rule in chosen], indent=2))
    elif ids:
        click.echo("\n".join(map(_explanation, chosen)), nl=False)
    else:
        click.echo(_table(chosen), nl=False)


def _narrowed(rule: Rule, kind: str | None, version: str | None) -> Rule:
    """The rule as it is for documents of one kind or version."""
    forms = (form for form in rule.forms if kind in (None, form.kind) and version in (None, form.version))
    return replace(rule, forms=tuple(forms))


def _table(rules: list[Rule]) -> str:
    width = max((len(rule.id) for rule in rules), default=0)
    lines = [f"{rule.id:{width}}  {rule.severity:7}  {rule.forms[0].allowed}" for rule in rules]
    return "".join(line + "\n" for line in lines)


def _explanation(rule: Rule) -> str:
    example = illustration(rule)
    lines = [f"{click.style(rule.id, bold=True)} ({rule.severity})"]
    for forms in _by_wording(rule.forms):
        said = forms[0]
        versions = ", ".join(_unique(form.version for form in forms))
        if said.severity != rule.severity:
            versions += f" ({said.severity})"
        lines += [
            "",
            _paragraph("Allowed:  ", said.allowed),
            _paragraph("Why:      ", said.why),
            _paragraph("Source:   ", said.source),
            _paragraph("Judges:   ", _judges(forms)),
            _paragraph("Versions: ", versions),
        ]
    return "\n".join([*lines, "", f"  Right:    {example.right}", f"  Wrong:    {example.wrong}", ""])


def _by_wording(forms: Iterable[Form]) -> list[list[Form]]:
    """The forms of a rule, those that say the same together."""
    groups: dict[tuple[str, ...], list[Form]] = {}
    for form in forms:
        groups.setdefault((form.severity, form.allowed, form.why, form.source), []).append(form)
    return list(groups.values())


def _judges(forms: list[Form]) -> str:
    """The places that a rule holds at, with the kinds that have these, and the versions where not all have."""
    places: dict[str, list[Form]] = {}
    for form in forms:
        places.setdefault(form.place, []).append(form)
    everywhere = _unique(form.version for form in forms)
    texts = []
    for place, group in places.items():
        kinds, versions = _unique(form.kind for form in group), _unique(form.version for form in group)
        where = f" at {place}" if place else ""
        texts.append(", ".join(kinds) + where + (f" ({', '.join(versions)})" if versions != everywhere else ""))
    return "; ".join(texts)


def _unique(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))


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
