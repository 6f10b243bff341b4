"""One person, one id, whatever name a channel has for them."""
from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from people import ANA, ANA_PHONE, NOON, contact, how_many_contacts, identities, minutes, writes

from hilo.memory.database import reading, writing
from hilo.memory.identity import (
    AddressError,
    SeveralContactsError,
    UnknownContactError,
    contact_for,
    find,
    group,
    resolve,
)
from hilo.memory.merging import merge

pytestmark = pytest.mark.usefixtures("database")


def _find(text: str, country: str | None = None) -> str | None:
    with reading() as session:
        return find(session, text, country)


def test_who_writes_by_whatsapp_and_then_calls_is_one_person() -> None:
    ana = writes("whatsapp", ANA)
    assert UUID(ana).version == 4
    assert writes("phone", "+54 342 555-1234", minutes(5)) == ana
    assert writes("phone", "0342 15 555 1234", minutes(6), "AR") == ana
    assert {name: (row.contact_id, row.proven) for name, row in identities().items()} == {
        ANA: (ana, True), f"phone:{ANA_PHONE}": (ana, True)}
    row = contact(ana)
    assert (row["country"], row["time_zone"]) == ("AR", "America/Argentina/Buenos_Aires")
    assert (row["created_at"], row["seen_at"], row["stage"]) == (NOON, minutes(6), "prospect")


def test_a_caller_who_then_writes_from_the_other_spelling_is_the_same_and_each_address_stays_as_written() -> None:
    ana = writes("phone", "+543425551234")
    assert writes("whatsapp", ANA) == ana
    assert writes("whatsapp", "whatsapp:+543425551234") == ana
    assert set(identities()) == {f"phone:{ANA_PHONE}", ANA, "whatsapp:+543425551234"}


def test_one_digit_off_is_somebody_else() -> None:
    assert writes("whatsapp", ANA) != writes("whatsapp", "whatsapp:+5493425551235")


def test_a_late_webhook_does_not_turn_back_the_last_sign_of_life() -> None:
    ana = writes("whatsapp", ANA, minutes(10))
    writes("whatsapp", ANA, minutes(2))
    assert contact(ana)["seen_at"] == minutes(10)


@pytest.mark.parametrize("hidden", ["anonymous", "Restricted", "", "+266696687", "+7378742833", "Private Caller"])
def test_two_callers_who_hide_their_number_are_two_people_whom_nobody_finds_by_it(hidden: str) -> None:
    assert writes("phone", hidden) != writes("phone", hidden)
    assert identities() == {}
    assert _find(hidden) is None


def test_a_short_code_is_always_the_same_sender_and_no_phone_of_anybody() -> None:
    assert writes("phone", "22122") == writes("phone", "22122")
    assert contact(writes("phone", "22122"))["country"] is None


def test_a_whatsapp_user_without_a_number_is_known_by_the_id_of_the_business() -> None:
    user = writes("whatsapp_user", "AR.13491208655302741918")
    assert writes("whatsapp_user", "AR.13491208655302741918") == user
    assert set(identities()) == {"whatsapp_user:AR.13491208655302741918"}


def test_the_same_name_on_two_channels_is_two_people() -> None:
    assert len({writes(kind, "ana") for kind in ("webchat", "conversation", "whatsapp_user")}) == 3


def test_a_user_id_that_looks_like_a_phone_is_only_a_name() -> None:
    ana = writes("whatsapp", ANA)
    stranger = writes("conversation", ANA_PHONE)
    assert stranger != ana
    assert _find(ANA_PHONE) == ana
    assert _find(f"conversation:{ANA_PHONE}") == stranger


def test_an_email_address_is_known_however_it_is_capitalised() -> None:
    assert writes("email", " Ana.Perez@Correo.example") == writes("email", "mailto:ana.perez@correo.EXAMPLE")


def test_an_imported_number_is_not_proven_until_somebody_writes_from_it() -> None:
    with writing() as session:
        ana = contact_for(session, "phone", ANA_PHONE, NOON, proven=False)
    assert not identities()[f"phone:{ANA_PHONE}"].proven
    assert writes("whatsapp", ANA, minutes(3)) == ana
    assert identities()[f"phone:{ANA_PHONE}"].proven
    assert contact(ana)["seen_at"] == minutes(3)


@pytest.mark.parametrize(("kind", "address"), [
    ("telegram", "ana"), ("conversation", "x" * 256), ("webchat", "a\x00b"), ("webchat", " "), ("email", ""),
])
def test_an_address_that_cannot_be_kept_is_refused_by_name(kind: str, address: str) -> None:
    with writing() as session, pytest.raises(AddressError):
        contact_for(session, kind, address, NOON)
    assert how_many_contacts() == 0


def test_a_message_to_a_merged_contact_reaches_the_survivor_and_new_rows_stay_with_whom_they_came() -> None:
    ana, caller = writes("webchat", "s1"), writes("phone", ANA_PHONE)
    with writing() as session:
        merge(session, ana, caller, "adviser", {}, NOON)
    assert writes("whatsapp", ANA, minutes(9)) == ana
    assert identities()[ANA].contact_id == caller
    assert contact(ana)["seen_at"] == minutes(9)


@pytest.mark.parametrize("outcome", ["commits", "fails"])
def test_a_second_process_waits_for_the_first_and_takes_its_contact_if_there_is_one(outcome: str) -> None:
    with ThreadPoolExecutor(1) as pool:
        try:
            with writing() as session:
                first = contact_for(session, "whatsapp", ANA, NOON)
                second = pool.submit(writes, "whatsapp", ANA)
                threading.Event().wait(0.3)
                assert not second.done()
                if outcome == "fails":
                    raise ConnectionError
        except ConnectionError:
            pass
        assert (second.result(10) == first) is (outcome == "commits")
    assert how_many_contacts() == 1
    assert len(identities()) == 2


@pytest.mark.parametrize("time", range(3))
def test_eight_webhooks_of_one_new_person_at_once_make_one_contact(time: int) -> None:
    together = threading.Barrier(8)

    def webhook(number: int) -> str:
        with writing() as session:
            together.wait(10)
            return contact_for(session, *(("whatsapp", ANA) if number % 2 else ("phone", ANA_PHONE)), NOON)

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(webhook, range(8)))) == 1
    assert how_many_contacts() == 1
    assert len(identities()) == 2


def test_an_operator_names_a_person_in_any_way() -> None:
    ana = writes("whatsapp", ANA)
    mail, page, api = writes("email", "ana@correo.example"), writes("webchat", "s-81"), writes("conversation", "ana")
    for text in (ana, ana.upper(), ANA, "+5493425551234", "5493425551234", "+54 342 555-1234", "tel:+543425551234",
                 "phone:+543425551234", f"  {ANA_PHONE} "):
        assert _find(text) == ana, text
    for text in ("0342 15 555 1234", "342 5551234"):
        assert _find(text, "AR") == ana
        assert _find(text) is None
    assert _find("Ana@correo.example") == _find("email:ana@correo.example") == mail
    assert _find("s-81") == _find("webchat:s-81") == page
    assert _find("ana") == _find("conversation:ana") == api


@pytest.mark.parametrize("text", ["", "nadie", "+5493425550000", "a@b.example", "b" * 400, "x\x00", "%", "webchat:",
                                  "00000000-0000-4000-8000-000000000000"])
def test_whom_nobody_knows_is_not_found(text: str) -> None:
    writes("whatsapp", ANA)
    assert _find(text, "AR") is None


def test_a_name_that_two_people_bear_names_both() -> None:
    page, api = writes("webchat", "ana"), writes("conversation", "ana")
    with pytest.raises(SeveralContactsError, match=r"conversation:ana.*Name the kind or the id") as error:
        _find("ana")
    assert error.value.ids == {page: ["webchat:ana"], api: ["conversation:ana"]}


def test_a_name_of_two_contacts_that_are_one_person_names_that_person() -> None:
    page, api = writes("webchat", "ana"), writes("conversation", "ana")
    with writing() as session:
        merge(session, api, page, "adviser", {}, NOON)
    assert _find("ana") == _find(page) == api


def test_a_chain_of_merges_has_one_root_and_everybody_in_the_group() -> None:
    one, two, three, four = (writes("webchat", f"s{n}", minutes(n)) for n in range(4))
    with writing() as session:
        merge(session, two, one, "adviser", {}, NOON)
        merge(session, three, two, "adviser", {}, NOON)
    with reading() as session:
        assert {resolve(session, each) for each in (one, two, three)} == {three}
        assert group(session, one) == group(session, three) == [three, one, two]
        assert group(session, four) == [four]
        with pytest.raises(UnknownContactError, match="no contact has the id x"):
            group(session, "x")
