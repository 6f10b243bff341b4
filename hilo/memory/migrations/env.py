"""Run by Alembic: migrations happen in the transaction that `hilo.memory.database.migrate` has opened."""
from __future__ import annotations

from alembic import context

from hilo.memory.tables import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata,
                  transactional_ddl=False, render_as_batch=True)
context.run_migrations()
