"""`python -m hilo knowledge`: what the company's texts answer and what not. For designers, so it speaks Spanish."""
from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import Any

import click

from hilo.commands.answers import plain_errors, print_answer

DAYS, LIMIT = 30, 50


@click.group()
def knowledge() -> None:
    """Lo que se contesta con los textos de la empresa, para diseñadores."""


@knowledge.command()
@click.option("--days", type=click.IntRange(1), default=DAYS, show_default=True, help="De cuántos días.")
@click.option("--limit", type=click.IntRange(1), default=LIMIT, show_default=True, help="Cuántas, las más frecuentes.")
@click.option("--json", "as_json", is_flag=True, help="En JSON.")
def unknown(days: int, limit: int, as_json: bool) -> None:
    """Preguntas de clientes que ningún texto responde: cuántas veces, de cuántas personas y a qué se parecen.

    Para que se respondan se escriben en data/business/faqs/ (o en asked/, si la respuesta ya está); si no hay qué
    responder, en data/business/unanswered.yml.
    """
    with plain_errors(as_json):
        from hilo.clock import now
        from hilo.knowledge import get_knowledge
        from hilo.knowledge.unknown import ACTIONS
        from hilo.knowledge.unknown import unknown as unanswered
        from hilo.memory.database import reading
        from hilo.memory.doubtful import answered_by

        with reading() as session:
            messages = answered_by(session, ACTIONS, now() - timedelta(days=days))
        found = unanswered(get_knowledge(), messages)[:limit]
        print_answer([{**asdict(one), "at": one.at.isoformat()} for one in found], as_json, _as_text)


@knowledge.command()
@click.argument("text")
@click.option("--intent", help="Como si el mensaje se hubiera entendido así.")
@click.option("--json", "as_json", is_flag=True, help="En JSON.")
def search(text: str, intent: str | None, as_json: bool) -> None:
    """Qué se encuentra para TEXT y con qué probabilidad lo primero lo responde."""
    with plain_errors(as_json):
        from hilo.knowledge import search as found_for

        found = [{"passage": one.passage.id, "title": one.passage.title, "score": round(one.score, 2),
                  "sure": round(one.sure, 2), "facts": list(one.facts)} for one in found_for(text, intent)]
        print_answer(found, as_json, lambda rows: "\n".join(
            "{score:5.2f}  {sure:4.2f}  {passage}  {title}".format(**row) for row in rows))


def _as_text(rows: list[dict[str, Any]]) -> str:
    line = "{count:4} veces, {people} personas  «{text}»  se parece a {nearest} ({sure})"
    lines = [line.format(**row) for row in rows]
    return "\n".join(lines) or "Ninguna pregunta quedó sin respuesta."
