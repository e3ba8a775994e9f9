"""Sealing anew what is sealed already: under a portfolio's next key, or under another portfolio's."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from clientcrm.data.bulk import in_parts, key_names, pages_of, table_name, update_rows, without_indexes
from clientcrm.data.models import (
    Base,
    Batch,
    BatchChunk,
    BatchEffect,
    Client,
    ClientOwned,
    ClientPrivate,
    ContactPoint,
    InboxItem,
    Portfolio,
    Purchase,
    TimelineEntry,
)
from clientcrm.domain.errors import CrmError
from clientcrm.services.client_tuples import contact_keys
from clientcrm.services.keys.former_keys import keep_former_key
from clientcrm.services.sealing import Seals
from clientcrm.vault.fields import FieldSeal, Kind, bare


class SealedTable(NamedTuple):
    """A table with columns that are sealed under its rows' portfolio, each with the kind of its key."""

    model: type[Base]
    columns: Mapping[str, Kind]
    # So many rows are in memory at a time: a staged chunk has a thousand rows of a file in it.
    page: int = 1000


# Everything that is sealed by portfolio, but for the inbox: that is sealed to whoever reads the portfolio.
SEALED: Final = (
    SealedTable(ContactPoint, {"sealed": "contact"}),
    SealedTable(ClientPrivate, {"masked": "contact", "document": "text"}),
    SealedTable(TimelineEntry, {"text": "text"}),
    SealedTable(Purchase, {"comment": "text"}),
    SealedTable(BatchEffect, {"before": "text"}),
    SealedTable(BatchChunk, {"sealed": "text", "cells": "text", "noted": "text"}, page=4),
)
# The normal form in a contact as client_tuples.py writes it, where nothing before it is spelled with a backslash:
# a tenth of the time of reading the whole as JSON.
_NORMAL = re.compile(rb'\["[^"\\]*","([^"\\]*)","')
_KEYS = ("sealed", "search_key", "last4_key")


class Resealing:
    """Works in one open transaction; what does not open stays as it is and is counted in `broken`."""

    def __init__(
        self, session: Session, before: Seals, after: Seals, step: Callable[[int], None] | None = None
    ) -> None:
        """`before` opens what is there, `after` seals it; `step` hears how many values are done and may raise."""
        self.done = self.broken = 0
        self._session = session
        self._before, self._after = before, after
        self._step = step
        self._last4: dict[int, dict[str, bytes]] = defaultdict(dict)

    def renew(self, portfolios: Collection[int]) -> None:
        """Everything of these portfolios under their next keys; many contacts go without indexes meanwhile."""
        everyone = self._session.scalars(select(func.count()).select_from(ContactPoint)).one()
        points = select(func.count()).select_from(ContactPoint)
        for number in sorted(portfolios):
            here = everyone
            if len(self._before.readable) > 1:  # where there are others; it reads the table from end to end
                here = self._session.scalars(points.where(ContactPoint.portfolio == number)).one()
            spared = ("ix_contact_point_client_id",)
            with without_indexes(self._session, here, everyone - here, ContactPoint, keep=spared):
                for table in SEALED:
                    self._pages(table, self._belonging(table, number), number)
            self._inbox({"portfolio": [number]}, number)
            keep_former_key(self._session, number, self._before.key(number), self._after.key(number))

    def move(self, ids: Iterable[int], target: int) -> None:
        """Everything of these clients into another portfolio, under its key. NoKey where this session lacks one."""
        for part in in_parts(ids):
            receipts = list(self._session.scalars(select(Purchase.id).where(Purchase.client_id.in_(part))))
            marked = {"client": part, "purchase": receipts}
            for table in SEALED:
                if table.model is BatchEffect:
                    for kind, named in marked.items():
                        for some in in_parts(named):
                            self._pages(table, {"object_kind": [kind], "object_id": some}, target)
                elif table.model is not BatchChunk:
                    self._pages(table, {"client_id": part}, target)
            self._inbox({"client_id": part}, target)
            self.name_portfolio(part, target)

    def name_portfolio(self, ids: list[int], target: int) -> None:
        """Every row about these clients says where it belongs now; what is sealed in them stays as it is."""
        receipts = list(self._session.scalars(select(Purchase.id).where(Purchase.client_id.in_(ids))))
        marked = {"client": ids, "purchase": receipts}
        for model in _owned():
            if model is BatchEffect:
                for kind, named in marked.items():
                    for some in in_parts(named):
                        mine = (BatchEffect.object_kind == kind, BatchEffect.object_id.in_(some))
                        self._session.execute(update(model).where(*mine).values(portfolio=target))
            else:
                column = model.id if model is Client else model.client_id
                self._session.execute(update(model).where(column.in_(ids)).values(portfolio=target))

    # ------------------------------------------------------------------ inside

    def _belonging(self, table: SealedTable, number: int) -> dict[str, Sequence[Any]]:
        """Which rows of the table are sealed under the portfolio's key."""
        if table.model is not BatchChunk:
            return {"portfolio": [number]}
        first = min(self._before.readable)
        batches = select(Batch.id).where(func.coalesce(Batch.portfolio, first) == number)
        staged = batches.where(Batch.id.in_(select(BatchChunk.batch_id)))
        return {"batch_id": list(self._session.scalars(staged)) or [0]}

    def _pages(self, table: SealedTable, among: Mapping[str, Sequence[Any]], target: int) -> None:
        keys = len(key_names(table.model))
        contacts = table.model is ContactPoint
        named = _KEYS if contacts else tuple(table.columns)
        owned = issubclass(table.model, ClientOwned)
        beside = ("uuid", *(("portfolio",) if owned else ()), *(("kind",) if contacts else ()))
        for page in pages_of(self._session, table.model, tuple(table.columns), among, table.page, beside):
            groups: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
            for row in page:
                groups[row[keys + 1] if owned else target].append(row)
            for portfolio, rows in groups.items():
                old, new = self._before.key(portfolio), self._after.key(target)
                said = list(zip(*rows, strict=True))  # by the column
                if contacts:
                    anew = self._contacts(said, old, new, target)
                else:
                    anew = self._columns(table, said[keys], said[keys + len(beside) :], old, new)
                update_rows(self._session, table.model, named, list(zip(*anew, *said[:keys], strict=True)))
            self.done += len(page)
            if self._step is not None:
                self._step(self.done)

    def _columns(
        self,
        table: SealedTable,
        uuids: Sequence[bytes],
        columns: Sequence[Sequence[bytes | None]],
        old: FieldSeal,
        new: FieldSeal,
    ) -> Sequence[Sequence[bytes | None]]:
        """The table's sealed columns in the rows of these uuids, sealed anew without a look at what they say."""
        name, found = table_name(table.model), []
        for (column, kind), sealed in zip(table.columns.items(), columns, strict=True):
            filled = [(uuid, value) for uuid, value in zip(uuids, sealed, strict=True) if value is not None]
            anew = old.column(name, column, kind).reseal_many(filled, new.column(name, column, kind))
            made = iter(self._kept(filled, anew))
            found.append([None if value is None else next(made) for value in sealed])
        return found

    def _contacts(
        self, said: Sequence[Sequence[Any]], old: FieldSeal, new: FieldSeal, target: int
    ) -> Sequence[Sequence[bytes | None]]:
        """Contacts sealed anew with their search keys, which are made from what they say."""
        _, uuids, _, kinds, sealed = said
        before, after = (key.column(table_name(ContactPoint), "sealed", "contact") for key in (old, new))
        values = list(zip(uuids, sealed, strict=True))
        anew, plains = before.reseal_reading(values, after)
        normals = map(self._normal, plains)
        keys = contact_keys(new, list(zip(kinds, normals, strict=True)), self._last4[target])
        return [self._kept(values, anew), *zip(*keys, strict=True)]

    def _normal(self, text: bytes | None) -> str:
        """A contact's normal form from what it says, still padded; "" where that cannot be told."""
        if text is None:
            return ""
        plain = _NORMAL.match(text)
        try:
            return plain[1].decode() if plain is not None else str(json.loads(bare(text))[1])
        except (ValueError, LookupError, TypeError):  # sealed by another program: it holds nobody up either
            self.broken += 1
            return ""

    def _kept(self, before: Sequence[tuple[bytes, bytes]], anew: Sequence[bytes | None]) -> Sequence[bytes | None]:
        """What was sealed anew; what did not open as it was: a value that somebody spoiled holds nobody up."""
        spoiled = anew.count(None)
        if not spoiled:
            return anew
        self.broken += spoiled
        return [was if made is None else made for (_, was), made in zip(before, anew, strict=True)]

    def _inbox(self, among: Mapping[str, Sequence[Any]], target: int) -> None:
        """What waits for a reader waits under the next key."""
        for page in pages_of(self._session, InboxItem, ("sealed",), among, 1000, ("uuid", "portfolio")):
            rows = []
            for key, uuid, portfolio, sealed in page:
                try:
                    said = self._before.from_inbox(portfolio, uuid, sealed)
                except (CrmError, ValueError):
                    self.broken += 1
                else:
                    rows.append((self._after.to_inbox(target, uuid, said), key))
            update_rows(self._session, InboxItem, ("sealed",), rows)


def rows_sealed(session: Session, portfolios: Collection[int]) -> int:
    """About how many rows `renew` will go through: of contacts, clients and dealings."""
    everything = set(session.scalars(select(Portfolio.id))) <= {*portfolios}
    models = (ContactPoint, Client, TimelineEntry)  # each client has one row of what is private
    counts = ((model, select(func.count()).select_from(model)) for model in models)
    wanted = (query if everything else query.where(model.portfolio.in_(list(portfolios))) for model, query in counts)
    return sum(session.scalars(query).one() for query in wanted)


def _owned() -> Iterator[Any]:
    """Every table whose rows name a portfolio; clients last, for narrowing goes by them."""
    models = [mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, ClientOwned)]
    yield from sorted(models, key=lambda model: model is Client)
