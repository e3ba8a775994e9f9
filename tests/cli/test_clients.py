"""Adding, listing, showing: clients from a terminal."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Typed
from tests.support import Shop


@pytest.fixture
def three(typed: Typed) -> list[int]:
    """Anna with two purchases, Boris without, a company asked to be left alone."""
    anna = typed(
        *(
            "add",
            "client",
            "--name",
            "Иванова Анна Петровна",
            "--phone",
            "8 (916) 123-45-67",
            "--phone",
            "495 123-45-67",
        ),
        *("--email", "Anna@Mail.ru", "--birthday", "12.05", "--tag", "Улун", "--tag", "Подарки", "--city", "Москва"),
        *("--discount", "5", "--telegram", "https://t.me/anna_tea", "--consent", "yes", "--code", "А-1"),
    )
    boris = typed("add", "client", "--last-name", "Белов", "--first-name", "Борис", "--sex", "male")
    firm = typed("add", "client", "--company", "--name", "ООО «Вектор»", "--inn", "7707083893", "--tier", "dnd")
    ids = [int(said.values["id"]) for said in (anna, boris, firm)]
    typed(
        "add",
        "purchase",
        "--client",
        ids[0],
        "--date",
        "01.03.2024",
        "--line",
        "Улун;2;450",
        "--line",
        "Мёд;0,5;300;50",
    )
    typed("add", "purchase", "--client", ids[0], "--date", "31.03.2024", "--total", "1 500,50", "--time", "17:45")
    return ids


@pytest.mark.proves("F01")
def test_the_list_tells_of_everybody_with_contacts_masked(typed: Typed, three: list[int]) -> None:
    found = typed("clients").values
    assert (found["total"], found["currency"]) == (3, "RUB")
    anna = next(row for row in found["clients"] if row["id"] == three[0])
    assert anna["name"] == "Иванова Анна"
    assert (anna["phone"], anna["email"]) == ("+7 916 ••• •• 67", "a•••••@mail.ru")
    assert (anna["status"], anna["code"], anna["purchases"]) == ("client", "А-1", 2)
    assert (anna["total"], anna["average"], anna["last_purchase"]) == (250050, 125025, "2024-03-31")
    assert (anna["birthday"], anna["tags"], anna["discount"]) == ("--05-12", ["Улун", "Подарки"], 500)
    assert anna["tier"] == "In the base"


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        ([], ["Белов Борис", "Иванова Анна", "ООО «Вектор»"]),
        (["--sort", "-name"], ["ООО «Вектор»", "Иванова Анна", "Белов Борис"]),
        (["--sort", "total:desc", "--limit", "1"], ["Иванова Анна"]),
        (["--sort", "purchases"], ["Белов Борис", "ООО «Вектор»", "Иванова Анна"]),
        (["--limit", "1", "--offset", "1"], ["Иванова Анна"]),
        (["--limit", "0"], ["Белов Борис", "Иванова Анна", "ООО «Вектор»"]),
        (["--offset", "9"], []),
        (["--search", "анна"], ["Иванова Анна"]),
        (["--search", "fyyf"], ["Иванова Анна"]),
        (["--search", "4567"], ["Иванова Анна"]),
        (["--search", "61234"], ["Иванова Анна"]),
        (["--search", "+7 916 123 45 67"], ["Иванова Анна"]),
        (["--search", "вектор"], ["ООО «Вектор»"]),
        (["--search", "никого"], []),
    ],
)
def test_who_is_found_and_in_which_order(
    typed: Typed, three: list[int], arguments: list[str], names: list[str]
) -> None:
    assert [row["name"] for row in typed("clients", *arguments).values["clients"]] == names


def test_all_of_them_in_one_run_of_the_program(typed: Typed, plain: Typed, three: list[int]) -> None:
    text = plain("--lang", "ru", "clients").out
    assert text.splitlines()[0].split()[:2] == ["ID", "Клиент"]
    assert "3 клиента" in text
    assert "скрыт" in text
    assert "916 123" not in text


def test_a_segment_narrows_the_list(shop: Shop, typed: Typed, three: list[int]) -> None:
    from clientcrm.domain.clients import ClientFilter

    desk = shop.sign_in()
    desk.segments.save("Москвичи", ClientFilter(cities=("Москва",)))
    desk.close()
    assert [row["id"] for row in typed("clients", "--segment", "москвичи").values["clients"]] == [three[0]]
    assert typed("clients", "--segment", "нет такого").error == "not_found"
    assert typed("clients", "--sort", "shoe_size").error == "unknown_column"


def test_a_card_shows_everything_but_the_contacts(typed: Typed, plain: Typed, three: list[int]) -> None:
    typed("add", "interaction", "--client", three[0], "--kind", "call", "--text", "Просит отложить «Лунцзин»")
    card = typed("show", three[0]).values
    assert (card["last_name"], card["first_name"], card["middle_name"]) == ("Иванова", "Анна", "Петровна")
    assert [line["masked"] for line in card["contacts"]][:2] == ["+7 916 ••• •• 67", "+7 495 ••• •• 67"]
    assert card["figures"]["usual_interval"] == 30.0
    assert [entry["kind"] for entry in card["timeline"]] == ["call", "created", "purchase", "purchase"]
    text = plain("--lang", "ru", "show", three[0]).out
    assert "Просит отложить «Лунцзин»" in text
    assert "покупка 1\u202f500,50\u202f₽" in text
    assert "123-45" not in text


def test_contacts_are_revealed_and_the_journal_has_it(shop: Shop, typed: Typed, three: list[int]) -> None:
    shown = typed("reveal", three[0], "--reason", "заказ готов").values
    kinds = {(contact["kind"], contact["value"]) for contact in shown["contacts"]}
    assert {("phone", "+79161234567"), ("email", "anna@mail.ru"), ("telegram", "@anna_tea")} <= kinds
    assert "left_today" in shown
    from clientcrm.data.models import JournalEntry
    from clientcrm.domain.access import Permission

    desk = shop.sign_in()
    with desk._gate.read(Permission.READ_JOURNAL) as session:
        entries = [entry for entry in session.query(JournalEntry) if entry.action == "contact.shown"]
    assert [(entry.object_id, "заказ готов" in entry.detail_json) for entry in entries] == [(three[0], True)]


def test_somebody_who_asked_not_to_be_disturbed_stays_hidden(typed: Typed, three: list[int]) -> None:
    assert typed("reveal", three[2]).error == "contacts_hidden"
    row = next(row for row in typed("clients").values["clients"] if row["id"] == three[2])
    assert (row["phone"], row["contacts_hidden"]) == (None, True)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["add", "client"], "invalid"),
        (["add", "client", "--name", "А", "--birthday", "31.02.1990"], "unclear_value"),
        (["add", "client", "--name", "А", "--discount", "сто"], "unclear_value"),
        (["add", "client", "--name", "А", "--tier", "Платина"], "unknown_tier"),
        (["add", "client", "--name", "А", "--portfolio", "Чужой"], "not_found"),
        (["add", "interaction", "--client", "99", "--text", "Привет"], "not_found"),
        (["add", "interaction", "--client", "1", "--text", " "], "invalid"),
        (["add", "interaction", "--client", "1", "--text", "А", "--at", "вчера"], "unclear_value"),
        (["add", "purchase", "--total", "много"], "unclear_value"),
        (["add", "purchase"], "invalid"),
        (["add", "purchase", "--client", "99", "--total", "5"], "not_found"),
        (["add", "purchase", "--line", "Чай;два;5"], "unclear_value"),
        (["add", "purchase", "--line", "Чай"], "unclear_value"),
        (["add", "purchase", "--total", "5", "--time", "25:00"], "unclear_value"),
        (["add", "purchase", "--total", "5", "--date", "01.01.2199"], "invalid"),
        (["add", "purchase", "--client", "1", "--total", "5", "--return-of", "99"], "not_found"),
        (["add", "purchase", "--line", "Чай;0;5"], "unclear_value"),
        (["add", "purchase", "--line", "Чай;-2;5"], "unclear_value"),
        (["add", "purchase", "--total", "10.555"], "unclear_value"),
        (["add", "interaction", "--client", "1", "--text", "А", "--at", "01.01.2199"], "invalid"),
        (["add", "client", "--name", "\udcff"], "unreadable_letters"),
        (["show", "99"], "not_found"),
        (["reveal", "99"], "not_found"),
    ],
)
def test_what_cannot_be_is_refused(typed: Typed, three: list[int], arguments: list[str], code: str) -> None:
    said = typed(*arguments)
    assert (said.status, said.error) == (1, code)
    assert said.err == ""


def test_what_is_kept_as_it_was_typed_is_told(typed: Typed, plain: Typed) -> None:
    odd = ("add", "client", "--name", "А", "--phone", "абв", "--phone", "нет", "--email", "иван@")
    odd += ("--email", "почта", "--inn", "123", "--kpp", "7")
    said = typed("--lang", "ru", *odd)
    assert said.err == ""
    assert [doubt.rpartition(": ")[2] for doubt in said.values["warnings"]] == [
        "нет",
        "почта",
        "абв",
        "иван@",
        "123",
        "7",
    ]
    assert "Телефон не разобран и записан как есть: абв" in plain("--lang", "ru", *odd).err
    assert typed("add", "client", "--name", "Б", "--phone", "89161234567").values["warnings"] == []


def test_whoever_has_no_name_is_called_so_and_known_by_a_masked_contact(typed: Typed, plain: Typed) -> None:
    client = typed("add", "client", "--phone", "89161234567").values["id"]
    assert plain("--lang", "ru", "show", client).out.startswith("Без имени\n")
    assert [row["name"] for row in typed("clients").values["clients"]] == ["+7 916 ••• •• 67"]


def test_pages_past_the_end_still_count(plain: Typed, three: list[int]) -> None:
    assert plain("--lang", "ru", "clients", "--offset", "9").out == "3 клиента, показано 0\n"


def test_a_birthday_is_written_as_its_readers_write_it(typed: Typed, plain: Typed) -> None:
    for born, russian, english in (
        ("08.09.1992", "08.09.1992", "1992-09-08"),
        ("12.05", "12.05", "12 May"),
        ("1992", "1992", "1992"),
    ):
        client = typed("add", "client", "--name", "Анна", "--birthday", born).values["id"]
        assert f"День рождения  {russian}\n" in plain("--lang", "ru", "show", client).out
        assert f"Birthday  {english}\n" in plain("--lang", "en", "show", client).out


def test_a_long_history_says_that_it_is_cut(typed: Typed, plain: Typed, three: list[int]) -> None:
    assert typed("show", three[1]).values["timeline_more"] is False
    for number in range(20):
        typed("add", "interaction", "--client", three[1], "--text", f"Звонок {number}", "--kind", "call")
    card = typed("show", three[1]).values
    assert (len(card["timeline"]), card["timeline_more"]) == (20, True)
    assert "более раннее есть в окне" in plain("--lang", "ru", "show", three[1]).out


def test_what_is_wrong_is_named(typed: Typed, three: list[int]) -> None:
    said = typed("--lang", "ru", "add", "interaction", "--client", three[0], "--kind", "left")
    assert said.values["error"]["message"] == "Не принято: причина ухода — не может быть пустым."
    said = typed("--lang", "ru", "add", "interaction", "--client", three[0], "--text", "А", "--at", "01.01.2199")
    assert said.values["error"]["message"] == "Не принято: время — ещё впереди."


def test_goods_brought_back_take_from_the_sum(typed: Typed, three: list[int]) -> None:
    sold = typed("add", "purchase", "--client", three[1], "--date", "2024-05-01", "--total", "900").values["id"]
    typed("add", "purchase", "--client", three[1], "--date", "2024-05-03", "--total", "400", "--return-of", sold)
    card = typed("show", three[1]).values
    assert (card["total"], card["purchases"]) == (50000, 1)


def test_an_anonymous_sale_has_no_client(typed: Typed) -> None:
    assert typed("add", "purchase", "--total", "350").status == 0
    assert typed("clients").values["total"] == 0


def test_a_talk_is_put_at_the_shops_clock(typed: Typed, three: list[int]) -> None:
    typed(
        "add", "interaction", "--client", three[1], "--text", "Заходил", "--kind", "visit", "--at", "05.03.2024 17:45"
    )
    entry = typed("show", three[1]).values["timeline"][-1]
    assert (entry["kind"], entry["at"]) == ("visit", "2024-03-05T14:45:00+00:00")


def test_a_card_is_in_the_shops_time_whatever_the_computers(
    typed: Typed, plain: Typed, three: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed("add", "interaction", "--client", three[1], "--text", "Заходил", "--at", "05.03.2024 17:45")
    if hasattr(time, "tzset"):
        monkeypatch.setenv("TZ", "Asia/Tokyo")
        time.tzset()
    assert "05.03.2024 17:45" in plain("--lang", "ru", "show", three[1]).out
    monkeypatch.undo()
    if hasattr(time, "tzset"):
        time.tzset()


def test_a_card_for_a_person_speaks_their_language(plain: Typed, three: list[int]) -> None:
    text = plain("--lang", "ru", "show", three[0]).out
    assert ("Состояние        клиент" in text, "телефон   +7 916" in text) == (True, True)
    assert not re.search(r"\b(phone|email|client)\b", text)
    assert "телефон" in plain("--lang", "ru", "reveal", three[0]).out
    assert "phone" in plain("--lang", "en", "reveal", three[0]).out


def test_what_a_file_told_of_earlier_times_counts(typed: Typed, plain: Typed, tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_text(
        "ФИО;Телефон;Сумма покупок;Количество покупок;Последняя покупка\nКим Анна;89160000001;5000;4;01.03.2024\n",
        "utf-8",
    )
    typed("import", path)
    [row] = typed("clients").values["clients"]
    card = typed("show", row["id"]).values
    names = ("purchases", "total", "last_purchase", "status")
    assert [card[name] for name in names] == [row[name] for name in names] == [4, 500000, "2024-03-01", "client"]
    assert card["average"] == 125000
    text = plain("--lang", "ru", "show", row["id"]).out
    assert "5\u202f000\u202f₽" in text
    assert "01.03.2024" in text
