"""E-mail addresses from any cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientcrm.domain.values.emails import mask_email, parse_emails


@pytest.mark.parametrize(
    ("cell", "addresses", "codes"),
    [
        ("ivan@mail.ru", ["ivan@mail.ru"], []),
        (" Ivan.Petrov+shop@Mail.RU ", ["ivan.petrov+shop@mail.ru"], []),
        ("email: pzaitev@blokin.org", ["pzaitev@blokin.org"], []),
        ("E-mail:ivan@mail.ru", ["ivan@mail.ru"], []),
        ("mailto:ivan@mail.ru", ["ivan@mail.ru"], []),
        ("ivan@mail.ru.", ["ivan@mail.ru"], []),
        ("ivan@mail.ru;", ["ivan@mail.ru"], []),
        ("ivan@mail.ru\xa0", ["ivan@mail.ru"], []),
        ("ivan@mail.ru, petr@mail.ru", ["ivan@mail.ru", "petr@mail.ru"], []),
        ("ivan@mail.ru/petr@mail.ru petr@MAIL.ru", ["ivan@mail.ru", "petr@mail.ru"], []),
        ("ivan@mail.ru (рабочая)", ["ivan@mail.ru"], []),
        ("ivan@mail,ru", ["ivan@mail.ru"], ["W221"]),
        ("ivan@mail, ru", ["ivan@mail.ru"], ["W221"]),
        ("ivan @ mail.ru", ["ivan@mail.ru"], ["W221"]),
        ("ivan собака mail.ru", ["ivan@mail.ru"], ["W221"]),
        ("ivan(at)mail.ru", ["ivan@mail.ru"], ["W221"]),
        ("ivan [собака] mail.ru", ["ivan@mail.ru"], ["W221"]),
        ("ivаn@mail.ru", ["ivan@mail.ru"], ["W221"]),  # а of the Cyrillic alphabet
        ("сор@mail.ru", ["cop@mail.ru"], ["W221"]),
        ("ivan@mail.ру", ["ivan@mail.ru"], ["W221"]),
        ("иван@почта.рф", ["иван@почта.рф"], []),
        ("ivan@почта.рф", ["ivan@почта.рф"], []),
        ("ivan@xn--80a1acny.xn--p1ai", ["ivan@xn--80a1acny.xn--p1ai"], []),
        ("o'brien@mail.ie", ["o'brien@mail.ie"], []),
        ("ivan@gmial.com", ["ivan@gmial.com"], ["W222"]),
        ("Ivan@MAI.RU", ["ivan@mai.ru"], ["W222"]),
        ("ivan@yandex.r", ["ivan@yandex.r"], ["W222"]),
        ("ivan@shop.r", [None], ["W220"]),
        ("'ivan@mail.ru'", ["ivan@mail.ru"], []),
        ("ivan@mail", [None], ["W220"]),
        ("ivan@@mail.ru", [None], ["W220"]),
        ("ivan@mail..ru", [None], ["W220"]),
        (".ivan@mail.ru", ["ivan@mail.ru"], []),
        ("ivan.mail.ru", [None], ["W220"]),
        ("8926 123 45 67", [None], ["W220"]),
        ("ivan@mail.ru звонить вечером", ["ivan@mail.ru", None], ["W220"]),
        ("a" * 250 + "@mail.ru", [None], ["W220"]),
        (5.0, [None], ["W220"]),
        ("нет", [], []),
        ("", [], []),
        (None, [], []),
    ],
)
def test_addresses(cell: object, addresses: list[str | None], codes: list[str]) -> None:
    emails, _, found = parse_emails(cell)
    assert ([e.address for e in emails], found) == (addresses, codes)


@pytest.mark.parametrize(
    ("cell", "name", "addresses"),
    [
        ("Иван Петров <ivan@mail.ru>", "Иван Петров", ["ivan@mail.ru"]),
        ('"Петров, Иван" <ivan@mail.ru>', "Петров, Иван", ["ivan@mail.ru"]),
        ("Анна <anna@mail.ru>, Пётр <petr@mail.ru>", "Анна", ["anna@mail.ru", "petr@mail.ru"]),
        ("<anna@mail.ru>", "", ["anna@mail.ru"]),
    ],
)
def test_the_name_beside_an_address(cell: str, name: str, addresses: list[str]) -> None:
    emails, found, _ = parse_emails(cell)
    assert (found, [e.address for e in emails if e.address]) == (name, addresses)


def test_bad_text_is_kept_as_it_was() -> None:
    assert [e.raw for e in parse_emails("звонить на Viber")[0]] == ["звонить на Viber"]


def test_statuses() -> None:
    statuses = [parse_emails(cell)[0][0].status for cell in ("a@b.ru", "a@b,ru", "a@gmial.com", "a@b")]
    assert statuses == ["ok", "fixed", "suspect", "bad"]


@given(st.emails(domains=st.sampled_from(["mail.ru", "example.com", "sub.example.org"])))
def test_any_ordinary_address_is_read(address: str) -> None:
    if "/" in address or address.lower() != address.lower().strip("'"):
        return
    emails, _, codes = parse_emails(f" {address.upper()} ;")
    assert ([e.address for e in emails], codes) == ([address.lower()], [])


@given(st.text() | st.text(alphabet="ab@.,; <>()/"))
def test_nothing_makes_it_fail(text: str) -> None:
    for email in parse_emails(text)[0]:
        assert email.raw
        if email.address and email.address.isascii():
            again = parse_emails(email.address)[0][0]
            assert again.address == email.address


@pytest.mark.parametrize(
    ("address", "masked"),
    [("sergey@mail.ru", "s•••••@mail.ru"), ("a@mail.ru", "•••••@mail.ru"), ("not an address", "•••••")],
)
def test_masks(address: str, masked: str) -> None:
    assert mask_email(address) == masked
