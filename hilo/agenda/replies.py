"""What an answer to offered moments says: one of them, another wish, times that are no good, or none of it."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from hilo.agenda.slots import Slot
from hilo.agenda.wishes import Heard, Wish, read_wishes
from hilo.followups.moment import is_any_moment
from hilo.spanish.normalize import fold
from hilo.spanish.ordinals import LAST, read_ordinal

SURE = 0.35
"""From this confidence a yes or no is one."""
_BARE_NUMBER = re.compile(r"(?:el |la )?\d")
_OTHER_DAY = re.compile(r"\b(?:otro|otra|otros|otras|distint[oa]|diferente) (?:dia|fecha|semana)s?\b")
_OTHER = re.compile(
    r"\b(?:otr[oa]s? (?:hora\w*|turno\w*|opcion\w*|momento\w*|lugar\w*)?|ningun[oa]?|mas (?:opcion|hora|turno)\w*|"
    r"no (?:me )?(?:sirve|queda bien|viene bien|va bien|conviene|da|acomoda)\w*|"
    r"(?:esos?|esas?|ahi|a esa hora|ese dia) no (?:puedo|podria|llego)|no (?:puedo|podria|llego)(?: (?:en )?(?:esos|"
    r"ninguno|esas|ninguna|ahi|ese dia|a esa hora)\w*)?)(?!\w)")
_LATER = re.compile(r"\b(?:(?:tan|muy|demasiado) temprano|mas tarde|mas adelante|un poco despues|algo despues|"
                    r"despues de eso)\b")
_EARLIER = re.compile(r"\b(?:(?:tan|muy|demasiado) tarde|mas temprano|mas pronto|(?:un poco |algo )?antes)\b")
_FIRST = re.compile(r"\b(?:el |la |lo )?primer[ao]?(?: (?:hora|hueco|turno|cita|horario|lugar))? (?:libre|disponible|"
                    r"que (?:haya|hay|teng|tien|este|quede|puedan|salga)\w*)")
_SOON = re.compile(r"\b(?:urgente\w*|(?:turno|cita|hora|reunion) ya|ya por favor|lo mas pronto|lo antes que)\b")
_YES = re.compile(r"\W*(?:si|dale|ok|okey|perfecto|listo|de una|bueno|genial|va|sale|vale|confirmo|joya|ese|esa)\b")


@dataclass(frozen=True)
class Reply:
    """slot: the one that is taken. wish: when instead. avoid: what is refused. other: others are wanted. unclear: a yes
    that may mean any of several."""

    slot: Slot | None = None
    wish: Wish | None = None
    avoid: tuple[Wish, ...] = ()
    other: bool = False
    unclear: bool = False

    @property
    def says_something(self) -> bool:
        """Whether it is an answer at all."""
        return self.slot is not None or self.wish is not None or bool(self.avoid) or self.other or self.unclear


def read_reply(text: str, intent: str, confidence: float, offered: Sequence[Slot], now: datetime, zone: tzinfo,
               country: str | None) -> Reply:
    """Reads an answer. zone: the clock by which the person speaks of these moments."""
    local, plain = now.astimezone(zone), fold(text)
    heard = read_wishes(text, local, country)
    if offered and _FIRST.search(plain):
        return Reply(slot=offered[0])
    number = _ordinal(text, heard, offered, zone)
    if number is not None:
        return Reply(slot=offered[number])
    beside = _beside(plain, heard, offered, zone)
    if beside is not None:
        return Reply(wish=beside, other=True)
    if heard.wish is not None and (heard.wish.says_day or heard.wish.says_hours or heard.wish.soon):
        meant = [slot for slot in offered if not heard.wish.soon and heard.wish.holds(slot.starts_at.astimezone(zone))]
        said = [slot for slot in meant if slot.starts_at.astimezone(zone).time() == heard.wish.since]
        if len(said or meant) == 1:
            return Reply(slot=(said or meant)[0])
        return Reply(wish=heard.wish, avoid=heard.avoid)
    if heard.avoid:
        return Reply(avoid=heard.avoid, other=True)
    if _OTHER_DAY.search(plain):
        days = {slot.starts_at.astimezone(zone).date() for slot in offered}
        return Reply(avoid=tuple(Wish(day, day) for day in sorted(days)), other=True)
    if is_any_moment(text) or re.search(r"\b(?:el|la|lo) que (?:sea|quieras|puedas)\b", plain):
        return Reply(slot=offered[0]) if offered else Reply(wish=Wish(soon=True))
    if _OTHER.search(plain) or (intent == "deny" and confidence >= SURE):
        return Reply(other=True)
    if (intent == "affirm" and confidence >= SURE) or _YES.match(plain):
        return Reply(slot=offered[0]) if len(offered) == 1 else Reply(unclear=bool(offered))
    return Reply()


def is_hurried(text: str) -> bool:
    """Whether it is to be soon, in words that name no time («necesito un turno ya»)."""
    return bool(_SOON.search(fold(text)))


def _ordinal(text: str, heard: Heard, offered: Sequence[Slot], zone: tzinfo) -> int | None:
    """The place of the one that is pointed at. «El 2» is the second, unless one of them is on the 2nd."""
    number = read_ordinal(text)
    if number is None or not offered:
        return None
    if heard.wish is not None or heard.avoid:
        bare = heard.wish is not None and _BARE_NUMBER.fullmatch(heard.words)
        if not bare or any(slot.starts_at.astimezone(zone).day == number for slot in offered):
            return None
    place = len(offered) - 1 if number == LAST else number - 1
    return place if place < len(offered) else None


def _beside(plain: str, heard: Heard, offered: Sequence[Slot], zone: tzinfo) -> Wish | None:
    """«Más tarde», «tan temprano no», with nothing else said: on the same day as what was offered."""
    wish = heard.wish
    said_more = wish is not None and (wish.is_exact or not re.search(r"\b(?:tarde|temprano)\b", heard.words)
                                      or (wish.says_day and not wish.says_hours))
    if not offered or said_more:
        return None
    if _LATER.search(plain):
        last = offered[-1].starts_at.astimezone(zone)
        return Wish(last.date(), last.date(), (last + timedelta(minutes=1)).time())
    if _EARLIER.search(plain):
        first = offered[0].starts_at.astimezone(zone)
        return Wish(first.date(), first.date(), until=first.time())
    return None
