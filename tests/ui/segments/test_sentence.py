"""A segment in words, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from clientcrm.domain.segment_fields import FIELDS, Asks
from clientcrm.domain.segment_list import Choice
from clientcrm.domain.segments import AllOf, AnyOf, Ask, Node, Without
from tests.ui.clients.screens import plain
from ui import i18n
from ui.segments.fields import Offers, field_title, fields_for
from ui.segments.sentence import sentence
from ui.segments.values import Lists

SILENT, RICH = Ask("last_purchase", ago=60), Ask("total", low=2_000_000)
GOODS = (Choice(1, "Сенча", 3), Choice(2, "Пуэр", 2), Choice(3, "Улун", 1), Choice(4, "Мате", 1))


@pytest.mark.parametrize(
    ("node", "russian", "english"),
    [
        (
            AllOf((SILENT, RICH)),
            "Были в последний раз больше 60 дней назад и потратили от 20 000 ₽",
            "Were here last more than 60 days ago and spent from ₽20,000",
        ),
        (
            AllOf((Ask("bought", (1,), low=2, within=90), Without(Ask("had", (2,))))),
            "Покупали «Сенча» хотя бы 2 раза за последние 90 дней и ни разу не брали «Пуэр»",
            "Bought “Сенча” at least 2 times in the last 90 days and have never bought “Пуэр”",
        ),
        (
            AllOf((Ask("phone"), AnyOf((Ask("city", ("Тверь", "Казань")), Without(Ask("tag", ("Опт",))))))),
            "Есть телефон и (город Тверь или Казань или нет метки «Опт»)",
            "Have a phone and (live in the city Тверь or Казань or do not have the tag “Опт”)",
        ),
        (
            Without(AllOf((SILENT, RICH))),
            "Кроме таких: были в последний раз больше 60 дней назад и потратили от 20 000 ₽",
            "Except those: were here last more than 60 days ago and spent from ₽20,000",
        ),
        (
            Without(AnyOf((Ask("bought", (1,)), Ask("tag", ("Опт",))))),
            "Не покупали «Сенча» и нет метки «Опт»",
            "Did not buy “Сенча” and do not have the tag “Опт”",
        ),
        (
            Ask("bought", (1, 2, 3, 4)),
            "Покупали «Сенча», «Пуэр» или ещё 2",
            "Bought “Сенча”, “Пуэр” or 2 more",
        ),
        (
            Without(Ask("dealt", within=30)),
            "Не было общения за последние 30 дней",
            "Were not in touch in the last 30 days",
        ),
        (
            Ask("birthday", since=date(2000, 12, 20), until=date(2000, 1, 10)),
            "День рождения с 20 декабря по 10 января",
            "Have a birthday from 20 December to 10 January",
        ),
        (Ask("birthday", within=-1), "День рождения в ближайший 1 день", "Have a birthday in the next 1 day"),
        (
            Ask("visit_chance", low=0.25, high=0.5),
            "Шанс вернуться от 25 % до 50 %",
            "The chance to return is from 25% to 50%",
        ),
        (Ask("discount", low=500, high=500), "Скидка ровно 5 %", "A discount exactly 5%"),
        (Ask("responsible", (None,)), "Никто не отвечает", "Nobody looks after them"),
        (AllOf(()), "Все клиенты", "Every client"),
    ],
)
def test_a_tree_is_said_as_a_colleague_would(node: Node, russian: str, english: str, lists: Lists) -> None:
    known = replace(lists, choices={"bought": GOODS})
    assert plain(sentence(node, known)) == russian
    i18n.set_language("en")
    assert plain(sentence(node, known)) == english


SAMPLES = {
    Asks.CHOICE: lambda key: Ask(key, (1,) if key in ("tier", "portfolio", "segment", "next_product") else ("A",)),
    Asks.TAG: lambda key: Ask(key, ("Опт",)),
    Asks.NUMBER: lambda key: Ask(key, low=1),
    Asks.MONEY: lambda key: Ask(key, high=100),
    Asks.DAY: lambda key: Ask(key, since=date(2025, 5, 14)),
    Asks.SEASON: lambda key: Ask(key, within=-7),
    Asks.FLAG: Ask,
    Asks.BOUGHT: Ask,
    Asks.DEALT: lambda key: Ask(key, ("call",)),
}


@pytest.mark.parametrize("key", sorted(set(FIELDS) - {"batch"}))
def test_every_field_has_a_place_a_name_and_words(key: str, lists: Lists) -> None:
    assert key in [field for _, field in fields_for(Offers(True, 2, 2))]
    ask = SAMPLES[FIELDS[key]](key)
    for language in ("ru", "en"):
        i18n.set_language(language)
        assert field_title(key) != key
        said = {sentence(ask, lists), sentence(Without(ask), lists)}
        assert len(said) == 2
        assert all(one and "{" not in one for one in said)


def test_what_tells_of_money_is_absent_without_the_right() -> None:
    offered = {field for _, field in fields_for(Offers(False, 2, 2, ("own:3",)))}
    assert offered.isdisjoint({"total", "average", "median", "abc", "money_score", "expected_money"})
    assert "own:3" in offered
    assert {field for _, field in fields_for(Offers(True, 1, 1))}.isdisjoint({"responsible", "portfolio"})
