"""Phones from any cell, and back."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientcrm.domain.values.phone_plan import known_number
from clientcrm.domain.values.phones import (
    Phone,
    cell_to_phones,
    format_phone,
    mask_phone,
    parse_phones,
    phones_to_cell,
    primary_phone,
)

GOLDEN = json.loads((Path(__file__).parents[2] / "data" / "golden_phones.json").read_text("utf-8"))


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: f"{case['region']}-{case['input']}")
def test_golden_cells(case: dict[str, object]) -> None:
    phones, _ = parse_phones(case["input"], str(case["region"]))
    assert [{"e164": p.e164, "ext": p.ext or None, "status": p.status} for p in phones] == case["phones"]


def test_there_are_76_golden_cells() -> None:
    assert len(GOLDEN) == 76


def ok(e164: str, label: str = "", ext: str = "") -> tuple[str, str, str, str]:
    return e164, ext, label, "ok"


IVAN, PETR, OFFICE = "+79261234567", "+79031234567", "+74951234567"


@pytest.mark.parametrize(
    ("cell", "phones"),
    [
        ("89261234567 после 18", [ok(IVAN, "после 18")]),
        ("89261234567, Иван", [ok(IVAN, "Иван")]),
        ("Иван: 8-926-123-45-67 (муж), 8-903-123-45-67 (жена)", [ok(IVAN, "Иван муж"), ok(PETR, "жена")]),
        ("моб 89261234567 раб 84951234567", [ok(IVAN, "моб."), ok(OFFICE, "раб.")]),
        ("89261234567 Анна 89031234567 Пётр", [ok(IVAN, "Анна"), ok(PETR, "Пётр")]),
        ("тел/факс: (495) 123-45-67", [ok(OFFICE, "факс")]),
        ("8926 123-45-67 (WhatsApp/Viber)", [ok(IVAN, "WhatsApp, Viber")]),
        ("8 (495) 123-45-67, доб. 12", [ok(OFFICE, ext="12")]),
        ("84951234567доб.12", [ok(OFFICE, ext="12")]),
        ("84951234567#12", [ok(OFFICE, ext="12")]),
        ("84951234567 x12", [ok(OFFICE, ext="12")]),
        ("8(495)123-45-67 (вн. 12)", [ok(OFFICE, ext="12")]),
        ("tel:+7-926-123-45-67;ext=12", [ok(IVAN, ext="12")]),
        ("8-495-123-45-67/68/69", [ok(OFFICE), ok("+74951234568"), ok("+74951234569")]),
        ("8/926/123/45/67", [ok(IVAN)]),
        ("8.926.123.45.67", [ok(IVAN)]),
        ("89,261,234,567", [ok(IVAN)]),
        ("79261234567.0", [ok(IVAN)]),
        ("79261234567,00", [ok(IVAN)]),
        ("+79261234567+79031234567", [ok(IVAN), ok(PETR)]),
        ("+7 926 123 45 67 8 903 123 45 67", [ok(IVAN), ok(PETR)]),
        ("9261234567,9031234567", [ok(IVAN), ok(PETR)]),
        ("8926 123 45 67 и 8903 123 45 67", [ok(IVAN), ok(PETR)]),
        ("\u202a+7\xa0926\u2009123‑45−67\u202c\r", [ok(IVAN)]),
        ("89261234567; 8 926 123-45-67 (моб.)", [ok(IVAN, "моб.")]),
        ("89261234567 ivan@mail.ru", [ok(IVAN, "ivan@mail.ru")]),
        ("кв 25, 89261234567", [ok(IVAN, "кв 25")]),
        ("8 926 12З 45 б7", [(None, "", "", "bad")]),
        ("8 (926) 123-45-67 (2-й)", [(IVAN, "", "2-й", "ok")]),
        ("8 926 12З 45 67", [(IVAN, "", "", "fixed")]),
        ("375 29 123-45-67 (виз.)", [("+375291234567", "", "виз.", "fixed")]),
        ("(375) 29 123-45-67", [(None, "", "", "bad")]),
        ("0 800 500 123", [(None, "", "", "bad")]),
        ("2-34-56, 2-34-57", [(None, "", "", "bad")] * 2),
        ("Иван", [(None, "", "", "bad")]),
        (1e15, [(None, "", "", "lossy")]),
        (-5, [(None, "", "", "bad")]),
        (0, []),
        (0.0, []),
        (None, []),
        ("000", []),
        ("н/д", []),
    ],
)
def test_cells_as_people_write_them(cell: object, phones: list[tuple[object, ...]]) -> None:
    assert [(p.e164, p.ext, p.label, p.status) for p in parse_phones(cell)[0]] == phones


@pytest.mark.parametrize(
    ("cell", "region", "e164", "status"),
    [
        ("79261234567", "KZ", "+79261234567", "fixed"),
        ("87011234567", "KZ", "+77011234567", "ok"),
        ("8 029 123-45-67", "BY", "+375291234567", "ok"),
        ("(050) 123-45-67", "UA", "+380501234567", "ok"),
        ("90 123 45 67", "UZ", "+998901234567", "ok"),
        ("+7 926 123-45-67", "US", "+79261234567", "ok"),
        ("+7 926 123-45-67", "??", "+79261234567", "ok"),
        ("8 10 44 20 7946 0123", "ru", "+442079460123", "ok"),
        ("89261234567", "??", None, "bad"),
    ],
)
def test_the_region_says_where_numbers_without_code_are_from(
    cell: str, region: str, e164: str | None, status: str
) -> None:
    (phone,) = parse_phones(cell, region)[0]
    assert (phone.e164, phone.status) == (e164, status)


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("89261234567", []),
        ("+89261234567; 123456; 444 222 33 11", ["W212", "W210", "W211"]),
        ("7,92612E+10", ["W231"]),
        ("", []),
    ],
)
def test_codes(cell: str, codes: list[str]) -> None:
    assert parse_phones(cell)[1] == codes


def test_raw_is_what_was_written() -> None:
    phones, _ = parse_phones("раб. 2-34-56; 8 926 1234567 Иван")
    assert [p.raw for p in phones] == ["раб. 2-34-56", "8 926 1234567 Иван"]


def test_the_primary_phone_is_the_first_that_is_right() -> None:
    assert primary_phone(parse_phones("123456, +89261234567, 89031234567")[0]) == 1
    assert primary_phone(parse_phones("123456, 444 222 33 11")[0]) == 1
    assert primary_phone(parse_phones("123456")[0]) is None


# ---------------------------------------------------------------- the same as the library


def by_library(text: str, region: str) -> str | None:
    import phonenumbers

    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    valid = phonenumbers.is_valid_number(number)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if valid else None


RUSSIAN_STARTS = ["", "8", "7", "+7", "+8", "810", "+", "00"]


@pytest.mark.parametrize("region", ["RU", "KZ", "BY", "UA", "UZ", "AM", "FR", "DE", "GB", "US", "IT", "MX", "AR", "CN"])
def test_the_fast_path_never_differs_from_the_library(region: str) -> None:
    import phonenumbers

    chance = random.Random(region)
    metadata = phonenumbers.PhoneMetadata.metadata_for_region(region, None)
    assert metadata
    examples = [phonenumbers.example_number_for_type(region, kind) for kind in range(11)]
    seeds = [phonenumbers.national_significant_number(number) for number in examples if number]
    starts = [*RUSSIAN_STARTS, str(metadata.country_code), f"+{metadata.country_code}", metadata.national_prefix or ""]
    found = 0
    for _ in range(1500):
        digits = list(chance.choice(seeds))
        for _ in range(chance.choice([0, 1, 2, 4, 12])):
            digits[chance.randrange(len(digits))] = chance.choice("0123456789")
        number = chance.choice(starts) + "".join(digits) + chance.choice(["", "", "", "5"])
        fast = known_number(number, region)
        found += fast is not None
        assert fast in (None, by_library(number, region)), number
    assert found > 20


@given(st.from_regex(r"(\+7|8|7|)[3489][0-9]{9}", fullmatch=True))
def test_every_spelling_of_a_valid_number_gives_the_same_e164(number: str) -> None:
    e164 = by_library(number, "RU")
    if e164 is None:
        return
    start, n = number[:-10], number[-10:]
    spellings = [
        number,
        f"{start} ({n[:3]}) {n[3:6]}-{n[6:8]}-{n[8:]}",
        f"{start}-{n[:3]}-{n[3:6]}-{n[6:8]}-{n[8:]}",
        f"{start} {n[:4]} {n[4:]}",
        f"тел. {start}{n}",
        f"\xa0{start}\xa0{n}\xa0",
        f"'{start}{n}",
    ]
    if not start.startswith("+"):
        spellings.append(float(start + n))  # type: ignore[arg-type]
    for spelling in spellings:
        (phone,), codes = parse_phones(spelling)
        assert (phone.e164, phone.status, codes) == (e164, "ok", [])


@given(st.text() | st.text(alphabet="0123456789+-() ,;/доб.xX#«»?\n") | st.floats() | st.integers())
def test_nothing_makes_it_fail_and_nothing_written_is_lost(cell: object) -> None:
    phones, _ = parse_phones(cell)
    for phone in phones:
        assert (phone.e164 is None) == (phone.status in ("bad", "lossy"))
        assert phone.raw
        if phone.e164:
            assert parse_phones(phone.e164)[0][0].e164 == phone.e164


# ---------------------------------------------------------------- back to text


def test_one_cell_keeps_everything() -> None:
    cell = "+7 926 123-45-67 (моб., WhatsApp); +7 495 123-45-67 доб. 12 (раб.); ?«2-34-56»"
    phones, codes = cell_to_phones(cell)
    assert [(p.e164, p.ext, p.label, p.status) for p in phones] == [
        (IVAN, "", "моб., WhatsApp", "ok"),
        (OFFICE, "12", "раб.", "ok"),
        (None, "", "", "bad"),
    ]
    assert phones[2].raw == "2-34-56"
    assert codes == ["W210"]
    assert phones_to_cell(phones) == cell
    assert phones_to_cell([]) == ""


def any_number() -> st.SearchStrategy[str]:
    import phonenumbers

    regions = [
        "RU",
        "KZ",
        "BY",
        "UA",
        "UZ",
        "AM",
        "GE",
        "FR",
        "DE",
        "GB",
        "US",
        "IT",
        "MX",
        "AR",
        "CN",
        "TR",
        "BR",
        "FI",
    ]
    numbers = [phonenumbers.example_number_for_type(region, kind) for region in regions for kind in (0, 1)]
    return st.sampled_from(
        [phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) for number in numbers if number]
    )


def any_phone() -> st.SearchStrategy[Phone]:
    label = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf"]), max_size=20).map(str.strip)
    ext = st.from_regex(r"([0-9]{1,6})?", fullmatch=True)
    good = st.builds(Phone, any_number(), ext, label, st.just("ok"), st.just(""))
    raw = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf"]), min_size=1, max_size=30)
    return good | st.builds(Phone, st.none(), ext, label, st.just("bad"), raw)


@given(st.lists(any_phone(), min_size=1, max_size=5))
def test_any_phones_survive_the_cell(phones: list[Phone]) -> None:
    import unicodedata

    cell = phones_to_cell(phones)
    if not unicodedata.is_normalized("NFC", cell):  # stored text is NFC
        return
    found, _ = cell_to_phones(cell)
    assert [(p.e164, p.ext, p.label, p.status) for p in found] == [(p.e164, p.ext, p.label, p.status) for p in phones]
    assert [p.raw for p in found if not p.e164] == [p.raw for p in phones if not p.e164]


@pytest.mark.parametrize(
    ("e164", "ext", "written"),
    [
        ("+79261234567", "", "+7 926 123-45-67"),
        ("+74951234567", "12", "+7 495 123-45-67 доб. 12"),
        ("+77011234567", "", "+7 701 123 4567"),
        ("+442079460123", "", "+44 20 7946 0123"),
        ("+12125550123", "", "+1 212-555-0123"),
        ("+999", "", "+999"),
    ],
)
def test_numbers_as_people_read_them(e164: str, ext: str, written: str) -> None:
    assert format_phone(e164, ext) == written


@given(st.from_regex(r"\+7[3-9][0-9]{9}", fullmatch=True))
def test_russian_numbers_are_written_as_the_library_writes_them(e164: str) -> None:
    import phonenumbers

    number = phonenumbers.parse(e164, None)
    assert format_phone(e164) == phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


@pytest.mark.parametrize(
    ("value", "ext", "masked"),
    [
        ("+79162040017", "", "+7 916 ••• •• 17"),
        ("+79162040017", "12", "+7 916 ••• •• 17 доб. ••"),
        ("+77011234567", "", "+7 701 ••• ••67"),
        ("+442079460123", "", "+44 20 •••• ••23"),
        ("+12125550123", "", "+1 212 ••• ••23"),
        ("+3725123456", "", "+372 ••• ••56"),
        ("2-34-56", "", "•-••-••"),
        ("8926123456", "", "••••••••56"),
        ("112", "", "•••"),
        ("Иван, 8926123456", "", "••••, ••••••••56"),
    ],
)
def test_masks(value: str, ext: str, masked: str) -> None:
    assert mask_phone(value, ext) == masked


@given(any_number())
def test_a_masked_number_hides_at_least_four_digits(e164: str) -> None:
    assert mask_phone(e164).count("•") >= 4
