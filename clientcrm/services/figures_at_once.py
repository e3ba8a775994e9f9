"""The kept figures of a client who just bought something or brought it back, by the rules of the last reckoning."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, delete, select
from sqlalchemy.orm import Session, aliased

from clientcrm.data.bulk import in_parts, insert_rows, update_rows
from clientcrm.data.models import ClassChange, Client, ClientFigures, FiguresRun, Purchase, PurchaseLine
from clientcrm.data.standing import standing
from clientcrm.domain.changes import Topic
from clientcrm.domain.needs import own_need
from clientcrm.domain.one_client import (
    History,
    chance_of,
    history_of,
    money_of,
    months_of,
    rhythm_of,
    visits_of,
)
from clientcrm.domain.sales import Receipt, ReceiptStatus
from clientcrm.domain.scores import (
    TOP,
    RfmLimits,
    abc_of,
    falling_score,
    levels_for,
    limits_of,
    rising_score,
    segment_of,
    xyz_of,
)
from clientcrm.domain.standing import Bought, Standing
from clientcrm.services.gate import Gate
from clientcrm.services.kept_figures import CHANGE, CLASSES, WRITTEN, class_changes
from clientcrm.services.standing_at_once import by_sheet

# One takes some 15 ms on 100,000 clients; more are a load of sales, which asks for a reckoning of all.
_AT_ONCE = 20
_APART: Any = {"synchronize_session": False}
_SCORES = ("recency_score", "frequency_score", "money_score", "segment")
_BY_PAST_CHECKS = "expected_money"
_NEED = ("next_product", "next_due", "next_because")
_KEPT = tuple(dict.fromkeys((*CLASSES, *_SCORES, _BY_PAST_CHECKS, *_NEED)))

# Made once: putting ten questions together for each sale takes as long as their answers.
_CLIENT: BindParameter[int] = bindparam("client")
_LATEST = (
    select(FiguresRun.id, FiguresRun.journal_seq, FiguresRun.found_json, FiguresRun.options_json)
    .order_by(FiguresRun.id.desc())
    .limit(1)
)
_PLACE = select(Client.portfolio, Client.trashed | Client.house).where(Client.id == _CLIENT)
_FIGURES = select(*(getattr(ClientFigures, name) for name in _KEPT)).where(ClientFigures.client_id == _CLIENT)
_GONE = delete(ClientFigures).where(ClientFigures.client_id == _CLIENT)
_OWN = select(Purchase.id, Purchase.day, Purchase.total, Purchase.return_of).where(
    Purchase.client_id == _CLIENT, Purchase.status == ReceiptStatus.DONE.value
)
_GOODS = (
    select(PurchaseLine.product_id, Purchase.day)
    .join(Purchase)
    .where(
        Purchase.client_id == _CLIENT,
        Purchase.status == ReceiptStatus.DONE.value,
        Purchase.total > 0,
        PurchaseLine.total > 0,
    )
)
_SALE = aliased(Purchase)
_OTHERS = (
    select(Purchase.id, Purchase.day, Purchase.total, Purchase.return_of)
    .join(_SALE, Purchase.return_of == _SALE.id)
    .where(
        _SALE.client_id == _CLIENT,
        Purchase.client_id.is_distinct_from(_CLIENT),
        Purchase.status == ReceiptStatus.DONE.value,
    )
)


@dataclass(frozen=True, slots=True)
class _Rules:
    """What the last reckoning (its id, and the last entry of the journal before it) went by and found."""

    run: tuple[int, int]
    lost_after: int
    typical: int
    horizon: int
    model: tuple[float, ...]
    checks: tuple[float, ...]
    window: int | None
    limits: RfmLimits | None


def follow_sales(session: Session, gate: Gate, client_ids: Iterable[int], *, alone: bool = False) -> None:
    """Bring the kept figures of these few clients to what a reckoning of everybody by the last one's rules would find.

    As of today, in the caller's transaction, after `refresh_figures`; nothing happens before the first reckoning. Until
    the next one: the others keep theirs, though a sale may move them by one place; an import, or many clients at once
    (a batch taken back), leaves everything as it is; scores by the last so many days alone keep what they were but for
    recency; a next product that follows from what others buy stays until it is bought; sales dated tomorrow count among
    those of the others. alone: this write moves nobody else, so that not everybody need be counted through.
    """
    wanted = sorted(set(client_ids))
    rules = _rules(session) if wanted and len(wanted) <= _AT_ONCE else None
    if rules is None:
        return
    session.flush()
    for client_id in wanted:
        _follow(session, gate, rules, client_id, wanted if alone else ())
    gate.touch(session, Topic.FIGURES)


def statuses_today(session: Session, gate: Gate, client_ids: Iterable[int]) -> dict[int, str]:
    """The status of each as the rules of the last reckoning and the sales of now have it, whatever is kept of them.

    Of nobody before the first reckoning, nor of who never bought or is a house client.
    """
    found: dict[int, str] = {}
    rules = _rules(session)
    session.flush()
    for client_id in client_ids if rules else ():
        place = _rows(session, _PLACE, client_id)
        history = _history(session, client_id, gate.today()) if place and not place[0][1] else None
        if rules and history and history.n:
            found[client_id] = rhythm_of(history, gate.today(), rules.lost_after, rules.typical).status
    return found


def follow_marks(session: Session, gate: Gate, client_ids: Sequence[int]) -> None:
    """Who was just marked as a house client has no figures any more; who no longer is one gets them.

    Those of the others stay until the next reckoning, which `reckonings.is_behind` then asks for.
    """
    for part in in_parts(client_ids):
        houses = list(session.scalars(select(Client.id).where(Client.id.in_(part), Client.house)))
        session.execute(delete(ClientFigures).where(ClientFigures.client_id.in_(houses)).execution_options(**_APART))
        follow_sales(session, gate, set(part).difference(houses))
    if client_ids:
        gate.touch(session, Topic.FIGURES)


def _rules(session: Session) -> _Rules | None:
    row = session.connection().execute(_LATEST).first()
    if row is None:
        return None
    found, options = json.loads(row.found_json), json.loads(row.options_json)
    return _Rules(
        run=(row.id, row.journal_seq),
        lost_after=found["lost_after"],
        typical=found["typical"],
        horizon=found["horizon"],
        model=tuple(found["model"]),
        checks=tuple(found.get("checks", ())),
        window=options.get("window"),
        limits=limits_of(options.get("limits")),
    )


def _follow(session: Session, gate: Gate, rules: _Rules, client_id: int, moving: Sequence[int]) -> None:
    place = _rows(session, _PLACE, client_id)
    today = gate.today()
    history = _history(session, client_id, today) if place and not place[0][1] else History((), 0)
    if not history.n:
        session.connection().execute(_GONE, {"client": client_id})
        return
    kept = _kept(session, client_id)
    values: dict[str, Any] = {"client_id": client_id, "portfolio": place[0][0], "as_of": today.isoformat()}
    values |= _by_history(history, today, rules)
    stands = _standing(session, gate, rules, client_id, history, moving, kept)
    values |= _need(session, client_id, history, today.toordinal(), kept)
    values |= _by_standing(stands, history, today, rules, kept)
    if _BY_PAST_CHECKS not in values:
        values[_BY_PAST_CHECKS] = kept.get(_BY_PAST_CHECKS)
    if kept:
        names = tuple(name for name in WRITTEN if name != "client_id")
        update_rows(session, ClientFigures, names, [(*(values[name] for name in names), client_id)])
    else:
        insert_rows(session, ClientFigures, WRITTEN, [tuple(values[name] for name in WRITTEN)])
    before = [kept[name] for name in CLASSES] if kept else None
    changes = class_changes(client_id, values["portfolio"], today, before, [values[name] for name in CLASSES])
    insert_rows(session, ClassChange, CHANGE, changes)


def _standing(
    session: Session,
    gate: Gate,
    rules: _Rules,
    client_id: int,
    history: History,
    moving: Sequence[int],
    kept: dict[str, Any],
) -> Standing:
    """Where the client stands among all; nobody else is moved by this write but whom it says, if it says anybody."""
    if moving:
        asked = Bought(history.last.toordinal(), history.n, history.net)
        found = by_sheet(session, gate, rules.run, client_id, asked, moving)
        if found is not None:
            return found
    frequent, fresh = ((kept.get(name) or 0) > TOP // 2 + 1 for name in ("frequency_score", "recency_score"))
    return standing(session, client_id, history.last, history.n, history.net, frequent=frequent, stale=not fresh)


def _by_history(history: History, today: date, rules: _Rules) -> dict[str, Any]:
    """What follows from the own purchase days alone."""
    rhythm = rhythm_of(history, today, rules.lost_after, rules.typical)
    visits = visits_of(history, today, rules.model)
    found = {
        "status": rhythm.status,
        "regular": rhythm.regular,
        "returned": rhythm.returned,
        "interval": rhythm.interval,
        "next_from": rhythm.due.isoformat(),
        "next_to": rhythm.late.isoformat(),
        "xyz": xyz_of(history.n, *months_of(history, today)),
        "visit_chance": chance_of(history, today, rules.model, rules.horizon),
        "expected_visits": visits,
    }
    if rules.checks:  # reckonings of before kept none
        found[_BY_PAST_CHECKS] = money_of(history, visits, rules.checks)
    return found


def _need(session: Session, client_id: int, history: History, today: int, kept: dict[str, Any]) -> dict[str, Any]:
    """What comes due by the own rhythm of a product; else what the last reckoning knew, until it is bought."""
    goods: dict[int, list[int]] = {}
    bought = {day for day, _ in history.days}
    for product, day in _rows(session, _GOODS, client_id):
        if day in bought:
            goods.setdefault(product, []).append(day.toordinal())
    own = own_need(goods, today)
    if own is not None:
        return dict(zip(_NEED, (own[0], date.fromordinal(own[1]).isoformat(), None), strict=True))
    known, due, because = (kept.get(name) for name in _NEED)
    if known is None or due is None or history.last.toordinal() in goods.get(known, ()):
        return dict.fromkeys(_NEED)
    return {"next_product": known, "next_due": due.isoformat(), "next_because": because}


def _by_standing(
    stands: Standing, history: History, today: date, rules: _Rules, kept: dict[str, Any]
) -> dict[str, Any]:
    """What follows from where the client stands among all; the scores alone where the owner set no limits to them."""
    count = stands.others + 1
    found: dict[str, Any] = {"abc": abc_of(history.net, stands.above, stands.whole + max(history.net, 0))}
    levels = levels_for(count)
    f: int | None
    m: int | None
    if rules.limits is not None:
        r, f, m = rules.limits.scores((today - history.last).days, history.n, history.net)
    elif levels:
        r = falling_score(stands.later, count, levels)
        f, m = rising_score(stands.rarer, count, levels), rising_score(stands.poorer, count, levels)
    else:
        return found | dict.fromkeys(_SCORES) | {"segment": ""}
    if rules.window is not None:
        f, m = kept.get("frequency_score"), kept.get("money_score")
    return found | {
        "recency_score": r,
        "frequency_score": f,
        "money_score": m,
        "segment": segment_of(r, f) if f else "",
    }


def _history(session: Session, client_id: int, as_of: date) -> History:
    own, others = ([Receipt(*row) for row in _rows(session, asked, client_id)] for asked in (_OWN, _OTHERS))
    return history_of(own, others, as_of)


def _kept(session: Session, client_id: int) -> dict[str, Any]:
    """The figures as they stand; empty where there are none."""
    return next((dict(zip(_KEPT, row, strict=True)) for row in _rows(session, _FIGURES, client_id)), {})


def _rows(session: Session, asked: Select[*tuple[Any, ...]], client_id: int) -> list[tuple[Any, ...]]:
    """Past the narrowing: whoever writes a sale down may see less of the client than the figures go by."""
    return [tuple(row) for row in session.connection().execute(asked, {"client": client_id})]
