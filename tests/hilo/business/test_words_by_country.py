"""The words by which customers of other countries name what is sold."""
from __future__ import annotations

from datetime import datetime, timezone

import pytest

from hilo.business.lexicon import lexicon_of
from hilo.business.load import get_shop
from hilo.business.offer import of_kind
from hilo.spanish.values import read_values

SHOP = get_shop()
LEXICON, NOW = lexicon_of(SHOP.company), datetime(2026, 11, 23, 13, tzinfo=timezone.utc)


@pytest.mark.parametrize(("country", "said", "kind"), [
    ("MX", "unas sudaderas con gorro", "buzo"), ("MX", "unos tenis", "zapatilla"), ("MX", "una chamarra", "campera"),
    ("MX", "una chamarra de mezclilla", "campera"), ("MX", "dos playeras", "remera"), ("MX", "una gorra", "gorra"),
    ("MX", "unas chanclas", "ojota"), ("CO", "una sudadera", "buzo"), ("CO", "unos tenis blancos", "zapatilla"),
    ("CO", "un morral", "mochila"), ("CO", "una cachucha", "gorra"), ("CO", "una pantaloneta", "short"),
    ("ES", "sudaderas con capucha", "buzo"), ("ES", "unas deportivas", "zapatilla"), ("ES", "unas tillas", "zapatilla"),
    ("ES", "una cazadora vaquera", "campera"), ("ES", "un jersey", "suéter"), ("ES", "un edredón nórdico", "acolchado"),
    ("CL", "una polera", "remera"), ("CL", "poleras de manga larga", "remera"), ("CL", "un polerón", "buzo"),
    ("CL", "un jockey", "gorra"), ("CL", "una parka", "campera"), ("CL", "unas chalas", "ojota"),
    ("PE", "una chompa", "suéter"), ("PE", "una casaca", "campera"), ("PE", "un polo", "remera"),
    ("PE", "unas sayonaras", "ojota"), ("VE", "unas cholas", "ojota"), ("VE", "una franela", "remera"),
    ("VE", "unos zapatos de goma", "zapatilla"), ("UY", "unos championes", "zapatilla"), ("UY", "un buzo", "buzo"),
    ("AR", "un buzo canguro", "buzo"), ("AR", "zapatillas urbanas", "zapatilla"),
    ("AR", "una campera de jean", "campera"), ("AR", "una remera de manga larga", "remera"),
    ("AR", "una lámpara de escritorio", "lámpara")])
def test_a_word_of_their_country_finds_what_is_sold(country: str, said: str, kind: str) -> None:
    found = [one.value for one in read_values(f"hola, busco {said}", lexicon=LEXICON, now=NOW, country=country)
             if one.entity == "product"]
    assert [SHOP.words.type_of(word) for word in found] == [kind]
    assert of_kind(SHOP, kind)


@pytest.mark.parametrize("said", ["un vestido de novia", "unos zapatos de seguridad", "un colchón", "un chándal"])
def test_what_is_not_sold_is_not_taken_for_what_is(said: str) -> None:
    found = [one.value for one in read_values(f"hola, busco {said}", lexicon=LEXICON, now=NOW)
             if one.entity == "product"]
    assert [SHOP.words.type_of(word) for word in found] == [None]
