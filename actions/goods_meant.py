"""Questions about goods that were spoken of or shown: what their pages say, and what the company has written."""
from __future__ import annotations

import re

from actions.known import answer_from_knowledge, say_found
from actions.turn import Turn
from hilo import knowledge
from hilo.business import offer
from hilo.business.goods import Product
from hilo.knowledge import Passage
from hilo.knowledge.asked import is_question
from hilo.sales.beginning import article_in
from hilo.spanish.normalize import fold
from hilo.spanish.ordinals import LAST, read_ordinal

MATERIAL, LONG = "material", 4
"""The attribute that says of what an article is made; letters from which a word of it names one."""
MOST_TOLD = 3
"""Articles of which an answer tells."""
OF_GOODS = frozenset({"product_inquiry", "availability_inquiry"})
"""Intents of passages about the goods themselves, rather than about what holds for all of them."""


def articles_meant(turn: Turn) -> list[Product]:
    """The articles that a question is about: the one it names or points at, the one spoken of, those shown last, else
    all of the kind."""
    called = article_in(turn.shop, turn.text, [str(turn.product_named())] if turn.product_named() else (),
                        turn.told("product"))
    one = called or offer.item_named(turn.shop, turn.told("product"))
    if one:
        return [one]
    shown = [p for name in turn.slot("recommended") or () for p in turn.shop.company.products if p.id == name]
    if turn.slot("open_question") == "buy" and shown:
        number = read_ordinal(turn.text)
        if number == LAST:
            return shown[-1:]
        return shown[number - 1:number] if number and number <= len(shown) else shown
    return offer.of_kind(turn.shop, turn.product_named() or turn.told("product"))


def tell_of_articles(turn: Turn) -> bool:
    """Says what the pages of the articles meant tell of the question; whether any does."""
    if not is_question(turn.text):
        return False
    told = 0
    for article in articles_meant(turn):
        found = knowledge.answer(f"{article.name}: {turn.text}")
        if found and found.passage.id == f"product:{article.id}" and told < MOST_TOLD:
            say_found(turn, found)
            told += 1
    return told > 0 or tell_of_material(turn)


def tell_of_material(turn: Turn) -> bool:
    """Says what is written of the material of the one article meant, where its page tells nothing: «¿se puede lavar en
    lavadora?» of what is made of wool; whether it did."""
    articles = articles_meant(turn)
    material = articles[0].attributes.get(MATERIAL) if len(articles) == 1 else None
    found = knowledge.answer(f"{material}: {turn.text}") if material else None
    if found is None or found.passage.kind != "faq" or not _words(str(material)) & _words(found.passage.title):
        return False
    say_found(turn, found)
    return True


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", fold(text)) if len(word) >= LONG}


def is_of_goods(passage: Passage) -> bool:
    """Whether a passage tells of the goods themselves."""
    return passage.kind == "product" or bool(OF_GOODS & set(passage.intents))


def answer_about_goods(turn: Turn, intent: str | None = None) -> bool:
    """Answers a question that came while goods are talked of; whether it did.

    What holds for all goods («¿tienen garantía las zapatillas?») is told also where a kind is named, which otherwise is
    looked for.
    """
    if turn.product_named():
        asked = turn.text[max(0, turn.text.find("¿")):]  # «busco botas, ¿tienen garantía?»
        found = knowledge.answer(asked) if is_question(asked) else None
        if found is None or is_of_goods(found.passage):
            return False
        say_found(turn, found)
        return True
    return tell_of_articles(turn) or answer_from_knowledge(turn, intent)
