"""How a chosen file is read: the sheet, the password, the encoding and the delimiter, with the first rows shown."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from clientcrm.domain.imports import ImportPlan, SheetChoice
from ui.exchange.choices import Choices
from ui.exchange.codes import words_of
from ui.exchange.wording import headings_text, sheet_note
from ui.i18n import tr
from ui.widgets.button import Button
from ui.widgets.card import Box
from ui.widgets.choice import CheckBox
from ui.widgets.combo import Combo
from ui.widgets.fields import Field
from ui.widgets.labels import Label
from ui.widgets.layout import Flow, clear, column, holder, row
from ui.widgets.option import Option
from ui.widgets.password import PasswordField

TRIES: Final = 3
TURNED: Final = "W205"
LOST_LETTERS: Final = "W122"
OTHER_QUOTES: Final = "W124"
PREVIEW_COLUMNS: Final = 8
PREVIEW_ROWS: Final = 5


class SheetPicker(QWidget):
    """Which sheet to load; shown when there are two or more."""

    chosen = Signal(str)
    all_toggled = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.group: Choices | None = None
        self._alike: dict[str, int] = {}
        self._place = column()
        self.all_alike = CheckBox(tr("Load all sheets with the same headings"))
        self.all_alike.toggled.connect(self.all_toggled)
        title = Label(tr("Which sheet to load"), "h3")
        self.setLayout(column(title, holder(self._place), self.all_alike, gap=10))

    def set_sheets(self, sheets: list[SheetChoice], current: str) -> None:
        """Show the sheets; hidden ones stand last."""
        clear(self._place)
        shown = sorted(sheets, key=lambda sheet: not sheet.visible)
        options = [Option(sheet.name, sheet.name, sub=_told(sheet)) for sheet in shown]
        self.group = Choices(options, current=current, name=tr("Which sheet to load"))
        self.group.chosen.connect(self._choose)
        self._place.addWidget(self.group)
        self._alike = {sheet.name: sheet.alike for sheet in sheets}
        self._offer_all(current)
        self.setVisible(len(sheets) > 1)

    def wants_all(self) -> bool:
        """Whether the sheets with the headings of the chosen one are to come in with it."""
        return not (self.isHidden() or self.all_alike.isHidden()) and self.all_alike.isChecked()

    def forget(self) -> None:
        """Another file comes: what was ticked was for the sheets of this one."""
        with QSignalBlocker(self.all_alike):
            self.all_alike.setChecked(False)

    def _offer_all(self, sheet: str) -> None:
        self.all_alike.setVisible(self._alike.get(sheet, 0) > 0)

    def _choose(self, sheet: str) -> None:
        self._offer_all(sheet)
        self.chosen.emit(sheet)


def _told(sheet: SheetChoice) -> str:
    return "\n".join(filter(None, (sheet_note(sheet), headings_text(sheet))))


class Turning(Box):
    """Offers to turn a table whose first column holds the names of fields; shown where it looks so."""

    toggled = Signal(bool)

    def __init__(self) -> None:
        super().__init__("surface", "line", 12, (16, 14, 16, 14), 4)
        self.tick = CheckBox(tr("Turn the table: names of fields stand in the first column"))
        self.tick.toggled.connect(self.toggled)
        note = tr("Every other column is then one client; cards may also stand one below the other.")
        self.add(self.tick, Label(note, "small", wrap=True))
        self.hide()

    def set_plan(self, plan: ImportPlan) -> None:
        """Show the choice where the table looks turned or is being turned."""
        with QSignalBlocker(self.tick):
            self.tick.setChecked(plan.choice.turned)
        self.setVisible(plan.choice.turned or TURNED in plan.warnings)


class FileUnlock(Box):
    """Asks for the password of an encrypted file, three times at most."""

    tried = Signal(str)

    def __init__(self) -> None:
        super().__init__("surface", "line", 12, (16, 14, 16, 14), 10)
        self.field = PasswordField(tr("Password of the file"), name=tr("Password of the file"))
        self.open = Button(tr("Open the file"), "key-round")
        self.open.clicked.connect(self._try)
        self.field.entered.connect(self._try)
        self.left = TRIES
        note = tr("The file is encrypted. The password is used only to read it and is not kept.")
        self.add(Label(note, "small", wrap=True), row((self.field, 1), gap=8), row(self.open, None))
        self.hide()

    def ask(self) -> None:
        """Show the question anew."""
        self.left = TRIES
        self.field.clear_error()
        self.field.set_text("")
        self.open.set_busy(False)
        self.show()
        self.field.setFocus()

    def refuse(self) -> bool:
        """The password was wrong; False when no try is left."""
        self.left -= 1
        self.open.set_busy(False)
        if self.left <= 0:
            self.hide()
            return False
        left = tr("%n tries left", "", self.left)
        self.field.set_error(tr("The password does not fit. {left}.").format(left=left))
        self.field.select_all()
        self.field.setFocus()
        return True

    def _try(self) -> None:
        if self.field.text() and not self.open.is_busy():
            self.open.set_busy(True)
            self.tried.emit(self.field.text())


class TextReading(Box):
    """Encoding, delimiter and quotes of a text table, with headings and values as they come out."""

    changed = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__("surface", "line", 12, (16, 14, 16, 14), 12)
        self.encoding = Combo(encodings(), name=tr("Encoding"), width=250)
        self.delimiter = Combo(delimiters(), name=tr("Delimiter"), width=250)
        self.quote = Combo(quotes(), name=tr("Quotes"), width=250)
        for combo in (self.encoding, self.delimiter, self.quote):
            combo.chosen.connect(lambda _key: self._choose())
        fields = Flow(gap=16, line_gap=12)
        for field, title in (
            (self.encoding, tr("Encoding")), (self.delimiter, tr("Delimiter")), (self.quote, tr("Quotes")),
        ):  # fmt: skip
            fields.addWidget(Field(field, title))
        self.preview = Preview()
        self.add(holder(fields), self.preview)
        self.hide()

    def _choose(self) -> None:
        self.changed.emit(_plain(self.encoding), _plain(self.delimiter), _plain(self.quote))

    def set_plan(self, plan: ImportPlan) -> None:
        """Show the first rows in the encoding in use."""
        self.encoding.choose(_known(plan.choice.encoding, ENCODINGS))
        self.delimiter.choose(_known(plan.choice.delimiter, DELIMITERS))
        self.quote.choose(_known(plan.choice.quote, QUOTES))
        for combo, code in ((self.encoding, LOST_LETTERS), (self.quote, OTHER_QUOTES)):
            combo.set_state("warn" if code in plan.warnings else "")
            combo.setToolTip(words_of(code).sentence if code in plan.warnings else "")
        self.preview.set_plan(plan)
        self.show()


class Preview(QWidget):
    """The headers of a table with different values of each column: enough to see garbled letters and lost columns."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = column(gap=0)
        self.setLayout(self._lines)

    def set_plan(self, plan: ImportPlan) -> None:
        """Headers and samples of the first columns."""
        clear(self._lines)
        self._lines.addWidget(Label(tr("Headings and values that occur under them, not whole rows"), "cap"))
        columns = plan.columns[:PREVIEW_COLUMNS]
        self._lines.addLayout(_line([column_.header for column_ in columns], "capm"))
        deepest = max((len(column_.samples) for column_ in columns), default=0)
        for number in range(min(PREVIEW_ROWS, deepest)):
            values = [column_.samples[number] if number < len(column_.samples) else "" for column_ in columns]
            self._lines.addLayout(_line(values, "small"))
        shown = ", ".join(column_.header for column_ in columns)
        self.setAccessibleName(tr("Headings of the file: {headers}").format(headers=shown))


def _line(values: list[str], role: str) -> QHBoxLayout:
    return row(
        *((Label(" ".join(value.split()), role, elide=True), 1) for value in values), gap=12, margins=(0, 4, 0, 4)
    )


ENCODINGS: Final = ("utf-8", "cp1251", "cp866", "koi8-r", "utf-16", "cp1252", "mac-cyrillic")
DELIMITERS: Final = (";", ",", "\t", "|")
QUOTES: Final = ('"', "'")
_AUTO: Final = "auto"


def encodings() -> list[Option]:
    """Encodings that tables from tills and mail programs come in."""
    return [
        Option(_AUTO, tr("Recognise", "let the program decide")),
        Option("utf-8", "UTF-8"),
        Option("cp1251", "Windows-1251"),
        Option("cp866", "DOS (866)"),
        Option("koi8-r", "KOI8-R"),
        Option("utf-16", "UTF-16"),
        Option("cp1252", "Windows-1252"),
        Option("mac-cyrillic", "Mac Cyrillic"),
    ]


def delimiters() -> list[Option]:
    """What may stand between the cells of a line."""
    return [
        Option(_AUTO, tr("Recognise", "let the program decide")),
        Option(";", tr("Semicolon ;")),
        Option(",", tr("Comma ,")),
        Option("\t", tr("Tab")),
        Option("|", tr("Bar |")),
    ]


def quotes() -> list[Option]:
    """What a text with a delimiter inside may stand in."""
    return [
        Option(_AUTO, tr("Recognise", "let the program decide")),
        Option('"', tr('Double "')),
        Option("'", tr("Single '")),
    ]


def _plain(combo: Combo) -> str:
    key = combo.key()
    return "" if key == _AUTO else key


def _known(value: str, known: tuple[str, ...]) -> str:
    name = {"utf-8-sig": "utf-8", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}.get(value, value)
    return name if name in known else _AUTO
