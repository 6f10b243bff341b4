"""`python -m hilo llm …`: what was asked of the language model, a draft for an adviser, a variant for a designer."""
from __future__ import annotations

import json
from datetime import timedelta

import click


@click.group()
def llm() -> None:
    """The language model: use, cost, drafts."""


@llm.command()
@click.option("--days", type=click.IntRange(1, 365), default=1, help="How many days back.")
@click.option("--json", "as_json", is_flag=True, help="JSON.")
def usage(days: int, as_json: bool) -> None:
    """Calls by purpose and outcome: how many, tokens, US dollars, mean latency."""
    from hilo.clock import now
    from hilo.llm import client
    from hilo.memory import database, llm_calls

    with database.reading() as session:
        rows = llm_calls.usage_since(session, now() - timedelta(days=days))
    if as_json:
        click.echo(json.dumps({"available": client.available(), "rows": rows}, ensure_ascii=False))
        return
    if not client.available():
        click.echo("no model is configured (OPENAI_API_KEY)")
    for row in rows:
        cost = "" if row["cost"] is None else f"  US$ {row['cost']}"
        click.echo(f"{row['purpose']:10} {row['outcome']:12} {row['calls']:6} calls {row['tokens']:9} tokens "
                   f"{row['latency_ms']:6} ms{cost}")


@llm.command()
@click.argument("contact_id")
@click.option("--json", "as_json", is_flag=True, help="JSON.")
def draft(contact_id: str, as_json: bool) -> None:
    """A draft with which somebody of the team takes up the conversation with CONTACT_ID."""
    from hilo.llm.drafting import draft as drafted

    text = drafted(contact_id)
    click.echo(json.dumps({"draft": text}, ensure_ascii=False) if as_json else text or "no draft")


@llm.command()
@click.argument("text")
@click.option("--register", type=click.Choice(["tu", "usted", "vos"]), required=True,
              help="How it is to address people.")
@click.option("--json", "as_json", is_flag=True, help="JSON.")
def rephrase(text: str, register: str, as_json: bool) -> None:
    """A variant of an approved TEXT for a domain file: the same figures, names and conditions, another register."""
    from hilo.llm.rephrasing import rephrased

    said = rephrased(text, register)
    if as_json:
        click.echo(json.dumps({"text": said, "changed": said != text}, ensure_ascii=False))
    else:
        click.echo(said)
        if said == text:
            click.echo("(as it was: nothing to change, or no answer that passed the check)", err=True)
