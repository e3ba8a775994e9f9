"""After the lock nothing in the program still holds what was on the screen: names, phones, notes, talk, searches."""

from __future__ import annotations

import gc
import secrets
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from clientcrm.crm import Crm
from clientcrm.domain.clients import ClientDraft
from clientcrm.domain.contacts import ContactDraft, ContactKind
from tests.ui.clients.screens import CardScreen, EditorScreen, ListScreen, Shop
from tests.ui.conftest import OWNER, PASSWORD
from ui.app import Program
from ui.clients.purchase_dialog import PurchaseDialog
from ui.main_window import MainWindow

LONGEST = 100_000


class Planted:
    """A client whose secrets stand nowhere else; kept backwards, so that this object is not found itself."""

    def __init__(self) -> None:
        tail = f"{secrets.randbelow(10**7):07d}"
        self._backwards = [(f"7905{tail}")[::-1]] + [
            f"{word}-{secrets.token_hex(5)}"[::-1] for word in ("Ряженкина", "заметка", "разговор", "метка")
        ]

    def said(self, number: int) -> str:
        """Phone (digits), name, note, talk, tag."""
        return self._backwards[number][::-1]

    def stands_in(self, text: str) -> bool:
        """Whether a text holds one of them, however a phone is written."""
        digits = "".join(c for c in text if c.isdigit())[::-1]
        folded = text[::-1].casefold()
        return self._backwards[0][:10] in digits or any(word.casefold() in folded for word in self._backwards[1:])


def texts_of(thing: object, depth: int = 0) -> Iterator[str]:
    """Texts that an object holds itself, also in plain containers that the collector does not look into."""
    for held in gc.get_referents(thing):
        if isinstance(held, str):
            if len(held) < LONGEST:
                yield held
        elif isinstance(held, bytes | bytearray):
            yield bytes(held[:LONGEST]).decode("utf-8", "ignore")
        elif isinstance(held, tuple | dict | list | set | frozenset) and not gc.is_tracked(held) and depth < 5:
            yield from texts_of(held, depth + 1)


def holders(planted: Planted) -> list[str]:
    """What still holds a planted text: kinds of Python objects, and widgets."""
    found = [
        f"{type(thing).__module__}.{type(thing).__qualname__}"
        for thing in gc.get_objects()
        if thing is not planted and any(map(planted.stands_in, texts_of(thing)))
    ]
    for widget in QApplication.allWidgets():
        said = [widget.accessibleName(), widget.toolTip(), widget.windowTitle(), _text_of(widget)]
        if any(map(planted.stands_in, said)):
            found.append(f"widget {type(widget).__name__}")
    if planted.stands_in(QGuiApplication.clipboard().text()):
        found.append("clipboard")
    return found


def _text_of(widget: QWidget) -> str:
    for name in ("text", "toPlainText", "title"):
        said = getattr(widget, name, None)
        if callable(said):
            try:
                return str(said())
            except TypeError:
                continue
    return ""


@pytest.fixture
def planted(crm: Crm, base: Path) -> Planted:
    """A client in the base, told by nobody else."""
    made = Planted()
    desk = crm.sign_in(base, OWNER, PASSWORD)
    phone = f"+{made.said(0)}"
    draft = ClientDraft(
        name=made.said(1),
        last_name=made.said(1),
        note=made.said(2),
        tags=(made.said(4),),
        tier_id=desk.tiers.all()[0].id,
        contacts=(ContactDraft(ContactKind.PHONE, phone, phone, primary=True),),
    )
    desk.clients.create(draft)
    desk.close()
    return made


def look_at_everything(shop: Shop, planted: Planted) -> None:
    """What a person does in an hour: list, search, card, showing, copying, talk, form, undo, palette, a dialog."""
    listed, card, form = ListScreen(shop), CardScreen(shop), EditorScreen(shop)
    shop.context.open("clients")
    shop.settle()
    listed.search(planted.said(0)[-7:])
    assert planted.said(1) in listed.names()
    listed.go_to(planted.said(1))
    shop.press("Ctrl+R", listed.list.table)
    card.open(planted.said(1))
    shop.press("Ctrl+R")
    assert planted.stands_in(card.contacts()[0])
    contacts = shop.page.card.side.contacts
    assert contacts is not None
    next(iter(contacts.secrets.values())).copy_asked.emit()
    shop.settle()
    card.record(planted.said(3))
    form.open(planted.said(1))
    shop.write("Город", "Тула")
    form.save()
    shop.undo()
    shop.redo()
    shop.context.open("clients", search=planted.said(0))  # from the palette: a step of history
    shop.settle()
    shop.press("Ctrl+K")
    shop.type(planted.said(1)[:12])


def leave_unsaved(shop: Shop, planted: Planted) -> None:
    """Somebody is called away from a form."""
    form = EditorScreen(shop)
    shop.context.open("clients", new=True, name=planted.said(1))
    shop.settle()
    form.contact(0, f"+{planted.said(0)}")
    shop.write("Адрес", planted.said(3))
    shop.write("Новая метка", planted.said(4))
    fields = shop.page.editor.fields
    assert fields is not None
    fields.note.set_text(planted.said(2))


def leave_card(shop: Shop, planted: Planted) -> None:
    """Somebody is called away from a card."""
    CardScreen(shop).open(planted.said(1))
    shop.page.card.timeline.composer.set_text(planted.said(3))
    shop.press("Ctrl+B")
    [dialog] = [one for one in shop.window.window().findChildren(PurchaseDialog) if one.isVisible()]
    dialog.lines.rows[0].product.set_text(planted.said(4))
    dialog.comment.set_text(f"{planted.said(2)} +{planted.said(0)}")


def window_of(program: Program) -> MainWindow:
    shown = program.frame.stage
    assert isinstance(shown, MainWindow)
    return shown


@pytest.mark.alone
@pytest.mark.proves("F22")
@pytest.mark.attack("T27")
@pytest.mark.parametrize("did", [look_at_everything, leave_unsaved, leave_card], ids=["looked", "form", "card"])
def test_nothing_that_was_seen_or_typed_is_held_after_the_lock(
    did: Callable[[Shop, Planted], None],
    planted: Planted,
    program: Program,
    base: Path,
    quiet: Callable[[], None],
    qtbot: QtBot,
    crm: Crm,
) -> None:
    gc.unfreeze()  # what the program never looks at again is looked at here: half a million objects
    program.session.doorstep.open_folder(base)
    quiet()
    program.session.doorstep.enter_with(crm.entrance(base).people[0].uid, PASSWORD)
    quiet()
    ids = {planted.said(1): 1}
    # Not through the fixture of the window: pytest would hold it to the end of the test.
    did(Shop(window_of(program), qtbot, quiet, ids), planted)
    assert len(holders(planted)) > 10, "the search finds what is on the screen"
    ids.clear()
    program.session.lock()
    quiet()
    # The program collects what only cycles hold in turns of its own; how soon they come is the machine's affair.
    deadline = time.monotonic() + 20
    while (left := holders(planted)) and time.monotonic() < deadline:
        qtbot.wait(50)
    assert left == []
