"""All spellings of a line meet, and no two lines do."""
from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hilo.memory.phones import Phone, canonical, is_withheld

_LINES = [line for line in (Path(__file__).parent / "phone_pairs.txt").read_text(encoding="utf-8").splitlines()
          if line.strip() and not line.startswith("#")]


def _read(spelling: str, country: str) -> Phone | None:
    """A spelling of the table: "… / CL" is read as of that country."""
    spelling, _, other = spelling.partition(" / ")
    country = other.strip() or country
    return canonical(spelling, None if country == "-" else country)


@pytest.mark.parametrize("line", _LINES)
def test_spellings_meet_exactly_when_they_are_one_line(line: str) -> None:
    verdict, country, one, another = (part.strip() for part in line.split("|"))
    first, second = _read(one, country), _read(another, country)
    if verdict == "same":
        assert first is not None
        assert first == second
    else:
        assert first is None or first != second


@pytest.mark.parametrize("line", [line for line in _LINES if line.startswith("same")])
def test_a_key_is_its_own_key_in_every_country(line: str) -> None:
    _, country, one, _ = (part.strip() for part in line.split("|"))
    phone = _read(one, country)
    assert phone
    assert {canonical(phone.key, where) for where in (None, "AR", "MX", "BR", "US")} == {phone}


@given(st.from_regex(r"(whatsapp:)?(\+|00|0)?(54|549|52|521|55|57|56|51|34|1)?[0-9]{1,13}", fullmatch=True),
       st.sampled_from([None, "AR", "MX", "BR", "CO", "CL", "PE", "ES", "US"]))
@settings(max_examples=500, deadline=None)
def test_whatever_is_read_as_a_phone_has_one_key_for_good(number: str, country: str | None) -> None:
    phone = canonical(number, country)
    assert phone is None or {canonical(phone.key, where) for where in (None, "AR", "BR", "MX", "CO")} == {phone}


@given(st.text(max_size=30))
@settings(max_examples=200, deadline=None)
def test_no_text_makes_it_fail(text: str) -> None:
    assert not (canonical(text, "AR") and is_withheld(text))


@pytest.mark.parametrize("text", [
    "", "   ", "\x00", "anonymous", "Restricted", "unknown", "+266696687", "266696687", "+7378742833", "+8656696",
    "sip:anonymous@anonymous.invalid", "Número privado", "whatsapp:",
])
def test_a_withheld_number_is_no_phone_and_says_so(text: str) -> None:
    assert is_withheld(text)
    assert canonical(text, "AR") is None


@pytest.mark.parametrize("text", [
    "911", "22122", "12345", "CEIBO", "client:ana", "ana@correo.example", "+464-2", "+", "()", "+00", "1-800-FLOWERS",
    "mi número es +543425551234", "+54342555123", "US.13491208655302741918", "+5434255512345678901", "٣٤٢٥٥٥١٢٣٤",
    "+54 342 5551234 / 342 5551235", "2026-03-02",
])
def test_what_is_no_phone_is_not_read_as_one(text: str) -> None:
    assert not is_withheld(text)
    assert canonical(text, "AR") is None


@pytest.mark.parametrize(("number", "country", "zone"), [
    ("+5493425551234", "AR", "America/Argentina/Buenos_Aires"),
    ("+5215512345678", "MX", "America/Mexico_City"),
    ("+526641234567", "MX", "America/Tijuana"),
    ("+573001234567", "CO", "America/Bogota"),
    ("+56912345678", "CL", "America/Santiago"),
    ("+51987654321", "PE", "America/Lima"),
    ("+34612345678", "ES", "Europe/Madrid"),
    ("+34922123456", "ES", "Atlantic/Canary"),
    ("+593991234567", "EC", "America/Guayaquil"),
    ("+50581234567", "NI", "America/Managua"),
    ("+18095550101", "DO", "America/Santo_Domingo"),
    ("+80012345678", None, None),
])
def test_a_phone_tells_country_and_hour(number: str, country: str | None, zone: str | None) -> None:
    phone = canonical(number)
    assert phone
    assert (phone.country, phone.time_zone) == (country, zone)
    assert zone is None or ZoneInfo(zone)


@pytest.mark.parametrize("country", ["XX", "", "ar", None])
def test_an_unknown_country_spoils_no_international_number(country: str | None) -> None:
    assert canonical("+543425551234", country) == canonical("+543425551234")
