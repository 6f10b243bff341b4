"""Two contacts become one, and two again."""
from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from people import NOON, change, contact, merges, minutes, writes

from hilo.memory.database import reading, writing
from hilo.memory.identity import UnknownContactError, group, told
from hilo.memory.merging import CannotMergeError, CannotUndoError, merge, undo
from hilo.memory.tables import Identity

pytestmark = pytest.mark.usefixtures("database")
PROFILE = {"name": "Ana", "country": "MX", "time_zone": "America/Mexico_City", "communication_style": "formal",
           "register": "usted", "loyalty": "oro", "preferences": {"color": "negro"}}


def joins(kept: str, merged: str, **evidence: Any) -> int:
    with writing() as session:
        return merge(session, kept, merged, "adviser", evidence, NOON)


def parts(number: int) -> None:
    with writing() as session:
        undo(session, number, minutes(9))


def without_version(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "memory_version"}


def test_the_survivor_gets_what_it_lacks_and_undoing_restores_both_exactly() -> None:
    kept, merged = writes("webchat", "s1"), writes("webchat", "s2")
    change(merged, **PROFILE, stage="customer")
    before = contact(kept), contact(merged)
    number = joins(kept, merged, note="vino al local")
    now = contact(kept)
    assert {name: now[name] for name in PROFILE} == PROFILE
    assert (now["stage"], now["memory_version"]) == ("customer", 1)
    assert merges()[0].evidence["note"] == "vino al local"
    parts(number)
    assert [without_version(contact(each)) for each in (kept, merged)] == [without_version(row) for row in before]
    assert (contact(kept)["memory_version"], contact(merged)["memory_version"]) == (2, 1)
    assert merges()[0].undone_at == minutes(9)
    with reading() as session:
        assert group(session, kept) == [kept]


def test_the_survivor_keeps_what_it_has_and_the_further_stage() -> None:
    kept, merged = writes("webchat", "s1"), writes("webchat", "s2")
    change(kept, name="Ana María", preferences={"size": "42"}, stage="customer")
    change(merged, **PROFILE, stage="interested")
    joins(kept, merged)
    now = contact(kept)
    assert (now["name"], now["preferences"], now["stage"]) == ("Ana María", {"size": "42"}, "customer")
    assert now["loyalty"] == "oro"


def test_what_was_changed_since_the_merge_survives_its_undoing() -> None:
    kept, merged = writes("webchat", "s1"), writes("webchat", "s2")
    change(merged, **PROFILE)
    number = joins(kept, merged)
    change(kept, name="Anahí")
    parts(number)
    assert (contact(kept)["name"], contact(kept)["loyalty"]) == ("Anahí", None)


def test_undoing_one_of_two_merges_leaves_what_the_other_gives() -> None:
    kept, first, second = (writes("webchat", f"s{n}") for n in range(3))
    change(first, name="Ana", stage="customer")
    change(second, name="Anita", stage="customer")
    number, other = joins(kept, first), joins(kept, second)
    parts(number)
    assert (contact(kept)["name"], contact(kept)["stage"]) == ("Anita", "customer")
    parts(other)
    assert (contact(kept)["name"], contact(kept)["stage"]) == (None, "prospect")


def test_merged_contacts_are_merged_by_their_roots() -> None:
    one, two, three, four = (writes("webchat", f"s{n}") for n in range(4))
    joins(one, two)
    joins(three, four)
    joins(four, two)
    assert contact(one)["merged_into"] == three
    assert (merges()[-1].kept_id, merges()[-1].merged_id) == (three, one)
    with reading() as session:
        assert set(group(session, two)) == {one, two, three, four}


def test_nobody_is_merged_with_himself_or_twice() -> None:
    one, two = writes("webchat", "s1"), writes("webchat", "s2")
    with pytest.raises(CannotMergeError, match="one contact already"):
        joins(one, one)
    joins(one, two)
    for pair in ((one, two), (two, one)):
        with pytest.raises(CannotMergeError, match="one contact already"):
            joins(*pair)
    assert len(merges()) == 1
    assert contact(one)["memory_version"] == 1


def test_an_unknown_contact_or_reason_is_named() -> None:
    one = writes("webchat", "s1")
    with pytest.raises(UnknownContactError, match="nobody"):
        joins(one, "nobody")
    with writing() as session, pytest.raises(CannotMergeError, match="'name' is no reason"):
        merge(session, one, writes("webchat", "s1"), "name", {}, NOON)


def test_a_merge_is_undone_once_and_the_last_one_first() -> None:
    one, two, three = (writes("webchat", f"s{n}") for n in range(3))
    inner, outer = joins(two, one), joins(three, two)
    with pytest.raises(CannotUndoError, match=f"undo merge {outer} first"):
        parts(inner)
    parts(outer)
    parts(inner)
    with pytest.raises(CannotUndoError, match="was undone"):
        parts(inner)
    with pytest.raises(CannotUndoError, match="no merge 999"):
        parts(999)


def test_two_who_were_parted_can_be_merged_again() -> None:
    one, two = writes("webchat", "s1"), writes("webchat", "s2")
    parts(joins(one, two))
    joins(two, one)
    assert contact(one)["merged_into"] == two


def test_a_claim_is_settled_when_the_two_are_one_and_stands_again_when_they_are_not() -> None:
    one, two = writes("webchat", "s1"), writes("webchat", "s2")
    with writing() as session:
        told(session, one, "email", "ana@correo.example", NOON)
        told(session, two, "email", "ana@correo.example", NOON)

    def claimed_by() -> str | None:
        with reading() as session:
            found: str | None = session.query(Identity.claimed_by).filter(Identity.kind == "email").scalar()
            return found

    number = joins(one, two)
    assert claimed_by() is None
    parts(number)
    assert claimed_by() == two


def test_two_advisers_merge_the_same_two_at_once_in_either_direction() -> None:
    one, two = writes("webchat", "s1"), writes("webchat", "s2")

    def adviser(pair: tuple[str, str]) -> bool:
        try:
            joins(*pair)
        except CannotMergeError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(adviser, [(one, two), (two, one)])) == [False, True]
    assert len(merges()) == 1
