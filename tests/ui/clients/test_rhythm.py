"""What was reckoned from everybody's sales, on the card and in the list, in a shopkeeper's words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from clientcrm.domain.clients import ClientFilter
from clientcrm.domain.figures import ClientFigures, FigureOptions, Reckoning
from clientcrm.domain.sales import LineDraft, PurchaseDraft, PurchaseRow, ReceiptKind, ReceiptStatus
from tests.support import shops_day
from tests.ui.clients.screens import CardScreen, ListScreen, Shop, plain
from ui import i18n, words
from ui.clients.columns import AT_FIRST, chance_cell, client_columns
from ui.clients.figures import key_figures
from ui.clients.rhythm import FEW_FOR_SHARES, day_window, next_need, next_visit, status_reason
from ui.clients.vocabulary import Vocabulary
from ui.widgets.columns import Column, Kind, Name, shown
from ui.widgets.figures import Sparkline
from ui.widgets.fitting import fit
from ui.widgets.paint import chance_tone
from ui.widgets.tag import Tag

TODAY = shops_day()
DAY = timedelta(days=1)
CHANCE: Column[object] = Column("visit_chance", "Вернётся", Kind.BAR, lambda row: row)


@pytest.fixture
def reckoned(shop: Shop) -> Shop:
    """The shop after the figures of its clients were reckoned."""
    shop.context.desk.figures.reckon()
    shop.settle()
    return shop


def tag_of(card: CardScreen) -> tuple[str, str]:
    """The status beside the chance, and the hint at it."""
    tags = card.shop.page.card.figures.findChildren(Tag)
    return (tags[0].text(), plain(tags[0].toolTip())) if tags else ("", "")


def back_of(card: CardScreen) -> str:
    """How likely it is that the client returns, as the card says it."""
    return next((value for label, (value, _) in card.figures().items() if label.startswith("Вернётся")), "")


@pytest.mark.proves("F35", "F44")
@pytest.mark.parametrize(
    ("name", "status", "reason"),
    [
        ("Григорян Лусине", "Как обычно", "последний визит: вчера, обычно приходит раз в 13 дней"),
        ("Соболева Дарья", "Новичок", "пока один визит: 5 дн. назад"),
    ],
)
def test_the_card_says_how_it_goes_and_why(
    reckoned: Shop, card: CardScreen, name: str, status: str, reason: str
) -> None:
    card.open(name)
    word, why = tag_of(card)
    assert word == status
    assert why.startswith(reason.rsplit(" раз в ", 1)[0])


def test_the_card_says_when_the_next_visit_is_expected_and_how_likely_it_is(reckoned: Shop, card: CardScreen) -> None:
    card.open("Григорян Лусине")
    stored = reckoned.context.desk.figures.of(reckoned.names["Григорян Лусине"])
    made = reckoned.context.desk.figures.latest()
    assert stored is not None
    assert made is not None
    figures = card.figures()
    back = f"Вернётся за {made.horizon} дней"
    assert list(figures) == ["Средний чек", "Ходит раз в", "Последний визит", back, "Всего куплено"]
    assert figures["Последний визит"] == ("вчера", plain(next_visit(stored)))
    assert figures["Последний визит"][1].startswith("ждём ")
    assert figures[back] == ("скорее да", f"посчитано {plain(words.moment(words.local(made.made_at)))}")
    assert stored.interval is not None
    assert figures["Ходит раз в"][0].startswith(f"{round(stored.interval)} ")


def test_nothing_is_said_where_there_is_nothing(reckoned: Shop, card: CardScreen) -> None:
    card.open("Сафина Алия")
    assert back_of(card) == ""
    assert tag_of(card) == ("", "")
    card.open("Соболева Дарья")  # came once: the shop's rhythm is not hers
    assert card.figures()["Ходит раз в"][0] == "—"


def test_the_open_card_follows_a_reckoning(shop: Shop, card: CardScreen) -> None:
    card.open("Григорян Лусине")
    assert back_of(card) == ""
    shop.context.desk.figures.reckon()
    shop.settle()
    assert back_of(card) == "скорее да"


def test_whoever_came_since_is_not_called_lost(reckoned: Shop, card: CardScreen) -> None:
    card.open("Абрамов Денис")
    assert tag_of(card)[0] in ("Задерживается", "Не ходит")
    reckoned.context.desk.sales.add(
        PurchaseDraft(reckoned.names["Абрамов Денис"], TODAY, (LineDraft("Чай", unit_price=10_000),))
    )
    reckoned.settle()
    assert tag_of(card)[0] not in ("Задерживается", "Не ходит")


def test_without_the_right_to_sums_rhythm_and_chance_are_seen_and_no_money(reckoned: Shop) -> None:
    desk = reckoned.context.desk
    client_id = reckoned.names["Григорян Лусине"]
    shown = key_figures(
        desk.clients.card(client_id), "RUB", sums=False, stored=desk.figures.of(client_id), made=desk.figures.latest()
    )
    assert [figure.label.partition(" за ")[0] for figure in shown] == [
        *("Визиты", "Ходит раз в", "Последний визит", "Вернётся")
    ]
    assert not any("₽" in figure.value + figure.note for figure in shown)


@pytest.mark.parametrize(
    ("status", "gone", "interval", "russian", "english"),
    [
        (
            "at_risk",
            40,
            18.2,
            "молчит 40 дней, обычно приходит раз в 18",
            "silent for 40 days, usually comes every 18",
        ),
        (
            "lost",
            200,
            18,
            "молчит 200 дней; кто возвращается, обычно делает это за 84 дня",
            "silent for 200 days; whoever comes back usually does so within 84 days",
        ),
        (
            "active",
            9,
            18,
            "последний визит: 9 дн. назад, обычно приходит раз в 18 дней",
            "last visit 9 days ago, usually comes every 18 days",
        ),
        ("new", 1, None, "пока один визит: вчера", "one visit so far, yesterday"),
        ("at_risk", 21, None, "молчит 21 день", "silent for 21 days"),
    ],
)
def test_the_reason_is_a_sentence(status: str, gone: int, interval: float | None, russian: str, english: str) -> None:
    last = words.today() - gone * DAY
    assert plain(status_reason(status, last, interval, 84)) == russian
    i18n.set_language("en")
    assert plain(status_reason(status, last, interval, 84)) == english


@pytest.mark.parametrize(
    ("low", "high", "russian", "english"),
    [
        ((7, 3), (7, 12), "3–12 июля", "3–12 July"),
        ((6, 28), (7, 4), "28 июня – 4 июля", "28 June – 4 July"),
        ((7, 3), (7, 3), "3 июля", "3 July"),
    ],
)
def test_a_window_of_days_in_words(low: tuple[int, int], high: tuple[int, int], russian: str, english: str) -> None:
    days = date(TODAY.year, *low), date(TODAY.year, *high)
    assert plain(day_window(*days)) == russian
    i18n.set_language("en")
    assert plain(day_window(*days)) == english


def test_a_visit_that_did_not_come_was_expected_and_nobody_lost_is() -> None:
    today = words.today()
    late = ClientFigures(today, "at_risk", next_from=today - 9 * DAY, next_to=today - DAY)
    assert next_visit(late).startswith("ждали ")
    assert next_visit(replace(late, next_to=today)).startswith("ждём ")
    assert next_visit(replace(late, status="lost")) == ""
    assert next_visit(ClientFigures(today, "active")) == ""


@pytest.mark.parametrize(
    ("language", "word", "ending"),
    [
        ("ru", "Задерживается", "Это повод позвонить; вернётся ли клиент, говорит вероятность рядом."),
        ("en", "Running late", "A reason to call; whether they return, the chance beside it tells."),
    ],
)
def test_the_status_tells_of_silence_and_leaves_the_future_to_the_chance_beside_it(
    reckoned: Shop, language: str, word: str, ending: str
) -> None:
    """Twice the usual interval is a reminder (ANALYTICS.md 7.2): "may leave" beside 85 % would deny it."""
    desk = reckoned.context.desk
    card = desk.clients.card(reckoned.names["Григорян Лусине"])
    i18n.set_language(language)
    late = ClientFigures(words.today(), "at_risk", interval=18, visit_chance=0.85)
    back = key_figures(card, "RUB", sums=True, stored=late, made=made_of(FEW_FOR_SHARES))[3]
    assert plain(back.value) in ("85 %", "85%")
    assert isinstance(back.trail, Tag)
    assert (back.trail.text(), back.trail.toolTip().endswith(ending)) == (word, True)
    unknown = key_figures(card, "RUB", sums=True, stored=replace(late, visit_chance=None), made=made_of(9))[3]
    assert isinstance(unknown.trail, Tag)
    assert ending not in unknown.trail.toolTip()


def made_of(clients: int) -> Reckoning:
    """A reckoning of a base of so many clients with a purchase, just now."""
    return Reckoning(words.today(), words.now(), clients, 84, "curve", 28, 84)


@pytest.mark.parametrize(
    ("clients", "chance", "said", "barred"),
    [
        (1, 0.91, "скорее да", False),
        (5, 0.5, "возможно", False),
        (19, 0.354, "вряд ли", False),
        (20, 0.354, "35 %", True),
        (200, 0.912, "91 %", True),
    ],
)
def test_a_share_in_per_cent_is_told_from_twenty_clients_on(
    reckoned: Shop, clients: int, chance: float, said: str, barred: bool
) -> None:
    desk = reckoned.context.desk
    client_id = reckoned.names["Григорян Лусине"]
    stored = desk.figures.of(client_id)
    assert stored is not None
    told = replace(stored, visit_chance=chance)
    [back] = [
        figure
        for figure in key_figures(desk.clients.card(client_id), "RUB", sums=True, stored=told, made=made_of(clients))
        if figure.label.startswith("Вернётся за 84 дня")
    ]
    assert plain(back.value) == said
    assert (back.beside is not None) is barred
    known = Vocabulary(reckoned.context)
    known.made = made_of(clients)
    [row] = desk.clients.rows([client_id])
    assert row.visit_chance == stored.visit_chance
    cell = shown(CHANCE, chance_cell(replace(row, visit_chance=chance), known), "RUB")
    assert plain(cell.text) == said
    assert isinstance(cell.extra, float) is barred
    assert plain(cell.tip).startswith("в ближайшие 84 дня\nпосчитано сегодня, ")


def test_before_the_first_reckoning_buyers_are_being_counted_and_of_others_nothing_is_known(shop: Shop) -> None:
    rows = shop.context.desk.clients.rows([shop.names["Григорян Лусине"], shop.names["Сафина Алия"]])
    known = Vocabulary(shop.context)
    assert [shown(CHANCE, chance_cell(row, known), "RUB").text for row in rows] == ["считаем…", "нет данных"]


@pytest.mark.parametrize(
    ("share", "tone"), [(0.67, "ok"), (0.664, "warn_fill"), (0.36, "warn_fill"), (0.354, "bad"), (0.0, "bad")]
)
def test_the_colour_of_the_bar_goes_by_the_number_beside_it(share: float, tone: str) -> None:
    assert chance_tone(share) == tone


def receipts(*sums_by_days_ago: tuple[int, int]) -> list[PurchaseRow]:
    """Checks of so many roubles, so many days ago."""
    return [
        PurchaseRow(
            number, words.today() - ago * DAY, None, ReceiptKind.SALE, ReceiptStatus.DONE, "", sum_ * 100, "", "", ()
        )
        for number, (ago, sum_) in enumerate(sums_by_days_ago, 1)
    ]


@pytest.mark.parametrize(
    ("purchases", "note", "line"),
    [
        ([(9, 100), (20, 100)], "", False),
        ([(9, 112), (20, 112), (30, 112), (400, 100), (500, 100), (600, 100)], "на 12 % выше прошлого года", True),
        ([(9, 90), (20, 90), (30, 90), (400, 100), (500, 100), (600, 100)], "на 10 % ниже прошлого года", True),
        ([(9, 100), (20, 100), (30, 100), (400, 100), (500, 100), (600, 100)], "как годом раньше", True),
        ([(9, 200), (20, 200), (30, 200), (400, 100), (500, 100)], "", True),  # two checks are no year
    ],
)
def test_how_the_checks_went(reckoned: Shop, purchases: list[tuple[int, int]], note: str, line: bool) -> None:
    card = reckoned.context.desk.clients.card(reckoned.names["Григорян Лусине"])
    average = key_figures(card, "RUB", sums=True, purchases=receipts(*purchases))[0]
    assert plain(average.note) == note if note else "год" not in average.note
    assert isinstance(average.trail, Sparkline) is line


# ---------------------------------------------------------------- what to offer


@pytest.mark.proves("F50")
def test_the_card_offers_what_comes_due_by_the_own_rhythm(shop: Shop, card: CardScreen) -> None:
    desk, client = shop.context.desk, shop.names["Захарова Полина"]
    for ago in (65, 45, 25):
        line = LineDraft("Белый чай", unit_price=40_000)
        desk.sales.add(PurchaseDraft(client, TODAY - ago * DAY, (line,)))
    card.open("Захарова Полина")
    assert not shop.says("Что предложить")
    desk.figures.reckon()
    shop.settle()
    assert shop.says("Что предложить")
    due, last = words.day(TODAY - 5 * DAY), words.day(TODAY - 25 * DAY)
    assert shop.says(f"Белый чай: пора с {due}")
    assert shop.says(f"Берёт каждые 20 дней, в прошлый раз {last}.")
    desk.sales.add(PurchaseDraft(client, TODAY, (LineDraft("Белый чай", unit_price=40_000),)))
    shop.settle()
    assert shop.says(f"Белый чай: с {words.day(TODAY + 20 * DAY)}")


def test_what_others_buy_next_says_after_which_product() -> None:
    today = words.today()
    figures = ClientFigures(today, "active", next_product="Гайвань", next_due=today + 3 * DAY)
    told = next_need(replace(figures, next_because="Да Хун Пао", next_last=today - 9 * DAY))
    assert told is not None
    assert told.why == f"Другие часто берут это следом. Куплено {words.day(today - 9 * DAY)}: Да Хун Пао."
    again = next_need(replace(figures, next_because="Гайвань", next_last=today - 9 * DAY))
    assert again is not None
    assert again.why == f"Другие часто берут это снова. Куплено {words.day(today - 9 * DAY)}."
    unsaid = next_need(figures)
    assert unsaid is not None, "to whoever may not see sums, and where it was taken back"
    assert unsaid.why == "Другие часто берут это после того, что клиент купил в прошлый раз."


# ---------------------------------------------------------------- the list


def hint(clients: ListScreen, name: str, key: str) -> str:
    """What a cell says when the mouse rests on it."""
    clients.cell(name, key)
    model = clients.list.model
    cells = model.cells(model.row_of(clients.shop.names[name]))
    assert cells is not None
    return plain(cells[[column.key for column in model.columns].index(key)].tip)


@pytest.mark.proves("F35")
def test_the_list_says_how_it_goes_with_each_and_why(reckoned: Shop, clients: ListScreen) -> None:
    assert clients.cell("Григорян Лусине", "rhythm") == "Как обычно"
    assert clients.cell("Соболева Дарья", "rhythm") == "Новичок"
    assert clients.cell("Сафина Алия", "rhythm") == "—"
    assert hint(clients, "Соболева Дарья", "rhythm") == "пока один визит: 5 дн. назад"
    assert hint(clients, "Григорян Лусине", "rhythm").startswith("последний визит: вчера, обычно приходит раз в ")
    stored = reckoned.context.desk.figures.of(reckoned.names["Григорян Лусине"])
    assert stored is not None
    assert stored.interval is not None
    assert clients.cell("Григорян Лусине", "usual_interval") == f"{round(stored.interval)} дн."
    assert hint(clients, "Григорян Лусине", "next_visit") == plain(next_visit(stored))


@pytest.mark.proves("F35")
def test_the_list_says_who_runs_late_beside_the_name_and_why(reckoned: Shop, clients: ListScreen) -> None:
    desk, model = reckoned.context.desk, clients.list.model
    desk.figures.decide(FigureOptions(lost_after=300))  # so that whoever is silent is not given up at once
    desk.figures.reckon()
    reckoned.settle()
    leaving = [name for name in clients.names() if clients.cell(name, "rhythm") == "Задерживается"]
    assert leaving
    for name in leaving:
        cells = model.cells(model.row_of(reckoned.names[name]))
        assert cells is not None
        [marks] = [cell.extra.marks for cell in cells if isinstance(cell.extra, Name)]
        assert (marks[-1].icon, marks[-1].tone) == ("trending-down", "bad")
        why = hint(clients, name, "rhythm")
        assert hint(clients, name, "name").splitlines()[-1] == f"Задерживается: {why}"
        assert hint(clients, name, "last_purchase") == why
    assert "Задерживается" not in hint(clients, "Григорян Лусине", "name")


def test_sorted_by_the_chance_those_of_whom_nothing_is_known_come_last(reckoned: Shop, clients: ListScreen) -> None:
    for descending in (False, True):
        clients.list.table.set_sort("visit_chance", descending)
        clients.list.table.sort_changed.emit("visit_chance", descending)
        reckoned.settle()
        rows = reckoned.context.desk.clients.rows(list(clients.list.model.ids()))
        known = [row.visit_chance for row in rows if row.visit_chance is not None]
        assert known == sorted(known, reverse=descending)
        assert {row.name for row in rows[len(known) :]} == {"Сафина Алия", "Захарова Полина", "ООО «Ромашка»"}


def test_when_it_is_narrow_what_matters_least_goes_first() -> None:
    """UI.md 4: name, tier, phone, last visit, total, return, average, interval, hidden from the end."""
    columns = client_columns(lambda: None, sums=True, contacts=True)  # type: ignore[arg-type, return-value]
    by_key = {column.key: column for column in columns}
    at_first = [by_key[key] for key in AT_FIRST]
    hidden: list[str] = []
    for width in range(1400, 300, -5):
        kept = fit(at_first, width, {})
        hidden += [key for key in AT_FIRST if key not in kept and key not in hidden]
    assert hidden == ["usual_interval", "average", "visit_chance", "total", "last_purchase", "phone"]
    assert all(key in fit(at_first, 1150, {}) for key in AT_FIRST)


def test_the_list_follows_a_reckoning(shop: Shop, clients: ListScreen) -> None:
    assert clients.cell("Григорян Лусине", "rhythm") == "—"
    shop.context.desk.figures.reckon()
    shop.settle()
    assert clients.cell("Григорян Лусине", "rhythm") == "Как обычно"


def test_sorted_by_status_those_who_never_bought_come_last(reckoned: Shop, clients: ListScreen) -> None:
    clients.list.table.set_sort("rhythm", True)
    clients.list.table.sort_changed.emit("rhythm", True)
    reckoned.settle()
    names = clients.names()
    shown = [clients.cell(name, "rhythm") for name in names[:-3]]
    order = ["Не ходит", "Задерживается", "Новичок", "Как обычно"]
    assert shown == sorted(shown, key=order.index)
    assert {shown[0], shown[-1]} == {"Не ходит", "Как обычно"}
    assert {"Сафина Алия", "Захарова Полина", "ООО «Ромашка»"} == set(names[-3:])


def test_narrowed_by_status_interval_and_next_visit(reckoned: Shop, clients: ListScreen) -> None:
    clients.list.filters.edit_part("rhythm")
    clients.tick("Новичок")
    assert {"Кузьмина Елена", "Соболева Дарья"} <= set(clients.names())
    assert "Григорян Лусине" not in clients.names()
    assert clients.chips() == ["Фильтр: Статус Новичок"]
    clients.list.narrow(ClientFilter(interval_to=14))
    reckoned.settle()
    assert "Ли Виктория" in clients.names()
    assert "Никитин Роман" not in clients.names()
    assert clients.chips() == ["Фильтр: Ходит раз в до 14 дн."]
    clients.list.narrow(ClientFilter(next_from=TODAY))
    reckoned.settle()
    assert "Григорян Лусине" in clients.names()
    assert "Абрамов Денис" not in clients.names()
