"""Messages found by words that were said in them, by an index of each back end's own (migration 0011)."""
from __future__ import annotations

import re
import unicodedata

from sqlalchemy import text as sql
from sqlalchemy.orm import Session

WORDS_TABLE = "message_words"
"""SQLite's index; its own tables begin with that name."""
MOST_WORDS = 12
_ACCENTED, _PLAIN = "áàâãéèêíìîóòôõúùûüñç", "aaaaeeeiiioooouuuunc"
FOLDED = (f"regexp_replace(translate(lower(left(text, 20000)), '{_ACCENTED}', '{_PLAIN}'), "
          "'[^[:alnum:]]+', ' ', 'g')")
"""What PostgreSQL indexes, without signs: it would take the number of CB-10007 for a negative one. A longer text than
its index bears would be refused as it comes in."""
_SQLITE = sql(f"SELECT rowid FROM {WORDS_TABLE} WHERE {WORDS_TABLE} MATCH :words AND rowid < :before "
              "ORDER BY rowid DESC LIMIT :most")
_POSTGRESQL = sql(f"SELECT id FROM messages WHERE to_tsvector('simple', {FOLDED}) @@ to_tsquery('simple', :words) "
                  "AND id < :before ORDER BY id DESC LIMIT :most")
NEWEST = 2 ** 62


def plain_words(text: str) -> list[str]:
    """Words without accents, case and signs."""
    bare = unicodedata.normalize("NFKD", text.lower())
    return re.findall(r"[^\W_]+", "".join(c for c in bare if not unicodedata.combining(c)))


def messages_with(session: Session, text: str, before: int, most: int) -> list[int]:
    """Numbers of messages that hold all words of a text, the newest first; its last word may be the beginning of one.

    before: only messages with a smaller number.
    """
    words = plain_words(text)[:MOST_WORDS]
    if not words:
        return []
    if session.get_bind().dialect.name == "postgresql":
        query, asked = _POSTGRESQL, " & ".join(words) + ":*"
    else:
        query, asked = _SQLITE, " ".join(f'"{word}"' for word in words) + "*"
    return list(session.scalars(query, {"words": asked, "before": before, "most": most}))
