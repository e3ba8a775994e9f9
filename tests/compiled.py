"""Statements compiled once per run: a test opens a base of its own, and compiling was a sixth of what it cost."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from sqlalchemy import create_engine
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

from clientcrm.data import sqlcipher

_COMPILED: LRUCache[Any, Any] = LRUCache(1000)


class SameDialect(SQLiteDialect_pysqlite):
    """What was compiled for one base serves every other: all are of one kind.

    The program keeps them apart, since a compiled statement remembers the values it was first asked with.
    """

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SameDialect)

    def __hash__(self) -> int:
        return hash(SameDialect)


def share(patch: pytest.MonkeyPatch) -> None:
    """Let the engines of all bases use the same compiled statements."""
    registry.register("sqlite.same", __name__, SameDialect.__name__)

    def engine(address: str, **settings: Any) -> Any:
        if isinstance(settings["creator"], partial):  # a migration's tables are its own, and would keep its base alive
            return create_engine(address, **settings)
        assert address == "sqlite+pysqlite://"
        return create_engine("sqlite+same://", execution_options={"compiled_cache": _COMPILED}, **settings)

    patch.setattr(sqlcipher, "create_engine", engine)
