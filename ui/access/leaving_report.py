"""What a leaving left to know: what was done in 90 days, money before and after, whom to call with which words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from clientcrm.domain.activity import Activity, Doing
from clientcrm.domain.leaving import AtRisk, LeavingReport, Revenue, Say
from ui import theme, words
from ui.context import Context
from ui.i18n import tr
from ui.recovery_code import NewCode
from ui.widgets.card import Card, FactRow, KeyFigure, KeyFigureStrip
from ui.widgets.columns import Cell, Column, Kind
from ui.widgets.labels import Label
from ui.widgets.layout import column, holder, row
from ui.widgets.message import MessageBar
from ui.widgets.paged_model import PagedModel
from ui.widgets.table import Table
from ui.words import list_words

_ROWS, _ROW = 8, 40


class ReportView(QWidget):
    """The last page of the wizard, and what can be looked at again later."""

    def __init__(self, context: Context, report: LeavingReport, *, later: bool = False) -> None:
        """`later`: it is looked at again; whether a copy was made then is not kept."""
        super().__init__()
        self._context, self._report, self._later = context, report, later
        parts: list[QWidget] = [KeyFigureStrip(self._figures())]
        if report.recovery_code:
            text = tr("The person was an owner and may know the recovery code: here is the new one.")
            parts += [Label(text, "body", "bad", wrap=True)]
            self.code = NewCode(report.recovery_code, context.shop.shop, context.desk.folder)
            parts += [self.code]
        if report.backup is None and not later:
            parts.append(
                MessageBar("warn", tr("No copy of the base could be made. Make one in the settings."), closable=False)
            )
        parts.append(holder(row((self._activity(report.activity), 1), (self._money(report.revenue), 1), gap=16)))
        self.risks = RiskCard(context, report.at_risk)
        parts.append(self.risks)
        self.setLayout(column(*parts, gap=16))

    def _figures(self) -> list[KeyFigure]:
        report = self._report
        kept = report.backup.name if report.backup is not None else ""
        copy = KeyFigure(tr("Copy of the base"), tr("made") if kept else tr("not made"), kept)
        left = KeyFigure(tr("Left on"), words.day(words.local(report.left_at).date()))
        return [
            KeyFigure(tr("Clients handed over"), words.number(report.clients), _moved(report.moved)),
            KeyFigure(tr("Planned contacts handed over"), words.number(report.planned)),
            KeyFigure(tr("New keys"), words.number(len(report.portfolios) + 1), _renewed(report.portfolios)),
            left if self._later else copy,
        ]

    @staticmethod
    def _activity(found: Activity) -> Card:
        card = Card(tr("What was looked at and taken in %n days", "", found.days), gap=4)
        for doing, title, icon in activity_lines():
            card.add(FactRow(icon, title, words.number(found.count(doing))))
        for day in found.unusual[:5]:
            usual = tr("{day}: {count} {what}, usually {usual}").format(
                day=words.full_day(day.day),
                count=words.number(day.count),
                what=doing_word(day.doing),
                usual=words.number(day.usual),
            )
            card.add(Label(usual, "small", "bad", wrap=True))
        card.add(None)
        return card

    def _money(self, revenue: Sequence[Revenue]) -> Card:
        card = Card(tr("Whose clients bring how much in twelve months"), gap=4)
        currency = self._context.shop.currency
        for line in revenue:
            before, after = words.money(line.before, currency, 0), words.money(line.after, currency, 0)
            card.add(FactRow("user", line.name, f"{before}  →  {after}"))
        card.add(None)
        return card


class RiskCard(Card):
    """Clients at risk by money, and what to say to the one that is current."""

    going = Signal()  # to a client's card: a dialog around this closes

    def __init__(self, context: Context, risks: Sequence[AtRisk]) -> None:
        super().__init__(tr("Whom to call first"))
        self._context = context
        self._risks = {risk.client_id: risk for risk in risks}
        if not risks:
            self.add(
                Label(
                    tr("There is nobody to call: no client who was handed over has bought anything in twelve months."),
                    "body",
                    "text2",
                )
            )
            return
        text = tr("They brought the most. The program watches them for six months and says who falls silent.")
        self.add(Label(text, "small", "text2", wrap=True))
        self.model = PagedModel[AtRisk](
            risk_columns(),
            lambda ids: [self._risks[one] for one in ids],
            context.background,
            self,
            key=lambda risk: risk.client_id,
            currency=context.shop.currency,
        )
        self.table = Table(tr("Clients to call"), checks=False)
        self.table.set_model(self.model)
        self.table.setFixedHeight(theme.px(36 + _ROW * min(len(risks) + 1, _ROWS)))
        self.table.opened.connect(self._go)
        self.script = Label("", "body", wrap=True)
        self.table.current_changed.connect(self._say)
        self.add(self.table, self.script)
        self.model.show_ids(list(self._risks))
        self.table.set_current_id(next(iter(self._risks)))

    def _go(self, client_id: int) -> None:
        context = self._context
        self.going.emit()
        context.open("clients", client=client_id)

    def _say(self, client_id: int) -> None:
        risk = self._risks.get(client_id)
        if risk is not None:
            self.script.setText(script(risk))


def _renewed(portfolios: Sequence[str]) -> str:
    return list_words([tr("the base", "which key is new"), *portfolios])


def _moved(count: int) -> str:
    return tr("%n in another portfolio now", "", count) if count else ""


def activity_lines() -> list[tuple[Doing, str, str]]:
    """What is told of the 90 days, in order."""
    return [
        (Doing.CARDS, tr("Cards opened"), "id-card"),
        (Doing.SHOWN, tr("Contacts shown"), "eye"),
        (Doing.COPIED, tr("Contacts copied"), "copy"),
        (Doing.EXPORTED, tr("Clients exported"), "download"),
        (Doing.PRINTED, tr("Clients printed"), "printer"),
        (Doing.COPIES, tr("Copies of the base made"), "hard-drive"),
        (Doing.REFUSED, tr("Refusals"), "shield-alert"),
    ]


def doing_word(doing: Doing) -> str:
    """A doing within a sentence."""
    return {
        Doing.CARDS: tr("cards opened", "within a sentence"),
        Doing.SHOWN: tr("contacts shown", "within a sentence"),
        Doing.SEARCHES: tr("searches", "within a sentence"),
    }.get(doing, doing.value)


def risk_columns() -> list[Column[AtRisk]]:
    """Who, whose now, how much, how long silent."""
    return [
        Column("name", tr("Client"), Kind.STRONG, lambda r: r.name, 220, priority=0, stretch=1, sortable=False),
        Column("whose", tr("Now with"), Kind.TEXT, lambda r: r.responsible, 160, priority=2, sortable=False),
        Column("money", tr("In twelve months"), Kind.MONEY, lambda r: r.total_year, 140, priority=1, sortable=False),
        Column("last", tr("Last purchase"), Kind.DATE, lambda r: r.last_purchase, 160, priority=3, sortable=False),
        Column("silent", tr("Silent"), Kind.TEXT, _silent, 130, priority=4, sortable=False),
    ]


def _silent(risk: AtRisk) -> object:
    if risk.silent_days is None:
        return None
    return Cell(words.days(risk.silent_days), tone="bad" if risk.fell_silent else "")


def script(risk: AtRisk) -> str:
    """What to say to this client, sentence after sentence."""
    return " ".join(sentence for sentence in (_sentence(word, risk) for word in risk.said) if sentence)


def _sentence(word: Say, risk: AtRisk) -> str:
    if word is Say.INTRODUCE:
        return tr("“Good day, this is {who}. From now on I look after your orders.”").format(who=risk.responsible)
    if word is Say.PLANNED and risk.next_contact is not None:
        return tr("“We had agreed to talk on {day}.”").format(day=words.day(risk.next_contact))
    if word is Say.LAST_PURCHASE and risk.last_purchase is not None:
        return _about_purchase(risk)
    if word is Say.OVERDUE:
        return tr("“You have not been here for a while: is everything all right?”")
    if word is Say.DISCOUNT:
        return tr("“Your discount stays: {share}.”").format(share=words.percent(risk.discount / 10_000))
    if word is Say.NEXT_STEP:
        return tr("“When may I call you next?” Write down the answer in the card.")
    return ""


def _about_purchase(risk: AtRisk) -> str:
    assert risk.last_purchase is not None
    day = words.day(risk.last_purchase)
    if risk.products:
        return tr("“How did you like it: {what}, {day}?”").format(what=", ".join(risk.products[:2]), day=day)
    return tr("“You were with us on {day}: was everything fine?”").format(day=day)
