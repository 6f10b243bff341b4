"""`python -m hilo order …`: what an operator does with orders."""
from __future__ import annotations

import json
from typing import Any

import click


@click.group()
def order() -> None:
    """Orders: show one, bring it into another status."""


@order.command()
@click.argument("number")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show(number: str, as_json: bool) -> None:
    """An order with what happened to it."""
    from hilo.crm.crm import get_crm

    found = get_crm().orders.find(number)
    if found is None:
        raise click.ClickException(f"there is no order {number}")
    _print(found, get_crm().orders.events(found.number), as_json)


@order.command("set-status")
@click.argument("number")
@click.argument("status", type=click.Choice(["paid", "preparing", "shipped", "delayed", "delivered", "cancelled",
                                             "returned"]))
@click.option("--tracking", help="The carrier's number.")
@click.option("--carrier", default="Andreani", show_default=True, help="Who carries it.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The day until which it is to arrive now.")
@click.option("--note", help="Why.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def set_status(number: str, status: str, tracking: str | None, carrier: str, until: Any, note: str | None,
               as_json: bool) -> None:
    """Brings an order into a status; the worker tells the person of it."""
    from hilo.clock import now
    from hilo.crm.crm import get_crm

    try:
        changed = get_crm().orders.change(
            number, status, now(), note, until.date() if until else None,  # type: ignore[arg-type]
            {"carrier": carrier, "code": tracking} if tracking else None)
    except LookupError:
        raise click.ClickException(f"there is no order {number}") from None
    except ValueError as error:
        raise click.ClickException(f"that cannot be: {error}") from None
    _print(changed, get_crm().orders.events(changed.number), as_json)


def _print(found: Any, events: list[Any], as_json: bool) -> None:
    data = {"number": found.number, "contact": found.contact_id, "status": found.status, "total": found.total,
            "currency": found.currency, "delivery": found.delivery, "tracking": found.tracking,
            "promised_until": found.promised_until and found.promised_until.isoformat(),
            "lines": [line._asdict() for line in found.lines],
            "events": [{"status": e.status, "at": e.at.isoformat(), "note": e.note} for e in events]}
    if as_json:
        click.echo(json.dumps(data, ensure_ascii=False))
        return
    click.echo(f"{found.number}  {found.status}  {found.total:g} {found.currency}")
    for line in found.lines:
        click.echo(f"  {line.units} × {line.name} {line.color} {line.size}")
    for event in events:
        click.echo(f"  {event.at:%Y-%m-%d %H:%M}  {event.status}{'  ' + event.note if event.note else ''}")
