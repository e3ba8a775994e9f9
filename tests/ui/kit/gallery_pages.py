"""Whole pages of invented data for the gallery: list, card, wizard, dialog, palette, states."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from tests.ui.kit import sample
from ui import i18n, theme
from ui.background import Background
from ui.widgets.avatar import Avatar
from ui.widgets.button import Button, IconButton
from ui.widgets.card import Box, Card, FactRow, FileStrip, KeyFigure, KeyFigureStrip
from ui.widgets.chooser import Choice, ColumnChooser
from ui.widgets.dialog import ask
from ui.widgets.fields import SearchField
from ui.widgets.figures import Bar, Sparkline
from ui.widgets.labels import Label
from ui.widgets.layout import column, holder, row
from ui.widgets.message import BulkAction, BulkBar, MessageBar, Toasts
from ui.widgets.nav import Nav, NavItem
from ui.widgets.option import Option
from ui.widgets.palette import CommandPalette, PaletteGroup, PaletteItem
from ui.widgets.secret import Secret
from ui.widgets.sheet import Breadcrumb, FootBar, PageHeader, Sheet, Shell
from ui.widgets.states import EmptyState, SkeletonRows
from ui.widgets.stepper import ProgressLine, Stepper, WizardFoot
from ui.widgets.table import PagedModel, Table
from ui.widgets.tag import FilterChip, Segment, SegmentBar, Tag
from ui.widgets.tiers import TierChip
from ui.widgets.timeline import Composer, Entry, Timeline


def say(russian: str, english: str) -> str:
    """Sample words; the gallery is no part of the program, so they are in no catalogue."""
    return russian if i18n.language() == "ru" else english


def shell(current: str) -> tuple[Shell, Sheet]:
    """The window with its navigation."""
    nav = Nav(
        [
            [
                NavItem("today", say("Сегодня", "Today"), "sun"),
                NavItem("clients", say("Клиенты", "Clients"), "users"),
                NavItem("deals", say("Сделки", "Deals"), "square-kanban"),
                NavItem("sales", say("Продажи", "Sales"), "receipt-russian-ruble"),
            ],
            [NavItem("campaigns", say("Кампании", "Campaigns"), "megaphone")],
            [
                NavItem("exchange", say("Импорт и экспорт", "Import and export"), "arrow-down-up"),
                NavItem("people", say("Сотрудники и доступ", "Staff and access"), "shield-check"),
                NavItem("settings", say("Настройки", "Settings"), "settings"),
            ],
        ]
    )
    nav.set_shop(say("Чайный дом", "Tea House"), say("Копия сегодня, 09:02", "Copy today, 09:02"))
    nav.set_person(say("Марина Лебедева", "Marina Lebedeva"), say("Владелец", "Owner"), say("МЛ", "ML"), 0)
    nav.choose(current)
    nav.set_count("clients", "1\u202f284")
    nav.set_count("deals", "13")
    nav.set_alert("people", "2")
    sheet = Sheet()
    return Shell(nav, sheet), sheet


def clients(*, marked: bool = True) -> QWidget:
    """The client list."""
    window, sheet = shell("clients")
    upload = Button(say("Загрузить из Excel", "Load from Excel"), "upload", "ghost")
    new = Button(say("Новый клиент", "New client"), "plus", "primary", keys="Ctrl N")
    sheet.body.addWidget(PageHeader(say("Клиенты", "Clients"), say("418 из 1 284", "418 of 1,284"), upload, new))
    bar = SegmentBar("segments")
    titles = say(
        "Все|Постоянные|Пора позвать|Дни рождения|Спящие|VIP|Новые за месяц",
        "All|Regulars|To invite|Birthdays|Sleeping|VIP|New this month",
    ).split("|")
    counts = ("1\u202f284", "312", "47", "9", "188", "36", "64")
    bar.set_segments([Segment(t, t, n) for t, n in zip(titles, counts, strict=True)], titles[0])
    sheet.body.addWidget(holder(row(bar, margins=(24, 0, 20, 0))))
    tools = row(
        SearchField(say("Имя, телефон, карта, метка", "Name, phone, card, tag")),
        FilterChip(say("Отвечает", "Owner"), say("Марина, Илья", "Marina, Ilya")),
        FilterChip(say("Фильтр", "Filter"), add=True),
        None,
        IconButton("rows-3", "density"),
        Button(say("Столбцы", "Columns"), "columns-3", "ghost"),
        IconButton("download", "export"),
        margins=(24, 4, 16, 12),
    )
    sheet.body.addWidget(holder(tools))
    background = Background(lambda _owner, error: print(error))  # noqa: T201
    owner = QObject(window)
    background.setParent(owner)
    model = PagedModel(sample.columns(), sample.load, background, owner, dim=lambda one: one.tier.palette == "lost")
    table = Table("clients")
    table.set_model(model)
    model.show_ids(list(range(418)))
    table.set_sort("name", False)
    sheet.body.addWidget(table, 1)
    foot = FootBar()
    foot.set_text(
        [
            say("1–16 из 418", "1–16 of 418"),
            say("сумма покупок 12,4 млн ₽", "purchases ₽12.4M"),
            say("средний чек 2 340 ₽", "average check ₽2,340"),
        ]
    )
    foot.set_keys(
        [
            ("↑ ↓", say("выбрать", "choose")),
            ("Enter", say("открыть", "open")),
            (say("Пробел", "Space"), say("отметить", "mark")),
        ]
    )
    sheet.body.addWidget(foot)
    sheet.setProperty("foot", theme.px(41))
    table.set_current_id(1)
    if marked:
        table.mark([1, 3, 10])
        table.show_secret(4, "phone", "+7 936 204 58 12")
        float_bar(sheet)
        window.setProperty("background", background)
    return window


def float_bar(sheet: Sheet) -> None:
    """The bulk bar and a toast above it."""
    bulk = BulkBar(sheet)
    bulk.set_count(say("Выбрано 3", "3 chosen"))
    bulk.set_actions(
        [
            BulkAction("campaign", say("В кампанию", "To a campaign"), "megaphone"),
            BulkAction("tier", say("Сменить ступень", "Change the tier"), "layers"),
            BulkAction("tag", say("Метка", "Tag"), "tag"),
            BulkAction("export", say("Выгрузить", "Export"), "download"),
        ]
    )
    window = sheet.window()

    def appear() -> None:
        bulk.set_open(True)
        toasts.show_toast(
            say("Ступень изменена у 2 клиентов: «Постоянный» → «VIP»", "Tier changed for 2 clients"),
            action=say("Отменить", "Undo"),
            keys="Ctrl Z",
            on_action=lambda: None,
        )

    toasts = Toasts(sheet)
    sheet.setProperty("after", appear)
    window.setProperty("later", True)


def card() -> QWidget:
    """The client card."""
    window, sheet = shell("clients")
    path = Breadcrumb()
    path.set_path([(say("Клиенты", "Clients"), lambda: None), (say("Ковальчук Светлана", "Kovalchuk Svetlana"), None)])
    path.set_position(say("3 из 36 в сегменте «VIP»", "3 of 36 in “VIP”"))
    sheet.body.addWidget(path)
    tags = row(
        TierChip(sample.LOOKS[4]),
        Tag(say("Не звонить до 10:00", "No calls before 10:00"), "warn", "bell-off"),
        Tag(say("Любит улуны", "Likes oolong"), "outline"),
        IconButton("plus", "add a tag", size="sm"),
        None,
        gap=6,
    )
    name = column(Label(say("Ковальчук Светлана Андреевна", "Kovalchuk Svetlana"), "h1"), tags, gap=6)
    head = row(
        Avatar("КС", 60),
        8,
        name,
        None,
        Button(say("Задача", "Task"), "circle-check-big"),
        Button(say("Сделка", "Deal"), "square-kanban"),
        Button(say("Записать контакт", "Record a contact"), "plus", "primary", keys="Ctrl J"),
        IconButton("ellipsis", "more"),
        gap=8,
        margins=(24, 0, 16, 16),
    )
    sheet.body.addWidget(holder(head))
    strip = KeyFigureStrip(
        [
            KeyFigure(
                say("Средний чек", "Average check"),
                "3\u202f480\u00a0₽",
                say("на 12 % выше прошлого года", "12% up on last year"),
                "ok",
                Sparkline([3, 3.1, 2.9, 3.2, 3.15, 3.3, 3.25, 3.48]),
            ),
            KeyFigure(
                say("Ходит раз в", "Comes every"),
                say("18 дней", "18 days"),
                say("обычно по четвергам", "mostly on Thursdays"),
            ),
            KeyFigure(
                say("Последний визит", "Last visit"),
                say("9 дн. назад", "9 days ago"),
                say("5 мая, ждём около 23 мая", "5 May, due about 23 May"),
            ),
            KeyFigure(
                say("Вернётся", "Likely to return"),
                "91\u00a0%",
                say("по 36 визитам за 2 года", "by 36 visits"),
                trail=Tag(say("скорее вернётся", "likely"), "ok"),
            ),
            KeyFigure(
                say("Всего куплено", "Bought in all"),
                "126\u202f400\u00a0₽",
                say("36 чеков, с апреля 2023", "36 receipts"),
            ),
        ]
    )
    sheet.body.addWidget(holder(row(strip, margins=(24, 0, 24, 0))))
    sheet.body.addWidget(holder(row((left(), 1), right(), gap=28, margins=(24, 14, 24, 12))), 1)
    return window


def left() -> QWidget:
    """Tabs, composer, timeline."""
    from ui.widgets.choice import Tabs

    tabs = Tabs(
        [Option("t", say("Хронология", "Timeline")), Option("p", say("Покупки", "Purchases"), sub="36")], height=44
    )
    kinds = [
        Option("call", say("Звонок", "Call"), "phone"),
        Option("message", say("Сообщение", "Message"), "message-circle"),
        Option("visit", say("Визит", "Visit"), "footprints"),
        Option("note", say("Заметка", "Note"), "sticky-note"),
    ]
    composer = Composer(
        kinds, say("Что произошло? Например: «спросила про белый пион»", "What happened?"), next_step=True
    )
    line = Timeline()
    line.set_groups(
        [
            (
                say("Эта неделя", "This week"),
                [
                    Entry(
                        "call",
                        say("Звонок — договорились о встрече", "Call: a meeting is agreed"),
                        say("сегодня, 11:20 · Илья", "today, 11:20 · Ilya"),
                        say(
                            "Просит отложить два пуэра 2019 года, заедет в четверг после шести.",
                            "Asks to put two pu-erhs by.",
                        ),
                        say("Задача: отложить 2 шт. до 16 мая", "Task: put 2 by"),
                        "circle-check-big",
                    ),
                    Entry(
                        "message",
                        say("Сообщение в WhatsApp", "WhatsApp message"),
                        say("пн, 18:02 · Марина", "Mon, 18:02 · Marina"),
                        say("Отправлена подборка «Майские улуны». Прочитано, ответа нет.", "Sent, read, no answer."),
                    ),
                ],
            ),
            (
                say("Ранее в мае", "Earlier in May"),
                [
                    Entry(
                        "buy",
                        say("Покупка на 4 260 ₽", "Purchase, ₽4,260"),
                        say("5 мая, 17:45 · касса 1", "5 May, 17:45"),
                        say("Те Гуань Инь 100 г, Да Хун Пао 50 г, гайвань фарфоровая.", "Tie Guan Yin 100 g."),
                    ),
                    Entry(
                        "note",
                        say("Заметка", "Note"),
                        say("2 мая · Марина", "2 May · Marina"),
                        say("Дочь заканчивает школу в июне.", "Daughter leaves school in June."),
                    ),
                ],
            ),
        ]
    )
    return holder(column(tabs, 16, composer, 18, line, None, gap=0))


def right() -> QWidget:
    """The side panel."""
    offer = Box("accent_soft", "accent_line", 12, (16, 14, 16, 16), 10)
    offer.add(
        Label(say("Белый пион, новый урожай", "White peony, new harvest"), "h3"),
        Label(say("Купили 8 из 10 клиентов с похожей корзиной.", "8 of 10 like baskets had it."), "small", wrap=True),
        row(
            Button(say("Предложено", "Offered"), "check", "primary", "sm"),
            Button(say("Не сейчас", "Not now"), size="sm"),
            None,
            gap=6,
        ),
    )
    contacts = Card(say("Контакты", "Contacts"), role="smalls", gap=6)
    shown = Secret("+7 916 ••• •• 17", kind_name="phone")
    shown.reveal("+7 916 204 00 17")
    contacts.add(Secret("+7 916 ••• •• 17", kind_name="phone"), shown)
    points = Card(
        say("Баллы и ступень", "Points and tier"),
        role="smalls",
        action=Button(say("История", "History"), kind="link", size="sm"),
    )
    points.add(row(Label("1\u202f840", "num"), Label(say("баллов", "points"), "small"), None, gap=6), Bar(0.62))
    facts = Card(say("Важное", "Important"), role="smalls", gap=4)
    facts.add(
        FactRow(
            "cake",
            say("День рождения", "Birthday"),
            say("3 июня", "3 June"),
            Tag(say("через 20 дн.", "in 20 days"), height=22),
        ),
        FactRow("mail-check", say("Рассылка", "News"), say("есть, 12.04.2023", "yes, 12.04.2023")),
        FactRow("user", say("Отвечает", "Owner"), say("Илья Громов", "Ilya Gromov"), Avatar("ИГ", 24, 1)),
    )
    side = holder(column(offer, contacts, points, facts, None, gap=12))
    side.setFixedWidth(theme.px(332))
    return side


def wizard() -> QWidget:
    """Steps, file, bars, progress, states."""
    window, sheet = shell("exchange")
    sheet.body.addWidget(
        PageHeader(say("Загрузка клиентов из Excel", "Load clients from Excel"), "", IconButton("x", "close"))
    )
    titles = say("Файл|Столбцы|Проверка|Совпадения|Готово", "File|Columns|Check|Matches|Done").split("|")
    file = FileStrip(
        "file-spreadsheet",
        "клиенты_касса_2025.xlsx",
        say("лист «Покупатели», 1 562 строки", "sheet “Buyers”, 1,562 rows"),
        Button(say("Другой файл", "Another file"), "folder-open", "ghost", "sm"),
    )
    progress = ProgressLine(say("Проверяем строки", "Checking rows"))
    progress.set_progress(948, 1562)
    skeleton = Box(padding=(0, 4, 0, 4))
    skeleton.add(SkeletonRows(3))
    empty = EmptyState(
        "search-x",
        say("Никого не нашли", "Nobody found"),
        say("По запросу «колвак» и фильтру «Отвечает: Марина» клиентов нет.", "No client matches."),
        Button(say("Убрать фильтр", "Drop the filter"), "x", size="sm"),
        Button(say("Новый клиент", "New client"), "plus", "primary", "sm"),
        dashed=True,
    )
    bars = [
        MessageBar(
            kind,
            say("Файл открыт в Excel", "The file is open in Excel"),
            say("Закройте его там и повторите.", "Close it there and try again."),
            action=say("Повторить", "Try again"),
        )
        for kind in ("bad", "warn", "info", "ok")
    ]
    body = column(
        Stepper(titles, 1),
        file,
        row((column(*bars, gap=8), 1), (column(progress, skeleton, None, gap=12), 1), gap=16),
        empty,
        None,
        gap=14,
        margins=(24, 0, 24, 14),
    )
    sheet.body.addWidget(holder(body), 1)
    foot = WizardFoot(say("Ничего ещё не записано. Загрузку можно будет отменить целиком.", "Nothing is written yet."))
    foot.set_actions(
        Button(say("Назад", "Back")), Button(say("Проверить строки", "Check the rows"), "arrow-right", "primary")
    )
    sheet.body.addWidget(foot)
    return window


def palette() -> QWidget:
    """The command palette over the list."""
    window = clients(marked=False)
    groups = [
        PaletteGroup(
            say("Клиенты", "Clients"),
            [
                PaletteItem(
                    "1",
                    say("Ковальчук Светлана", "Kovalchuk"),
                    say("5 мая, 126 400 ₽", "5 May"),
                    initials="КС",
                    tier=sample.LOOKS[4],
                    keys=("Enter",),
                ),
                PaletteItem(
                    "2",
                    say("Ковалёв Антон", "Kovalev Anton"),
                    say("в базе с марта", "since March"),
                    initials="КА",
                    tier=sample.LOOKS[0],
                ),
            ],
        ),
        PaletteGroup(
            say("Перейти", "Go to"),
            [
                PaletteItem(
                    "3",
                    say("Клиенты: найти «кова»", "Find “kova”"),
                    say("3 совпадения", "3 matches"),
                    "users",
                    keys=("Ctrl", "2"),
                )
            ],
        ),
    ]
    shown = CommandPalette(
        window,
        lambda _text, show: show(groups),
        placeholder=say("Найти или сделать", "Find or do"),
        foot=say("Раскладка не важна: rjdf = кова", "Layout does not matter"),
    )
    window.setProperty("after", lambda: shown.open("кова"))
    return window


def dialog() -> QWidget:
    """A question over the list."""
    window = clients(marked=False)
    window.setProperty(
        "after",
        lambda: ask(
            window,
            say("Удалить 3 клиентов навсегда?", "Delete 3 clients forever?"),
            say("Исчезнут 58 покупок и 12 задач.\nВернуть их будет нельзя.", "58 purchases and 12 tasks will be gone."),
            verb=say("Удалить 3 клиентов", "Delete 3 clients"),
            on_yes=lambda: None,
        ),
    )
    return window


def chooser() -> QWidget:
    """The column chooser."""
    page = QWidget()
    choices = [Choice(c.key, c.title, n < 6, fixed=n == 0) for n, c in enumerate(sample.columns())]
    page.setLayout(row(ColumnChooser(choices), None, margins=(24, 24, 24, 24)))
    return page


PAGES: dict[str, Callable[[], QWidget]] = {
    "clients": clients,
    "card": card,
    "wizard": wizard,
    "palette": palette,
    "dialog": dialog,
    "chooser": chooser,
}
