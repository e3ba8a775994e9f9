"""Pictures of this feature for the tour: every step of the wizard, the lists, the dialogs, what can go wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from clientcrm.domain.requests import RequestKind
from ui.exchange.import_wizard import ImportWizard
from ui.exchange.page import ExchangePage
from ui.exchange.steps import CHECK
from ui.scenes import Scene, Stage, asked_before

_NAMES: Final = {
    "ru": ("Ковальчук Светлана", "Ли Виктор", "Петросян Армен", "Орлова Дарья", "Зимин Пётр", "Юсупова Алия"),
    "en": ("Howard Susan", "Lee Victor", "Peterson Alan", "Orwell Daria", "Winter Peter", "Young Alice"),
}
_HEADERS: Final = {
    "ru": ("ФИО", "тел.", "Почта", "Д.р.", "Дата", "Статус", "Сумма", "Скидка", "Любимый чай"),
    "en": ("Name", "tel.", "E-mail", "Birthday", "Date", "Status", "Amount", "Discount", "Favourite tea"),
}
_TEA: Final = {"ru": ("пуэр", "улун", "сенча"), "en": ("pu-erh", "oolong", "sencha")}
# As people of the country write them; the last digits are the number of the row.
_PHONES: Final = {
    "ru": ("89162{series:02}{number:04}", "+7 (909) 5{series:02}-{number:02}-55", "90311{series:02}{number:02}3"),
    "en": ("074002{series:02}{number:03}", "+44 (7911) 1{series:02}{number:02}5", "7400 1{series:02} {number:02}3"),
}
_CUT_PHONE: Final = {"ru": "8916204", "en": "0740020"}
_MAIL: Final = {"ru": "mail.ru", "en": "mail.example"}
_SUMS: Final = {"ru": ("126400", "273 520,00", "78280р"), "en": ("1264", "2,735.20", "£782.80")}
_INITIALS: Final = {"ru": "АБВГДЕЖЗИКЛМНОПРСТУФ", "en": "ABCDEFGHIJKLMNOPRSTW"}
_TIERS: Final = {"ru": ("зел", "жёлт", "бел"), "en": ("green", "yellow", "white")}


def exchange_scenes() -> list[Scene]:
    """Every screen and state of import and export."""
    return [
        Scene("import-empty", lambda stage: stage.open("exchange"), shop="empty"),
        Scene("import-file", lambda stage: _fresh(stage, None)),
        Scene("import-text", _text),
        Scene("import-refused", _refused),
        Scene("import-password", _password),
        Scene("import-mapping", _mapping),
        Scene("import-rules", _rules),
        Scene("import-checking", _checking),
        Scene("import-check", _check),
        Scene("import-check-all", _check_all),
        Scene("import-matches", _matches),
        Scene("import-done", _done),
        Scene("import-list", _list),
        Scene("import-undo", _undo),
        Scene("import-templates", _templates),
        Scene("export-dialog", lambda stage: stage.open("exchange", export=True)),
        Scene("export-request", _asking),
        Scene("export-writing", _writing),
    ]


# ---------------------------------------------------------------- files to load


def client_file(folder: Path, language: str, series: int = 0) -> Path:
    """A list from a till as they come: mixed spellings, slips, a column of colours, an empty row.

    Another series holds other people, so that each scene that loads a file brings somebody in.
    """
    path = folder / ("клиенты_касса_2025.csv" if language == "ru" else "till_clients_2025.csv")
    lines = [";".join(_HEADERS[language])]
    lines += [";".join(_row(number, language, series)) for number in range(64)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _row(number: int, language: str, series: int) -> tuple[str, ...]:
    name = _NAMES[language][(number + series) % 6]
    phone = _PHONES[language][number % 3].format(series=series, number=number)
    mail = f"client{series}{number}@{_MAIL[language]}" if number % 4 else ""
    birthday = ("03.06.1981", "14.10", "1990", "31.02.1980")[number % 4 if number % 9 else 3]
    bought = f"{number % 27 + 1:02}.05.2025"
    total = _SUMS[language][number % 3]
    discount = ("5%", "7", "10")[number % 3]
    if number % 21 == 8:
        name, phone, mail = "", "", ""
    if number % 13 == 5:
        phone = _CUT_PHONE[language]
    colour, tea = _TIERS[language][number % 7 % 3], _TEA[language][number % 3]
    initial = _INITIALS[language][number % 20]
    return name and f"{name} {initial}.", phone, mail, birthday, bought, colour, total, discount, tea


# ---------------------------------------------------------------- steps


def _wizard(stage: Stage) -> ImportWizard:
    page = stage.page
    assert isinstance(page, ExchangePage)
    assert page.wizard is not None
    return page.wizard


def _fresh(stage: Stage, path: Path | None) -> Iterator[None]:
    """The wizard with this file, whatever an earlier scene left behind."""
    stage.open("exchange")
    yield
    page = stage.page
    assert isinstance(page, ExchangePage)
    if page.wizard is not None:
        page.wizard.close_wizard()
        yield
    stage.open("exchange", file=str(path) if path else "")
    yield


def _text(stage: Stage, series: int = 0) -> Iterator[None]:
    yield from _fresh(stage, client_file(stage.folder, stage.language, series))


def _refused(stage: Stage) -> Iterator[None]:
    path = stage.folder / ("прайс.pdf" if stage.language == "ru" else "prices.pdf")
    path.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"0" * 4000)
    yield from _fresh(stage, path)


def _password(stage: Stage) -> Iterator[None]:
    yield from _fresh(stage, None)
    step = _wizard(stage).steps.file
    step.drop.hide()
    step.recent.hide()
    step.unlock.ask()
    step.unlock.refuse()
    yield


def _mapping(stage: Stage, series: int = 0) -> Iterator[None]:
    yield from _text(stage, series)
    _wizard(stage).go.click()
    yield


def _rules(stage: Stage) -> Iterator[None]:
    yield from _mapping(stage)
    columns = _wizard(stage).steps.columns
    columns.rules.toggle.click()
    yield
    columns.area.ensureWidgetVisible(columns.rules.drawer)
    yield


def _settled(stage: Stage, series: int = 0) -> Iterator[None]:
    """Every doubt answered."""
    yield from _mapping(stage, series)
    columns = _wizard(stage).steps.columns
    for place in columns.plan.columns if columns.plan else ():
        if place.doubtful and not place.target:
            columns.rows[place.index].target.chosen.emit("last_purchase")
            yield
    columns.confirm_all()
    yield


def _checking(stage: Stage) -> Iterator[None]:
    yield from _settled(stage)
    wizard = _wizard(stage)
    wizard.steps.checking.begin()
    wizard.steps.checking.advance(948, 1562)
    wizard.show_step(CHECK)
    yield


def _check(stage: Stage, series: int = 0) -> Iterator[None]:
    yield from _settled(stage, series)
    _wizard(stage).go.click()
    yield
    yield


def _check_all(stage: Stage) -> Iterator[None]:
    yield from _check(stage)
    _wizard(stage).steps.checking.show_which("all")
    yield


def _loaded(stage: Stage, series: int) -> Iterator[None]:
    """The file is in the base."""
    yield from _check(stage, series)
    wizard = _wizard(stage)
    wizard.go.click()
    yield
    if wizard.steps.done.result is None:
        wizard.go.click()
        yield


def _matches(stage: Stage) -> Iterator[None]:
    """A second load of nearly the same people: some share a phone, some an e-mail and a name."""
    yield from _loaded(stage, 1)
    path = client_file(stage.folder, stage.language, 1)
    lines = path.read_text(encoding="utf-8").splitlines()
    names = _NAMES[stage.language]
    other = [line.replace(names[2], names[5]).replace("05.2025", "06.2025") for line in lines]
    path.write_text("\n".join(other), encoding="utf-8")
    yield from _fresh(stage, path)
    wizard = _wizard(stage)
    wizard.go.click()
    yield
    wizard.steps.columns.confirm_all()
    yield
    wizard.go.click()
    yield
    wizard.go.click()
    yield


def _done(stage: Stage) -> Iterator[None]:
    yield from _loaded(stage, 2)


def _list(stage: Stage, series: int = 3) -> Iterator[None]:
    yield from _loaded(stage, series)
    _wizard(stage).close_wizard()
    yield
    page = stage.page
    assert isinstance(page, ExchangePage)
    page.loads.show_batch(next(batch.id for batch in stage.desk.importing.batches() if batch.state == "applied"))
    yield


def _undo(stage: Stage) -> Iterator[None]:
    yield from _list(stage, 4)
    page = stage.page
    assert isinstance(page, ExchangePage)
    page.loads.panel.buttons["undo"].click()
    yield


def _templates(stage: Stage) -> Iterator[None]:
    yield from _list(stage, 5)
    page = stage.page
    assert isinstance(page, ExchangePage)
    page.tabs.setCurrentIndex(1)
    yield


def _asking(stage: Stage) -> Iterator[None]:
    """As somebody sees it who needs the owner's agreement."""
    from ui.exchange.export_dialog import ExportDialog

    stage.open("exchange", export=True)
    yield
    stage.find(ExportDialog).ask_first(asked_before(RequestKind.EXPORT))
    yield


def _writing(stage: Stage) -> Iterator[None]:
    from ui.exchange.export_dialog import ExportDialog

    stage.open("exchange", export=True)
    yield
    dialog = stage.find(ExportDialog)
    dialog.show_progress()
    dialog.progress.set_progress(948, 1562)
    yield
