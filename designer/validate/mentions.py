"""Where the code names a text, and which places of the text it fills there."""
from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

SAYING = frozenset({"say", "fill", "say_with_buttons", "utter_message"})
"""Calls whose first argument names a text and whose keywords fill its places."""
BEGINNINGS = frozenset({"said_lately", "names", "startswith"})
"""Calls whose first argument is only the beginning of names."""
_OWN_KEYWORDS = frozenset({"buttons", "response", "text"})
"""Keywords of `utter_message` itself."""
_KEYS = frozenset({"get", "pop"})
"""Calls whose first argument is a key of something else (Rasa's own `utter_action`)."""
_TEXT = re.compile(r"^utter_\w+$")


class Mention(NamedTuple):
    """A place in the code that names a text.

    `pattern` matches the names meant, `shown` is how to write it for a person, `given` are the places that
    are filled there (None: not known), `slots_too` says that Rasa fills slots as well, `beginning` that only
    the beginning of names was meant, `by_intent` that an intent's name stands in it, `owner` is the class.
    """

    pattern: str
    shown: str
    path: str
    line: int
    given: frozenset[str] | None
    slots_too: bool = True
    beginning: bool = False
    by_intent: bool = False
    owner: str = ""


def last_name(node: ast.AST) -> str:
    """`b` of `a.b` and of `b`; empty for anything else."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _pattern(node: ast.AST) -> tuple[str, str, bool] | None:
    """Pattern, form for a person, and whether an intent's name fills it; None where no text is named."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and _TEXT.match(node.value):
        return re.escape(node.value), node.value, False
    if not isinstance(node, ast.JoinedStr) or not node.values:
        return None
    pattern, shown, by_intent = "", "", False
    for part in node.values:
        if isinstance(part, ast.Constant):
            pattern, shown = pattern + re.escape(str(part.value)), shown + str(part.value)
        elif isinstance(part, ast.FormattedValue):
            pattern, shown = pattern + r"\w+", shown + "…"
            by_intent = by_intent or last_name(part.value) == "intent"
    if not shown.startswith("utter_") or (shown == "utter_…" and not by_intent):
        return None
    return pattern, shown, by_intent


def _given(call: ast.Call) -> frozenset[str] | None:
    names = {keyword.arg for keyword in call.keywords}
    own = frozenset() if last_name(call.func) == "fill" else _OWN_KEYWORDS
    return None if None in names else frozenset(str(name) for name in names) - own


def _named_in(call: ast.Call) -> Iterator[ast.AST]:
    """The nodes that name the text of a call, through `a if b else c` too."""
    first = [*call.args[:1], *(k.value for k in call.keywords if k.arg == "response")]
    for node in first:
        yield from (node.body, node.orelse) if isinstance(node, ast.IfExp) else (node,)


def mentions_in(path: str, tree: ast.Module) -> Iterator[Mention]:
    """All mentions of a file."""
    calls: dict[ast.AST, ast.Call] = {}
    owners: dict[ast.AST, str] = {}
    inside: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            calls.update(dict.fromkeys(_named_in(node), node))
        elif isinstance(node, ast.ClassDef):
            owners.update(dict.fromkeys(ast.walk(node), node.name))
        elif isinstance(node, ast.JoinedStr):
            inside.update(node.values)
    for node in ast.walk(tree):
        found = _pattern(node) if node not in inside else None
        if found is None:
            continue
        pattern, shown, by_intent = found
        call = calls.get(node)
        called = last_name(call.func) if call else ""
        if called in _KEYS:
            continue
        given = _given(call) if call and called in SAYING else None
        if called not in BEGINNINGS and shown.endswith("_"):  # the rest is added: "utter_reason_" + name
            pattern, shown, given = pattern + r"\w+", shown + "…", None
        yield Mention(pattern, shown, path, getattr(node, "lineno", 1), given, called != "fill",
                      called in BEGINNINGS, by_intent, owners.get(node, ""))
