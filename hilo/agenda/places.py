"""What an appointment is about, where it is held and with whom, as far as the words say it and it matters."""
from __future__ import annotations

import re

from hilo.business.agendas import Agenda, Agendas, Topic
from hilo.business.company import Shop, any_of
from hilo.spanish.normalize import fold

OTHER = "other"
"""A topic that no agenda names: any adviser deals with it."""
_BY = {
    "video": re.compile(r"\b(?:video ?(?:llamada|conferencia|call)?s?|videollamad\w+|zoom|meet|teams|virtual\w*|online|"
                        r"en linea|a distancia|remot\w+|por internet)\b"),
    "phone": re.compile(r"\b(?:por (?:telefono|tel|fono|celu\w*)|telefonic\w+|por llamada|una llamada|telefono|"
                        r"(?:que )?me llamen)\b"),
}
_VISIT = re.compile(r"\b(?:presencial\w*|en persona|cara a cara|en (?:la|una|el|su) (?:sucursal|tienda|local|showroom|"
                    r"negocio)|sucursal)\b")
_HOME = re.compile(
    r"\b(?:a|en) (?:mi casa|domicilio|mi domicilio|casa|mi oficina|mi depto|mi departamento|mi taller|mi local|"
    r"la empresa|mi empresa)\b|\b(?:veng\w+|vien\w+|venir|visit\w+|pas\w+|vay\w+)\b.{0,25}\b(?:medir|medidas|a casa|"
    r"en casa|mi casa|mi sala|a domicilio)\b")
_COMES = re.compile(r"\b(?:veng\w+|vien\w+|venir|vendri\w+|me visit\w+|nos visit\w+|visita|mand\w+|envi\w+|vay\w+|"
                    r"se pas\w+|va)\b")


def topic_in(text: str, rules: Agendas, shop: Shop, product: str | None = None) -> Topic | None:
    """The topic that a message's words tell, the first named; else that of a product."""
    folded = fold(text)
    found = [(match.start(), topic) for topic in rules.topics if (match := any_of(topic.words).search(folded))]
    if found:
        return min(found, key=lambda one: one[0])[1]
    kind = shop.company.words.types.get(shop.words.type_of(product) or "")
    category = kind.category if kind else None
    return next((topic for topic in rules.topics if category in topic.categories), None) if category else None


def place_in(text: str, rules: Agendas, shop: Shop) -> str | None:
    """A branch or way that a message names, if there is an adviser; «en la sucursal» only where there is one."""
    folded = fold(text)
    places = {agenda.place for agenda in rules.agendas}
    named = [branch.id for branch in shop.company.profile.branches if branch.id in places
             and any(re.search(rf"\b{re.escape(fold(word))}\b", folded) for word in (branch.city, branch.address))]
    if named:
        return named[0]
    for by, words in _BY.items():
        if by in places and words.search(folded):
            return by
    visited = [branch.id for branch in shop.company.profile.branches if branch.id in places]
    return visited[0] if len(visited) == 1 and _VISIT.search(folded) else None


def wants_visit(text: str) -> bool:
    """Whether a message says that it is to be in a branch, whichever."""
    return bool(_VISIT.search(fold(text)))


def wants_at_home(text: str) -> bool:
    """Whether somebody is to come to them, which no adviser does."""
    folded = fold(text)
    return bool(_HOME.search(folded)) and bool(_COMES.search(folded))


def adviser_in(text: str, rules: Agendas) -> Agenda | None:
    """The adviser whom a message names by the first name."""
    folded = fold(text)
    return next((agenda for agenda in rules.agendas
                 if re.search(rf"\bcon (?:la |el |don |doña |dona )?{re.escape(fold(agenda.adviser.split()[0]))}\b",
                              folded)), None)


def of_topic(rules: Agendas, topic: str | None) -> list[Agenda]:
    """Who deals with a topic."""
    return [agenda for agenda in rules.agendas if topic in (None, OTHER) or topic in agenda.topics]


def place_for(agendas: list[Agenda], shop: Shop, city: str | None, is_abroad: bool) -> str | None:
    """Where somebody is seen without being asked: at their town's branch; from elsewhere at a distance; where there is
    but one place, there. None: ask."""
    places = list(dict.fromkeys(agenda.place for agenda in agendas))
    if len(places) == 1:
        return places[0]
    near = [branch.id for branch in shop.company.profile.branches if branch.id in places
            and city and fold(branch.city) == fold(city)]
    if near:
        return near[0]
    distant = [place for place in ("video", "phone") if place in places]
    return distant[0] if distant and (city or is_abroad) else None
