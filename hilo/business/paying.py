"""By which means somebody can pay, by where they are."""
from __future__ import annotations

import re

from hilo.business.company import Shop
from hilo.business.goods import PaymentMethod
from hilo.spanish.normalize import fold

_PAYING = re.compile(r"\b(?:pag(?:o|a|ar|ue|arl\w+)|tarjetas?|cuotas?|transferencias?|efectivo|debito|credito|"
                     r"abon(?:o|a|ar|arl\w+)|contra ?(?:entrega|r?reembolso))\b")

_INDIRECT = re.compile(r"\b(?:pregunt\w+|diga(?:me)?|decime|dime|saber|averiguar)\b.{0,20}\b(?:si|como|con que)\b")

_TAKEN = (r"\W*(?:(?:ok|okey|vale|va|dale|bueno|bien|listo|pues|entonces|perfecto|genial|si|ah|mejor|seria|sera|y|yo|"
          r"que sea|con|por|en|el|la|un|una|mi|de|pago|pagare|pagaria|(?:lo|la|los|las) pago|elijo|prefiero|uso|usare|"
          r"(?:voy a|quiero|prefiero) (?:pagar|usar)|por medio de|a traves de)\W+)*")
_TAKEN_AFTER = r"(?:\W+(?:entonces|mejor|pues|va|vale|dale|por ?fa(?:vor)?|gracias|nomas|esta bien|ok|si))*\W*"
_SHORT = frozenset({"transferencia", "efectivo"})


def means_in(shop: Shop, country: str) -> list[PaymentMethod]:
    """What can be used in a country (ISO 3166-1): at home its own, abroad also what is for all."""
    own = country == shop.company.profile.country
    return [m for m in shop.company.payments.methods if (m.countries == "all" and not own) or country in m.countries]


def names_other_means(shop: Shop, text: str, country: str | None) -> bool:
    """Whether a text tells somebody abroad of paying by what they cannot: it is true at home alone."""
    if country is None or not shop.is_abroad(country):
        return False
    there = means_in(shop, country)
    known = {name for method in there for name in names_of(method)}
    return any(name in fold(text) for method in shop.company.payments.methods if method not in there
               for name in names_of(method) - known)


def asks_how_to_pay(shop: Shop, text: str) -> bool:
    """Whether a question is about paying: it says so, or names one of the means."""
    folded = fold(text)
    return ("?" in text or bool(_INDIRECT.search(folded))) and (bool(_PAYING.search(folded)) or any(
        re.search(rf"\b{re.escape(name)}\b", folded) for method in shop.company.payments.methods
        for name in names_of(method)))


def means_chosen(shop: Shop, text: str) -> list[PaymentMethod]:
    """What is named by whoever says by what they pay, and nothing else: «ok pues oxxo», «entonces con PayPal»; empty
    where it is asked. Several may go by one name, in different countries."""
    if "?" in text or "¿" in text:
        return []
    folded = fold(text)
    return [method for method in shop.company.payments.methods
            if any(re.fullmatch(rf"{_TAKEN}{re.escape(name)}{_TAKEN_AFTER}", folded) for name in _said_as(method))]


def chosen_in(shop: Shop, text: str, country: str | None) -> PaymentMethod | None:
    """The one that is named so and can be used where somebody is. country: None where that is not known: at home."""
    there = means_in(shop, country if country and shop.is_abroad(country) else shop.company.profile.country)
    return next((method for method in means_chosen(shop, text) if method in there), None)


def _said_as(method: PaymentMethod) -> set[str]:
    """Its names, and the word of them that nobody says in full: «transferencia», «efectivo»."""
    names = names_of(method)
    return names | {name.split()[0] for name in names if name.split()[0] in _SHORT}


def names_of(method: PaymentMethod) -> set[str]:
    """«Rapipago y Pago Fácil» goes by either name."""
    return set(fold(method.name).split(" (")[0].split(" y "))
