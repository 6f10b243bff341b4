"""What an operator does on the command line: `python -m hilo --help`."""
from __future__ import annotations

import json
from datetime import datetime

import click

from hilo.commands.call import call
from hilo.commands.contact import contact
from hilo.commands.demo import demo
from hilo.commands.knowledge import knowledge
from hilo.commands.llm import llm
from hilo.commands.nlu import nlu
from hilo.commands.order import order


class Moment(click.ParamType):
    """An ISO 8601 moment with offset."""

    name = "ISO"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """(see parent class for full docstring)."""
        try:
            moment = datetime.fromisoformat(str(value).replace("Z", "+00:00"))
        except ValueError:
            self.fail(f"«{value}» is not an ISO 8601 moment", param, ctx)
        if moment.tzinfo is None:
            self.fail(f"«{value}» has no offset; write for example 2026-11-23T10:00:00-03:00", param, ctx)
        return moment


@click.group()
def app() -> None:
    """Hilo: one thread per person."""


app.add_command(contact)
app.add_command(call)
app.add_command(llm)
app.add_command(knowledge)
app.add_command(nlu)
app.add_command(demo)
app.add_command(order)


@app.command()
@click.argument("text")
@click.option("--now", type=Moment(), required=True, help="The moment of writing, with offset.")
@click.option("--country", help="The person's country, ISO 3166-1 (AR, MX, …).")
@click.option("--json", "as_json", is_flag=True, help="JSON, which is what is printed in any case.")
def when(text: str, now: datetime, country: str | None, as_json: bool) -> None:
    """The moment, or the window, that TEXT asks for: {start, end, vague}, or null."""
    from hilo.spanish.times import read_when  # here, so that the other commands start at once

    found = read_when(text, now, country)
    result = found and {"start": found.start.isoformat(), "end": found.end.isoformat() if found.end else None,
                        "vague": found.vague}
    click.echo(json.dumps(result, ensure_ascii=False))


if __name__ == "__main__":
    app(prog_name="python -m hilo")
