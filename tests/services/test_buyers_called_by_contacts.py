"""Buyers whom a list of purchases calls by a phone or an address: these are sealed, and known again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.clients import ClientFilter
from clientcrm.domain.imports import ImportKind, UnknownClients
from tests.services.imported import brought, csv_file, drafts, points

DIGITS = "9162040001"
SPELLINGS = ("8 (916) 204-00-01", "+79162040001", "79162040001")
ADDRESS = "orlova.anna@example.com"


def bring(desk: Desk, file: Path, rows: Sequence[Sequence[str]], target: str = "client_code") -> None:
    head = ["Дата", "Кто", "Товар", "Сумма"]
    choices = {"kind": ImportKind.PURCHASES, "unknown_clients": UnknownClients.CREATE}
    brought(desk, csv_file(file, [head, *rows]), {"Кто": target}, **choices)


def days_of_the_only_client(desk: Desk) -> int:
    (row,) = desk.clients.rows(desk.clients.ids(ClientFilter()))
    assert DIGITS not in repr(row)
    return row.purchase_days


@pytest.mark.parametrize("target", ["client_code", "client_name", "client_phone"])
def test_a_phone_is_no_name_and_no_code(desk: Desk, tmp_path: Path, target: str) -> None:
    rows = [[f"0{n}.03.2026", phone, "Пуэр", "500"] for n, phone in enumerate(SPELLINGS, start=1)]
    bring(desk, tmp_path / "a.csv", rows, target)
    (draft,) = drafts(desk).values()  # written in three ways, it is one person
    assert (draft.get("name", ""), draft.get("code", "")) == ("", "")
    assert [phone for phone, *_ in points(draft, "phone")] == [f"+7{DIGITS}"]
    assert days_of_the_only_client(desk) == 3


@pytest.mark.parametrize("target", ["client_code", "client_name"])
def test_an_address_is_no_name_and_no_code(desk: Desk, tmp_path: Path, target: str) -> None:
    bring(desk, tmp_path / "a.csv", [["01.03.2026", ADDRESS, "Пуэр", "500"]], target)
    (draft,) = drafts(desk).values()
    assert (draft.get("name", ""), draft.get("code", "")) == ("", "")
    assert [address for address, *_ in points(draft, "email")] == [ADDRESS]
    bring(desk, tmp_path / "b.csv", [["02.03.2026", ADDRESS.upper(), "Улун", "700"]], target)
    assert days_of_the_only_client(desk) == 2  # known again


def test_who_is_there_is_found_by_a_phone_however_it_is_written(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path / "a.csv", [["01.03.2026", SPELLINGS[0], "Пуэр", "500"]])
    more = [[f"0{n}.04.2026", phone, "Улун", "700"] for n, phone in enumerate(SPELLINGS, start=1)]
    bring(desk, tmp_path / "b.csv", more)
    assert days_of_the_only_client(desk) == 4


def test_names_beside_a_phone_stay_and_the_phone_is_sealed(desk: Desk, tmp_path: Path) -> None:
    head = ["Дата", "Кто", "Покупатель", "Товар", "Сумма"]
    rows = [["01.03.2026", SPELLINGS[0], "Орлова Анна", "Пуэр", "500"], ["02.03.2026", SPELLINGS[1], "", "Улун", "700"]]
    choices = {"kind": ImportKind.PURCHASES, "unknown_clients": UnknownClients.CREATE}
    file = csv_file(tmp_path / "a.csv", [head, *rows])
    brought(desk, file, {"Кто": "client_code", "Покупатель": "client_name"}, **choices)
    found = drafts(desk)
    assert [(draft["name"], draft.get("code", "")) for draft in found.values()] == [("Орлова Анна", "")]
    assert [phone for phone, *_ in points(found["Орлова Анна"], "phone")] == [f"+7{DIGITS}"]


@pytest.mark.parametrize("target", ["client_code", "client_name", "client_phone"])
def test_a_phone_beside_the_name_is_sealed_and_known_again(desk: Desk, tmp_path: Path, target: str) -> None:
    """As a till tells buyers that were typed into one field."""
    words = [f"Орлова Анна {phone}" for phone in SPELLINGS]
    rows = [[f"0{n}.03.2026", word, "Пуэр", "500"] for n, word in enumerate(words, start=1)]
    bring(desk, tmp_path / "a.csv", rows, target)
    (draft,) = drafts(desk).values()
    assert (draft["name"], draft.get("code", ""), draft["last_name"]) == ("Орлова Анна", "", "Орлова")
    assert [phone for phone, *_ in points(draft, "phone")] == [f"+7{DIGITS}"]
    bring(desk, tmp_path / "b.csv", [["02.04.2026", f"{words[0]} (VIP)", "Улун", "700"]], target)
    assert days_of_the_only_client(desk) == 4


def test_codes_and_names_stay_what_they_are(desk: Desk, tmp_path: Path) -> None:
    rows = [["01.03.2026", "17850", "Пуэр", "500"], ["01.03.2026", "4600123456789012", "Улун", "700"]]
    bring(desk, tmp_path / "a.csv", rows)
    assert sorted(draft["code"] for draft in drafts(desk).values()) == ["17850", "4600123456789012"]
