"""The pages of advisers: who waits for a person, one person's whole thread, answering and giving back."""
from __future__ import annotations

import warnings

import sanic  # noqa: F401 (it switches deprecation warnings on when it is imported; the next line undoes that)

warnings.filterwarnings("ignore", category=DeprecationWarning)
