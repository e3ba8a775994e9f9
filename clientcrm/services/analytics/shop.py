"""The whole base as one figure is asked of it: read once, what several figures share reckoned once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clientcrm.data.bulk import whole_rows
from clientcrm.data.models import Client, Product, Purchase, PurchaseLine, Tier, TimelineEntry
from clientcrm.domain.access import Permission
from clientcrm.domain.analytics.history import NOBODY, Sales, histories, purchase_days
from clientcrm.domain.analytics.rfm import Rfm, rfm
from clientcrm.domain.analytics.rhythm import FROM_PRESET, ReturnCurve, Statuses, return_curve, statuses
from clientcrm.domain.errors import Invalid
from clientcrm.domain.figures import FigureOptions
from clientcrm.domain.tiers import TierKind
from clientcrm.domain.timeline import SHOWS_INTEREST, EntryKind
from clientcrm.services.analytics.option_words import OptionWords
from clientcrm.services.analytics.plain import Plain, rows
from clientcrm.services.analytics.reading import sales_of
from clientcrm.services.gate import Gate
from clientcrm.services.reckonings import latest, options_of

_OF_PEOPLE = ("code", "source", "city", "sex", "birth_year", "created_at")
# Behind the last of the clients, so that whoever is searched for beyond it is not found: no id, nor NOBODY.
_NO_ID = NOBODY - 1


class Shop:
    """Sales, clients, goods and people up to a day. Ids are told of those clients alone that the asker may see."""

    def __init__(self, gate: Gate, session: Session, as_of: date, words: OptionWords, seen: frozenset[int]) -> None:
        self.session, self.as_of, self.words = session, as_of, words
        self.zone = gate.zone
        self._gate, self._seen = gate, seen
        self._left_out = gate.narrowing.left_out

    def owners_alone(self) -> None:
        """Margins are for owners."""
        self._gate.require(Permission.MANAGE_PEOPLE)

    # ---------------------------------------------------------------- what is read

    @cached_property
    def _read(self) -> tuple[Sales, list[str]]:
        sales, employees = sales_of(self.session)
        planted = sales.receipts["client"].isin(self._left_out)
        if planted.any():
            sales.receipts.loc[planted, "client"] = NOBODY
        return sales, employees

    @property
    def sales(self) -> Sales:
        """Every done receipt with its lines."""
        return self._read[0]

    @property
    def receipts(self) -> pd.DataFrame:
        """The receipts alone."""
        return self._read[0].receipts

    @property
    def employees(self) -> list[str]:
        """Their names by code."""
        return self._read[1]

    @cached_property
    def products(self) -> dict[int, str]:
        """Names of goods and services by id."""
        return dict(pair for part in whole_rows(self.session, select(Product.id, Product.name)) for pair in part)

    @cached_property
    def discounts(self) -> pd.Series[int]:
        """What was taken off by receipt, off the whole of it and off its lines; of those with anything taken off."""
        off_lines = select(PurchaseLine.purchase_id, func.sum(PurchaseLine.discount)).where(PurchaseLine.discount > 0)
        asked = (
            select(Purchase.id, Purchase.discount).where(Purchase.discount > 0),
            off_lines.group_by(PurchaseLine.purchase_id),
        )
        found = [pair for one in asked for part in whole_rows(self.session, one) for pair in part]
        frame = pd.DataFrame([tuple(pair) for pair in found], columns=["receipt", "off"], dtype="int64")
        return frame.groupby("receipt")["off"].sum()

    @cached_property
    def people(self) -> pd.DataFrame:
        """Clients by id but for the trash and house clients, what _OF_PEOPLE names; for owners, real."""
        asked = select(*(getattr(Client, name) for name in ("id", *_OF_PEOPLE)))
        asked = asked.where(~Client.trashed, ~Client.house)
        found = [tuple(row) for part in whole_rows(self.session, asked) for row in part]
        everyone = pd.DataFrame(found, columns=["client", *_OF_PEOPLE]).set_index("client")
        return everyone[~everyone.index.isin(self._left_out)]

    @cached_property
    def dealings(self) -> pd.DataFrame:
        """Calls, messages and visits up to as_of: client, day (an ordinal of the shop's calendar)."""
        kinds = [kind.value for kind in SHOWS_INTEREST]
        asked = select(TimelineEntry.client_id, TimelineEntry.at).where(TimelineEntry.kind.in_(kinds))
        found = [tuple(row) for part in whole_rows(self.session, asked) for row in part]
        frame = pd.DataFrame(found, columns=["client", "at"])
        moments = pd.to_datetime(frame.pop("at"), format="ISO8601", utc=True).dt.tz_convert(self.zone)
        frame["day"] = np.array([day.toordinal() for day in moments.dt.date], dtype="int64")
        return frame[(frame["day"] <= self.as_of.toordinal()) & ~frame["client"].isin(self._left_out)]

    @cached_property
    def left(self) -> pd.DataFrame:
        """By client id, why they left as it was written down last, unless they came again since, and who served them.

        reason ("" where nothing is written down) and employee: the one named, else that of the last receipt, else who
        answers for the client.
        """
        kinds = (EntryKind.LEFT.value, EntryKind.TIER_CHANGED.value)
        asked = select(TimelineEntry.client_id, TimelineEntry.at, TimelineEntry.detail_json)
        asked = asked.where(TimelineEntry.kind.in_(kinds), TimelineEntry.detail_json.contains('"left"'))
        last = self.found["last"].to_dict()
        said: dict[int, tuple[str, str]] = {}
        for part in whole_rows(self.session, asked.order_by(TimelineEntry.at, TimelineEntry.id)):
            for client, at, detail in part:
                moment = datetime.fromisoformat(at) if isinstance(at, str) else at
                day = moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(self.zone).date()
                if day <= self.as_of and last.get(client, 0) <= day.toordinal():
                    told = json.loads(detail)
                    said[client] = (str(told.get("left", "")), str(told.get("employee", "")))
        responsible = select(Client.id, Client.manager).where(~Client.trashed)
        answers = dict(tuple(row) for part in whole_rows(self.session, responsible) for row in part)
        known = self.receipts[self.receipts["day"] <= self.as_of.toordinal()].sort_values(["day", "receipt"])
        served = known.groupby("client")["employee"].last().to_dict()
        rows = [
            (one, reason, employee or self.employee(served.get(one, NOBODY)) or answers.get(one, ""))
            for one in self.people.index.tolist()
            for reason, employee in [said.get(one, ("", ""))]
        ]
        return pd.DataFrame(rows, columns=["client", "reason", "employee"]).set_index("client")

    @cached_property
    def guarded(self) -> frozenset[int]:
        """Who asked to be left alone."""
        asked = select(Client.id).join(Tier).where(Tier.kind == TierKind.GUARD.value)
        return frozenset(row[0] for part in whole_rows(self.session, asked) for row in part)

    @cached_property
    def owners(self) -> FigureOptions:
        """What the owner decided."""
        return options_of(self.session)

    # ---------------------------------------------------------------- what several figures share

    @cached_property
    def days(self) -> pd.DataFrame:
        """Purchase days."""
        return purchase_days(self.receipts, self.as_of)

    @cached_property
    def found(self) -> pd.DataFrame:
        """Histories of the clients."""
        return histories(self.receipts, self.as_of)

    @cached_property
    def curve(self) -> ReturnCurve:
        """The return curve; L is what was asked for, else the owner's, else that of the last reckoning."""
        asked = self.words.whole_or_none("L")
        kept = latest(self.session)
        usual = kept.lost_after if kept is not None and kept.lost_source != FROM_PRESET else None
        limit = asked or self.owners.lost_after or usual
        curve = return_curve(self.receipts, self.as_of, lost_after=limit, days=self.days)
        source = "asked" if asked else "owner" if self.owners.lost_after else "reckoning" if usual else curve.source
        self.words.used |= {"L": curve.lost_after, "L_source": source}
        return curve

    @cached_property
    def statuses(self) -> Statuses:
        """The status of every client."""
        everyone = self.people.index.tolist()
        return statuses(
            self.receipts, self.as_of, curve=self.curve, everyone=everyone, days=self.days, found=self.found
        )

    @cached_property
    def scored(self) -> Rfm:
        """Scores and segments as the owner wants them, which are those of list and card."""
        owners = self.owners
        return rfm(self.receipts, self.as_of, window=owners.window, limits=owners.limits, found=self.found)

    # ---------------------------------------------------------------- how it is told

    def ids(self, clients: Iterable[int] | NDArray[np.int64]) -> list[int]:
        """Those of them that the asker may see."""
        asked = clients if isinstance(clients, np.ndarray) else np.fromiter(clients, dtype=np.int64)
        place = np.searchsorted(self._sorted, asked)
        told: list[int] = asked[np.append(self._sorted, _NO_ID)[place] == asked].tolist()
        return told

    def ids_by(self, clients: pd.Series[int], *of: pd.Series[Any]) -> dict[Any, list[int]]:
        """Those of them that the asker may see, by the cell that each stands in."""
        told = clients[clients.isin(self._sorted)]
        return {cell: part.tolist() for cell, part in told.groupby(list(of) if len(of) > 1 else of[0])}

    def receipt_ids(self, receipts: NDArray[np.int64]) -> list[int]:
        """Receipts of nobody, and of clients that the asker may see."""
        buyers = ((int(one), self._buyers.get(int(one), NOBODY)) for one in receipts)
        return [one for one, client in buyers if client == NOBODY or client in self._seen]

    def clients(self, frame: pd.DataFrame, days: Sequence[str] = (), leave: Sequence[str] = ()) -> list[Plain]:
        """Rows of clients by id (the index, or a column), each with its code; of those that the asker may see."""
        whole = frame if "client" in frame else frame.rename_axis("client").reset_index()
        kept = whole[whole["client"].isin(self._seen)]
        codes = self.people["code"].reindex(kept["client"]).fillna("").to_numpy()
        told = kept.drop(columns="client")
        told.insert(0, "client", kept["client"].to_numpy())
        told.insert(1, "code", codes)
        return rows(told.reset_index(drop=True), days, leave)

    def with_products(self, told: list[Plain], *columns: str) -> list[Plain]:
        """The rows with the names of the goods that these columns number."""
        return [row | {f"{name}_name": self.products.get(row[name], "") for name in columns} for row in told]

    def employee(self, code: Any) -> str:
        """The name of an employee by code, "" for nobody."""
        return self.employees[int(code)] if 0 <= int(code) < len(self.employees) else ""

    def product_ids(self, option: str, names: Sequence[str]) -> list[int]:
        """The goods of these names or numbers; Invalid where one is not known."""
        by_name = {name.casefold(): number for number, name in self.products.items()}
        found = []
        for name in names:
            number = by_name.get(name.casefold(), int(name) if name.isdecimal() and len(name) < 19 else NOBODY)
            if number not in self.products:
                raise Invalid({option: "unknown"})
            found.append(number)
        return found

    @cached_property
    def _sorted(self) -> NDArray[np.int64]:
        return np.sort(np.fromiter(self._seen, dtype=np.int64))

    @cached_property
    def _buyers(self) -> dict[int, int]:
        return dict(zip(self.receipts["receipt"].tolist(), self.receipts["client"].tolist(), strict=True))
