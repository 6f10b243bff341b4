"""A WhatsApp address is one line, whichever way it is spelt."""
from __future__ import annotations

from pathlib import Path

from simulator.clock import now
from simulator.world import Message, World, line_of

OURS = "whatsapp:+5493424550101"


def test_the_digits_of_mexico_and_argentina_make_no_other_line() -> None:
    assert line_of("whatsapp:+5215512345678") == line_of("whatsapp:+525512345678") == "whatsapp:+525512345678"
    assert line_of("whatsapp:+5493425550101") == "whatsapp:+543425550101"
    assert line_of("+5215512345678") == "+5215512345678"  # a telephone's own spelling is its own
    assert line_of("whatsapp:+34911234567") == "whatsapp:+34911234567"


def test_a_letter_after_a_call_is_seen_where_the_person_writes(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.add(Message("SM1", OURS, "whatsapp:+5215512345678", "Gracias por la llamada.", "outbound-api", "sent", now()))
    assert [one.sid for one in world.thread("whatsapp:+525512345678")] == ["SM1"]
    assert not world.window_open("whatsapp:+5215512345678", OURS)
    world.add(Message("SM2", "whatsapp:+525512345678", OURS, "hola", "inbound", "received", now()))
    assert world.window_open("whatsapp:+5215512345678", OURS)
