"""`python -m hilo call …`: calls to many, and the agent that makes them.

Imports stand where they are used: a command is to answer at once, and most need little.
"""
from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from hilo.commands import call_text
from hilo.commands.answers import RefusedError, plain_errors, print_answer

FORMATS = ["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M%z", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
LOOK = 2.0
"""Seconds between two looks at calls that are watched."""
_json = click.option("--json", "as_json", is_flag=True, help="JSON instead of text.")


@click.group()
def call() -> None:
    """Calls: a batch to many, how far it is, cancel, retry; the agent that speaks."""


@call.command(epilog="The file has a column phone (or telefono) and, if you like, country (AR, MX …) and name; the "
              "agent is told what the others say. Who may not be called is listed with the reason.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--name", help="What you call it; default: the file's name.")
@click.option("--purpose", type=click.Choice(["service", "marketing"]), default="service", show_default=True,
              help="Marketing calls those alone who have agreed to it, in their hours.")
@click.option("--campaign", help="Why they are called; the agent is told.")
@click.option("--at", "moment", type=click.DateTime(FORMATS), help="When to begin: 2026-11-24T10:00, in --time-zone.")
@click.option("--time-zone", help="IANA name, by which --at is read; default: the company's.")
@click.option("--write-after-voicemail", is_flag=True, help="Who has a voicemail is written to as well.")
@click.option("--dry-run", is_flag=True, help="Say who would be called and who not; call nobody.")
@_json
def batch(file: Path, name: str | None, purpose: str, campaign: str | None, moment: datetime | None,
          time_zone: str | None, write_after_voicemail: bool, dry_run: bool, as_json: bool) -> None:
    """Have everybody in a CSV file called who may be; those whose hours are others, then."""
    with plain_errors(as_json):
        from hilo.calling import plan, running, submitting
        from hilo.calling.people_file import FileError, read_people
        from hilo.clock import now
        from hilo.memory.database import reading, writing

        at = now()
        begin = _moment(moment, time_zone)
        if begin is not None and begin < at:
            raise RefusedError(f"--at: {begin.isoformat()} has passed")
        try:
            rows = read_people(file)
        except FileError as error:
            raise RefusedError(str(error)) from error
        order = plan.Order(name or file.stem, purpose, campaign, begin, write_after_voicemail)
        with reading() as session:
            planned = plan.plan(session, rows, order, at)
        if dry_run or not planned.total:
            print_answer(call_text.planned(planned, dry_run), as_json, call_text.plan_text)
            return
        _check_account()
        with writing() as session:
            plan.store(session, planned, at)
        submitting.submit_due(at, planned.run)
        with reading() as session:
            print_answer(running.status(session, planned.run), as_json, call_text.status_text)


@call.command()
@click.argument("run", metavar="ID")
@click.option("--people", is_flag=True, help="Each one with what became of the call.")
@click.option("--watch", is_flag=True, help="Until all have been called.")
@_json
def status(run: str, people: bool, watch: bool, as_json: bool) -> None:
    """How far calls are."""
    def look() -> dict[str, Any]:
        from hilo.calling import running
        from hilo.memory.database import reading

        with reading() as session:
            found: dict[str, Any] = running.status(session, run, people)
            return found

    with plain_errors(as_json):
        found = _known(look)
        before = None
        while watch and found["status"] not in call_text.ENDED:
            line = call_text.progress(found)
            if line != before:
                click.echo(line, err=True)
            before = line
            time.sleep(LOOK)
            found = _known(look)
        print_answer(found, as_json, call_text.status_text)


@call.command(name="list")
@_json
def list_(as_json: bool) -> None:
    """The latest calls to many."""
    with plain_errors(as_json):
        from hilo.calling import running
        from hilo.memory.database import reading

        with reading() as session:
            print_answer(running.listing(session), as_json,
                         lambda found: "\n".join(map(call_text.progress, found)) or "none")


@call.command()
@click.argument("run", metavar="ID")
@_json
def cancel(run: str, as_json: bool) -> None:
    """Call nobody more; calls under way go on to their end."""
    with plain_errors(as_json):
        from hilo.calling import running
        from hilo.clock import now

        print_answer(_known(lambda: running.cancel(run, now())), as_json, call_text.status_text)


@call.command()
@click.argument("run", metavar="ID")
@_json
def retry(run: str, as_json: bool) -> None:
    """Call those again who were not reached, where they may still be called."""
    with plain_errors(as_json):
        from hilo.calling import running
        from hilo.clock import now

        print_answer(_known(lambda: running.retry(run, now())), as_json, call_text.status_text)


@call.command()
@click.argument("what", type=click.Choice(["create", "update", "show"]), default="update")
@_json
def agent(what: str, as_json: bool) -> None:
    """The agent that speaks: made or brought up to date from data/business (prompts/call_agent.md), or shown."""
    with plain_errors(as_json):
        from hilo.business.load import BusinessError
        from hilo.calling import agent as agents

        def work() -> dict[str, Any]:
            if what == "show":
                return agents.shown()
            kept = agents.keep_agent()
            return {"agent_id": kept.agent_id, "done": kept.done, "prompt_version": kept.version}

        try:
            print_answer(_known(work), as_json, call_text.agent_text)
        except BusinessError as error:
            raise RefusedError("\n".join(error.problems)) from error


def _known(work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What comes of some work, its own errors in plain words."""
    from hilo.calling.provider import ProviderError
    from hilo.calling.running import CannotError, UnknownRunError

    try:
        return work()
    except (UnknownRunError, CannotError) as error:
        raise RefusedError(str(error)) from error
    except ProviderError as error:
        raise RefusedError(f"ElevenLabs: {error}") from error


def _check_account() -> None:
    """Before anything is kept: whether there is an agent and a number to call with."""
    from hilo.calling.agent import agent_id, phone_number_id

    agent_id()
    phone_number_id()


def _moment(moment: datetime | None, time_zone: str | None) -> datetime | None:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    from hilo.business.load import get_shop

    try:
        zone = ZoneInfo(time_zone or get_shop().company.profile.time_zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise RefusedError(f"--time-zone: {time_zone!r} is no IANA zone; write for example America/Lima") from error
    return moment.replace(tzinfo=zone) if moment and moment.tzinfo is None else moment
