"""Photos beside a complaint, and whether one may be sent."""
from __future__ import annotations

from typing import Any

import pytest

from actions.attachments import ActionMaySendPicture, ActionSentPicture
from actions.complaints import ActionComplaint
from tests.actions.conftest import bot, user

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


def test_a_photo_right_after_the_case_was_opened_belongs_to_it(run: Any) -> None:
    before = [user("no tengo el número"), bot("utter_complaint_ticket")]
    assert run(ActionSentPicture(), "/EXTERNAL_image", "EXTERNAL_image", before=before).said == [
        "utter_sent_image_case"]


def test_what_a_photo_without_a_matter_shows_is_asked(run: Any) -> None:
    assert run(ActionSentPicture(), "/EXTERNAL_image", "EXTERNAL_image").said == ["utter_sent_image"]


def test_a_photo_offered_beside_the_complaint_is_welcomed(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actions.complaints.look_up", lambda _: None)
    ran = run(ActionComplaint(), "llegó manchada la remera, ¿les paso una foto?", "complaint", channel="whatsapp")
    assert "utter_may_send_picture_case" in ran.said
