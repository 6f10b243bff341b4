"""Making a quotation: the CRM's row with its number, the paper, the mail, the deal; each once."""
from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from hilo import wording
from hilo.business.load import get_shop
from hilo.crm.people import Deal
from hilo.crm.quotes import Buyer, Quote
from hilo.memory import database
from hilo.outreach import files, mail
from hilo.outreach.letters import post
from hilo.quoting.paper import paper
from hilo.quoting.reckoning import Item, draft
from hilo.quoting.telling import told
from hilo.texts import texts


def make(crm: Any, contact_id: str, key: str, data: dict[str, Any], at: datetime) -> dict[str, Any]:
    """data: {items, buyer, abroad, register, replaces}. replaces: the number of one that it corrects, which is
    withdrawn. The values for the texts: number, total, taxes (whether the total holds them), until, url, email, and
    its lines (`telling.told`).

    Raises:
        LookupError, TooManyError: what is wanted cannot be quoted without people.
    """
    shop = get_shop()
    today = at.astimezone(shop.calendar.zone).date()
    buyer = Buyer(**data["buyer"])
    quote = crm.quotes.make(contact_id, draft(shop, [Item(**row) for row in data["items"]], buyer, key, today,
                                              data.get("abroad", False)), at)
    if data.get("replaces") not in (None, quote.number):
        before = crm.quotes.change(data["replaces"], "withdrawn")
        crm.people.set_deal(contact_id, Deal(f"quote:{before.number}", before.number, "lost", before.total,
                                             before.currency), at)
    crm.people.set_deal(contact_id, Deal(f"quote:{quote.number}", quote.number, "quoted", quote.total, quote.currency),
                        at)
    made_on = quote.created_at.astimezone(shop.calendar.zone).date()
    url = files.keep(contact_id, f"{quote.number}.pdf", paper(shop, quote, made_on, data.get("register")))
    values = {"number": quote.number, "total": wording.money(quote.total, quote.currency), "url": url,
              "taxes": texts.fill("utter_quote_taxed" if quote.tax else "utter_quote_untaxed"),
              "until": wording.long_date(quote.valid_until), "email": buyer.email,
              **told(quote.lines, partial(texts.fill, register=data.get("register")))}
    if buyer.email:
        _mail(contact_id, quote, values, data.get("register"), at)
    return values


def _mail(contact_id: str, quote: Quote, values: dict[str, Any], register: str | None, at: datetime) -> None:
    company = get_shop().company.profile.name
    subject = texts.fill("utter_quote_mail_subject", register=register, number=quote.number, company=company)
    body = texts.fill("utter_quote_mail", register=register, company=company,
                      name=quote.buyer.name or quote.buyer.company or "", **values)
    with database.writing() as session:
        post(session, mail.mail(contact_id, str(quote.buyer.email), subject, body, f"quote:{quote.number}",
                                [str(values["url"])], action="utter_quote_mail", asked_for=True, fulfils="send_quote"),
             at)
