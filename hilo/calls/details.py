"""What else a customer tells of themselves: how they pay, for what occasion, what is wrong with a thing, where to."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hilo.calls.addresses import address_in
from hilo.calls.faults import fault_in
from hilo.calls.told import CallFact, answers
from hilo.calls.transcript import AGENT, Turn
from hilo.spanish.normalize import fold

_WAYS = (
    ("mercado pago", r"mercado ?pago"), ("paypal", r"pay ?pal|peipal"), ("yape", r"yape[oe]?|llape[oe]?"),
    ("plin", r"plin"),
    ("bizum", r"[bv]i[sz]um"), ("nequi", r"neq[iu]i?|nequi"), ("daviplata", r"daviplata"), ("pse", r"pse|pese"),
    ("oxxo", r"oxx?o|oso"), ("transferencia", r"transferencia|transferir|[tl]es? transfiero"),
    ("efectivo", r"efectivo"),
    ("contra entrega", r"contra ?entrega"), ("tarjeta de crédito", r"tarjeta de credito|tarjeta(?=,? la (?:visa|"
                       r"master|naranja))"),
    ("tarjeta de débito", r"tarjeta de debito|(?<=una de )debito"), ("depósito", r"deposito(?: bancario)?"),
    ("spei", r"spei"),
    ("webpay", r"web ?pay"), ("pago móvil", r"pago ?movil"), ("QR", r"qr|codigo qr|cu erre"), ("zelle", r"zelle?"),
    ("abitab", r"abitab"), ("redpagos", r"red ?pagos"),
    ("tarjeta", r"(?<!en la )(?<!en mi )tarjeta(?! (?:de (?:credito|debito|regalo)|naranja|visa|master))"),
    ("débito", r"(?:(?<=con )|(?<=la de )|(?<=con el ))debito"), ("contra reembolso", r"contra ?r?re+mbolso"),
    ("tarjeta Naranja", r"(?:(?<=con la )|(?<=tarjeta ))naranja"), ("Visa", r"(?<=con la )visa"),
    ("Mastercard", r"(?<=con la )master ?card"), ("sinpe", r"sinpe"),
)
_METHOD = tuple((name, re.compile(rf"\b(?:{pattern})\b")) for name, pattern in _WAYS)
_PAYS = re.compile(r"\b(?:pag\w+|abon\w+|cobr\w+|transf\w+|llevo|llevar|compr\w+|deposit\w+)\b")
_LEADS = re.compile(r"\b(?:con|por|via|en|mediante|entonces|mejor|de|tiene[ns]?|aceptan|toman|reciben|como|hago|"
                    r"haria)(?: (?:el|la|un|una|mi|lo de))? $")
_NOT_SO = re.compile(r"\b(?:no (?:tengo|uso|manejo|me (?:pasa|acepta|deja))|sin|ni|numeros? de|datos de|no quiero)"
                     r"(?: (?!con\b)[a-z]+){0,2} $")
_GIVEN_BACK = re.compile(r"\b(?:regres|devuel|devol|reembols|reintegr)\w* (?!pag)[^.?!]{0,12}$")
_ASKS_ONLY = re.compile(r"\b(?:puedo|se puede|podria|si (?:te |le )?pago|y con)\b[^.?!]{0,25}$|"
                        r"\b(?:puedo|se puede|podria) pagar (?:[a-z]+ ){1,6}$|"
                        r"\b(?:aceptan|reciben|toman|boton de) $")
"""«¿se puede pagar con…?» asks, and chooses nothing."""
_OR_ELSE = re.compile(r"^(?: [a-z]+){0,3} (?:no me pasa|me rechaza\w*|no tengo)|^ (?:tengo|no)\b|"
                      r"^(?: si)? (?:se puede|sirven?|reciben|aceptan|toman|tienen|o tiene que|o como|o toca)\b")
_TAKES = re.compile(r"^(?: al recibir| contra entrega)? (?:entonces|mejor|nomas|no ?mas|dale|porfa|por favor|cuando|"
                    r"ahi mismo|alla|al (?:recibir|retirar)|apenas|te pago|le pago|listo)\b")
"""What is said after the way that one takes."""
_SMALL = (r"(?:(?:no|si|ya|pues|ah|hala|que remedio|bueno|ok|listo|entonces|dale|con|por|en|mejor|el|la|"
          r"uy|ay|claro),? )*")
_OCCASIONS = (
    ("cumpleaños", r"(?<!bono de )(?<!descuento de )cumplea[nñ]os|cumple a[nñ]os|cumple\b"),
    ("boda", r"boda"), ("matrimonio", r"matrimonio"),
    ("casamiento", r"casamiento"), ("graduación", r"graduacion"),
    ("grado", r"grado(?= de (?:mi|bachiller|la|el|su)| es|$)|(?<=para el )grado|(?<=mi )grado|(?<=tengo )grado"),
    ("corrida", r"(?<=una )corrida"), ("maratón", r"maraton"), ("evento", r"(?<=mi )evento|(?<=un )evento"),
    ("navidad", r"(?<!campaña de )navidad"), ("bautizo", r"bautizo"),
    ("bautismo", r"bautismo"), ("aniversario", r"aniversario"),
    ("quince años", r"(?<!como un )quinceañer[ao]|(?:sus|los|"
                 r"fiesta de) (?:quince|15)\b"),
    ("primera comunión", r"primera comunion"), ("comunión", r"comunion"),
    ("posada", r"(?<!la )posada|la posada(?= es)"),
    ("fiesta de promoción", r"fiesta de promo(?:cion)?"), ("baby shower", r"baby shower"),
    ("día de la madre", r"dia de (?:la|"
                         r"las) madres?"),
    ("día del padre", r"dia del padre"), ("reyes", r"dia de reyes|para reyes"), ("san valentín", r"san valentin"),
)
_OCCASION = tuple((name, re.compile(rf"\b(?:{pattern})")) for name, pattern in _OCCASIONS)
_FOR_IT = re.compile(r"\b(?:para|por|es|son|tengo|cumple|esta de|regal\w+|(?:el|la|su|mi|un|una) |a )[^.?!]{0,25}$")
_FOR_SEASON = re.compile(r"\b(?:para|por|regal\w+|porque esta)\b[^.?!]{0,25}$")
_NOT_FOR_IT = re.compile(r"\b(?:puse|use|fue|estreno|estrene|lleve|grado de)\b")

def details_of(turns: Sequence[Turn]) -> Iterator[CallFact]:
    """The facts of these kinds in the order of their turns."""
    for turn, before in answers(turns):
        folded = fold(turn.said)
        after = next((later for later in turns[turn.number + 1:turn.number + 3] if later.role == AGENT), None)
        yield from _payment(turn, folded, fold(before.said) if before else "", fold(after.said) if after else "")
        for name, pattern in _OCCASION:
            match = pattern.search(folded)
            for_it = _FOR_SEASON if name == "navidad" else _FOR_IT
            if match and for_it.search(folded[:match.start()]) and not _NOT_FOR_IT.search(folded[:match.start()]):
                yield CallFact("occasion", name, turn.said[:120], 0.8, False, turn.number)
                break
        fault = fault_in(folded)
        if fault:
            yield CallFact("product_problem", fault, turn.said[:120], 0.8, False, turn.number)
        if after:
            yield from address_in(turn, after, fold(before.said) if before else "")


def _payment(turn: Turn, folded: str, before: str, after: str) -> Iterator[CallFact]:
    """The way to pay that is chosen or asked for last; the agent says back what the recogniser has spoilt."""
    asked = "?" in before and (bool(re.search(r"\bpag\w+", before)) or _offered(before) > 1)
    offered = _offered(before) > 0
    chosen = None
    for name, pattern in _METHOD:
        for match in pattern.finditer(folded):
            lead, rest = folded[:match.start()], folded[match.end():]
            is_spoilt = match.group() in ("pese", "oso") and name not in after
            if is_spoilt or _NOT_SO.search(lead) or _OR_ELSE.search(rest) or (
                    _ASKS_ONLY.search(lead) and not asked) or _GIVEN_BACK.search(lead):
                continue
            takes = match.group() in ("yapeo", "llapeo") or (_TAKES.match(rest) and re.search(
                r"(?:^|\b(?:con|por|en|el|ya|pues|ok|listo|bueno|entonces) )$", lead))
            if asked or takes or (offered and re.search(rf"^{_SMALL}$", lead)) or (
                    _PAYS.search(folded) and _LEADS.search(lead)) or _PAYS.search(lead[-25:]) or re.search(
                    r"\bcon $|\bentonces $", lead):
                chosen = max(chosen or (match.start(), name), (match.start(), name))
    if chosen:
        yield CallFact("payment_method", chosen[1], turn.said[:120], 0.85, False, turn.number)


def _offered(said: str) -> int:
    """How many ways to pay are named."""
    return sum(bool(pattern.search(said)) for _, pattern in _METHOD)
