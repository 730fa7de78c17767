"""Knows the command `didww-contract lint`."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from didww_contract.cli import FAILED, FOUND, configuration, configuration_files
from didww_contract.contract.versions import KINDS, VERSIONS
from didww_contract.contract.words.secrets import printable
from didww_contract.lint.linter import EVERY_RULE, Linter
from didww_contract.lint.options import Choice, FileSettings
from didww_contract.lint.outcome import Outcome
from didww_contract.report import FORMATS
from didww_contract.text import files
from didww_contract.text.folders import find
from didww_contract.text.lines import MOST

if TYPE_CHECKING:
    from didww_contract.lint.baseline import Baseline


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
    help="How to report: for people, for logs, for programs, for CI.",
)
@click.option("--output", type=click.Path(dir_okay=False), metavar="FILE", help="Write the report to FILE.")
@click.option("--select", multiple=True, metavar="RULES", help="Report these rules only, and what is not JSON.")
@click.option(
    "--ignore", multiple=True, metavar="RULES", help="Do not report these rules (ids or globs, separated by commas)."
)
@click.option("--exclude", multiple=True, metavar="GLOB", help="Leave these files out; globs as in .gitignore.")
@click.option("--no-gitignore", is_flag=True, help="Judge files below folders that git ignores, too.")
@click.option("--fail-on", type=click.Choice(["error", "warning"]), help="Exit with 1 from this severity on.  [error]")
@click.option(
    "--fail-on-unread", is_flag=True, help="Exit with 2 where voice_out_trunks is mentioned in a form that is not read."
)
@click.option("--min-documents", type=click.IntRange(0), metavar="N", help="Exit with 2 if fewer are judged.")
@click.option("--baseline", type=click.Path(dir_okay=False), metavar="FILE", help="Report what is not in FILE only.")
@click.option(
    "--write-baseline", type=click.Path(dir_okay=False), metavar="FILE", help="Write all findings to FILE; exit with 0."
)
@click.option(
    "--environment",
    multiple=True,
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Take {{variables}} from this Postman environment.",
)
@click.option("--statistics", is_flag=True, help="Count the findings by rule.")
@click.option("--config", type=click.Path(dir_okay=False), metavar="FILE", help="Take the configuration from FILE.")
@click.option("--isolated", is_flag=True, help="Look for no configuration.")
@click.option("--stdin-filename", metavar="NAME", help="What to call standard input (-) in the report.")
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="Colours; auto means on a terminal, unless NO_COLOR is set.",
)
@click.option("-q", "--quiet", is_flag=True, help="Findings only: no summary, no progress.")
@click.pass_context
def command(ctx: click.Context, /, paths: tuple[str, ...], **options: Any) -> None:
    """Judge documents and HTTP messages in files, in folders, or - for standard input.

    Reads JSON, JSON Lines, YAML, cassettes, Postman collections, HAR, .http files, Markdown and plain text. Without
    PATHS, the current folder. Documents of other resources are passed over and counted.

    Exit status: 0, nothing to report; 1, findings; 2, something could not be judged.
    """
    paths = paths or (".",)
    if options["stdin_filename"] is not None and files.STDIN not in paths:
        raise click.UsageError("--stdin-filename needs - among the paths.")
    configured = configuration_files.load(options["config"], isolated=options["isolated"])
    baseline = _baseline(options["baseline"] or configured.baseline) if not options["write_baseline"] else None
    linter = _linter(options, configured, unlimited=baseline is not None or options["write_baseline"] is not None)
    passed: list[str] = []
    found = find(
        paths,
        options["stdin_filename"] or files.UNNAMED,
        _excluder(options["exclude"], configured),
        gitignore=not options["no_gitignore"],
        notice=None if options["isolated"] else passed.append,
    )
    names: list[str] = []
    outcome = _run(linter, _noted(found, names) if baseline else found, quiet=options["quiet"])
    outcome.unused = configuration_files.unused(passed, configured.path)
    if options["fail_on_unread"] or configured.fail_on_unread:
        outcome.skipped = [one._replace(failed=one.failed or one.unread) for one in outcome.skipped]
    for skipped in outcome.skipped:
        if skipped.failed:
            part = f" ({printable(skipped.part)})" if skipped.part else ""
            click.echo(f"didww-contract: {printable(skipped.file)}{part}: {skipped.reason}", err=True)
    if options["write_baseline"]:
        _write_baseline(outcome, options["write_baseline"])
    elif baseline:
        everything = outcome.findings
        outcome.findings = baseline.new(everything)
        outcome.known = len(everything) - len(outcome.findings)
        outcome.stale = baseline.stale(names)
    _write(_report(outcome, options), options["output"], options["color"])
    _tell_statistics(outcome, options)
    ctx.exit(_status(outcome, options, configured))


def _run(linter: Linter, found: Iterable[files.Source], *, quiet: bool) -> Outcome:
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        return linter.run(found)
    from didww_contract.cli.progress import with_progress

    return with_progress(linter, found)


def _noted(sources: Iterable[files.Source], names: list[str]) -> Iterator[files.Source]:
    """The same files, their names noted."""
    for source in sources:
        names.append(source.name)
        yield source


def _status(outcome: Outcome, options: dict[str, Any], configured: configuration.Configuration) -> int:
    least = options["min_documents"] if options["min_documents"] is not None else configured.min_documents
    if outcome.documents < (least or 0):
        noun = "document was" if outcome.documents == 1 else "documents were"
        click.echo(f"didww-contract: {outcome.documents} {noun} judged; --min-documents is {least}", err=True)
        return FAILED
    if any(skipped.failed for skipped in outcome.skipped):
        return FAILED
    if options["write_baseline"]:
        return 0
    fail_on = options["fail_on"] or configured.fail_on or "error"
    return FOUND if outcome.count("error") or (fail_on == "warning" and outcome.count("warning")) else 0


def _linter(options: dict[str, Any], configured: configuration.Configuration, *, unlimited: bool) -> Linter:
    def settings(name: str) -> FileSettings:
        own = configured.settings(name)
        version = own.version or configured.version
        return FileSettings(version, own.kind, configured.ignored_rules(name), own.operation)

    environments = options["environment"] or configured.environment
    variables: dict[str, str] = {}
    if environments:
        from didww_contract.cli.environments import read

        for path in environments:
            variables |= read(path)
    return Linter(
        options["api_version"],
        options["kind"],
        _chooser(options["select"], options["ignore"], configured),
        settings=settings if configured.path else None,
        variables=variables,
        most=None if unlimited or options["format_"] == "junit" else MOST,  # a case whose findings are cut would pass
        cases=options["format_"] == "junit",
    )


def _chooser(select: Iterable[str], ignore: Iterable[str], configured: configuration.Configuration) -> Choice:
    """Which rules to report."""
    if not select and not ignore and configured.select is None and configured.ignore is None:
        return EVERY_RULE
    from didww_contract.contract.rules import catalogue  # a default run has no need of the whole catalogue
    from didww_contract.contract.text_rules import TEXT_RULES  # what is no JSON cannot be judged by any other rule

    known = list(catalogue())
    selected = _expand("--select", select, known) if select else configured.select
    ignored = _expand("--ignore", ignore, known) if ignore else configured.ignore or frozenset()
    return Choice(None if selected is None else selected | TEXT_RULES.keys(), ignored)


def _expand(option: str, patterns: Iterable[str], known: list[str]) -> frozenset[str]:
    from didww_contract.cli.rule_ids import matching

    chosen: set[str] = set()
    for pattern in (word.strip() for words in patterns for word in words.split(",") if word.strip()):
        chosen.update(matching(pattern, known, option))
    return frozenset(chosen)


def _excluder(patterns: Iterable[str], configured: configuration.Configuration) -> Callable[[str], bool] | None:
    """Which files and folders to leave out; None for none."""
    if not patterns:
        return configured.excludes if configured.excluded is not None else None
    from didww_contract.cli.globs import UnusableGlob, compiled
    from didww_contract.lint.file_names import Names

    try:
        globs = compiled(patterns, os.curdir, may_negate=True)
    except UnusableGlob as error:
        raise click.BadParameter(f"{error}.", param_hint="--exclude") from error
    names = Names(os.curdir)
    return lambda path: bool((name := names.inside(path)) and globs.match_file(name))


def _baseline(path: str | None) -> "Baseline | None":
    if path is None:
        return None
    from didww_contract.lint.baseline import BaselineError, read

    try:
        return read(path)
    except BaselineError as error:
        raise click.BadParameter(str(error), param_hint="--baseline") from error


def _write_baseline(outcome: Outcome, path: str) -> None:
    from didww_contract.lint.baseline import text_of

    _save(text_of(outcome.findings, os.path.dirname(path) or os.curdir), path, "--write-baseline")


def _report(outcome: Outcome, options: dict[str, Any]) -> str:
    """The report in the format that was asked for; each format is imported by the runs that want it."""
    match options["format_"]:
        case "json":
            from didww_contract.report import json

            return json.report(outcome)
        case "concise":
            from didww_contract.report import concise

            return concise.report(outcome, quiet=options["quiet"])
        case "sarif":
            from didww_contract import __version__
            from didww_contract.report import sarif

            return sarif.report(outcome, version=__version__, folder=_workspace())
        case "junit":
            from didww_contract.report import junit

            return junit.report(outcome)
        case "github":
            from didww_contract.report import github

            return github.report(outcome, quiet=options["quiet"], folder=_workspace())
    from didww_contract.report import text

    return text.report(outcome, quiet=options["quiet"])


def _workspace() -> str:
    """The folder that CI knows files by, which need not be the current one."""
    return os.environ.get("GITHUB_WORKSPACE") or os.curdir


def _tell_statistics(outcome: Outcome, options: dict[str, Any]) -> None:
    """Beside the report where people read that, on standard error where programs do."""
    if options["statistics"]:
        from didww_contract.report import statistics

        click.echo(statistics.report(outcome), nl=False, err=options["format_"] in ("json", "sarif", "junit"))


def _write(report: str, output: str | None, color: str) -> None:
    if output is not None and output != files.STDIN:
        _save(click.unstyle(report), output, "--output")
        return
    if color == "auto" and os.environ.get("NO_COLOR"):
        color = "never"
    click.echo(report, nl=False, color={"auto": None, "always": True, "never": False}[color])


def _save(text: str, path: str, option: str) -> None:
    try:
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise click.BadParameter(f"cannot write {path}: {error.strerror}", param_hint=option) from error
