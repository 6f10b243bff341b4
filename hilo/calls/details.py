"""What else a customer tells of themselves: how they pay, for what occasion, what is wrong with a thing, where to."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hilo.calls.told import CallFact, answers
from hilo.calls.transcript import AGENT, Turn
from hilo.spanish.normalize import fold

_WAYS = (
    ("mercado pago", r"mercado ?pago"), ("paypal", r"pay ?pal|peipal"), ("yape", r"yape|llape"), ("plin", r"plin"),
    ("bizum", r"[bv]i[sz]um"), ("nequi", r"neq[iu]i?|nequi"), ("daviplata", r"daviplata"), ("pse", r"pse|pese"),
    ("oxxo", r"oxx?o|oso"), ("transferencia", r"transferencia|transferir|te transfiero"), ("efectivo", r"efectivo"),
    ("contra entrega", r"contra ?entrega"), ("tarjeta de crédito", r"tarjeta de credito|tarjeta(?=,? la (?:visa|"
                       r"master|naranja))"),
    ("tarjeta de débito", r"tarjeta de debito"), ("depósito", r"deposito(?: bancario)?"), ("spei", r"spei"),
    ("webpay", r"web ?pay"),
    ("tarjeta", r"(?<!en la )(?<!en mi )tarjeta(?! (?:de (?:credito|debito|regalo)|naranja|visa|master))"),
    ("débito", r"(?:(?<=con )|(?<=la de ))debito"), ("contra reembolso", r"contra ?r?reembolso"),
    ("tarjeta Naranja", r"(?:(?<=con la )|(?<=tarjeta ))naranja"), ("Visa", r"(?<=con la )visa"),
    ("Mastercard", r"(?<=con la )master ?card"), ("sinpe", r"sinpe"),
)
_METHOD = tuple((name, re.compile(rf"\b(?:{pattern})\b")) for name, pattern in _WAYS)
_PAYS = re.compile(r"\b(?:pag\w+|abon\w+|cobr\w+|transf\w+|llevo|llevar|compr\w+|deposit\w+)\b")
_LEADS = re.compile(r"\b(?:con|por|via|en|mediante|entonces|mejor|de|tiene[ns]?|aceptan|toman|reciben|como|hago|"
                    r"haria)(?: (?:el|la|un|una|mi|lo de))? $")
_NOT_SO = re.compile(r"\b(?:no (?:tengo|uso|manejo|me (?:pasa|acepta|deja))|sin|ni)(?: [a-z]+){0,2} $")
_GIVEN_BACK = re.compile(r"\b(?:regres|devuel|devol|reembols|reintegr)\w* [^.?!]{0,12}$")
_ASKS_ONLY = re.compile(r"\b(?:puedo|se puede|podria|si (?:te |le )?pago|y con)\b[^.?!]{0,25}$")
"""«¿se puede pagar con…?» asks, and chooses nothing."""
_OR_ELSE = re.compile(r"^(?: [a-z]+){0,3} (?:no me pasa|me rechaza\w*|no tengo)")
_OCCASIONS = (
    ("cumpleaños", r"cumplea[nñ]os|cumple a[nñ]os|cumple\b"), ("boda", r"boda"), ("matrimonio", r"matrimonio"),
    ("casamiento", r"casamiento"), ("graduación", r"graduacion"),
    ("navidad", r"navidad"), ("bautizo", r"bautizo"),
    ("bautismo", r"bautismo"), ("aniversario", r"aniversario"),
    ("quince años", r"(?<!como un )quinceañer[ao]|(?:sus|los|"
                 r"fiesta de) (?:quince|15)"),
    ("primera comunión", r"primera comunion"), ("comunión", r"comunion"),
    ("posada", r"(?<!la )posada|la posada(?= es)"),
    ("fiesta de promoción", r"fiesta de promo(?:cion)?"), ("baby shower", r"baby shower"),
    ("día de la madre", r"dia de (?:la|"
                         r"las) madres?"),
    ("día del padre", r"dia del padre"), ("reyes", r"dia de reyes|para reyes"), ("san valentín", r"san valentin"),
)
_OCCASION = tuple((name, re.compile(rf"\b(?:{pattern})")) for name, pattern in _OCCASIONS)
_FOR_IT = re.compile(r"\b(?:para|por|es|son|tengo|cumple|esta de|regal\w+|(?:el|la|su|mi|un|una) |a )[^.?!]{0,25}$")
_FOR_SEASON = re.compile(r"\b(?:para|por|regal\w+)\b[^.?!]{0,25}$")
_NOT_FOR_IT = re.compile(r"\b(?:puse|use|fue|estreno|estrene|lleve|grado de)\b")
_BROKEN = (r"(?:rot[oa]s?|manchad[oa]s?|quebrad[oa]s?|partid[oa]s?|rajad[oa]s?|descosid[oa]s?|abiert[oa]s?|"
           r"raspad[oa]s?|fallad[oa]s?|"
           r"dañad[oa]s?|rayad[oa]s?|golpead[oa]s?|despegad[oa]s?|defectuos[oa]s?|desteñid[oa]s?|mojad[oa]s?)")
_PART = (r"(?:cierre|costura|suela|manga|taco|cremallera|boton|tapa|pata|vidrio|cuello|bolsillo|tela|pantalla|"
         r"cable|asa)")
_PROBLEM = re.compile(
    rf"\b(?P<what>{_PART} {_BROKEN}|(?:hueco|agujero|roto|mancha|falla) en (?:la|el) [a-zñ]+|"
    rf"se (?:me )?(?:despego|descosio|rompio|quemo|rajo|partio|salio|destiño) (?:la|el|una) [a-zñ]+|"
    rf"(?:ha|se ha) (?:encogido|desteñido|roto|descosido)|no (?:prende|enciende|calienta|carga|funciona)(?= |$)|"
    rf"(?<=llego )(?:toda? |todo )?{_BROKEN}|(?<=vino ){_BROKEN}|(?<=todo ){_BROKEN}|(?<=quedo ){_BROKEN}|"
    rf"(?<=lampara ){_BROKEN}|{_BROKEN})")
_HAPPENED = re.compile(r"\b(?:llego|llegaron|vino|vinieron|mandaron|mando|quedo|esta|salio|trae|trajo|lavad\w*|"
                       r"compr\w+|recibi\w*|tiene)\b")
_PAGE = re.compile(r"\b(?:pagina|web|app|aplicacion|cuenta|tarjeta)\b")
_NUMBER = re.compile(r"\b\d{1,5}\b")
_ADDRESS = re.compile(
    r"\b(?P<street>(?:(?:[Cc]alle|[Aa]v(?:enida|\.)?|[Jj]ir[óo]n|[Pp]asaje|[Cc]arrera|[Cc]amino|[Pp]aseo|"
    r"[Bb]oulevard|[Rr]uta) )?"
    r"(?!(?:Al|A|En|La|El|Los|Son|Por|Para|Con|Sí|No|De|Es|Mi|Y|Pedido|Anotado|Perfecto|"
    r"Listo) )(?:[A-ZÁÉÍÓÚÑ][\wáéíóúüñ]+(?: (?:de|del|la|las|los|y))*(?: |$)){1,4}#?\d{1,5})\b")
_WHERE = re.compile(r"\b(?:calle|avenida|av|jiron|pasaje|carrera|direccion|domicilio|casa|entreg\w+|envi\w+|mand\w+|"
                    r"va a|oficina|llev\w+)\b")
_NO_STREET = re.compile(r"\b(?:pedido|orden|son|cuesta|talle|talla|numero|lunes|martes|miercoles|jueves|viernes|"
                        r"sabado|domingo|modelo)\b")


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
        problem = None if _PAGE.search(folded) else _PROBLEM.search(folded)
        if problem and (problem["what"].startswith(("se ", "no ")) or _HAPPENED.search(folded)):
            what = re.sub(r"^se (?:me|le|nos) ", "se ", problem["what"])
            yield CallFact("product_problem", what, turn.said[:120], 0.8, False, turn.number)
        if after:
            yield from _address(turn, folded, after, fold(before.said) if before else "")


def _payment(turn: Turn, folded: str, before: str, after: str) -> Iterator[CallFact]:
    """The way to pay that is chosen or asked for last; the agent says back what the recogniser has spoilt."""
    asked = "?" in before and (bool(re.search(r"\bpag\w+", before)) or _offered(before) > 1)
    chosen = None
    for name, pattern in _METHOD:
        for match in pattern.finditer(folded):
            lead, rest = folded[:match.start()], folded[match.end():]
            is_spoilt = match.group() in ("pese", "oso") and name not in after
            if is_spoilt or _NOT_SO.search(lead) or _OR_ELSE.search(rest) or (
                    _ASKS_ONLY.search(lead) and not asked):
                continue
            if _GIVEN_BACK.search(lead) or re.match(r" (?:si )?(?:reciben|aceptan|toman)", rest):
                continue
            if asked or (_PAYS.search(folded) and _LEADS.search(lead)) or _PAYS.search(lead[-25:]) or re.search(
                    r"\bcon $|\bentonces $", lead):
                chosen = max(chosen or (match.start(), name), (match.start(), name))
    if chosen:
        yield CallFact("payment_method", chosen[1], turn.said[:120], 0.85, False, turn.number)


def _offered(said: str) -> int:
    """How many ways to pay are named."""
    return sum(bool(pattern.search(said)) for _, pattern in _METHOD)


def _address(turn: Turn, folded: str, after: Turn, before: str) -> Iterator[CallFact]:
    """A street and number that the customer says and the agent says back, or that stands so in the customer's words."""
    numbers = set(_NUMBER.findall(folded))
    if not numbers or not (_WHERE.search(folded) or "direccion" in before):
        return
    for said in (turn, after):
        for match in _ADDRESS.finditer(said.said):
            street = " ".join(match["street"].split())
            words = fold(street).split()
            both = words[-1].lstrip("#") in numbers and words[0] in folded and len(words) > 1
            if both and not _NO_STREET.search(fold(street)):
                if words[0] in ("calle", "jiron", "avenida", "pasaje", "carrera"):
                    street = street[0].lower() + street[1:]
                yield CallFact("delivery_address", street, turn.said[:120], 0.85, False, turn.number)
                return
