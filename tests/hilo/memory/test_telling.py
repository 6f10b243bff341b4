"""A person says what their number or their mail is."""
from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from people import ANA, ANA_PHONE, BETO, NOON, change, contact, identities, merges, minutes, writes

from hilo.memory.database import writing
from hilo.memory.identity import AddressError, contact_for, told
from hilo.memory.merging import undo

pytestmark = pytest.mark.usefixtures("database")


def tells(contact_id: str, kind: str, address: str, at: datetime = NOON, country: str | None = None) -> str:
    with writing() as session:
        return told(session, contact_id, kind, address, at, country)


def test_visitor_leaves_a_number_that_nobody_has_and_later_writes_from_it() -> None:
    visitor = writes("webchat", "s1")
    assert tells(visitor, "phone", "342 15 555-1234", country="AR") == visitor
    row = identities()[f"phone:{ANA_PHONE}"]
    assert (row.contact_id, row.proven, row.claimed_by) == (visitor, False, None)
    assert writes("whatsapp", ANA, minutes(5)) == visitor
    assert identities()[f"phone:{ANA_PHONE}"].proven


def test_visitor_leaves_a_number_that_is_already_anas() -> None:
    visitor = writes("webchat", "s1", minutes(-60))
    ana = writes("whatsapp", ANA)
    change(ana, name="Ana")
    assert tells(visitor, "phone", "+54 342 555 1234", minutes(1)) == ana
    assert contact(visitor)["merged_into"] == ana
    (row,) = merges()
    assert (row.kept_id, row.merged_id, row.reason, row.at) == (ana, visitor, "told", minutes(1))
    assert row.evidence["address"] == ANA_PHONE
    assert tells(visitor, "phone", ANA_PHONE) == ana
    assert len(merges()) == 1


def test_two_visitors_leave_the_same_number_and_the_older_one_goes_on() -> None:
    younger, older = writes("webchat", "s2", minutes(3)), writes("conversation", "u1", minutes(1))
    tells(younger, "phone", ANA_PHONE)
    assert tells(older, "whatsapp", ANA) == older
    assert contact(younger)["merged_into"] == older


def test_two_visitors_leave_the_same_number_at_once() -> None:
    visitors = [writes("webchat", f"s{n}", minutes(n)) for n in range(2)]
    together = threading.Barrier(2)

    def page(visitor: str) -> str:
        with writing() as session:
            together.wait(10)
            return told(session, visitor, "phone", ANA_PHONE, NOON)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(page, visitors))
    assert contact(visitors[1])["merged_into"] == visitors[0]


def test_ana_writes_by_whatsapp_that_betos_number_is_hers() -> None:
    ana, beto = writes("whatsapp", ANA), writes("whatsapp", BETO)
    assert tells(ana, "phone", "+5493425559876") == ana
    assert identities()["phone:+543425559876"].claimed_by == ana
    assert merges() == []
    carla = writes("webchat", "s1")
    assert tells(carla, "phone", "+5493425559876") == carla, "a disputed number makes nobody one"
    assert identities()["phone:+543425559876"].claimed_by == ana
    assert contact(beto)["merged_into"] is None


def test_a_whatsapp_user_whose_number_is_hidden_only_claims_anas() -> None:
    writes("whatsapp", ANA)
    user = writes("whatsapp_user", "AR.1349")
    assert tells(user, "phone", ANA_PHONE) == user
    assert identities()[f"phone:{ANA_PHONE}"].claimed_by == user


def test_a_visitor_who_was_ana_cannot_become_beto_as_well() -> None:
    ana, beto = writes("whatsapp", ANA), writes("whatsapp", BETO)
    visitor = writes("webchat", "s1")
    assert tells(visitor, "phone", ANA_PHONE) == ana
    assert tells(visitor, "phone", "+543425559876") == ana
    assert identities()["phone:+543425559876"].claimed_by == ana
    assert contact(beto)["merged_into"] is None


def test_after_an_adviser_parted_them_the_same_number_joins_them_no_more() -> None:
    ana, visitor = writes("whatsapp", ANA), writes("webchat", "s1")
    tells(visitor, "phone", ANA_PHONE)
    with writing() as session:
        undo(session, merges()[0].id, minutes(5))
    assert tells(visitor, "phone", ANA_PHONE, minutes(6)) == visitor
    assert contact(visitor)["merged_into"] is None
    assert identities()[f"phone:{ANA_PHONE}"].claimed_by == visitor
    assert writes("whatsapp", ANA, minutes(7)) == ana


def test_an_email_address_that_is_anothers_is_only_claimed() -> None:
    first, second = writes("webchat", "s1"), writes("webchat", "s2")
    assert tells(first, "email", "Ana@Correo.example") == first
    assert tells(first, "email", "ana@correo.example") == first
    assert identities()["email:ana@correo.example"].claimed_by is None
    assert tells(second, "email", "ana@correo.example") == second
    assert identities()["email:ana@correo.example"].claimed_by == second
    assert merges() == []


@pytest.mark.parametrize(("kind", "address"), [
    ("phone", "anonymous"), ("phone", ""), ("phone", "555 1234"), ("phone", "15 5555 1234"), ("email", "ana"),
])
def test_what_is_no_address_leaves_nothing_behind(kind: str, address: str) -> None:
    visitor = writes("webchat", "s1")
    assert tells(visitor, kind, address, country="AR") == visitor
    assert set(identities()) == {"webchat:s1"}


def test_a_national_number_is_read_by_the_contacts_own_country() -> None:
    visitor = writes("webchat", "s1")
    change(visitor, country="MX")
    tells(visitor, "phone", "044 55 1234 5678")
    assert "phone:+525512345678" in identities()


def test_two_people_of_one_name_stay_two() -> None:
    one, two = writes("webchat", "s1"), writes("webchat", "s2")
    change(one, name="Ana Pérez")
    change(two, name="Ana Pérez")
    tells(one, "phone", ANA_PHONE)
    tells(two, "phone", "+543425559876")
    assert merges() == []


def test_a_session_cannot_be_told() -> None:
    visitor = writes("webchat", "s1")
    with pytest.raises(AddressError, match="not a webchat"):
        tells(visitor, "webchat", "s2")


def test_a_number_told_for_a_friend_first_is_proven_by_whom_writes_from_it() -> None:
    with writing() as session:
        listed = contact_for(session, "phone", ANA_PHONE, NOON, proven=False)
    visitor = writes("webchat", "s1", minutes(-5))
    assert tells(visitor, "phone", ANA_PHONE) == visitor, "neither is proven: the older goes on"
    assert contact(listed)["merged_into"] == visitor
