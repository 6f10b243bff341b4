"""What can be found: approved answers, products, delivery zones, means of payment, hours, policies."""
from __future__ import annotations

from dataclasses import dataclass, field

from hilo import wording
from hilo.business.company import Company
from hilo.business.goods import Product
from hilo.business.models import Faq, WeekHours

DAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")


@dataclass(frozen=True)
class Passage:
    """A piece of text that answers something.

    id: "envio-costo" (an approved answer), "product:<id>", "zone:<id>", "payments:<country>", "hours:<branch>",
    "promotion:<id>". kind: what stands before the colon, "faq" for an approved answer. text: as the company wrote it.
    wordings: ways of asking for it. facts: its single sentences, of a product. intents: those under which it is asked.
    """

    id: str
    kind: str
    title: str
    text: str
    wordings: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    intents: tuple[str, ...] = ()
    faq: Faq | None = field(default=None, repr=False, compare=False)

    def said(self, register: str | None = None, *, abroad: bool = False) -> str:
        """The text as a person is addressed (usted, tu, vos); abroad: another country than the company's is known."""
        return self.faq.said(register, abroad=abroad) if self.faq else self.text


def passages_of(company: Company) -> list[Passage]:
    """All that the company's files tell, approved answers first."""
    found = [Passage(faq.id, "faq", faq.question, faq.answer, (faq.question, *faq.also), (), faq.intents, faq)
             for faq in company.faqs]
    found += [_product(product) for product in company.products]
    return [*found, *_zones(company), *_payments(company), *_hours(company), *_promotions(company)]


def fact_text(name: str, value: str) -> str:
    """An attribute as it is read: «Peso: 280 g»."""
    return f"{name.capitalize()}: {value}"


def _product(product: Product) -> Passage:
    facts = (product.description, *(fact_text(*one) for one in product.attributes.items()), *product.benefits)
    return Passage(f"product:{product.id}", "product", product.name, " ".join(
        part if part.endswith(".") else f"{part}." for part in facts), (product.name,), facts,
        ("product_inquiry", "availability_inquiry"))


def _zones(company: Company) -> list[Passage]:
    found = []
    for zone in company.shipping.zones:
        cost = " o ".join(wording.money(amount, currency) for currency, amount in zone.cost.items())
        text = f"Envío a {zone.name}: {cost}, de {zone.days.min} a {zone.days.max} días hábiles."
        if zone.free_from:
            text += f" Gratis desde {' o '.join(wording.money(a, c) for c, a in zone.free_from.items())}."
        found.append(Passage(f"zone:{zone.id}", "zone", f"Envío a {zone.name}", f"{text} {zone.note or ''}".strip(),
                             (f"envío a {zone.name}", *(f"envío a {place}" for place in (
                                 *zone.cities, *zone.provinces, *map(wording.country, map(str, zone.countries))))), (),
                             ("shipping_inquiry",)))
    return found


def _payments(company: Company) -> list[Passage]:
    codes = list(dict.fromkeys(str(code) for zone in company.shipping.zones for code in zone.countries))
    found = []
    for code in codes:
        methods = [m for m in company.payments.methods if m.countries == "all" or code in m.countries]
        country, home = wording.country(code), code == str(company.profile.country)
        methods = [m for m in methods if not (home and m.countries == "all")] or methods
        text = " ".join(f"{m.name}{'.' if not m.note else f': {m.note}'}" for m in methods)
        found.append(Passage(f"payments:{code.lower()}", "payments", f"Medios de pago en {country}", text,
                             (f"medios de pago en {country}", f"cómo pago desde {country}"), (), ("payment_inquiry",)))
    return found


def _hours(company: Company) -> list[Passage]:
    found = [Passage(f"hours:{branch.id}", "hours", f"Horario de {branch.name}",
                     f"{branch.name}, {branch.address}, {branch.city}: {_week(branch.hours)}.",
                     (f"horario de {branch.name}", "¿a qué hora abren?", "¿hasta qué hora están?",
                      f"¿abren los domingos en {branch.city}?"), (), ("business_info",))
             for branch in company.profile.branches]
    return [*found, Passage("hours:online", "hours", "Horario de atención", 
                            f"{_week(company.profile.online_attention)}.",
                            ("horario de atención del chat", "¿a qué hora atienden personas?"), (),
                            ("business_info", "request_human"))]


def _week(week: WeekHours) -> str:
    """«lunes 09:00 a 12:30 y 16:30 a 20:00; …; domingo cerrado»."""
    return "; ".join(f"{name} " + (wording.listing([f"{s.start:%H:%M} a {s.end:%H:%M}" for s in week.on(number)])
                                   or "cerrado") for number, name in enumerate(DAYS))


def _promotions(company: Company) -> list[Passage]:
    return [Passage(f"promotion:{one.id}", "promotion", one.name,
                    f"{one.text} Del {wording.day(one.valid_from)} al {wording.day(one.valid_until)}. "
                    f"{one.conditions or ''}".strip(), (one.name, one.text), (), ("promotion_inquiry",))
            for one in company.promotions]
