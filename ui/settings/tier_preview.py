"""Who would change by the rules: the chips before and after, why, how many; and carrying it out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from clientcrm.domain.tier_rules import TierMove, TierPreview
from ui import theme, words
from ui.context import Context
from ui.i18n import tr
from ui.tier_words import reason_words
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.labels import Label
from ui.widgets.layout import Flow, holder, row
from ui.widgets.table import Column, Kind, PagedModel, Table
from ui.widgets.tiers import TierChip, TierLook

_ROW, _ROWS, _WIDTH = 40, 8, 860


class PreviewDialog(Dialog):
    """Nothing is changed before the button is pressed."""

    def __init__(self, parent: QWidget, context: Context, found: TierPreview, *, on_apply: Callable[[], None]) -> None:
        title = tr("%n clients would change their tier", "", found.changed)
        super().__init__(parent, title if found.changed else tr("Nobody would change"), icon="layers", width=_WIDTH)
        self._context, self._on_apply = context, on_apply
        self.table: Table | None = None
        if found.changed:
            self._tell(found)
        else:
            text = tr("Everybody stands where the rules put them. Those kept by hand stay where they are.")
            self.add(Label(text, "body", "text2", wrap=True))
        self.apply = Button(
            tr("Change %n clients", "a button", found.changed) if found.changed else tr("Keep to these rules"),
            "check",
            "primary",
        )
        self.apply.clicked.connect(self._go)
        self.cancel = Button(tr("Cancel"))
        self.cancel.clicked.connect(lambda _checked=False: self.close_dialog(""))
        self.set_actions(self.cancel, self.apply)
        self.set_default(self.apply)

    def _tell(self, found: TierPreview) -> None:
        context = self._context
        text = tr("Clients kept by hand and those who asked to be left alone stay. All of it can be taken back.")
        self.add(Label(text, "small", "text2", wrap=True), holder(self._counts(found)))
        moves = {move.client_id: move for move in found.moves}
        self.model = PagedModel[TierMove](
            move_columns(context),
            lambda ids: [moves[one] for one in ids],
            context.background,
            self,
            key=lambda move: move.client_id,
            currency=context.shop.currency,
        )
        self.table = Table(tr("Who would change"), checks=False)
        self.table.set_model(self.model)
        self.table.setFixedHeight(theme.px(36 + _ROW * min(len(moves) + 1, _ROWS)))
        self.add(self.table)
        self.model.show_ids(list(moves))
        if len(moves) < found.changed:
            shown = tr("The first {count} of {all}").format(
                count=words.number(len(moves)), all=words.number(found.changed)
            )
            self.add(Label(shown, "cap", "text3"))

    def _counts(self, found: TierPreview) -> Flow:
        """Each tier that gains or loses somebody, with how many stand on it now and then."""
        flow = Flow(16)
        for tier_id, (now, then) in found.counts.items():
            look = self._context.look(tier_id)
            moved = any(tier_id in turn for turn in found.turns)
            if look is None or not moved:
                continue
            said = tr("{before} → {after}", "how many clients").format(
                before=words.number(now), after=words.number(then)
            )
            flow.addWidget(holder(row(TierChip(look), Label(said, "smallm"), gap=8)))
        return flow

    def _go(self) -> None:
        self.close_dialog("applied")
        self._on_apply()


def move_columns(context: Context) -> list[Column[TierMove]]:
    """Client, chips, reason."""
    currency = context.shop.currency
    return [
        Column("name", tr("Client"), Kind.STRONG, lambda move: move.name, 170, priority=0, stretch=1, sortable=False),
        _chip("before", tr("From", "a tier"), lambda move: context.look(move.before)),
        _chip("after", tr("To", "a tier"), lambda move: context.look(move.after)),
        Column(
            "why",
            tr("Why"),
            Kind.TEXT,
            lambda move: reason_words(move.reason, move.value, move.bound, currency),
            220,
            priority=0,
            stretch=1,
            sortable=False,
        ),
    ]


def _chip(key: str, title: str, look: Callable[[TierMove], TierLook | None]) -> Column[TierMove]:
    return Column(key, title, Kind.CHIP, look, 152, priority=0, sortable=False)
