"""A word that is one thing here and another there means what it means to who says it."""
from __future__ import annotations

from datetime import datetime, timezone

import pytest

from hilo.business.lexicon import lexicon_of
from hilo.business.load import get_shop
from hilo.spanish.values import read_values

NOW = datetime(2026, 11, 24, 15, tzinfo=timezone.utc)
LEXICON = lexicon_of(get_shop().company)


@pytest.mark.parametrize(("text", "speaker", "kind"), [
    ("busco una polera negra", "AR", "suéter"), ("¿tenés poleras?", "AR", "suéter"),
    ("busco una polera negra", "CL", "remera"), ("busco una polera negra", "BO", "remera"),
    ("busco una polera negra", None, "remera"), ("quiero unas playeras", "ES", "zapatilla"),
    ("quiero unas playeras", "MX", "remera"), ("una chompa abrigada", "EC", "campera"),
    ("una chompa abrigada", "PE", "suéter"), ("busco una remera", "AR", "remera"),
    ("una polera de manga larga", "CL", "remera"), ("un polerón", "AR", "buzo")])
def test_the_country_decides(text: str, speaker: str | None, kind: str) -> None:
    found = read_values(text, lexicon=LEXICON, now=NOW, country="AR", speaker=speaker)
    [thing] = [one.value for one in found if one.entity == "product"]
    assert get_shop().words.type_of(thing) == kind
