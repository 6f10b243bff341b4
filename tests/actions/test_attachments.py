"""Photos beside a complaint, and whether one may be sent."""
from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from actions.attachments import ActionMaySendPicture, ActionSentPicture
from actions.complaints import ActionComplaint
from hilo.crm.attaching import attach, case_for
from hilo.crm.crm import get_crm
from hilo.crm.tickets import TicketDraft
from hilo.memory.database import writing
from hilo.memory.identity import contact_for
from hilo.orders.seen import Seen
from tests.actions.conftest import bot, user
from tests.actions.test_order_help import NOON
from tests.databases import database, postgresql, sqlite_template

__all__ = ["database", "postgresql", "sqlite_template"]

OPEN = {"open_question": "order_which", "matter": {"said": "me llegó rota la taza", "wish": "trouble"}}


@pytest.mark.parametrize(("channel", "slots", "says"), [
    ("whatsapp", OPEN, "utter_may_send_picture_case"), ("whatsapp", {}, "utter_may_send_picture"),
    ("webchat", OPEN, "utter_may_send_picture_elsewhere"), ("phone", {}, "utter_may_send_picture_elsewhere")])
def test_whether_a_photo_may_be_sent_is_told_by_the_channel(run: Any, channel: str, slots: dict[str, Any],
                                                             says: str) -> None:
    assert run(ActionMaySendPicture(), "¿puedo mandar foto?", slots=slots, channel=channel).said == [says]


@pytest.mark.parametrize("kind", ["image", "video", "file"])
def test_a_photo_in_the_middle_of_a_complaint_is_kept_with_the_case(run: Any, kind: str) -> None:
    ran = run(ActionSentPicture(), f"/EXTERNAL_{kind}", f"EXTERNAL_{kind}", slots=OPEN, channel="whatsapp")
    assert ran.said == [f"utter_sent_{kind}_case"]
    assert ran.slots["matter"]["said"].startswith("me llegó rota la taza\n")
    assert ran.slots["matter"]["wish"] == "trouble"


@pytest.fixture
def without_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    """The CRM knows of none."""
    monkeypatch.setattr("actions.attachments.quietly", lambda _: None)


@pytest.mark.usefixtures("without_cases")
def test_a_photo_right_after_the_case_was_opened_belongs_to_it(run: Any) -> None:
    before = [user("no tengo el número"), bot("utter_complaint_ticket")]
    assert run(ActionSentPicture(), "/EXTERNAL_image", "EXTERNAL_image", before=before).said == [
        "utter_sent_image_case"]


@pytest.mark.usefixtures("without_cases")
def test_what_a_photo_without_a_matter_shows_is_asked(run: Any) -> None:
    assert run(ActionSentPicture(), "/EXTERNAL_image", "EXTERNAL_image").said == ["utter_sent_image"]


def test_a_photo_offered_beside_the_complaint_is_welcomed(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actions.complaints.look_up", lambda _: None)
    ran = run(ActionComplaint(), "llegó manchada la remera, ¿les paso una foto?", "complaint", channel="whatsapp")
    assert "utter_may_send_picture_case" in ran.said


PHOTO = {"type": "image/jpeg", "url": "https://media.example/1"}


def with_photo(run: Any, text: str, **more: Any) -> Any:
    """A complaint under a photo."""
    action = ActionComplaint()
    answer = action.answer

    def answered(turn: Any) -> None:
        turn.tracker.events[-1]["metadata"]["bubbles"] = [{"data": {"media": [PHOTO]}}]
        answer(turn)

    action.answer = answered  # type: ignore[method-assign]
    return run(action, text, "complaint", channel="whatsapp", **more)


def test_a_photo_in_the_middle_of_a_form_is_kept_and_the_form_goes_on(run: Any) -> None:
    for loop in ("quote_form", "purchase_form"):
        ran = run(ActionSentPicture(), "/EXTERNAL_image", "EXTERNAL_image", loop=loop)
        assert ran.said == ["utter_sent_image_beside"]


@pytest.fixture
def somebody(database: str) -> str:
    """Somebody with a case that was opened an hour ago."""
    with writing() as session:
        contact: str = contact_for(session, "whatsapp", "whatsapp:+5493425550199", NOON)
    get_crm().tickets.open(contact, TicketDraft("support:1", "support", "Falla de una lámpara",
                                                details={"symptom": "no prende"}), NOON - timedelta(hours=1))
    return contact


def test_a_photo_after_a_case_was_opened_stands_in_it(run: Any, somebody: str) -> None:
    ran = run(ActionSentPicture(), "/EXTERNAL_image", "EXTERNAL_image", sender=somebody)
    [ticket] = get_crm().tickets.of(somebody)
    assert ran.said == ["utter_sent_image_case"]
    assert ticket.details["symptom"] == "no prende"
    assert [line.partition(" (")[0] for line in ticket.details["attached"]] == ["📷 Foto"]


def test_the_same_photo_is_noted_once(somebody: str) -> None:
    [ticket] = get_crm().tickets.of(somebody)
    for _ in range(2):
        attach(get_crm(), somebody, "x", {"number": ticket.number, "what": "📷 Foto"}, NOON)
    assert len(get_crm().tickets.of(somebody)[0].details["attached"]) == 1


def test_a_photo_days_after_a_case_is_not_taken_for_it(somebody: str) -> None:
    tickets = get_crm().tickets.of(somebody)
    assert case_for(tickets, NOON) == tickets[0]
    assert case_for(tickets, NOON + timedelta(days=2)) is None


def test_look_how_it_came_under_a_photo_adds_to_the_open_case(run: Any, somebody: str) -> None:
    ran = with_photo(run, "mirá cómo llegó", sender=somebody)
    [ticket] = get_crm().tickets.of(somebody)
    assert ran.said == ["utter_sent_image_case"]
    assert ticket.details["attached"][0].startswith("📷 Foto: mirá cómo llegó")


def test_look_how_it_came_under_a_photo_begins_a_complaint(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actions.complaints.look_up", lambda _: Seen())
    monkeypatch.setattr("actions.attachments.quietly", lambda _: None)
    ran = with_photo(run, "mirá cómo llegó")
    assert ran.said == ["utter_sent_image_case", "utter_complaint_sorry", "utter_complaint_ask_what"]
