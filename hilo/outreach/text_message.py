"""A message as SMS can carry it: plain words, few segments, choices by number, no pictures."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from hilo.memory.identity import group
from hilo.memory.tables import Message
from hilo.outreach.gsm import GSM, size
from hilo.outreach.policy import get_policy
from hilo.outreach.split import LONGEST, split_text
from hilo.spanish.normalize import fold
from hilo.spanish.number_words import spoken_numbers
from hilo.spanish.ordinals import LAST, read_ordinal

Button = Mapping[str, str]
_MARKS = re.compile(r"(?<!\w)([*_~])(?=\S)([^*_~\n]+?)(?<=\S)\1(?!\w)")
"""WhatsApp's bold, italics and strike-through."""
_LINK = re.compile(r"(https?://\S+)")
_SIGNS = str.maketrans({"«": '"', "»": '"', "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-",
                        "−": "-", "…": "...", "•": "-", "·": "-", "→": ">", "×": "x", "º": "o", "ª": "a", "\t": " ",
                        "\u00a0": " ", "\u202f": " ", "\u2009": " "})
"""Typography that would make every sign of the message cost double, as a telephone's keys write it."""
_ACCENTS = str.maketrans("áíóúÁÍÓÚ", "aiouAIOU")
_NOT_WORDS = frozenset({"So", "Sk", "Cs", "Co", "Cn", "Cf", "Mn"})
"""Unicode's categories of emoji and of what joins and colours them; letters with accents are composed first."""
_NUMBER = re.compile(r"(?:(?:la|el|opcion|numero|nro|n)\W{0,2})*(\d{1,2})\W{0,2}")
_ROW = re.compile(r"^(\d{1,2})\. ", re.MULTILINE)
_ONE_WORD = re.compile(r"(?:(?:la|el|opcion|numero) )*\w+")


def plain(text: str) -> str:
    """The words alone: no emoji, no marks of WhatsApp's, the signs that a telephone's keys have."""
    kept = "".join(part if part.startswith("http") else _of_keys(part) for part in _LINK.split(text))
    lines = [re.sub(r" {2,}", " ", line).strip() for line in kept.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _of_keys(text: str) -> str:
    unmarked = _MARKS.sub(r"\2", unicodedata.normalize("NFC", text)).translate(_SIGNS)
    return "".join(c for c in unmarked if unicodedata.category(c) not in _NOT_WORDS)


def with_choices(text: str, buttons: Sequence[Button]) -> str:
    """The text with what may be chosen below it: by number, or where a choice begins with a figure itself («38») by its
    own words. A text that numbers the choices itself is not followed by them once more."""
    if not buttons:
        return text
    titles = [plain(str(button["title"])) for button in buttons]
    if not is_numbered(buttons):
        return "\n".join([text, *(f"- {title}" for title in titles)]).strip()
    rows = [f"{number}. {title}" for number, title in enumerate(titles, 1)]
    if _ROW.findall(text) == [str(number) for number in range(1, len(rows) + 1)]:
        rows = []
    return "\n".join([text, *rows, get_policy().sms.choose]).strip()


def is_numbered(buttons: Sequence[Button]) -> bool:
    """Whether a number means a place in the list, not one of its words."""
    return not any(plain(str(button["title"]))[:1].isdigit() for button in buttons)


def chosen(text: str, buttons: Sequence[Button]) -> Button | None:
    """The choice that an answer means: by its number («2», «la segunda», «dos») or by its words; None where it says
    something else."""
    said = fold(plain(text)).strip(" .,;:!?()¡¿\"'")
    same = [button for button in buttons if fold(plain(str(button["title"]))).strip(" .,;:!?¡¿") == said]
    if same or not said or not is_numbered(buttons):
        return same[0] if len(same) == 1 else None
    place = _place(said)
    if place == LAST:
        place = len(buttons)
    return buttons[place - 1] if place is not None and 1 <= place <= len(buttons) else None


def _place(said: str) -> int | None:
    figures = _NUMBER.fullmatch(said)
    if figures:
        return int(figures[1])
    ordinal = read_ordinal(said) if _ONE_WORD.fullmatch(said) else None
    if ordinal is not None:
        return ordinal
    spoken = spoken_numbers(said)
    return int(spoken[0].value) if len(spoken) == 1 and spoken[0].start == 0 and spoken[0].end == len(said) else None


def parts(text: str) -> list[str]:
    """The text in messages that a provider takes and the company pays for (`sms.most_segments` each), cut where a
    person would pause. What is longer loses the accents that cost double, rather than becoming twice as many."""
    most = get_policy().sms.most_segments
    words = plain(text)
    if size(words).segments > most and size(words.translate(_ACCENTS)).encoding == GSM:
        words = words.translate(_ACCENTS)
    longest = LONGEST
    found = split_text(words, longest)
    while any(size(part).segments > most for part in found):
        longest = max(len(part) for part in found) * 9 // 10
        if longest < 40:
            break
        found = split_text(words, longest)
    return found


def offered(session: Session, contact_id: str, channel: str) -> list[Button]:
    """The choices that stand below the last thing that a person was sent on a channel; they are no longer open once
    the person has said something else."""
    last = session.execute(select(Message.direction, Message.data).where(
        Message.contact_id.in_(group(session, contact_id)), Message.channel == channel)
        .order_by(Message.id.desc()).limit(1)).first()
    if last is None or last.direction != "out":
        return []
    return [button for button in (last.data or {}).get("buttons") or [] if button.get("title")]
