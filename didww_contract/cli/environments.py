"""Knows files of variables: Postman environments, and plain JSON objects of names and values."""

import json

import click

from didww_contract.carriers.postman import environment
from didww_contract.contract.words.secrets import printable


def read(path: str) -> dict[str, str]:
    """The variables in a file; raises BadParameter."""
    try:
        with open(path, encoding="utf-8-sig") as file:
            found = environment(json.load(file))
    except OSError as error:
        raise _refused(path, (error.strerror or "cannot be read").lower()) from error
    except (ValueError, RecursionError) as error:
        raise _refused(path, "is not JSON") from error
    if found is None:
        raise _refused(path, "is neither a Postman environment nor an object of names and values")
    return found


def _refused(path: str, reason: str) -> click.BadParameter:
    return click.BadParameter(f"{printable(path)}: {reason}.", param_hint="--environment")
