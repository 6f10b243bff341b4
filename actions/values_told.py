"""Which names the values of a text may not have."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

TAKEN = frozenset({"text", "json_message", "template", "response", "elements", "custom", "channel"})
"""Names under which a message is sent: a value of such a name would be said in place of the text. `buttons`, `image`
and `attachment` are meant so."""


class TakenNameError(ValueError):
    """A value would be said in place of the text that it belongs to."""


def refuse_taken(response: str, values: Mapping[str, Any]) -> None:
    """Looks at the values of a text before it is said.

    Raises:
        TakenNameError: one would replace the message; the error names the text and the value.
    """
    taken = sorted(TAKEN.intersection(values))
    if taken:
        raise TakenNameError(f"{response}: a value named «{taken[0]}» would be said in place of the text; call it "
                             f"otherwise (here and in the text's braces), for example «said»")
