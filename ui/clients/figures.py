"""The key figures of a card: what the receipts and the file say, and what was reckoned from those of everybody."""

from __future__ import annotations

from datetime import date

from clientcrm.domain.clients import ClientCard, ClientState
from clientcrm.domain.figures import ClientFigures, Reckoning
from clientcrm.domain.rhythm import still_holds
from ui import words
from ui.clients.days import local_day
from ui.clients.filters import state_word
from ui.clients.rhythm import (
    STATUS_ICONS,
    STATUS_KINDS,
    chance_note,
    long_days,
    next_visit,
    status_reason,
    status_word,
    usual_days,
)
from ui.i18n import tr
from ui.widgets.card import KeyFigure
from ui.widgets.tag import Tag


def key_figures(
    card: ClientCard,
    currency: str,
    *,
    sums: bool,
    stored: ClientFigures | None = None,
    made: Reckoning | None = None,
) -> list[KeyFigure]:
    """Five cells for those who may see sums, fewer for the others.

    stored, made: the client's stored figures and the reckoning that they come from.
    """
    if stored is None or not still_holds(stored.as_of, stored.status, card.figures.last):
        if not sums:
            return [_visits(card), _state(card), _created(card)]
        return [_average(card, currency), _rhythm(card), _last(card), _total(card, currency), _state(card)]
    rhythm, last, back = _rhythm(card, stored), _last(card, stored), _back(card, stored, made)
    if not sums:
        return [_visits(card), rhythm, last, back]
    return [_average(card, currency), rhythm, last, back, _total(card, currency)]


def _average(card: ClientCard, currency: str) -> KeyFigure:
    figures, opening = card.figures, card.opening
    if figures.average is not None:
        note = "" if figures.median is None else tr("median {sum}").format(sum=words.money(figures.median, currency, 0))
        return KeyFigure(tr("Average check"), words.money(figures.average, currency, 0), note)
    if opening.total and opening.count:
        average = round(opening.total / opening.count)
        return KeyFigure(tr("Average check"), words.money(average, currency, 0), tr("by the file's data"))
    return KeyFigure(tr("Average check"), words.DASH, tr("no purchases yet"))


def _rhythm(card: ClientCard, stored: ClientFigures | None = None) -> KeyFigure:
    figures = card.figures
    if figures.usual_interval is None:
        note = tr("one visit so far") if figures.purchase_days else tr("no visits yet")
        if card.opening and not figures.purchase_days:
            note = tr("the file names no days")
        return KeyFigure(tr("Comes every"), words.DASH, note)
    note = ""
    if figures.median_gap is not None:
        note = tr("most often after {days}").format(days=words.days(round(figures.median_gap)))
    usual = stored.interval if stored is not None and stored.interval is not None else figures.usual_interval
    return KeyFigure(tr("Comes every"), long_days(usual_days(usual)), note)


def _last(card: ClientCard, stored: ClientFigures | None = None) -> KeyFigure:
    last = card.figures.last or card.opening.last
    if last is None:
        return KeyFigure(tr("Last visit"), words.DASH, tr("not yet", "a client who has not visited so far"))
    note = (
        words.full_day(last) if card.figures.last else tr("{day}, by the file's data").format(day=words.full_day(last))
    )
    ahead = next_visit(stored) if stored is not None else ""
    return KeyFigure(tr("Last visit"), words.ago(last), ahead or note)


def _back(card: ClientCard, stored: ClientFigures, made: Reckoning | None) -> KeyFigure:
    """How likely the next visit is, with the status and its reason."""
    tag = Tag(status_word(stored.status), STATUS_KINDS[stored.status], STATUS_ICONS[stored.status])
    if card.figures.last is not None:
        own = stored.interval if card.figures.usual_interval is not None else None  # else it is the shop's
        reason = status_reason(stored.status, card.figures.last, own, made.lost_after if made else None)
        tag.setToolTip(reason)
        tag.setAccessibleDescription(reason)
    chance = words.DASH if stored.visit_chance is None else words.percent(stored.visit_chance)
    return KeyFigure(tr("Likely to return"), chance, chance_note(stored, made), trail=tag)


def _total(card: ClientCard, currency: str) -> KeyFigure:
    figures, opening = card.figures, card.opening
    told = opening.total or 0
    shown = words.money(figures.net + told, currency, 0)
    if told and not figures.receipts:
        return KeyFigure(tr("Bought for", "the sum of purchases"), shown, tr("by the file's data"))
    if told:
        note = tr("{sum} of it by the file's data").format(sum=words.money(told, currency, 0))
        return KeyFigure(tr("Bought for", "the sum of purchases"), shown, note)
    if not figures.receipts:
        return KeyFigure(tr("Bought for", "the sum of purchases"), words.DASH, tr("no purchases yet"))
    note = tr("%n checks", "purchases of a client", figures.receipts)
    if figures.first is not None:
        note = tr("{checks}, since {day}").format(checks=note, day=_short_day(figures.first))
    return KeyFigure(tr("Bought for", "the sum of purchases"), shown, note)


def _state(card: ClientCard) -> KeyFigure:
    first = card.figures.first or card.opening.first
    notes = {
        ClientState.CLIENT: tr("first purchase {day}").format(day=_short_day(first)) if first else "",
        ClientState.POTENTIAL: tr("interest, no purchase yet"),
        ClientState.MARKET: tr("no interest recorded yet"),
    }
    return KeyFigure(tr("State"), state_word(card.state), notes[card.state])


def _short_day(first: date) -> str:
    """14 янв, or сен 2024: the cell is narrow, and the month tells enough of another year."""
    return words.day_short(first) if first.year == words.today().year else words.month(first)


def _visits(card: ClientCard) -> KeyFigure:
    return KeyFigure(tr("Visits"), words.number(card.figures.purchase_days or card.opening.count or 0))


def _created(card: ClientCard) -> KeyFigure:
    if card.created_at is None:
        return KeyFigure(tr("Card created"), "")
    return KeyFigure(
        tr("Card created"), words.ago(local_day(card.created_at)), words.full_day(local_day(card.created_at))
    )
