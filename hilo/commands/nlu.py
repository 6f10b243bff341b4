"""`python -m hilo nlu review`: what customers wrote and was not understood well becomes training phrases.

For designers, so it speaks Spanish. Imports stand where they are used: `--help` is to answer at once.
"""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import click

from hilo.commands.answers import RefusedError, plain_errors, print_answer
from hilo.settings import ROOT

if TYPE_CHECKING:
    from hilo.learning.review import Group, Phrases

LOW = 0.5
"""Under this confidence a message is shown."""
DAYS = 30
PROJECT = ROOT
"""Where the phrases are."""


@click.group()
def nlu() -> None:
    """Lo que el asistente entiende, para diseñadores."""


@nlu.command()
@click.option("--below", type=click.FloatRange(0, 1), default=LOW, show_default=True,
              help="Mostrar lo que se entendió con menos confianza que esta (o se volvió a preguntar).")
@click.option("--days", type=click.IntRange(1), default=DAYS, show_default=True, help="De cuántos días.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="Cuántos, los más nuevos.")
@click.option("--accept", nargs=2, metavar="ID INTENT", help="Escribir un mensaje en las frases de una intención.")
@click.option("--text", help="Con --accept: la frase como debe quedar, en lugar del mensaje tal cual.")
@click.option("--out-of-scope", metavar="ID", help="Lo mismo que --accept ID out_of_scope.")
@click.option("--skip", "skipped", metavar="ID", help="No volver a mostrar un mensaje.")
@click.option("--json", "as_json", is_flag=True, help="Solo listar, en JSON.")
def review(below: float, days: int, limit: int, accept: tuple[str, str] | None, text: str | None,
           out_of_scope: str | None, skipped: str | None, as_json: bool) -> None:
    """Mensajes reales que se entendieron con poca confianza: decide qué querían decir, uno por uno.

    Cada uno se muestra una sola vez. Lo que aceptas queda en el nlu.yml de la intención, con sus datos marcados y sin
    nombres, teléfonos, correos ni documentos de nadie.
    """
    with plain_errors(as_json), _phrase_errors():
        from hilo.learning.review import Phrases

        phrases = Phrases(PROJECT)
        groups = _groups(phrases, below, days)
        if out_of_scope:
            accept = (out_of_scope, "out_of_scope")
        if accept:
            from hilo.learning.review import accept as accepted

            written = accepted(phrases, _named(groups, accept[0]), accept[1], text)
            print_answer(written._asdict(), as_json, lambda row: "{path}:{line}: - {text}".format(**row))
        elif skipped:
            from hilo.learning.review import skip

            skip(_named(groups, skipped))
            print_answer({"skipped": skipped}, as_json, lambda row: f"{row['skipped']}: no se vuelve a mostrar")
        elif as_json:
            print_answer([_shown(phrases, group) for group in groups[:limit]], True, str)
        else:
            from hilo.commands.nlu_talk import talk

            talk(phrases, groups[:limit])


@contextmanager
def _phrase_errors() -> Iterator[None]:
    """What keeps a phrase from being written, as a message."""
    from hilo.learning.phrase_files import PhraseError

    try:
        yield
    except PhraseError as error:
        raise RefusedError(str(error)) from error


def _groups(phrases: Phrases, below: float, days: int) -> list[Group]:
    from hilo.clock import now
    from hilo.learning.review import waiting
    from hilo.memory.database import reading

    with reading() as session:
        return waiting(session, phrases, below, now() - timedelta(days=days))


def _named(groups: list[Group], name: str) -> Group:
    found = [group for group in groups if group.name == name]
    if not found:
        raise RefusedError(f"ningún mensaje por revisar se llama «{name}»; la lista: python -m hilo nlu review --json")
    return found[0]


def _shown(phrases: Phrases, group: Group) -> dict[str, Any]:
    """A group in JSON types."""
    from hilo.learning.review import answered, proposed
    from hilo.memory.database import reading

    with reading() as session:
        answer = answered(session, group)
    row = asdict(group)
    del row["answer_to"]
    return {"id": row.pop("name"), **row, "at": group.at.isoformat(), "confidence": round(group.confidence, 4),
            "answer": answer, "phrase": proposed(phrases, group),
            "choices": [asdict(choice) for choice in phrases.choices(group)]}
