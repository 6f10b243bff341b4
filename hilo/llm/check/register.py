"""One register, the person's own: tú, usted or vos, never two of them; vosotros is nobody's here."""
from __future__ import annotations

import re
from functools import lru_cache

from hilo.llm.check.situation import Situation

_AR = ("avisar ayudar buscar cambiar cancelar comparar confirmar consultar contactar contar dejar desear encontrar "
       "enviar "
       "escuchar esperar gustar hablar indicar llamar llevar mandar mirar mostrar necesitar pagar pasar pensar "
       "preguntar "
       "probar quedar recordar retirar revisar tomar usar visitar entrar completar comentar").split()
_ER = "creer deber leer responder ver".split()
_IR = "abrir escribir recibir decidir".split()
_NOUNS = frozenset("consultas cuentas pagas pasas pruebas muestras llamadas esperas tomas dejas".split())
_TU_IRREGULAR = ("eres tienes puedes quieres prefieres sabes haces dices vienes piensas encuentras cuentas muestras "
                 "pruebas "
                 "recuerdas eliges pides sigues vuelves entiendes tú ti contigo dime dinos haz ten ponte hazlo "
                 "cuéntame cuéntanos escríbeme escríbenos avísame avísanos llámanos mándame mándanos envíame envíanos "
                 "indícame indícanos muéstrame confírmame elígelo pídelo acércate fíjate recuerda mira oye").split()
_VOS_IRREGULAR = ("vos sos tenés podés querés preferís sabés hacés decís venís pensás encontrás contás mostrás probás "
                  "recordás elegís pedís seguís volvés entendés decime decinos hacé tené vení poné contame contanos "
                  "escribime escribinos escribí avisame avisanos avisá llamanos mandame mandanos enviame envianos "
                  "indicame indicanos mostrame confirmame elegí pedí acercate fijate recordá mirá che").split()
_USTED_IRREGULAR = ("usted dígame díganos cuénteme cuéntenos escríbame escríbanos avíseme avísenos llámenos "
                    "mándeme mándenos envíeme envíenos indíqueme indíquenos muéstreme confírmeme acérquese fíjese "
                    "oiga").split()
_VOSOTROS = re.compile(r"(?<!\w)(?:vosotr[oa]s|vuestr[oa]s?|os|\w+(?:áis|éis)|decidme|escribidnos)(?!\w)")
_FAMILIAR = re.compile(r"(?<!\w)(?:te|tu|tus|tuy[oa]s?|estás|vas)(?!\w)")
_TO_YOU = ("quiere necesita desea prefiere busca puede tiene sabe").split()
_USTED_ASKED = re.compile(r"(?:¿(?:qué |cuál |cuándo |cómo |en qué |de qué )?|\bsi |\bcuando )(?:" + "|".join(_TO_YOU)
                          + r")(?!\w)(?! (?:ser|que ver|costo|stock))")
_USTED_ORDERS = re.compile(r"(?:^|[.!?¡:]\s*|, )(?:escriba|elija|avise|consulte|revise|indique|confirme|envíe|mande|"
                           r"llame|"
                           r"visite|cuente|pruebe|pida|entre|haga|tenga|disculpe)(?= |[.,!]|$)")
_TU_ORDERS = re.compile(r"(?:^|[.!?¡:]\s*|, )(?:escribe|elige|avisa|consulta|revisa|indica|confirma|envía|manda|llama|"
                        r"visita|acércate|cuenta|prueba|pide|entra)(?= (?:a|al|el|la|los|las|un|una|nos|tu|en|por|"
                        r"con|si|"
                        r"cuando|cómo|qué|cuál)(?!\w)|[.,!]|$)")


@lru_cache(maxsize=1)
def _marks() -> dict[str, re.Pattern[str]]:
    tu = {*_TU_IRREGULAR, *(v[:-2] + "as" for v in _AR), *(v[:-2] + "es" for v in (*_ER, *_IR))} - _NOUNS
    vos = {*_VOS_IRREGULAR, *(v[:-2] + "ás" for v in _AR), *(v[:-2] + "és" for v in _ER), *(v[:-2] + "ís" for v in _IR)}
    tu -= {"ves", "lees", "quedas", "gustas", "usas"} & vos
    found = {}
    for name, words in (("tu", tu), ("vos", vos), ("usted", {*_USTED_IRREGULAR})):
        found[name] = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})(?!\w)")
    return found


def registers_in(text: str) -> set[str]:
    """tu, vos, usted, vosotros, and `familiar` (tú or vos), as far as the words show them."""
    plain = text.lower()
    found = {name for name, pattern in _marks().items() if pattern.search(plain)}
    if _TU_ORDERS.search(plain):
        found.add("tu")
    if _USTED_ASKED.search(plain) or _USTED_ORDERS.search(plain):
        found.add("usted")
    if _FAMILIAR.search(plain):
        found.add("familiar")
    if _VOSOTROS.search(plain):
        found.add("vosotros")
    return found


def other_register(text: str, situation: Situation) -> bool:
    """Words of another register than the person's, or of any where nobody is addressed."""
    allowed = {"tu": {"tu", "familiar"}, "vos": {"vos", "familiar"}, "usted": {"usted"}, None: set()}
    found = registers_in(text)
    if situation.register is None:
        return bool(found - {"usted"})
    return bool(found - allowed[situation.register])
