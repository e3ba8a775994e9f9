"""What the words and colours of a tier or sex column are taken for before anybody says otherwise."""

from __future__ import annotations

import pytest

from clientcrm.domain.mapping.value_maps import is_flag, meaning_of, tier_of_colour
from clientcrm.domain.tiers import DEFAULT_TIERS, Tier

TIERS = [
    Tier(number, tier.key, "", "", tier.key, tier.kind, number, hidden=False)
    for number, tier in enumerate(DEFAULT_TIERS, 1)
]
NAMED = {f"tier:{tier.id}": tier.key for tier in TIERS}


def meant(word: str, *others: str, header: str = "Уровень", target: str = "tier") -> str:
    meaning = meaning_of(target, header, word, [word, *others], TIERS)
    return NAMED.get(meaning, meaning)


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("VIP", "vip"),
        ("вип", "vip"),
        ("Постоянный", "regular"),
        ("постоянный клиент", "regular"),
        ("regular", "regular"),
        ("Спящий", "sleeping"),
        ("Не беспокоить", "dnd"),
        ("серый", "sleeping"),
        ("Красная", "dnd"),
        ("Синий", "regular"),
        ("yellow", "subscribed"),
        ("зел", "potential"),
        ("жёлт.", "subscribed"),
        ("зелье", "new:зелье"),
        ("Серебро", "new:Серебро"),
        ("Сергей", "new:Сергей"),
        ("Белгород", "new:Белгород"),
        ("Друзья  дома", "new:Друзья дома"),
        ("Випка", "vip"),
        ("ЛИД", "potential"),
    ],
)
def test_words(word: str, key: str) -> None:
    assert meant(word, "ещё что-то") == key


def test_two_words_for_one_new_tier() -> None:
    words = ["Золото", "Серебро", "золотой", "Gold"]
    assert [meaning_of("tier", "Уровень", word, words, TIERS) for word in words] == [
        *("new:Золото", "new:Серебро", "new:Золото", "new:Золото"),
    ]


def test_flags_mean_a_tier_only_under_its_name() -> None:
    assert (meant("да", "нет", header="ВИП клиент:"), meant("нет", "да", header="ВИП клиент:")) == ("vip", "")
    assert meant("да", "нет", header="Статус") == ""


@pytest.mark.parametrize(
    ("words", "flags"),
    [(["да", "нет"], True), (["1", "0"], True), (["✓", "-"], True), (["да", "VIP"], False), ([], False)],
)
def test_columns_of_flags(words: list[str], flags: bool) -> None:
    assert is_flag(words) is flags


def test_sexes() -> None:
    found = [meant(word, target="gender") for word in ("м", "Жен.", "Mme", "1", "2", "?")]
    assert found == ["male", "female", "female", "", "", ""]


@pytest.mark.parametrize(
    ("rgb", "key"),
    [
        ("FFFFFF", ""),
        ("D9D9D9", ""),
        ("92D050", "potential"),
        ("00B050", "potential"),
        ("E2EFDA", "potential"),
        ("FFFF00", "subscribed"),
        ("FFC000", "subscribed"),
        ("FCE4D6", "subscribed"),
        ("00B0F0", "regular"),
        ("002060", "regular"),
        ("7030A0", "vip"),
        ("FF99CC", "advocate"),
        ("FF0000", "dnd"),
        ("C00000", "dnd"),
    ],
)
def test_colours(rgb: str, key: str) -> None:
    meaning = tier_of_colour(rgb, TIERS)
    assert NAMED.get(meaning, meaning) == key
