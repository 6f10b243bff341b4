from tests.databases import database, postgresql, sqlite_template  # noqa: F401
from tests.llm_played import contact, model, played  # noqa: F401
