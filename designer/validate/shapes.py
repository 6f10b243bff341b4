"""What may stand where in each kind of file: known keys, and values of the right kind.

A shape is written as a value of its own form: `str` is a text, `[str]` a list of texts,
`{"text": str}` a group with exactly these keys (a name that ends in «!» must be there),
`{"*": str}` a group with any keys, a tuple one of several shapes, None anything.
"""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from designer.validate.problem import Problem
from designer.validate.project import Project
from designer.validate.reading import Document, line_of

_NAMES: Any = [(str, {"*": None})]
_BUTTON = {"title!": str, "payload!": str}
_VARIANT = {"text": str, "buttons": [_BUTTON], "quick_replies": [_BUTTON], "image": str, "custom": None,
            "attachment": None, "elements": None, "channel": str, "condition": [{"*": None}], "id": str,
            "button_type": str, "metadata": None}
_SLOT = {"type!": str, "mappings!": [{"*": None}], "influence_conversation": bool, "initial_value": None,
         "values": [None], "min_value": float, "max_value": float}
_STEP = {"intent": str, "user": str, "entities": [None], "action": str, "bot": str, "slot_was_set": [None],
         "active_loop": (str, type(None)), "checkpoint": str, "or": [{"*": None}]}
_CONDITION = {"slot_was_set": [None], "active_loop": (str, type(None))}

DOMAIN = {
    "version!": str, "intents": _NAMES, "entities": _NAMES, "actions": _NAMES,
    "slots": {"*": _SLOT}, "responses": {"*": [_VARIANT]},
    "forms": {"*": {"required_slots!": [str], "ignored_intents": None}},
    "session_config": {"session_expiration_time": float, "carry_over_slots_to_new_session": bool},
}
TRAINING = {
    "version!": str,
    "nlu": [{"intent": str, "synonym": str, "lookup": str, "regex": str, "examples!": str, "metadata": None}],
    "rules": [{"rule!": str, "condition": [_CONDITION], "steps!": [_STEP], "conversation_start": bool,
               "wait_for_user_input": bool, "metadata": None}],
    "stories": [{"story!": str, "steps!": [_STEP], "metadata": None}],
}

_KINDS = {str: "un texto", float: "un número", bool: "true o false", list: "una lista (renglones con «- »)",
          dict: "un grupo de claves"}


def _kind(shape: Any) -> Any:
    return list if isinstance(shape, list) else dict if isinstance(shape, dict) else shape


def _fits(value: Any, shape: Any) -> bool:
    """Whether a value is of the kind of a shape, without looking inside."""
    kind = _kind(shape)
    if kind is None:
        return True
    if kind is float:
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, kind)


def _wrong_kind(value: Any, options: tuple[Any, ...], name: str) -> tuple[str, str]:
    wanted = [option for option in options if option is not type(None)]
    if value is None:
        return f"«{name}» está vacío", "complétalo o borra la clave"
    remedy = "corrígelo"
    if wanted[0] is str and not isinstance(value, (list, dict)):
        remedy = "ponlo entre comillas dobles"
    elif wanted[0] is str and isinstance(value, dict):
        remedy = "si empieza con «{», ponlo entre comillas dobles"
    return f"«{name}» tiene que ser {_KINDS[_kind(wanted[0])]}", remedy


def check_shape(document: Document, node: Any, shape: Any, name: str, line: int) -> Iterator[Problem]:
    """The problems of a node and of all that is inside; `name` is what to call it."""
    options = shape if isinstance(shape, tuple) else (shape,)
    fitting = next((option for option in options if _fits(node, option)), None)
    if fitting is None and None not in options:
        yield Problem(document.path, line, *_wrong_kind(node, options, name))
    elif isinstance(fitting, list):
        for index, item in enumerate(node):
            yield from check_shape(document, item, fitting[0], name, line_of(node, index))
    elif isinstance(fitting, dict):
        yield from _check_keys(document, node, fitting, name, line)


def _check_keys(document: Document, node: Any, shape: Any, name: str, line: int) -> Iterator[Problem]:
    known = {key.rstrip("!"): key for key in shape}
    for key, value in node.items():
        if "*" in shape:
            yield from check_shape(document, value, shape["*"], str(key), line_of(node, key))
        elif key not in known:
            yield Problem(document.path, line_of(node, key), f"no existe la clave «{key}» en {name}",
                          f"corrígela o bórrala; las que hay son {', '.join(known)}")
        else:
            yield from check_shape(document, value, shape[known[key]], str(key), line_of(node, key))
    for key in shape:
        if key.endswith("!") and key.rstrip("!") not in node:
            yield Problem(document.path, line, f"falta «{key.rstrip('!')}» en {name}", "agrégalo")


def shapes(project: Project) -> list[Problem]:
    """All domains, training files and conversation tests."""
    found: list[Problem] = []
    for documents, shape in ((project.domain_documents, DOMAIN),
                             (project.training_documents, TRAINING), (project.test_documents, TRAINING)):
        for document in documents:
            if document.data is None:
                found.append(Problem(document.path, 1, "el archivo está vacío", "complétalo o bórralo"))
            else:
                found += check_shape(document, document.data, shape, "el archivo", 1)
    return found
