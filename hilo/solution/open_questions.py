"""Short answers that mean something only because of what was just asked."""
from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hilo.analytics.rating import declines_to_rate, is_judgement
from hilo.business.company import Shop
from hilo.followups.moment import asked_moment, is_any_moment, is_now
from hilo.handoff.taking import ASKS as ASKS_MESSAGE
from hilo.handoff.taking import is_message, is_question_for_us
from hilo.orders import answers as orders
from hilo.sales.wishes import is_all
from hilo.solution.at_the_offers import action_at_offers
from hilo.spanish.normalize import fold
from hilo.spanish.numbers import read_numbers
from hilo.support import answers as support

MOST_WORDS = 6
"""A longer message says by itself what it is about."""
MOST_WORDS_OF_ONE_WHO_GOES = 12
SURE = 0.35
"""From this confidence a yes or no is one."""
CALL_MOMENT = "call_moment"
MOMENTS = frozenset({"moment", "other_moment", CALL_MOMENT})
"""«¿Cuándo te escribo?», and «te escribo a las 9», «te llaman a las 9», which may be moved."""
SERVICE = {"order": orders.is_answer, "complaint": orders.tells_what_happened,
           "support": support.is_answer}
"""Flows that ask step by step: the beginning of their questions' names, and what answers them."""
AGAIN = "action_ask_again"
MAY_SEND_PICTURE, SENT_PICTURE = "action_may_send_picture", "action_sent_picture"
PICTURES = frozenset({MAY_SEND_PICTURE, SENT_PICTURE})
"""Actions about a photo that goes with what is open."""
ASKS = PICTURES | frozenset({AGAIN, "action_greet", "action_greet_known", "action_greet_after_call",
                  "action_order_help",
                  "action_order_answer", "action_compensation", "action_complaint", "action_complaint_answer",
                  "action_handoff", "action_support", "action_support_answer"})
"""Actions that put such questions: only right after one of them is a short answer meant for it."""
ASIDES = frozenset({"shipping_inquiry", "payment_inquiry", "business_info", "price_inquiry", "promotion_inquiry",
                    "availability_inquiry", "bot_challenge", "help", "chitchat", "compliment"})
"""Intents of questions after which a step that is still open is asked for again."""
OFFERS_PERSON = PICTURES | frozenset({"action_complaint", "action_complaint_answer", "action_support",
                                      "action_support_answer", "action_order_help", "action_order_answer",
                                      "action_take_note", "action_compensation", AGAIN})
"""Actions that offer to hand over; a yes or no to what was said after them is not meant for that offer."""
NO = frozenset({"deny", "not_interested", "cancel"})
_NO = re.compile(r"\W*no\W*(?:\W(?:gracias|hace falta|por ahora)\b|$)")
_QUESTION = re.compile(r"¿[^?]*\?|[^.;,!?¿\n]*\?")
_TAKES = re.compile(r"(?<!\bno )(?<!\bsi )(?<!\bno me )(?<!\bsi me )\b(?:l[ao]s?|es[ae]|est[ae]) "
                    r"(?:llevo|quiero|compro|encargo)\b(?! \w+[aei]r\b)")
_STARS = re.compile(r"[⭐★🌟]")
_NOTHING = re.compile(
    r"\W*(?:(?:no|bueno|mejor|ya|ah|ok|nada|gracias|igual)\W+)*(?:nada|deja(?:lo|la)?(?: asi| nomas| ahi)?|"
    r"dejemoslo(?: asi)?|olvid\w+|no importa|ya no|ya fue|no hace falta|nada mas|ninguno|cancela\w*|mejor no)"
    r"(?:\W+(?:gracias|nomas|deja(?:lo)?|no importa|por ahora|asi|igual|no))*\W*")
_NO_MORE = (r"ya no (?:(?:lo|la|los|las) )?(?:quiero|necesito|voy a|busco)(?: (?:nada|comprar(?:lo|la)?|seguir|llevar|"
            r"buscar|ninguno|ninguna|eso|mas))*|no quiero (?:ya )?(?:nada|comprar nada|seguir)")
_ENDS = (r"(?:cancel[ae]\w*|cancelar|termin[ae]\w*|par[ae]|deten\w*|dej[ae]|dejemos|olvid[ae]\w*|abandon\w+) (?:con )?"
         r"(?:la|mi|esta|esa) (?:busqueda|compra)")
_LEAVE = r"dej[ae](?:l[oa]|rlo)|dejemoslo|olvid[ae](?:l[oa]|te)|olvidemoslo"
_GIVES_UP = re.compile(
    r"\W*(?:(?:no|bueno|ay|uy|ah|ok|mira|sabes que|pues|la verdad|gracias|perdon|disculp\w+|nada)\W+)*"
    rf"(?:mejor (?:ya )?no|(?:mejor )?(?:{_LEAVE}|{_ENDS})|ya fue|{_NO_MORE}|ya no)"
    rf"(?:\W+(?:(?:y|pero|que|es que|asi que) )?(?:gracias|por ?favor|porfa|no|{_LEAVE}|{_ENDS}|"
    rf"deja|asi|por ahora|nomas|otro dia|igual|"
    rf"(?:lo|la) (?:voy a pensar|pienso|dejamos|dejo)|{_NO_MORE}))*\W*")
"""«Mejor no, déjalo»; «déjalo así» says the contrary where something is to be confirmed."""
_DECLINES = re.compile(
    r"\W*(?:(?:no|bueno|ay|uy|ah|ok|pues|entonces|mejor|la verdad)\W+)*"
    r"(?:(?:no|ningun[oa])\W+(?:muchas )?gracias|no (?:l[ao]s? quiero|(?:me|nos) (?:sirven?|interesan?)))"
    r"(?:\W+(?:pues|ya|ni modo|(?:es |por)?que no llega\w*.*|no llega\w*.*|asi|(?:muchas )?gracias))*\W*")
_WELL_SO = re.compile(
    r"\W*no(?![ ]+est)(?:\W+(?:no|gracias|ya|por ahora|con eso|todo|muchas))*\W+(?:(?:asi|eso|todo|ya|por ahora)\W+)*"
    r"(?:esta(?:mos)? (?:bien|perfecto)|(?:estoy|estamos) bien|asi nomas|es todo|nada mas|seria todo|"
    r"por ahora)(?:\W+(?:asi|gracias|muchas|por ahora|de momento|ya))*\W*")
"""«No, así está bien»: no more of it; «está bien» alone agrees."""
_THANKS_OR_REASON = re.compile(r"\b(?:gracias|quiero|llega\w*)\b")
"""What is declined for good; a bare «no me sirve» asks for others."""
_LEFT_SO = re.compile(r"\W*(?:\w+\W+){0,2}dejal[oa] asi\W*(?:gracias\W*)?")


@dataclass(frozen=True)
class Reply:
    """A message and what came before it. last_action: the assistant's last one before it. told: the values of its
    entities. bare: the text without money, days and sizes, where it has any."""

    text: str
    intent: str
    confidence: float
    last_action: str
    told: Mapping[str, Any] = field(default_factory=dict)
    bare: str | None = None
    attached: bool = False
    """Whether a photo, a video or a file came with it."""


def action_for(open_question: str | None, reply: Reply, shop: Shop, at: datetime) -> str | None:
    """The action that takes a message as the answer to the open question; None where it is none."""
    if open_question == "person" and reply.last_action in OFFERS_PERSON:
        return _person(reply)
    if not open_question or reply.text.startswith("/"):
        return None
    if is_step(open_question):
        return _service(open_question, reply)
    if open_question == "message":
        return _message(reply)
    if open_question == "buy" and (gives_up(reply.text) or declines(reply.text)):
        return "action_not_interested"
    if open_question == "buy" and takes_and_asks(reply.text):
        return "action_choose_option"
    if open_question == "buy":
        bare = reply.text if reply.bare is None else reply.bare
        return action_at_offers(reply.text, reply.intent, reply.confidence, reply.told, bare, shop)
    if len(reply.text.split()) > MOST_WORDS or "?" in reply.text:
        return None
    if open_question in MOMENTS:
        return _moment(open_question, reply, shop, at)
    if open_question == "rating" and declines_to_rate(reply.text):
        return "action_skip_rating"
    if open_question == "rating" and rates(reply.text):
        return "action_record_rating"
    return None


def rates(text: str) -> bool:
    """Whether a short answer holds a rating: a number, stars or a judgement."""
    return is_judgement(text) or bool(read_numbers(text) or _STARS.search(text))


def takes(text: str) -> bool:
    """«¿Abriga? La llevo»: what was spoken of is taken."""
    return bool(_TAKES.search(fold(_QUESTION.sub(".", text))))


def takes_and_asks(text: str) -> bool:
    """«La llevo. ¿Aceptan tarjeta?»: what was shown is taken, and something is asked besides."""
    return "?" in text and takes(text)


def is_step(open_question: str | None) -> bool:
    """Whether a question is a step of a service flow."""
    return (open_question or "").partition("_")[0] in SERVICE and "_" in str(open_question)


def asks_step_again(open_question: str | None, reply: Reply, just_done: str | None = None) -> bool:
    """Whether, once a question in between has been answered or a photo thanked for, the step is asked for again; once,
    then it is left. Long steps to try are not told again for a photo."""
    if not is_step(open_question) or reply.last_action not in ASKS - {AGAIN, SENT_PICTURE}:
        return False
    if just_done in PICTURES:
        return open_question != "support_solved"
    return reply.intent in ASIDES and _service(str(open_question), reply) is None


def _service(open_question: str, reply: Reply) -> str | None:
    """The action that takes an answer to a step; «nada, dejá» is one too."""
    if reply.last_action not in ASKS:
        return None
    flow = open_question.partition("_")[0]
    answered = SERVICE[flow](open_question, reply.text, reply.intent, reply.confidence)
    return f"action_{flow}_answer" if answered or is_nothing(reply.text) else None


def asks_message_again(open_question: str | None, reply: Reply) -> bool:
    """Whether, once a question has been answered, the message for people is still to be asked for."""
    return (open_question == "message" and reply.last_action in ASKS_MESSAGE
            and is_question_for_us(reply.text, reply.intent, reply.confidence))


def is_nothing(text: str) -> bool:
    """«Nada, dejá»: what was asked is withdrawn."""
    return len(text.split()) <= MOST_WORDS and bool(_NOTHING.fullmatch(fold(text)))


def gives_up(text: str) -> bool:
    """«Mejor no, ya no quiero nada»: what was being looked for or bought is wanted no more."""
    folded = fold(text)
    return len(folded.split()) <= MOST_WORDS_OF_ONE_WHO_GOES and "?" not in folded and bool(
        _GIVES_UP.fullmatch(folded)) and not _LEFT_SO.fullmatch(folded)


def declines(text: str) -> bool:
    """«No, gracias», «no los quiero pues, que no llegan»: none of what was shown is wanted, nor others."""
    folded = fold(text)
    if "?" in folded or len(folded.split()) > MOST_WORDS_OF_ONE_WHO_GOES:
        return False
    return bool(_WELL_SO.fullmatch(folded) or (_DECLINES.fullmatch(folded) and _THANKS_OR_REASON.search(folded)))


def leaves(asked: str | None, text: str) -> bool:
    """Whether the search or the purchase ends; «mejor no» to how much may be spent is no more than a no to that, and
    «ya no necesito más» in a cart is what it is to hold."""
    return gives_up(text) and not (asked == "budget" and is_nothing(text)) and not (
        asked == "purchase_step" and is_all(text))


def _message(reply: Reply) -> str | None:
    if reply.last_action in ASKS_MESSAGE and is_nothing(reply.text):
        return "action_let_be"
    if reply.last_action in ASKS_MESSAGE and reply.intent == "affirm" and reply.confidence >= SURE:
        return "action_ask_message"
    if is_question_for_us(reply.text, reply.intent, reply.confidence):
        return None
    return "action_take_message" if is_message(reply.text, reply.intent, reply.last_action) else None


def _moment(open_question: str, reply: Reply, shop: Shop, at: datetime) -> str | None:
    """A moment that was asked for may come later too; one that was said may be moved at once, or given up."""
    asked = open_question == "moment"
    profile, at_once = shop.company.profile, reply.last_action == "action_follow_up"
    if not (asked or at_once):
        return None
    if is_nothing(reply.text):
        return "action_follow_up" if open_question == CALL_MOMENT else "action_let_be"
    if asked_moment(reply.text, at, profile.time_zone, profile.country) is not None:
        return "action_follow_up"
    if not at_once:
        return None
    if reply.intent == "affirm" and reply.confidence >= SURE and not is_now(reply.text):
        return "action_follow_up" if asked else "utter_deny"
    if is_any_moment(reply.text):
        return "action_follow_up"
    return "action_resume" if is_now(reply.text) else None


def _person(reply: Reply) -> str | None:
    if len(reply.text.split()) > MOST_WORDS or "?" in reply.text:
        return None
    if reply.intent == "affirm" and reply.confidence >= SURE:
        return "action_handoff"
    no = (reply.intent in NO and reply.confidence >= SURE) or is_nothing(reply.text) or _NO.match(fold(reply.text))
    return "action_decline_person" if no else None
