"""Knows the command `didww-contract lint`."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator

import click

from didww_contract.cli import FAILED, FOUND
from didww_contract.contract.secrets import printable
from didww_contract.contract.versions import KINDS, VERSIONS
from didww_contract.lint import Linter, Outcome
from didww_contract.report import FORMATS
from didww_contract.sources import files

_MANY = 100
"""Files from which on a run on a terminal shows how far it is."""


@click.command("lint")
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--kind", type=click.Choice(KINDS), help="Judge every document as this kind, whatever its shape.")
@click.option("--api-version", type=click.Choice(VERSIONS), help="Judge every document by this version of the API.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How to report: for people, for logs, for programs.",
)
@click.option("--output", type=click.Path(dir_okay=False), metavar="FILE", help="Write the report to FILE.")
@click.option("--select", multiple=True, metavar="RULES", help="Report these rules only, and what is not JSON.")
@click.option(
    "--ignore", multiple=True, metavar="RULES", help="Do not report these rules (ids or globs, separated by commas)."
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning"]),
    default="error",
    show_default=True,
    help="Exit with 1 from this severity on.",
)
@click.option("--stdin-filename", metavar="NAME", help="What to call standard input (-) in the report.")
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="Colours; auto means on a terminal, unless NO_COLOR is set.",
)
@click.option("-q", "--quiet", is_flag=True, help="Findings only: no summary, no progress.")
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    kind: str | None,
    api_version: str | None,
    format_: str,
    output: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
    stdin_filename: str | None,
    color: str,
    quiet: bool,
) -> None:
    """Judge JSON documents: files, folders (all *.json below them), or - for standard input.

    Without PATHS, the current folder. Documents of other resources are passed over and counted.

    Exit status: 0, nothing to report; 1, findings; 2, something could not be judged.
    """
    paths = paths or (".",)
    if stdin_filename is not None and files.STDIN not in paths:
        raise click.UsageError("--stdin-filename needs - among the paths.")
    linter = Linter(api_version, kind, _chooser(select, ignore))
    found = files.find(paths, stdin_filename or "<stdin>")
    outcome = linter.run(found if quiet else _with_progress(found))
    for skipped in outcome.skipped:
        if skipped.failed:
            click.echo(f"didww-contract: {printable(skipped.file)}: {skipped.reason}", err=True)
    _write(_report(outcome, format_, quiet), output, color)
    if any(skipped.failed for skipped in outcome.skipped):
        ctx.exit(FAILED)
    ctx.exit(FOUND if outcome.count("error") or (fail_on == "warning" and outcome.count("warning")) else 0)


def _chooser(select: Iterable[str], ignore: Iterable[str]) -> Callable[[str], bool] | None:
    """Which rules to report; None for all."""
    if not select and not ignore:
        return None
    from didww_contract.contract.rules import catalogue  # a default run has no need of the whole catalogue
    from didww_contract.contract.text_rules import TEXT_RULES  # what is no JSON cannot be judged by any other rule

    known = list(catalogue())
    selected = _expand("--select", select, known) | TEXT_RULES.keys() if select else frozenset(known)
    chosen = selected - _expand("--ignore", ignore, known)
    return lambda rule: rule in chosen


def _expand(option: str, patterns: Iterable[str], known: list[str]) -> frozenset[str]:
    from didww_contract.cli.rule_ids import matching

    chosen: set[str] = set()
    for pattern in (word.strip() for words in patterns for word in words.split(",") if word.strip()):
        chosen.update(matching(pattern, known, option))
    return frozenset(chosen)


def _with_progress(found: Iterable[files.Source]) -> Iterable[files.Source]:
    """The same files; on a terminal, and where there are many, with a bar on standard error."""
    if sys.stderr is None or not sys.stderr.isatty():
        return found
    sources = list(found)
    return sources if len(sources) < _MANY else _bar(sources)


def _bar(sources: list[files.Source]) -> Iterator[files.Source]:
    with click.progressbar(sources, label="Judging", file=sys.stderr) as bar:
        yield from bar


def _report(outcome: Outcome, format_: str, quiet: bool) -> str:
    if format_ == "json":
        from didww_contract.report import json

        return json.report(outcome)
    if format_ == "concise":
        from didww_contract.report import concise

        return concise.report(outcome, quiet=quiet)
    from didww_contract.report import text

    return text.report(outcome, quiet=quiet)


def _write(report: str, output: str | None, color: str) -> None:
    if output is not None and output != files.STDIN:
        try:
            with open(output, "w", encoding="utf-8") as file:
                file.write(click.unstyle(report))
        except OSError as error:
            raise click.BadParameter(f"cannot write {output}: {error.strerror}", param_hint="--output") from error
        return
    if color == "auto" and os.environ.get("NO_COLOR"):
        color = "never"
    click.echo(report, nl=False, color={"auto": None, "always": True, "never": False}[color])
