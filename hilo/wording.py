"""Figures, dates and lists in Spanish, for filling the designers' texts."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, get_currency_name

LOCALE = "es_AR"


def money(amount: float, currency: str) -> str:
    """«$ 92.000» or «US$ 69», held together by a no-break space; cents only where there are any."""
    pattern = "¤ #,##0" if float(amount).is_integer() else "¤ #,##0.00"
    return format_currency(amount, currency, pattern, locale=LOCALE, currency_digits=False).replace(" ", "\xa0")


def figure(amount: float) -> str:
    """«92.000»; cents only where there are any."""
    return format_decimal(amount, "#,##0" if float(amount).is_integer() else "#,##0.00", locale=LOCALE)


def named_money(amount: float, code: str) -> str:
    """«92.000 pesos argentinos»: where a sign alone could be taken for another country's money."""
    return f"{figure(amount)} {currency(code)}"


def exact_money(amount: float, currency: str) -> str:
    """«$ 92.000,00»: always with cents, as a document shows it."""
    return format_currency(amount, currency, "¤ #,##0.00", locale=LOCALE, currency_digits=False).replace(" ", "\xa0")


def currency(code: str) -> str:
    """«pesos argentinos», «euros»."""
    return get_currency_name(code, count=2, locale="es")


def country(code: str) -> str:
    """«Perú»."""
    return str(Locale.parse("es").territories[code])


def day(value: date) -> str:
    """«viernes 27 de noviembre»."""
    return format_date(value, "EEEE d 'de' MMMM", locale=LOCALE)


def long_date(value: date) -> str:
    """«4 de diciembre de 2026»."""
    return format_date(value, "d 'de' MMMM 'de' y", locale=LOCALE)


def hour(moment: datetime) -> str:
    """«16:30»."""
    return moment.strftime("%H:%M")


def listing(items: Sequence[str], last: Literal["standard", "or"] = "standard") -> str:
    """«a, b y c»; `last="or"` gives «a, b o c»."""
    return format_list(list(items), style=last, locale="es") if items else ""
