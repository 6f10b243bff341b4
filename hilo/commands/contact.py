"""`python -m hilo contact …`: what is known of a person, and what is to become of it.

Imports stand where they are used: a command is to answer at once, and most need little.
"""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from hilo.commands.answers import RefusedError, plain_errors, print_answer

IDENTITY = """IDENTITY: a phone in any spelling, an e-mail address, whatsapp:…, a session of the web chat, a user_id of
the API, or a contact's id."""
_json = click.option("--json", "as_json", is_flag=True, help="JSON instead of text.")


@click.group()
def contact() -> None:
    """A person's data: show, export, erase, merge, unmerge."""


@contact.command(epilog=IDENTITY)
@click.argument("identity")
@click.option("--limit", type=click.IntRange(0), default=200, show_default=True, help="Last rows of the timeline.")
@_json
def show(identity: str, limit: int, as_json: bool) -> None:
    """What is known of a person, and what was said."""
    with plain_errors(as_json):
        from hilo.clock import now
        from hilo.commands.contact_text import as_text
        from hilo.memory.database import reading
        from hilo.memory.showing import show as shown

        with reading() as session:
            print_answer(shown(session, whose(session, identity), now(), limit), as_json, as_text)


@contact.command(epilog=IDENTITY)
@click.argument("identity", metavar="PHONE_OR_ID")
@_json
def erase(identity: str, as_json: bool) -> None:
    """Erase a person, with everything that was ever stored; prints how many rows of which table, and files. Where the
    simulator stands in for a provider it forgets them too ("simulator": messages); where it is away, that is said."""
    with plain_errors(as_json):
        from hilo.commands import simulator
        from hilo.memory.database import reading
        from hilo.memory.erasing import BusyError
        from hilo.memory.erasing import erase as erased_of
        from hilo.memory.identity import group
        from hilo.memory.reached import reached_by

        with reading() as session:
            found = whose(session, identity)
            addresses, ids = reached_by(session, found), group(session, found)
        try:
            erased = erased_of(found)
        except BusyError as error:
            raise RefusedError(str(error)) from error
        answer = {**erased.rows, "files": len(erased.files)}
        if simulator.is_used():
            try:
                answer["simulator"] = simulator.forget(addresses)
            except simulator.AwayError as error:  # ours is done, and what it had is gone when it ends
                click.echo(str(error), err=True)
        warned = _outside(ids, answer)
        print_answer(answer, as_json, _counts)
        if warned:
            click.echo(warned, err=True)
        if erased.warnings:
            click.echo("\n".join(erased.warnings), err=True)
            raise SystemExit(1)


def _outside(ids: list[str], answer: dict[str, int]) -> str | None:
    """What we wrote into another CRM goes too; what somebody has to do there."""
    from hilo.settings import get_settings

    if get_settings().hubspot_access_token is None:
        return None
    from hilo.crm.calling import CrmError
    from hilo.crm.hubspot.api import get_api
    from hilo.crm.hubspot.erasing import erase as erase_there

    try:
        answer["hubspot"], left = erase_there(get_api(), ids)
    except CrmError as error:
        return f"HubSpot was not told ({error}); delete there the contact whose «Hilo: persona» is {ids[0]}"
    return f"HubSpot keeps the contact itself ({', '.join(left)}): delete it there if it is theirs" if left else None


@contact.command(epilog=IDENTITY)
@click.argument("identity")
@click.option("--out", type=click.Path(dir_okay=False, writable=True), help="Write to this file instead of stdout.")
@_json
def export(identity: str, out: str | None, as_json: bool) -> None:
    """Everything that is stored about a person, as JSON."""
    with plain_errors(as_json):
        import json
        from pathlib import Path

        from hilo.clock import now
        from hilo.memory.database import reading
        from hilo.memory.exporting import export as exported

        with reading() as session:
            data = exported(session, whose(session, identity), now())
        if out is None:
            click.echo(json.dumps(data, ensure_ascii=False, indent=None if as_json else 2))
            return
        file = Path(out)
        file.touch(mode=0o600)
        file.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        rows = {name: len(found) for name, found in data["tables"].items()}
        print_answer({"file": out, "rows": rows}, as_json, lambda _: f"{out}\n{_counts(rows)}")


@contact.command(epilog=IDENTITY)
@click.argument("kept", metavar="A")
@click.argument("merged", metavar="B")
@_json
def merge(kept: str, merged: str, as_json: bool) -> None:
    """A and B are one person: A goes on, with both histories."""
    def run(session: Any) -> dict[str, Any]:
        from hilo.clock import now
        from hilo.memory.merging import CannotMergeError
        from hilo.memory.merging import merge as merge_two

        one, other = whose(session, kept), whose(session, merged)
        try:
            number = merge_two(session, one, other, "adviser", {"by": "command line"}, now())
        except CannotMergeError as error:
            raise RefusedError(str(error)) from error
        return {"merge_id": number, "kept": one, "merged": other}

    _written(as_json, run, lambda answer: "{kept} goes on with {merged}; undo: contact unmerge {merge_id}"
             .format(**answer))


@contact.command()
@click.argument("merge_id", type=int)
@_json
def unmerge(merge_id: int, as_json: bool) -> None:
    """Undo a merge: they are two persons again."""
    def run(session: Any) -> dict[str, Any]:
        from hilo.clock import now
        from hilo.memory.merging import CannotUndoError, undo
        from hilo.memory.tables import Merge

        try:
            undo(session, merge_id, now())
        except CannotUndoError as error:
            raise RefusedError(str(error)) from error
        row = session.get(Merge, merge_id)
        return {"merge_id": merge_id, "kept": row.kept_id, "merged": row.merged_id}

    _written(as_json, run, lambda answer: "{kept} and {merged} are two persons again".format(**answer))


def whose(session: Any, identity: str) -> str:
    """The contact that an operator names; national phone numbers are read as the company's country writes them.

    Raises:
        RefusedError: nobody is known so, or two are.
    """
    from hilo.memory.identity import SeveralContactsError, find

    try:
        found = find(session, identity)
        if found is None and any(sign.isdigit() for sign in identity):
            found = find(session, identity, _country())
    except SeveralContactsError as error:
        raise RefusedError(str(error)) from error
    if found is None:
        raise RefusedError(f"nobody is known as {identity!r}")
    return found


def _country() -> str | None:
    """The company's, read without the checks of everything else that it writes down."""
    import yaml

    from hilo.settings import ROOT

    profile = yaml.safe_load((ROOT / "data" / "business" / "profile.yml").read_text(encoding="utf-8"))
    return profile.get("country")


def _written(as_json: bool, run: Callable[[Any], dict[str, Any]], as_text: Callable[[dict[str, Any]], str]) -> None:
    """Runs something in one transaction and prints what came of it."""
    with plain_errors(as_json):
        from hilo.memory.database import writing

        with writing() as session:
            answer = run(session)
        print_answer(answer, as_json, as_text)


def _counts(rows: dict[str, int]) -> str:
    """A line for each table that had something."""
    return "\n".join(f"{number:>8} {name}" for name, number in rows.items() if number) or "nothing"
