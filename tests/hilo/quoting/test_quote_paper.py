"""What a quotation comes to, and the paper."""
from __future__ import annotations

from datetime import date, datetime, timezone

import pypdfium2
import pytest

from hilo.business.load import get_shop
from hilo.crm.lines import subtotal
from hilo.crm.quotes import Buyer, Quote, QuoteDraft
from hilo.quoting.paper import paper
from hilo.quoting.reckoning import Item, TooManyError, draft

DAY = date(2026, 11, 23)
MADE = datetime(2026, 11, 23, 15, tzinfo=timezone.utc)
BUYER = Buyer("Ana Peña", "Panadería «El Ñandú» & Hijos", "30-71234567-1", "compras@elnandu.example")


def made(*items: Item, **more: bool) -> QuoteDraft:
    return draft(get_shop(), items, BUYER, "message:1", DAY, **more)


def as_quote(one: QuoteDraft) -> Quote:
    return Quote("COT-10001", "x", "sent", one.buyer, one.lines, one.currency, one.discount, one.tax, one.tax_percent,
                 one.total, one.valid_until, MADE, one.shipping, one.needed_by)


def text_of(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


def test_few_are_quoted_at_the_catalogues_price_with_the_tax_apart() -> None:
    one = made(Item("zapatilla-litoral", 2, "negro", "38"))
    assert one.lines[0].price == round(92000 / 1.21, 6)
    assert one.tax == pytest.approx(one.lines[0].total * 0.21, abs=0.01)
    assert one.total == 184000
    assert (one.discount, one.valid_until) == (0.0, date(2026, 12, 3))


@pytest.mark.parametrize(("units", "percent"), [(11, 0), (12, 5), (49, 5), (50, 10), (200, 15)])
def test_more_cost_less_each(units: int, percent: int) -> None:
    one = made(Item("zapatilla-litoral", units))
    assert one.lines[0].price == round(92000 * (1 - percent / 100) / 1.21, 6)
    assert one.discount == pytest.approx(units * 92000 / 1.21 * percent / 100, abs=0.01 * units)


def test_sizes_of_one_product_count_together() -> None:
    one = made(Item("zapatilla-litoral", 6, "negro", "38"), Item("zapatilla-litoral", 6, "blanco", "40"))
    assert {line.price for line in one.lines} == {round(92000 * 0.95 / 1.21, 6)}


def test_abroad_is_in_dollars_without_the_tax() -> None:
    one = made(Item("zapatilla-litoral", 2), abroad=True)
    assert (one.currency, one.tax, one.total) == ("USD", 0.0, round(2 * round(69 / 1.21, 2), 2))


def test_too_many_are_for_people() -> None:
    with pytest.raises(TooManyError):
        made(Item("zapatilla-litoral", 3001))


def test_the_paper_says_all_that_counts() -> None:
    one = as_quote(made(Item("zapatilla-litoral", 30, "negro", "38"), Item("zapatilla-costanera", 5)))
    said = text_of(paper(get_shop(), one, DAY))
    for part in ("Cotización COT-10001", "Ceibo Indumentaria y Hogar S.R.L.", "30-79990142-7", "30-71234567-1",
                 "Panadería «El Ñandú» & Hijos", "23 de noviembre de 2026", "3 de diciembre de 2026",
                 "Zapatilla Litoral", "surtido, a elección", "IVA 21 %", "página 1", "50 % al aprobar"):
        assert part in said, part
    assert f"{one.total:,.2f}".replace(",", "x").replace(".", ",").replace("x", ".") in said
    assert subtotal(one.lines) + one.tax == pytest.approx(one.total)


def test_a_long_one_goes_over_several_pages() -> None:
    items = [Item("zapatilla-litoral", n) for n in range(1, 13)]
    one = as_quote(made(*items))
    many = Quote(**{**vars(one), "lines": one.lines * 5})
    assert len(pypdfium2.PdfDocument(paper(get_shop(), many, DAY))) > 1


def test_the_same_quotation_is_the_same_paper() -> None:
    one = as_quote(made(Item("zapatilla-litoral", 2)))
    assert paper(get_shop(), one, DAY) == paper(get_shop(), one, DAY)


def test_the_paper_for_abroad_says_what_is_true_there() -> None:
    told = text_of(paper(get_shop(), as_quote(made(Item("zapatilla-litoral", 2), abroad=True)), DAY))
    assert "factura E" in told
    assert "factura A o B" not in told
    assert "discriminado" not in told


def test_the_papers_words_follow_the_country_of_who_asks_for_it() -> None:
    one = as_quote(made(Item("zapatilla-litoral", 2, "negro", "38")))
    assert "Color y talle" in text_of(paper(get_shop(), one, DAY, "vos"))
    assert "Color y talla" in text_of(paper(get_shop(), one, DAY, "usted"))
