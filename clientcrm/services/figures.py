"""Stored figures: read with a client, reckoned anew on demand; the owner's options for them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from itertools import pairwise
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.data.models import ClassChange as Changed
from clientcrm.data.models import Client, Product, Purchase, PurchaseLine, Setting
from clientcrm.data.models import ClientFigures as Row
from clientcrm.domain.access import Permission
from clientcrm.domain.errors import Invalid
from clientcrm.domain.figures import ClassChange, ClientFigures, FigureOptions, Held, Reckoning, Tried
from clientcrm.domain.needs import FEWEST_DAYS, due_after
from clientcrm.domain.sales import ReceiptStatus
from clientcrm.domain.scores import RfmLimits
from clientcrm.services.gate import Gate
from clientcrm.services.kept_figures import FROM_CURVE
from clientcrm.services.reckonings import OPTIONS, history, is_behind, latest, options_of
from clientcrm.services.segments.membership import catch_up

_LONGEST = 3_660
_DAYS = ("lost_after", "horizon", "window")


def _days_with(session: Session, client_id: int, product: int) -> list[date]:
    """The days on which a client bought a product."""
    asked = select(Purchase.day).distinct().join(PurchaseLine).where(Purchase.client_id == client_id)
    kept = (PurchaseLine.product_id == product, PurchaseLine.total > 0, Purchase.total > 0)
    done = Purchase.status == ReceiptStatus.DONE.value
    return list(session.scalars(asked.where(*kept, done).order_by(Purchase.day)))


def _follows(session: Session, client_id: int, product: int | None) -> tuple[str, date | None]:
    """A product by name, and when the client bought it last; nothing where it was taken back since."""
    days = _days_with(session, client_id, product) if product is not None else []
    found = session.get(Product, product) if days else None
    return (found.name, days[-1]) if found is not None else ("", None)


class Figures:
    """What the sales say of clients. Nothing here loads pandas until something is reckoned."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    def latest(self) -> Reckoning | None:
        """The last reckoning of the whole base, None before the first."""
        with self._gate.read(Permission.VIEW_CLIENTS) as session:
            return latest(session)

    def is_due(self) -> bool:
        """Whether none was made today, or sales were imported or taken back by the batch since."""
        with self._gate.whole_base() as session:
            last = latest(session)
            return last is None or last.as_of != self._gate.today() or is_behind(session)

    def has_sales(self) -> bool:
        """Whether there is anything to reckon: a purchase of a client, or figures of purchases taken back since."""
        with self._gate.whole_base() as session:
            bought = select(Purchase.id).where(Purchase.client_id.is_not(None)).limit(1)
            kept = select(Row.client_id).limit(1)
            return any(session.scalars(asked).first() is not None for asked in (bought, kept))

    def of(self, client_id: int) -> ClientFigures | None:
        """The figures of a client, None before a purchase; what tells of money for whoever may see the sums."""
        with self._gate.read(Permission.VIEW_CLIENTS) as session:
            asked = select(Row, Client.responsible).join(Client).where(Row.client_id == client_id)
            found = session.execute(asked).first()
            if found is None:
                return None
            row, whose = found
            sums = self._gate.user.sees_sums_of(whose)
            product = session.get(Product, row.next_product) if row.next_product is not None else None
            after = row.next_because if product is not None else None
            days = _days_with(session, client_id, product.id) if product is not None and after is None else []
            own = len(days) >= FEWEST_DAYS
            because, since = _follows(session, client_id, after) if sums else ("", None)
            return ClientFigures(
                as_of=row.as_of,
                status=row.status,
                regular=row.regular,
                returned=row.returned,
                recency_score=row.recency_score,
                frequency_score=row.frequency_score,
                money_score=row.money_score if sums else None,
                segment=row.segment,
                abc=row.abc if sums else "",
                xyz=row.xyz,
                interval=row.interval,
                next_from=row.next_from,
                next_to=row.next_to,
                visit_chance=row.visit_chance,
                expected_visits=row.expected_visits,
                expected_money=row.expected_money if sums else None,
                next_product=product.name if product is not None else "",
                next_due=row.next_due,
                next_every=due_after([(b - a).days for a, b in pairwise(days)]) if own else None,
                next_last=days[-1] if own else since,
                next_because=because,
            )

    def changes(self, client_id: int) -> list[ClassChange]:
        """How the classes of a client changed from one reckoning to the next, the newest first."""
        with self._gate.read(Permission.VIEW_CLIENTS) as session:
            asked = select(Changed, Client.responsible).join(Client).where(Changed.client_id == client_id)
            return [
                ClassChange(row.as_of, row.figure, row.before, row.after)
                for row, whose in session.execute(asked.order_by(Changed.id.desc()))
                if row.figure != "abc" or self._gate.user.sees_sums_of(whose)
            ]

    def reckon(
        self, step: Callable[[int, int], None] | None = None, *, anew: bool = False, apart: bool = False
    ) -> Reckoning:
        """Reckon the figures of every client as of today; with `anew` the lost threshold too. For the background.

        `apart`: in a process of its own, where a window would feel it.
        """
        return self._reckon(step, anew=anew, apart=apart)

    def _reckon(
        self,
        step: Callable[[int, int], None] | None,
        *,
        anew: bool = False,
        apart: bool = False,
        held: int | None = None,
    ) -> Reckoning:
        from clientcrm.services.analytics.stored import reckon
        from clientcrm.services.analytics.tier_moves import apply_by_themselves

        made = reckon(self._gate, step, anew=anew, apart=apart, held=held)
        apply_by_themselves(self._gate, apart=apart)
        catch_up(self._gate)
        return made

    def ask(self, name: str, as_of: date | None, options: Mapping[str, str]) -> dict[str, Any]:
        """A figure by its name over the whole base, in plain numbers; for whoever may see every sum.

        As of today where no day is named. NotFound for another name, Invalid with the name of a wrong option.
        """
        from clientcrm.services.analytics.asked import ask

        return ask(self._gate, name, as_of, options)

    def options(self) -> FigureOptions:
        """What the owner decided about them."""
        with self._gate.read(Permission.VIEW_CLIENTS) as session:
            return options_of(session)

    def history(self) -> list[Held]:
        """What reckonings went by since when, the newest first."""
        with self._gate.read(Permission.VIEW_CLIENTS) as session:
            return history(session)

    def tried(
        self,
        options: FigureOptions,
        step: Callable[[int, int], None] | None = None,
        *,
        anew: bool = False,
        apart: bool = False,
    ) -> Tried:
        """Whose status a reckoning by these options would change; nothing is kept. For the background."""
        from clientcrm.services.analytics.stored import what_would_change

        _require_sound(options)
        return what_would_change(self._gate, options, step, anew=anew, apart=apart)

    def decide(self, options: FigureOptions) -> None:
        """Decide anew; it shows from the next reckoning on."""
        _require_sound(options)
        with self._gate.write(Permission.CHANGE_SETTINGS, "settings.changed") as session:
            before, after = _one_by_one(options_of(session)), _one_by_one(options)
            session.merge(Setting(key=OPTIONS, value=json.dumps(asdict(options))))
            self._gate.note(session, changes={n: [before[n], after[n]] for n in after if before[n] != after[n]})

    def put_back(
        self,
        options: FigureOptions,
        made: Reckoning | None,
        step: Callable[[int, int], None] | None = None,
        *,
        apart: bool = False,
    ) -> Reckoning | None:
        """Decide as it was decided when `made` was reckoned, and reckon by that; None where there is nothing to reckon.

        Days that the sales said then hold again: the sales of today could say others. For the background.
        """
        self.decide(options)
        if not self.has_sales():
            return None
        found = made is not None and made.lost_source == FROM_CURVE
        return self._reckon(step, apart=apart, held=made.lost_after if made is not None and found else None)


def _one_by_one(options: FigureOptions) -> dict[str, Any]:
    """As the journal tells them, each kind of limits by its name."""
    days = {name: getattr(options, name) for name in _DAYS}
    return days | {name: getattr(options.limits, name, None) for name in RfmLimits.__slots__}


def _require_sound(options: FigureOptions) -> None:
    """Invalid with the name of each number of days that is none, or too many, and of limits that do not rise."""
    days = {name: getattr(options, name) for name in _DAYS}
    refused = {name: "out_of_range" for name, value in days.items() if value is not None and not 0 < value <= _LONGEST}
    refused |= options.limits.refused() if options.limits is not None else {}
    if refused:
        raise Invalid(refused)
