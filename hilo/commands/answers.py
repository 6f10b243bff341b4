"""How commands answer: JSON or text on stdout, errors in plain words on stderr with exit code 1."""
from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import click


class RefusedError(Exception):
    """What an operator asked for cannot be done; the message says why."""


def print_answer(answer: Any, as_json: bool, as_text: Callable[[Any], str]) -> None:
    """Prints an answer in JSON types, or what `as_text` makes of it."""
    click.echo(json.dumps(answer, ensure_ascii=False) if as_json else as_text(answer))


def refuse(message: str, as_json: bool) -> NoReturn:
    """Ends with exit code 1; with --json the message stands on stdout too, as {"error": message}."""
    if as_json:
        click.echo(json.dumps({"error": message}, ensure_ascii=False))
    click.echo(message, err=True)
    sys.exit(1)


@contextmanager
def plain_errors(as_json: bool) -> Iterator[None]:
    """Turns what goes wrong outside of the program (settings, database, files, the request itself) into a message."""
    from sqlalchemy.exc import SQLAlchemyError

    from hilo.settings import SettingError

    try:
        yield
    except (RefusedError, SettingError) as error:
        refuse(str(error), as_json)
    except SQLAlchemyError as error:
        refuse(f"the database cannot be used now: {getattr(error, 'orig', None) or error}".strip(), as_json)
    except OSError as error:
        refuse(f"{error.filename or 'a file'}: {error.strerror or error}", as_json)
