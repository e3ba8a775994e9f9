"""Bringing a base up to the newest tables. Alembic is imported only when a step is due."""

from __future__ import annotations

import json
from pathlib import Path

from clientcrm.data.storage import SCHEMA, Storage, fingerprint_of
from clientcrm.domain.errors import DamagedBase, NewerFormat

_HERE = Path(__file__).parent
# Every revision that this program knows, oldest first, with the fingerprint of the schema it leaves.
KNOWN: dict[str, str] = json.loads((_HERE / "fingerprints.json").read_text("utf-8"))


def bring_up(storage: Storage) -> None:
    """Run the steps that are due on a file whose schema is genuine, and ask the same of what comes out.

    DamagedBase where something else came out: the file stays as it was then.
    """
    if storage.revision() == list(KNOWN)[-1]:
        return
    try:
        upgrade(storage, known=True)
    except BaseException:
        storage.let_go()
        raise


def upgrade(storage: Storage, *, known: bool = False) -> None:
    """Run every step from where the file stands, all in one transaction; `known`: only to the schema that we know."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with storage.migrating() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        rows = connection.exec_driver_sql(SCHEMA).fetchall()
        if known and fingerprint_of([tuple(row) for row in rows]) != list(KNOWN.values())[-1]:
            raise DamagedBase(str(storage.path), "schema")


def require_genuine_schema(storage: Storage) -> None:
    """Raise DamagedBase when tables, indexes, views or triggers are not exactly those of the revision.

    NewerFormat when the file comes from a program that knows migrations which this one doesn't.
    """
    found = storage.revision()
    if found and found not in KNOWN:
        raise NewerFormat(found, list(KNOWN)[-1])
    if storage.schema_fingerprint() != KNOWN.get(found):
        raise DamagedBase(str(storage.path), "schema")
