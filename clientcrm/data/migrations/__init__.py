"""Bringing a base up to the newest tables. Alembic is imported only when a step is due."""

from __future__ import annotations

import json
from pathlib import Path

from clientcrm.data.storage import Storage, require_revision
from clientcrm.domain.errors import DamagedBase

_HERE = Path(__file__).parent
# Every revision that this program knows, oldest first, with the fingerprint of the schema it leaves.
KNOWN: dict[str, str] = json.loads((_HERE / "fingerprints.json").read_text("utf-8"))


def is_current(storage: Storage) -> bool:
    """Whether the base stands at the newest revision; NewerFormat when it is beyond it."""
    require_revision(storage, list(KNOWN))
    return storage.revision() == list(KNOWN)[-1]


def upgrade(storage: Storage) -> None:
    """Run the steps that are due, all in one transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with storage.migrating() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def require_genuine_schema(storage: Storage) -> None:
    """Raise DamagedBase when tables, indexes, views or triggers are not exactly those of the revision."""
    if storage.schema_fingerprint() != KNOWN[storage.revision()]:
        raise DamagedBase(str(storage.path), "schema")
