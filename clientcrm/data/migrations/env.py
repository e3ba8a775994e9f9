"""How Alembic runs here: on the connection that it is handed, in the transaction that is open."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=None,
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
