"""`python -m hilo demo`: a few customers with orders, so that a designer can try the service flows at once."""
from __future__ import annotations

import json

import click


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def demo(as_json: bool) -> None:
    """Plants a few customers with orders: one delayed, one on its way, one delivered. Twice is once.

    The first has the number of the telephone page of the simulator.
    """
    from hilo.clock import now
    from hilo.orders.planting import plant

    planted = plant(now())
    if as_json:
        click.echo(json.dumps(planted, ensure_ascii=False))
        return
    for person in planted:
        click.echo(f"{person['name']}  {person['phone']}  {person['email']}")
        for order in person["orders"]:
            click.echo(f"  {order['number']}  {order['status']:<17} {order['what']}")
