"""Somebody leaves, from a terminal."""

from __future__ import annotations

import pytest

from clientcrm.domain.clients import ClientDraft
from tests.cli.conftest import Typed
from tests.support import PASSWORD, Shop


@pytest.fixture
def staffed(shop: Shop) -> Shop:
    """Two sellers, one of them with two clients."""
    desk = shop.sign_in()
    for name in ("Игорь Уходящий", "Анна Верная"):
        desk.staff.add(name, "seller", [1], PASSWORD)
    ids = [desk.clients.create(ClientDraft(name=f"Клиент {n}")) for n in range(3)]
    desk.clients.mass_assign(ids[:2], next(p.uid for p in desk.staff.people() if p.name == "Игорь Уходящий"))
    desk.close()
    return shop


@pytest.mark.proves("N06")
def test_the_clients_go_to_somebody_else(typed: Typed, staffed: Shop) -> None:
    said = typed("--user", "Марина Лебедева", "leave", "игорь уходящий", "--hand-over-to", "Анна Верная").values
    assert (said["person"], said["clients"], said["moved"]) == ("Игорь Уходящий", 2, 0)
    assert said["handed_over_to"] == ["Анна Верная"]
    assert said["portfolios"] == ["Магазин"]
    assert said["backup"].endswith(".crmb")
    assert "recovery_code" not in said
    assert (said["activity"]["cards"], said["activity"]["shown"], said["activity"]["days"]) == (0, 0, 90)
    assert said["at_risk"] == []
    assert said["changed"] == ["frozen", "clients", "keys"]
    assert [each["clients_after"] for each in said["revenue"]] == [0, 2]
    again = typed("--user", "Марина Лебедева", "leave", "Игорь Уходящий", "--hand-over-to", "Анна Верная")
    assert (again.status, again.error) == (1, "invalid")


def test_a_person_is_told_in_words(plain: Typed, staffed: Shop) -> None:
    said = plain(
        "--lang", "ru", "--user", "Марина Лебедева", "leave", "Игорь Уходящий", "--hand-over-to", "Анна Верная"
    )
    assert said.status == 0
    assert "2 клиента: Анна Верная" in said.out
    assert "Карточек за 90 дней" in said.out
    assert "Показано контактов" in said.out
    for language, gone in (("ru", "больше не работает"), ("en", "works here no more")):
        listed = plain("--lang", language, "--user", "Марина Лебедева", "people", "list").out.splitlines()
        assert [gone in line for line in listed if "Уходящий" in line] == [True]
        assert not [line for line in listed if "Верная" in line and gone in line]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("Никто", "--hand-over-to", "Анна Верная"), "not_found", "Никто"),
        (("Игорь Уходящий", "--hand-over-to", "Кто-то"), "not_found", "Кто-то"),
        (("Игорь Уходящий",), "invalid", "кому передать — не может быть пустым"),
        (("Марина Лебедева", "--hand-over-to", "Анна Верная"), "invalid", "сотрудник — это вы"),
        (("Игорь Уходящий", "--hand-over-to", "Анна Верная", "--move", "Магазин=Нет"), "not_found", "Нет"),
    ],
)
def test_what_cannot_be_says_why(typed: Typed, staffed: Shop, words: tuple[str, ...], code: str, told: str) -> None:
    said = typed("--lang", "ru", "--user", "Марина Лебедева", "leave", *words)
    assert (said.status, said.error) == (1, code)
    assert told in said.values["error"]["message"]
