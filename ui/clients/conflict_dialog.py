"""Somebody changed the client meanwhile: which value stays, field by field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtWidgets import QGridLayout, QWidget

from clientcrm.domain.clients import ClientDraft, ClientKind, Sex
from clientcrm.domain.contacts import ContactDraft
from clientcrm.domain.values.dates import PartialDate
from ui import theme, words
from ui.client_words import birthday_words, consent_word, field_word, kind_word, sex_word, share_words
from ui.clients.dialog_buttons import cancel_button
from ui.clients.vocabulary import Vocabulary
from ui.clients.wording import contact_word
from ui.i18n import tr
from ui.widgets.button import Button
from ui.widgets.choice import Segmented
from ui.widgets.dialog import Dialog
from ui.widgets.labels import Label
from ui.widgets.layout import holder
from ui.widgets.option import Option

Pairs = Mapping[str, tuple[object, object]]
_WIDTH = 720
_MINE, _THEIRS = "mine", "theirs"
# The name of the employee follows the person chosen, the full name follows its parts.
_FOLLOWS = {"manager": "responsible"}


class ConflictDialog(Dialog):
    """Mine beside theirs; nothing is lost unseen."""

    def __init__(
        self,
        parent: QWidget,
        pairs: Pairs,
        known: Vocabulary,
        *,
        untouched: frozenset[str] = frozenset(),
        on_chosen: Callable[[frozenset[str]], None],
        on_dropped: Callable[[], None],
    ) -> None:
        super().__init__(parent, tr("Somebody changed this client meanwhile"), icon="users", tone="warn", width=_WIDTH)
        self._on_chosen, self._on_dropped = on_chosen, on_dropped
        self._pairs, self._untouched = pairs, untouched
        self.choices: dict[str, Segmented] = {}
        self.add(
            Label(
                tr("Choose for each field which value stays. The rest is saved as it is."), "small", "text2", wrap=True
            )
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(12))
        for number, title in enumerate(
            (tr("Field"), tr("Mine", "a value of a field"), tr("Theirs", "a value of a field"), tr("What stays"))
        ):
            grid.addWidget(Label(title, "capm"), 0, number)
        for number, (name, pair) in enumerate(self.shown_pairs().items(), 1):
            self._line(grid, number, name, pair, known)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        self.add(holder(grid))
        self._make_buttons()

    def shown_pairs(self) -> Pairs:
        """The fields that a person chooses about."""
        return {
            name: pair
            for name, pair in self._pairs.items()
            if name not in _FOLLOWS or _FOLLOWS[name] not in self._pairs
        }

    def _line(self, grid: QGridLayout, number: int, name: str, pair: tuple[object, object], known: Vocabulary) -> None:
        choice = Segmented(
            [Option(_MINE, tr("Mine", "a value of a field")), Option(_THEIRS, tr("Theirs", "a value of a field"))],
            # What I left alone was changed by them alone: Enter must not take it back.
            current=_THEIRS if name in self._untouched else _MINE,
            name=tr("What stays: {field}").format(field=field_word(name)),
        )
        self.choices[name] = choice
        grid.addWidget(Label(field_word(name), "smallm"), number, 0)
        for column_number, value in enumerate(pair, 1):
            grid.addWidget(Label(value_words(name, value, known), "small", "text", wrap=True), number, column_number)
        grid.addWidget(choice, number, 3)

    def _make_buttons(self) -> None:
        back = cancel_button(self, tr("Back to the form"), "ghost")
        drop = Button(tr("Drop my changes"))
        drop.clicked.connect(self._drop)
        self.save = Button(tr("Save"), kind="primary")
        self.save.clicked.connect(self._save)
        self.set_actions(back, drop, self.save)
        self.set_default(self.save)

    def _drop(self) -> None:
        self.close_dialog("dropped")
        self._on_dropped()

    def _save(self) -> None:
        theirs = {name for name, choice in self.choices.items() if choice.current() == _THEIRS}
        theirs |= {name for name, leader in _FOLLOWS.items() if leader in theirs and name in self._pairs}
        self.close_dialog("saved")
        self._on_chosen(frozenset(theirs))


def merged(mine: ClientDraft, fresh: ClientDraft, theirs: frozenset[str]) -> ClientDraft:
    """My draft with the fields of the fresh one where theirs was chosen."""
    return replace(mine, **{name: getattr(fresh, name) for name in theirs})


def value_words(name: str, value: object, known: Vocabulary) -> str:  # noqa: PLR0911 - one line per kind of value
    """A value of a draft in words; a dash for nothing."""
    if name == "contacts" and isinstance(value, tuple):
        return _contacts_words(value) or words.DASH
    if name == "own" and isinstance(value, dict):
        return "; ".join(f"{known.own_title(key)}: {text}" for key, text in value.items()) or words.DASH
    if name == "consent":
        return consent_word(value if isinstance(value, bool) else None)
    if value is True:
        return tr("marked", "a check box of a client card")
    if value in (None, "", (), 0):
        return words.DASH
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value)
    if isinstance(value, PartialDate):
        return birthday_words(value) or words.DASH
    if isinstance(value, ClientKind):
        return kind_word(value)
    if isinstance(value, Sex):
        return sex_word(value)
    return _simple_words(name, value, known)


def _simple_words(name: str, value: object, known: Vocabulary) -> str:
    if isinstance(value, int):
        if name == "tier_id":
            return known.tier_title(value)
        if name == "discount":
            return share_words(value)
        if name == "bonus":
            return words.money(value, known.currency)
        if name == "portfolio":
            return known.portfolios.get(value, str(value))
    if name == "responsible":
        return known.person(str(value))
    return str(value)


def _contacts_words(contacts: tuple[ContactDraft, ...]) -> str:
    """Masked as they came: the dialog is no way around the journal."""
    return ", ".join(f"{contact_word(one.kind)} {one.raw}".strip() for one in contacts)
