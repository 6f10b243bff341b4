"""`python -m designer.rasa_quietly …` is `rasa …` without the pinned libraries' deprecation warnings.

Sanic switches them on when it is imported, so no flag or variable set before can keep them out.
"""
from __future__ import annotations

import warnings

import sanic  # noqa: F401 (imported for its effect on the warning filters, which the next line undoes)

warnings.simplefilter("ignore")
warnings.filterwarnings = lambda *args, **kwargs: None  # type: ignore[assignment]

from rasa.__main__ import main  # noqa: E402

if __name__ == "__main__":
    main()
