"""What every CRM does with quotations."""
from __future__ import annotations

from datetime import date

import pytest

from hilo.crm.crm import Crm
from hilo.crm.lines import Line
from hilo.crm.quotes import Buyer, QuoteDraft
from tests.hilo.crm.conftest import NOON, new_person


def draft(key: str = "message:1:quote") -> QuoteDraft:
    return QuoteDraft(key, Buyer("Ana", "El Ñandú", "30-71234567-1", "ana@x.example"),
                      (Line("zapatilla-litoral", "Zapatilla Litoral", "", "", 30, 72231.4),), "ARS", 100.0, 455057.82,
                      21.0, 2621999.82, date(2026, 12, 3), needed_by=date(2026, 12, 20))


def test_a_quotation_is_made_once_with_its_number(crm: Crm, person: str) -> None:
    one = crm.quotes.make(person, draft(), NOON)
    assert crm.quotes.make(person, draft(), NOON) == one
    assert crm.quotes.of(person) == [one]
    assert crm.quotes.find(one.number.lower()) == one
    assert (one.buyer.company, one.lines[0].units, one.needed_by) == ("El Ñandú", 30, date(2026, 12, 20))
    assert crm.quotes.make(person, draft("message:2:quote"), NOON).number != one.number


def test_an_accepted_one_stays_accepted(crm: Crm, person: str) -> None:
    one = crm.quotes.make(person, draft(), NOON)
    assert crm.quotes.change(one.number, "accepted").status == "accepted"
    assert crm.quotes.change(one.number, "expired").status == "accepted"
    with pytest.raises(LookupError):
        crm.quotes.change("COT-1", "accepted")


def test_nobody_sees_anothers_quotations(crm: Crm, person: str) -> None:
    crm.quotes.make(person, draft(), NOON)
    assert crm.quotes.of(new_person("Luis")) == []
