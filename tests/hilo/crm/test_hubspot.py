"""HubSpot beyond the contract: who is found there, doubles, its limits and failures, what its people do meanwhile."""
from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from hilo.crm.calling import CrmError, ask
from hilo.crm.crm import Crm
from hilo.crm.hubspot import api as api_module
from hilo.crm.hubspot.api import HubSpotApi
from hilo.crm.hubspot.erasing import erase
from hilo.crm.people import Deal, Note
from hilo.crm.tickets import TicketDraft
from hilo.memory.database import writing
from hilo.memory.tables import Fact, Identity
from tests.hilo.crm.conftest import NOON, by_hubspot, new_person
from tests.hubspot_played import HubSpotPlayed

PHONE = "+543425550101"
TICKET = TicketDraft("message:9", "complaint", "Llegó roto", "high", {"product": "Lámpara"}, "CB-10001")


@pytest.fixture
def database(sqlite: str) -> str:
    """SQLite alone: nothing here depends on the back end."""
    return sqlite


@pytest.fixture
def theirs(database: str, hubspot: HubSpotPlayed, monkeypatch: pytest.MonkeyPatch) -> Crm:
    """HubSpot as the CRM; nobody waits between attempts."""
    monkeypatch.setattr(api_module, "_wait", lambda state: 0.0)
    return by_hubspot(hubspot)


def with_address(contact: str, kind: str, address: str, proven: bool = True) -> None:
    with writing() as session:
        session.add(Identity(contact_id=contact, kind=kind, address=address, proven=proven, created_at=NOON))


def told(contact: str, name: str, value: str) -> None:
    with writing() as session:
        session.add(Fact(contact_id=contact, name=name, value=value, quote=value, confidence=1.0, source="turn",
                         source_id="1", recorded_at=NOON, status="known"))


def there(hubspot: HubSpotPlayed, **properties: str) -> str:
    """A contact that people had written down before us."""
    _, made = hubspot._create("contacts", {"properties": properties})
    return str(made["id"])


def test_somebody_new_is_made_with_what_we_know_of_them(theirs: Crm, hubspot: HubSpotPlayed, person: str) -> None:
    with_address(person, "phone", PHONE)
    told(person, "email", "ana@example.com")
    one = theirs.people.find_or_create(person)
    assert (one.name, one.phone, one.email) == ("Ana Sosa", "+5493425550101", "ana@example.com")
    assert [{**had, "createdate": ""} for had in hubspot.objects["contacts"].values()] == [
        {"firstname": "Ana", "lastname": "Sosa", "phone": "+5493425550101", "email": "ana@example.com",
         "hilo_contact": person, "createdate": ""}]


@pytest.mark.parametrize("field", ["phone", "mobilephone"])
@pytest.mark.parametrize("written", ["+543425550101", "+5493425550101"])
def test_somebody_known_there_by_a_proven_telephone_is_the_same(theirs: Crm, hubspot: HubSpotPlayed, person: str,
                                                                field: str, written: str) -> None:
    known = there(hubspot, firstname="Anita", **{field: written})
    with_address(person, "phone", PHONE)
    one = theirs.people.find_or_create(person)
    assert one.id == known
    assert hubspot.objects["contacts"][known]["firstname"] == "Anita"  # what people wrote stays
    assert len(hubspot.objects["contacts"]) == 1


def test_a_telephone_that_was_only_told_finds_nobody(theirs: Crm, hubspot: HubSpotPlayed, person: str) -> None:
    there(hubspot, phone=PHONE)
    with_address(person, "phone", PHONE, proven=False)
    theirs.people.find_or_create(person)
    assert len(hubspot.objects["contacts"]) == 2


def test_an_e_mail_that_hubspot_has_is_taken_up_and_nobodys_things_are_shown(theirs: Crm, hubspot: HubSpotPlayed,
                                                                             person: str) -> None:
    known = there(hubspot, firstname="Otra", email="ana@example.com")
    theirs.people.find_or_create(new_person("Luis"))  # makes our properties
    hubspot._create("deals", {"properties": {"dealname": "Secreto"}, "associations": [
        {"to": {"id": known}, "types": [{"associationTypeId": 3}]}]})
    told(person, "email", "ana@example.com")
    assert theirs.people.find_or_create(person).id == known
    assert theirs.people.deals(person) == []
    theirs.people.set_deal(person, Deal("cart:1", "Botas", "new", 10.0, "ARS"), NOON)
    assert [deal.title for deal in theirs.people.deals(person)] == ["Botas"]


def test_an_e_mail_of_another_person_of_ours_makes_no_double_and_no_mistake(theirs: Crm, hubspot: HubSpotPlayed,
                                                                            person: str) -> None:
    other = new_person("Luis")
    for one in (other, person):
        told(one, "email", "casa@example.com")
    assert theirs.people.find_or_create(other).email == "casa@example.com"
    one = theirs.people.find_or_create(person)
    assert (one.email, len(hubspot.objects["contacts"])) == (None, 2)


def test_many_at_once_make_one_contact_one_deal_and_one_ticket(theirs: Crm, hubspot: HubSpotPlayed,
                                                               person: str) -> None:
    hubspot.search_lag = 60.0
    with_address(person, "phone", PHONE)

    def write(_: int) -> str:
        theirs.people.set_deal(person, Deal("cart:1", "Botas", "new", 10.0, "ARS"), NOON)
        return theirs.tickets.open(person, TICKET, NOON).number

    with ThreadPoolExecutor(6) as pool:
        numbers = set(pool.map(write, range(6)))
    assert {kind: len(hubspot.objects[kind]) for kind in ("contacts", "deals", "tickets")} == {
        "contacts": 1, "deals": 1, "tickets": 1}
    assert len(numbers) == 1


def test_429_and_5xx_are_asked_again_and_nothing_is_made_twice(theirs: Crm, hubspot: HubSpotPlayed,
                                                               person: str) -> None:
    theirs.people.find_or_create(person)
    hubspot.refuse = [(429, "You have reached your ten_secondly_rolling limit.", {"Retry-After": "1"}),
                      (502, "Bad Gateway", {}), (503, "Service Unavailable", {})]
    ticket = theirs.tickets.open(person, TICKET, NOON)
    hubspot.after = [(504, "Gateway Timeout", {})] * 3
    assert theirs.tickets.open(person, TICKET, NOON) == ticket
    other = replace(TICKET, key="message:10")
    hubspot.after = [(504, "Gateway Timeout", {})] * 4
    with pytest.raises(CrmError, match="504"):
        theirs.tickets.open(person, other, NOON)
    hubspot.after = []
    theirs.tickets.open(person, other, NOON)
    assert len(hubspot.objects["tickets"]) == 2


def test_an_answer_lost_after_the_ticket_was_made_gives_that_ticket(theirs: Crm, hubspot: HubSpotPlayed,
                                                                    person: str) -> None:
    theirs.people.find_or_create(person)
    make = hubspot._create

    def made_then_lost(kind: str, body: dict[str, Any]) -> Any:
        hubspot._create = make  # type: ignore[method-assign]
        make(kind, body)
        return 504, {"message": "Gateway Timeout"}

    hubspot._create = made_then_lost  # type: ignore[method-assign]
    assert theirs.tickets.open(person, TICKET, NOON) == theirs.tickets.of(person)[0]
    assert len(hubspot.objects["tickets"]) == 1


def test_retry_after_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    class State:
        attempt_number = 2

        class outcome:  # noqa: N801
            headers: dict[str, str] = {}  # noqa: RUF012

            @classmethod
            def exception(cls) -> Any:
                return cls

    for told_so, seconds in (("3", 3.0), ("600", api_module.LONGEST_WAIT), ("", 0.6), ("soon", 0.6)):
        State.outcome.headers = {"Retry-After": told_so}
        assert api_module._wait(State) == seconds  # type: ignore[arg-type]


def test_away_or_slow_it_holds_up_nobody_for_long(theirs: Crm, hubspot: HubSpotPlayed, person: str,
                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    gone = HubSpotApi("x", "http://127.0.0.1:9")
    with pytest.raises(CrmError, match="not reached"):
        gone.get("contacts", "1", ())
    hubspot.delay = 1.0
    with pytest.raises(CrmError, match="late"):
        ask(lambda: theirs.tickets.of(person), patience=0.2)
    monkeypatch.setattr(api_module, "TIMEOUT", (0.2, 0.2))
    with pytest.raises(CrmError):
        theirs.tickets.of(person)


def test_pages_of_associations_are_all_read_the_newest_first(theirs: Crm, hubspot: HubSpotPlayed, person: str) -> None:
    hubspot.page = 2
    for number in range(5):
        theirs.people.set_deal(person, Deal(f"cart:{number}", f"Botas {number}", "new"), NOON)
    assert [deal.key for deal in theirs.people.deals(person)] == [f"cart:{number}" for number in (4, 3, 2, 1, 0)]


def test_what_people_close_in_hubspot_stays_closed(theirs: Crm, hubspot: HubSpotPlayed, person: str) -> None:
    theirs.people.set_deal(person, Deal("cart:1", "Botas", "qualified", 10.0, "ARS"), NOON)
    (deal,) = hubspot.objects["deals"].values()
    deal["dealstage"] = "closedlost"
    theirs.people.set_deal(person, Deal("cart:1", "Botas", "quoted", 12.0, "ARS"), NOON)
    assert theirs.people.deals(person) == [Deal("cart:1", "Botas", "lost", 10.0, "ARS")]
    ticket = theirs.tickets.open(person, TICKET, NOON)
    next(iter(hubspot.objects["tickets"].values()))["hs_pipeline_stage"] = "4"
    assert theirs.tickets.of(person)[0].status == "closed"
    assert theirs.tickets.change(ticket.number, NOON, "waiting").status == "waiting"


def test_what_comes_late_changes_nothing_newer(theirs: Crm, person: str) -> None:
    theirs.people.set_deal(person, Deal("cart:1", "Botas y medias", "quoted", 12.0), NOON)
    theirs.people.set_deal(person, Deal("cart:1", "Botas", "qualified", 10.0), NOON - timedelta(hours=1))
    assert theirs.people.deals(person) == [Deal("cart:1", "Botas y medias", "quoted", 12.0)]


def test_notes_of_people_stand_beside_ours_and_odd_signs_survive(theirs: Crm, hubspot: HubSpotPlayed,
                                                                 person: str) -> None:
    ours = Note("message:1", "Talle <38> & medio\nprefiere la tarde", "Marta")
    theirs.people.add_note(person, ours, NOON)
    (contact,) = hubspot.objects["contacts"]
    hubspot._create("notes", {"properties": {"hs_timestamp": "x", "hs_note_body": "<div><b>Llamar</b> el lunes</div>"},
                              "associations": [{"to": {"id": contact}, "types": [{"associationTypeId": 202}]}]})
    assert theirs.people.notes(person) == [Note("hubspot:153", "Llamar el lunes", "HubSpot"), ours]


def test_a_pipeline_of_ones_own_is_read_by_what_its_stages_mean(theirs: Crm, hubspot: HubSpotPlayed,
                                                                person: str) -> None:
    hubspot.pipelines["deals"] = ("77", [("a", {"isClosed": "false", "probability": "0.1"}),
                                         ("b", {"isClosed": "false", "probability": "0.5"}),
                                         ("z", {"isClosed": "true", "probability": "0.0"}),
                                         ("y", {"isClosed": "true", "probability": "1.0"})])
    for stage, there_it_is in (("new", "a"), ("quoted", "b"), ("won", "y")):
        theirs.people.set_deal(person, Deal("cart:1", "Botas", stage), NOON)  # type: ignore[arg-type]
        (deal,) = hubspot.objects["deals"].values()
        assert (deal["pipeline"], deal["dealstage"]) == ("77", there_it_is)


@pytest.mark.parametrize("number", ["CASO-1", "CASO-x", "", "1/2", "CASO-151"])
def test_what_is_no_ticket_of_ours_cannot_be_changed(theirs: Crm, person: str, number: str) -> None:
    theirs.people.find_or_create(person)  # 151 is a contact
    with pytest.raises(LookupError):
        theirs.tickets.change(number, NOON, "closed")


def test_erasing_a_person_reaches_what_we_wrote_there_and_leaves_what_people_wrote(
        theirs: Crm, hubspot: HubSpotPlayed, person: str) -> None:
    theirs.people.set_deal(person, Deal("cart:1", "Botas", "new"), NOON)
    theirs.people.add_note(person, Note("message:1", "Prefiere la tarde"), NOON)
    theirs.tickets.open(person, TICKET, NOON)
    (contact,) = hubspot.objects["contacts"]
    hubspot._create("notes", {"properties": {"hs_note_body": "Llamar"}, "associations": [
        {"to": {"id": contact}, "types": [{"associationTypeId": 202}]}]})
    assert erase(HubSpotApi(hubspot.token, hubspot.address), [person]) == (3, [contact])
    assert [len(hubspot.objects[kind]) for kind in ("contacts", "deals", "tickets", "notes")] == [1, 0, 0, 1]
    assert not hubspot.objects["contacts"][contact]["hilo_contact"]
