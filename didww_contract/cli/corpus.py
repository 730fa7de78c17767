"""Knows the command `didww-contract corpus`."""

import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import click

import didww_contract
from didww_contract.cli.rule_ids import matching
from didww_contract.contract.rules import catalogue
from didww_contract.contract.versions import VERSIONS
from didww_contract.corpus import writing
from didww_contract.corpus.selection import CORPUS_KINDS, Order

_MANY = 20_000
"""Cases asked for from which on a run on a terminal shows how far it is."""


@click.command("corpus")
@click.option("--api-version", multiple=True, type=click.Choice(VERSIONS), help="Only this version; may be repeated.")
@click.option("--kind", multiple=True, type=click.Choice(CORPUS_KINDS), help="Only this kind; may be repeated.")
@click.option("--rule", multiple=True, metavar="RULES", help="Only cases about these rules (ids or globs, by commas).")
@click.option("--valid", type=click.IntRange(min=0), metavar="N", help="So many valid cases of each kind and version.")
@click.option("--invalid", type=click.IntRange(min=0), metavar="N", help="So many invalid ones.")
@click.option("--seed", type=int, metavar="S", help="Draw what is missing to these numbers by chance, from this seed.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(writing.FORMATS),
    default="jsonl",
    show_default=True,
    help="One case a line, one array a kind, one document a file, or as the JSON Schema Test Suite has it.",
)
@click.option("--output", required=True, type=click.Path(), metavar="DIR", help="The folder to write.")
@click.option("--force", is_flag=True, help="Write into a folder that is not empty.")
def command(
    api_version: tuple[str, ...],
    kind: tuple[str, ...],
    rule: tuple[str, ...],
    valid: int | None,
    invalid: int | None,
    seed: int | None,
    format_: str,
    output: str,
    force: bool,
) -> None:
    """Write labelled cases for clients in any language: documents, each with the verdict on it.

    Without numbers, all systematic cases: the same on every machine, and the ones in schemas/corpus/. With --valid or
    --invalid, so many; what is missing to them is drawn if there is a --seed (needs the extra `hypothesis`).
    """
    if seed is not None and valid is None and invalid is None:
        raise click.UsageError("--seed needs --valid or --invalid: how many cases to draw.")
    rules = frozenset(_expanded(rule)) if rule else None
    order = Order(_in_order(api_version, VERSIONS), _in_order(kind, CORPUS_KINDS), rules, valid, invalid, seed)
    total = len(order.versions) * len(order.kinds) * ((valid or 0) + (invalid or 0))
    interrupted = _Interrupted()
    try:
        with _progress(total) as moved:

            def tick() -> None:
                interrupted.check()
                moved()

            tally = writing.write(order, format_, output, didww_contract.__version__, force=force, tick=tick)
    except writing.NotEmpty as error:
        raise click.BadParameter(str(error), param_hint="--output") from error
    except ModuleNotFoundError as error:
        if error.name != "hypothesis":
            raise
        raise click.UsageError(
            "drawing by chance needs Hypothesis: pip install 'didww-contract[hypothesis]'"
        ) from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise click.BadParameter(f"cannot write {output}: {reason}.", param_hint="--output") from error
    for missed in tally.missed:
        click.echo("didww-contract: {api_version} {kind}: {reached} of {asked} {what} cases".format(**missed), err=True)
    counted = [sum(counts[what] for counts in tally.counts.values()) for what in ("valid", "invalid")]
    click.echo(f"Wrote {counted[0]:,} valid and {counted[1]:,} invalid cases to {output}.")


class _Interrupted:
    """Lets an interrupted run end between two cases, where all that it has begun is known and is removed.

    An exception that a signal raises wherever the program happens to be may be lost (in a callback of the interpreter's
    own), or come between the making of a folder and the moment from which somebody would remove it.
    """

    def __init__(self) -> None:
        self._came = False
        for number in (signal.SIGINT, signal.SIGTERM):
            if signal.getsignal(number) is not signal.SIG_IGN:  # as under nohup
                signal.signal(number, self._note)

    def _note(self, number: int, frame: object) -> None:
        self._came = True
        signal.signal(number, signal.default_int_handler)  # who asks a second time does not want to wait

    def check(self) -> None:
        """Raise KeyboardInterrupt if somebody wants the run to end."""
        if self._came:
            raise KeyboardInterrupt


def _expanded(patterns: Iterable[str]) -> Iterator[str]:
    for pattern in (word.strip() for words in patterns for word in words.split(",") if word.strip()):
        yield from matching(pattern, catalogue(), "--rule")


def _in_order(chosen: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one for one in known if not chosen or one in chosen)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """What is called for every case: on a terminal, and where there are many, it moves a bar on standard error."""
    if total < _MANY or sys.stderr is None or not sys.stderr.isatty():
        yield lambda: None
        return
    with click.progressbar(length=total, label="Drawing", file=sys.stderr, update_min_steps=200) as bar:
        yield lambda: bar.update(1)
