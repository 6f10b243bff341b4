"""The customer's questions that a call left open: not answered, or only promised an answer."""
from __future__ import annotations

import re
from collections.abc import Container, Sequence

from hilo.calls.clauses import clauses, question_in
from hilo.calls.transcript import AGENT, USER, Turn, is_question, sentences
from hilo.spanish.normalize import fold

LONGEST = 200
LEAST = 2
"""Words of a question that can be told from what leads to it."""
_DEFERS = re.compile(
    r"\b(?:no (?:(?:lo|la|le|te|les) )?(?:tengo|tenemos|cuento con|dispongo de|contamos con|manejo|veo|figura)"
    r"(?: [a-zñ]{1,12}){0,3}? (?:dato|datos|informacion|info|fecha|fechas|certeza|confirmad\w|detalle|respuesta|"
    r"acceso|aca|aqui|"
    r"a mano|seguridad|precision|ese|esa|visible|conocimiento)|"
    r"(?:ese|esa|eso|esto|este|de eso|de ese) (?:[a-zñ]{1,12} ){0,3}?(?:no|todavia|aun|ya) (?:(?:lo|la|te|le|"
    r"no) ){0,3}(?:tengo|se|sabria|sabemos|tenemos|"
    r"manejo|puedo|podria|cuento|esta|figura)|"
    r"(?:todavia|aun) no (?:(?:lo|la|le|te|nos) )?(?:se|sabemos|tengo|tenemos|hay|confirm\w+|inform\w+|puedo|esta)|"
    r"no (?:(?:lo|la|te|le|se|los) ){0,2}(?:se|sabria|sabemos|podria)(?=[,.;:]|$| (?:decir|asegur|confirm|con|si|"
    r"como|cuando))|"
    r"no (?:estoy|estamos) segur|(?:tendria|tendriamos|habria|tengo|tenemos|hay) que (?:ver|consultar|averiguar|"
    r"preguntar|"
    r"revisar|confirmar|verificar|chequear)(?:l[oa]s?)?|no (?:se )?(?:la|lo|las|los) (?:tengo|tenemos|puedo (?:ver|"
    r"confirmar|"
    r"asegurar|decir))|(?:es[ao]|esa parte|ese dato) (?:la|lo|se lo|te lo)? ?(?:confirm|respond|defin|decid|aprueb)\w+|"
    r"(?:tambien )?(?:se|te) l[oa]s? (?:respondo|confirmo|averiguo|pregunto|pongo|consulto)|(?:le|te) pregunto (?:a|"
    r"al)|(?:lo|la|se lo|te lo|eso) (?:averiguo|averiguamos|consulto|consultamos|"
    r"pregunto|verifico|verificamos|investigo|confirmo (?:mas tarde|luego|despues|por|mañana|en)|reviso y)|"
    r"(?:voy|vamos) a (?:consultar|averiguar|preguntar|verificar|confirmar|pedir que)\w*|dejeme (?:consultar|"
    r"averiguar|preguntar|"
    r"verificar)(?!\w* un)|me (?:fijo|averiguo) y|no me (?:aparece|figura|sale)|no puedo (?:ver|confirmar|asegurar|"
    r"decir)\w*|"
    r"eso (?:lo|te lo|se lo) (?:ve|responde|confirma|maneja|contesta|dice)\w*|le paso (?:la|su) (?:consulta|pregunta)|"
    r"te paso (?:la|tu) (?:consulta|pregunta)|(?:anoto|tomo nota de|dejo anotada) (?:tu|su|la) (?:consulta|pregunta|"
    r"duda)|"
    r"desconozco|no (?:lo )?manejo|no dispongo|sin (?:fecha|confirmacion|novedad))\b")
_LATER = re.compile(r"\b(?:ya lo tengo|aca (?:me dicen|me confirman|lo tengo|esta)|aqui (?:me dicen|me confirman|"
                    r"lo tengo|esta)|"
                    r"me confirman que|acabo de (?:ver|consultar|confirmar)|(?:consulte|averigue|pregunte) y)\b")
_SMALL = re.compile(
    r"^\W*(?:y )?(?:(?:con|a|de parte de) quien|quien (?:es|habla|sos|eres|llama)|de (?:donde|parte|que empresa)|"
    r"a quien|hola|si|alo|"
    r"bueno|digame|dime|decime|que (?:tal|paso|dijo|dijiste|necesita|desea|quiere|se le ofrece|cosa)|como (?:esta|"
    r"estas|anda|andas|dice|"
    r"dijo|dijiste)|me (?:escucha|escuchas|oye|oyes|entiende|entendio|explico)|sigue ahi|esta ahi|hay alguien|perdon|"
    r"mande|no|verdad|cierto|cachai|entendes|entiende|me entiende|sabe|si o no|ok|listo|dale|vale|ah si|en serio|"
    r"de verdad|seguro|"
    r"eh|correcto|esta bien|ya esta|nada mas|algo mas|es (?:usted|una maquina|un robot)|eres (?:un|una)|sos (?:un|una))"
    r"\b[^a-z]*(?:[a-z]{1,12}[^a-z]*){0,2}$")
_WISH = re.compile(r"^\W*(?:(?:y|o|entonces|bueno|oiga|che|disculpe|perdon),? )*(?:me|nos) (?:puede|podes|puedes|"
                   r"podria|podrias|das|da|"
                   r"pasas|pasa|mandas|manda|llaman?|comunica\w*|anota\w*|haces|hace|ayuda\w*|confirmas?|repite\w*|"
                   r"regala\w*)\b|"
                   r"^\W*(?:puedo|podria|quisiera|podemos) hablar|^\W*no (?:hay|habra) (?:alguien|una persona)|"
                   r"\bme l[oa]s? (?:puede|podria|podes|puedes)")
_ASKING = re.compile(r"^\W*(?:y |oiga |oye |disculpe |perdon |una pregunta |otra cosa |ah |eh |che ){0,3}(?:cuanto|"
                     r"cuanta|cuantos|cuantas|cuando|"
                     r"como|donde|adonde|cual|cuales|que (?:colores|talles|tallas|precio|horario|dias|medidas)|hay|"
                     r"tienen|tenes|tienes|"
                     r"hacen|aceptan|reciben|envian|llegan)\b")


_LEAD = re.compile(r"^(?:(?:y|ah|ay|ya|eh|bueno|oiga|oye|pues|si|sí|vale|ok|ta|mire|mira|entiendo|entonces|otra cosa|"
                   r"una cosa)[ ,]+){1,5}",
                   re.IGNORECASE)
_TELLS = re.compile(r"^(?:porque|pues|es que|pero|asi que|que|no me acuerdo|a nombre)\b")
_ADDED = re.compile(r"^(?:y|ah|oiga|oye|che|otra|si|una|cuant\w+|cual|como|que|hay|cuando|donde|de que)\b")
_COURTESY = re.compile(r"\b(?:como hacemos|que ha(?:go|cemos)|y ahora|gracias|por favor|adios|hasta luego|de acuerdo|"
                       r"perfecto)\b")
_OPENS = frozenset("si ya hay como de cuánto cuanto cuándo cuando qué que me se lo la tienen y en a no por".split())
_NO_QUESTION = re.compile(r"^(?:y )?(?:en cuanto (?:l[oa]|me|te|pueda|tenga|vea|llegue|sepa)\b|(?:cuando|apenas|"
                          r"como)\b.*\b(?:te|le|les|lo) "
                          r"(?:confirmo|aviso|digo|pago|mando|escribo)|ya$)")
"""«en cuanto lo vea lo pago» asks nothing."""


def pending_questions(turns: Sequence[Turn], put_off: Container[int] = ()) -> list[str]:
    """The questions in the customer's words, in order, each once; put_off: turns in which the agent promised to ask."""
    spoken = [turn for turn in turns if turn.said]
    found: list[str] = []
    for place, turn in enumerate(spoken):
        if turn.role != USER:
            continue
        asked = [question for one in sentences(turn.said) for question in matters_asked(one)]
        replies = _replies(spoken, place)
        reply = spoken[place + 1] if place + 1 < len(spoken) else None
        is_put_off = reply is not None and reply.role == AGENT and reply.number in put_off
        is_deferred = any(_DEFERS.search(fold(one)) for one in replies)
        if not asked and reply is not None and (is_put_off or is_deferred):
            matter = open_matter(turn, place > 0 and "?" in spoken[place - 1].said)
            earlier = question_before(spoken[:place], turn.number) if not matter and is_put_off else None
            asked = [one for one in (matter, earlier) if one]
        open_ones = asked[-1:] if is_put_off and not is_deferred else _open_of(asked, replies, place == len(spoken) - 1)
        found += [one for one in open_ones if not any(fold(one) == fold(other) for other in found)]
    later = " ".join(fold(turn.said) for turn in spoken if turn.role == AGENT)
    return [] if found and _LATER.search(later) and len(found) == 1 else [one[:LONGEST] for one in found]


def matters_asked(sentence: str) -> list[str]:
    """The question of a sentence, without what leads to it; none where nothing is asked that matters."""
    inside = None if sentence.startswith("¿") else question_in(sentence)
    question = inside if inside and len(inside.split()) >= LEAST else sentence
    folded = fold(question)
    if (not is_question(sentence) and _NO_QUESTION.search(folded)) or folded.strip("¿? ") in ("ya", "verdad"):
        return []
    if _SMALL.match(folded) or _WISH.search(folded) or _SMALL.match(fold(sentence)) or _WISH.search(fold(sentence)):
        return []
    if is_question(sentence):
        return [question if question is sentence else f"¿{question}?"]
    return [question] if inside and question is not sentence else (
        [sentence] if _ASKING.match(folded) and len(folded.split()) >= 4 else [])


def open_matter(turn: Turn, is_answer: bool = False) -> str | None:
    """What a turn without a plain question asks, where the agent has answered that it will find out: its last part.

    is_answer: the agent had asked something itself, so that only what is added to the answer may be a question.
    """
    parts = [part for sentence in sentences(turn.said) for part in clauses(sentence)]
    for part in reversed(parts):
        if _TELLS.match(fold(part)) or (is_answer and not _ADDED.match(fold(part))):
            continue
        said = re.split(r" (?:porque|es que) ", part)[0]
        said = _LEAD.sub("", said).strip(" ,.¿?")
        folded = fold(said)
        small = _SMALL.match(folded) or _COURTESY.search(folded) or _WISH.search(folded)
        if len(folded.split()) >= 3 and not small:
            return said
    return None


def question_before(turns: Sequence[Turn], number: int) -> str | None:
    """What the customer asked in the turn before one of the agent's, else the last question before it."""
    before = [turn for turn in turns if turn.role == USER and turn.said and turn.number < number]
    for turn in reversed(before):
        asked = [question for one in sentences(turn.said) for question in matters_asked(one)]
        if asked:
            return asked[-1].strip("¿? ")
        if turn is before[-1]:
            matter = open_matter(turn)
            if matter and matter.split()[0] in _OPENS:
                return matter
    return None


def _replies(spoken: Sequence[Turn], place: int) -> list[str]:
    """What the agent said to a turn, until the customer spoke of something else."""
    return [one for turn in spoken[place + 1:place + 2] if turn.role == AGENT for one in sentences(turn.said)]


def _open_of(asked: list[str], replies: list[str], is_last: bool) -> list[str]:
    """Which questions of one turn stay open: all where nothing was said to them, else the one that was put off."""
    if not asked:
        return []
    if is_last or not replies:
        return asked
    put_off = [number for number, one in enumerate(replies) if _DEFERS.search(fold(one))]
    if put_off:
        if len(asked) == 1:
            return asked
        return [max(asked, key=lambda one: _likeness(one, replies[put_off[0]])) if _likely(asked, replies[put_off[0]])
                else (asked[-1] if put_off[0] else asked[0])]
    statements = [one for one in replies if not is_question(one)]
    return [] if statements else (asked if len(replies) == 1 and _turns_away(replies[0]) else [])


def _turns_away(reply: str) -> bool:
    """Whether a question of the agent leaves the customer's aside ("¿algo más?") rather than leading to its answer."""
    return bool(re.search(r"\b(?:algo mas|alguna otra|otra consulta|nombre|telefono|correo)\b", fold(reply)))


def _likeness(question: str, reply: str) -> int:
    words = {word[:5] for word in re.findall(r"[a-zñ]{4,}", fold(question))}
    return len(words & {word[:5] for word in re.findall(r"[a-zñ]{4,}", fold(reply))})


def _likely(asked: list[str], reply: str) -> bool:
    return max(_likeness(one, reply) for one in asked) > 0
