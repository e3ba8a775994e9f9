"""The normal form of headers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientcrm.domain.mapping.headers import (
    column_letter,
    fingerprint,
    header_set,
    header_spellings,
    likeness,
    normal_header,
    without_number,
    without_owner,
)


@pytest.mark.parametrize(
    ("header", "normal"),
    [
        (" Нас. пункт*", "нас пункт"),
        ("ВИП клиент:", "вип клиент"),
        ("Ф.И.О.", "ф и о"),
        ("ФИО ", "фио"),
        ("E-mail", "e mail"),
        ("CustomerID", "customer id"),
        ("InvoiceNo", "invoice no"),
        ("raisonSociale", "raison sociale"),
        ("ID", "id"),
        ("HTMLName", "html name"),
        ("№ п/п", "no п п"),
        ("№телефона", "no телефона"),
        ("Your Ref #", "your ref"),
        ("#", "#"),
        ("Реквизиты (ИНН)", "реквизиты инн"),
        ("Tелефон", "телефон"),  # a Latin T
        ("Код 1C", "код 1с"),
        ("Дата\nрождения", "дата рождения"),
        ("Отчёт", "отчет"),
        ("Organisation_code", "organisation code"),
        ("***", ""),
        ("", ""),
    ],
)
def test_normal_form(header: str, normal: str) -> None:
    assert normal_header(header) == normal


@given(st.text(max_size=40))
def test_normalising_twice_changes_nothing(header: str) -> None:
    once = normal_header(header)
    assert normal_header(once) == once


def test_spellings_cover_odd_capitals() -> None:
    assert "телефон" in header_spellings("тЕлЕфОн")
    assert "whatsapp" in header_spellings("WhatsApp")


def test_owners_and_numbers() -> None:
    assert without_owner("телефон контрагента") == "телефон"
    assert without_owner("клиента") == ""
    assert without_number("телефон 2") == ("телефон", 2)
    assert without_number("phone1") == ("phone", 1)
    assert without_number("2") is None
    assert without_number("телефон") is None


def test_letters() -> None:
    assert [column_letter(i) for i in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def test_fingerprints_ignore_order_case_and_punctuation() -> None:
    assert fingerprint(["ФИО", "Телефон", ""]) == fingerprint(["телефон:", "фио*"])
    assert fingerprint(["ФИО"]) != fingerprint(["ФИО", "Телефон"])


def test_likeness() -> None:
    assert likeness(header_set(["a", "b", "c", "d"]), header_set(["A", "B", "C", "D", "E"])) == 0.8
    assert likeness(header_set([]), header_set([])) == 0.0
