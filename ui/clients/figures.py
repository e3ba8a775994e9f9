"""The key figures of a card: what the receipts and the file say, and what was reckoned from those of everybody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from statistics import mean

from clientcrm.domain.clients import ClientCard, ClientState
from clientcrm.domain.figures import ClientFigures, Reckoning
from clientcrm.domain.rhythm import AT_RISK, still_holds
from clientcrm.domain.sales import PurchaseRow, ReceiptKind, ReceiptStatus
from ui import theme, words
from ui.clients.days import local_day
from ui.clients.filters import state_word
from ui.clients.rhythm import (
    FEW_FOR_SHARES,
    STATUS_ICONS,
    STATUS_KINDS,
    chance_word,
    next_visit,
    reckoned_words,
    status_reason,
    usual_days,
)
from ui.figure_words import long_days, status_word
from ui.i18n import tr
from ui.widgets.card import KeyFigure
from ui.widgets.figures import Bar, Sparkline
from ui.widgets.paint import chance_tone
from ui.widgets.tag import Tag

# So many checks make a line, and so many a year two years that may be compared.
_LINE, _POINTS, _ENOUGH = 3, 12, 3
_YEAR = timedelta(days=365)


def key_figures(
    card: ClientCard,
    currency: str,
    *,
    sums: bool,
    stored: ClientFigures | None = None,
    made: Reckoning | None = None,
    purchases: Sequence[PurchaseRow] = (),
) -> list[KeyFigure]:
    """Five cells for those who may see sums, fewer for the others.

    stored, made: the client's stored figures and the reckoning that they come from; purchases: for how checks went.
    """
    if stored is None or not still_holds(stored.as_of, stored.status, card.figures.last):
        if not sums:
            return [_visits(card), _state(card), _created(card)]
        return [_average(card, currency, purchases), _rhythm(card), _last(card), _total(card, currency), _state(card)]
    rhythm, last, back = _rhythm(card, stored), _last(card, stored), _back(card, stored, made)
    if not sums:
        return [_visits(card), rhythm, last, back]
    return [_average(card, currency, purchases), rhythm, last, back, _total(card, currency)]


def _average(card: ClientCard, currency: str, purchases: Sequence[PurchaseRow]) -> KeyFigure:
    figures, opening = card.figures, card.opening
    if figures.average is not None:
        note, tone = _against_last_year(purchases)
        if not note and figures.median is not None:
            note = tr("usually about {sum}", "the check of a client").format(
                sum=words.money(figures.median, currency, 0)
            )
        check = words.money(figures.average, currency, 0)
        return KeyFigure(tr("Average check"), check, note, tone, _line(purchases))
    if opening.total and opening.count:
        average = round(opening.total / opening.count)
        return KeyFigure(tr("Average check"), words.money(average, currency, 0), tr("by the file's data"))
    return KeyFigure(tr("Average check"), words.DASH, tr("no purchases yet"))


def _sales(purchases: Sequence[PurchaseRow]) -> list[PurchaseRow]:
    """Those that are checks, the oldest first."""
    done = [one for one in purchases if one.kind is ReceiptKind.SALE and one.status is ReceiptStatus.DONE]
    return sorted((one for one in done if one.total > 0), key=lambda one: (one.day, one.id))


def _line(purchases: Sequence[PurchaseRow]) -> Sparkline | None:
    """How the last checks went."""
    values = [one.total for one in _sales(purchases)[-_POINTS:]]
    return Sparkline(values, name=tr("How the last checks went")) if len(values) >= _LINE else None


def _against_last_year(purchases: Sequence[PurchaseRow]) -> tuple[str, str]:
    """The average check of this year beside the year before, in words, and its tone; nothing where either is thin."""
    today, sales = words.today(), _sales(purchases)
    now = [one.total for one in sales if today - _YEAR < one.day <= today]
    before = [one.total for one in sales if today - 2 * _YEAR < one.day <= today - _YEAR]
    if len(now) < _ENOUGH or len(before) < _ENOUGH:
        return "", "text3"
    change = round((mean(now) / mean(before) - 1) * 100)
    share = words.percent(abs(change) / 100)
    if change > 0:
        return tr("{share} above the year before", "an average check").format(share=share), "ok"
    if change < 0:
        return tr("{share} below the year before", "an average check").format(share=share), "text3"
    return tr("as the year before", "an average check"), "text3"


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
        if stored.status == AT_RISK and stored.visit_chance is not None:
            reason = f"{reason}. {tr('A reason to call; whether they return, the chance beside it tells.')}"
        tag.setToolTip(reason)
        tag.setAccessibleDescription(reason)
    chance = stored.visit_chance
    if made is None or chance is None:
        return KeyFigure(tr("Likely to return"), words.DASH, trail=tag)
    label = tr("Returns within {days}", "a client").format(days=long_days(made.horizon))
    if made.clients < FEW_FOR_SHARES:
        return KeyFigure(label, chance_word(chance), reckoned_words(made), trail=tag)
    bar = Bar(chance, chance_tone(chance), 5)
    bar.setFixedWidth(theme.px(40))
    return KeyFigure(label, words.percent(chance), reckoned_words(made), trail=tag, beside=bar)


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
