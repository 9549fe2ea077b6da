"""Alembic's entry: runs the migrations on the connection that the history hands over."""

from alembic import context

from posecoach.records.history.schema import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite can't alter most of a table in place
)
with context.begin_transaction():
    context.run_migrations()
