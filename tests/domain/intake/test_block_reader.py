"""Reading a list by the column gives what reading it row by row gives: on odd cells, on made lists, on real files."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientcrm.domain.imports import LEAVE_OUT, TO_NOTE, TO_OWN_FIELD, ColumnPlan
from clientcrm.domain.intake.block_reader import BlockReader
from clientcrm.domain.intake.client_block import ClientBlock, rows_of
from clientcrm.domain.intake.client_reader import ClientReader, ReadingRules
from clientcrm.domain.intake.keys import RowKeys, block_keys, row_keys
from clientcrm.domain.values.mojibake import repair_mojibake

RULES = ReadingRules(
    today=date(2026, 3, 1),
    meanings={(place, word): meaning for place in range(60) for word, meaning in (
        ("VIP", "tier:4"), ("Новый", "new:Новый"), ("жен", "female"), ("м", "male"),
    )},
    tiers={"tier:4": 4, "new:Новый": -1},
    people={"анна": "person-1"},
    source="list.xlsx",
    currency="RUB",
    repair=repair_mojibake,
    names_apart=True,
)  # fmt: skip
# What people write into each kind of column, the plain, the odd and the wrong.
CELLS: dict[str, list[Any]] = {
    "full_name": [
        *("Орлова Анна Сергеевна", "Анна Орлова", "Анна", "орлова анна", "ОРЛОВА АННА", "Ким Ю.", "Иван А. Петров"),
        *("ООО Ромашка", "ИП Сидоров", "Jean DUPONT", "Smith", "  Орлова   Анна ", "Орлова\xa0Анна", "-", "нет", "+7"),
        *("Анна 8 916 123-45-67", "Иван <a@mail.ru>", "ИП Сидоров 7701234567", "8 916 123-45-67"),
        *("Ева Борисовна Беспалова", "Мамедов Али оглы", "г-жа Орлова", "РћСЂР»РѕРІР°", "Ж" * 320, "a@mail.ru", 12.0),
    ],
    "last_name": ["Орлова", "Ким", " Ким ", "ИВАНОВ", "-", "Ж" * 120],
    "first_name": ["Анна", "Ю.", "анна", "нет"],
    "middle_name": ["Сергеевна", "-"],
    "company": ["ООО Ромашка", "Ромашка", "-", "Ромашка 8 495 123-45-67"],
    "contact_person": ["Пётр", "Пётр  Ильич", "Пётр 89161234567"],
    "phone": [
        *("+79161234567", "8 (916) 123-45-67", "9161234567", "моб. 8 916 123 45 67", "8916123"),
        *("89161234567 Иван", "нет", 79161234567.0, 7.9e15, "+380501234567", "8(916)1234567 доб. 12", "8800 2000 600"),
        "89161234567, 84951234567",
    ],
    "phone2": ["+79161234567", "84951234568", "-", " 8 916 123-45-67 "],
    "email": ["a@mail.ru", "A@Mail.ru", "a@mail.ru, b@mail.ru", "Анна <a@mail.ru>", "a@gmial.com", "нет почты", "-"],
    "email2": ["a@mail.ru", "c@mail.ru", " d@mail.ru"],
    "telegram": ["@anna", "t.me/anna", "@a; @b"],
    "birthday": ["01.02.1985", "1.2.85", "31.02.1990", "1985", "05.07", date(1980, 5, 6), 29000.0, "-", "01.01.2030"],
    "gender": ["жен", "м", "?"],
    "tier": ["VIP", "Новый", "прочее", " VIP "],
    "discount": ["5", "7%", 10.0, "много", "", "250", 0.0, 0],
    "bonus": ["100", "1 200,50", "сто", 5.0],
    "total_spent": ["1 200,50", 0.0, 100.5, "много", "100 USD", "5"],
    "purchase_count": ["3", 2.0, "два"],
    "first_purchase": ["01.02.2020", date(2021, 1, 1), "когда-то"],
    "last_purchase": ["01.02.2024", datetime(2024, 1, 1, 10, 30)],
    "next_contact": ["01.02.2027", "-"],
    "created_at": ["01.02.2023", datetime(2023, 5, 5, 12), "давно", date(2022, 2, 2)],
    "inn": ["7707083893", "500100732259", "123", 7707083893.0, "7707083893/770701001"],
    "kpp": ["770701001"],
    "external_id": ["К-1", 12.0, 1e16, "7,92612E+10", "7,9261234567E+10", "17850.0", "12.0", " К-3 ", "-", "Ж" * 90],
    "card_number": ["0001", 12.0, "нет", "17850.0"],
    "city": ["Москва", "Тула", " Тула", "-", "Ж" * 130],
    "address": ["ул. Ленина, 1", "ул. Ленина,\n2", "ул.  Мира", "-", "нет", "ул. Мира|3", "й"],
    "postcode": ["300000", 30000.0, "Тула"],
    "country": ["Россия"],
    "source": ["сайт", "вывеска", "нет"],
    "manager": ["Анна", "анна", "Пётр"],
    "tags": ["чай, кофе", "чай; Чай", '"a, b", c', "-"],
    "consent": ["да", "нет", "+", "может", True],
    "comment": ["любит чай", "нет", " чай ", "две\nстроки", "Ð§Ð°Ð¹ Ð¸ ÐºÐ¾Ñ„Ðµ", "\r\n", 5.0],
    "website": ["shop.ru", "https://shop.ru; other.ru"],
    "kind": ["юр. лицо", "физ. лицо", "?"],
    "client_id": ["0" * 32, "нет"],
    "avg_check": ["100"],
    TO_OWN_FIELD: ["Да", "Нет", "44", 5.0, "-", "  x  ", True],
    TO_NOTE: ["зелёный", "-", "нет", 3.0],
    LEAVE_OUT: ["что угодно"],
}  # fmt: skip


def plans(targets: Sequence[str]) -> list[ColumnPlan]:
    """Columns with these targets, one beside the other."""
    return [ColumnPlan(place, "A", f"Столбец {place}", (), target, 1.0, False) for place, target in enumerate(targets)]


def read_by_row(columns: Sequence[ColumnPlan], rules: ReadingRules, rows: Sequence[Sequence[Any]]) -> ClientBlock:
    reader = ClientReader(columns, rules)
    return ClientBlock.of([reader.read(cells) for cells in rows])


def told(block: ClientBlock) -> list[tuple[Any, ...]]:
    """What a block says of each row."""
    return [
        (draft, beside, block.problems.get(place, []))
        for place, (draft, beside) in enumerate(
            zip(rows_of(block.values, block.count), rows_of(block.beside, block.count), strict=True)
        )
    ]


def keyed(row: int, draft: dict[str, Any], beside: dict[str, Any], _problems: Sequence[Any]) -> RowKeys:
    return row_keys(row, draft, beside.get("public_id", ""), "inn_valid" in beside, "name_given" not in beside)


def same(columns: Sequence[ColumnPlan], rules: ReadingRules, rows: Sequence[Sequence[Any]], size: int = 1000) -> None:
    """Read both ways and compare."""
    blocks = BlockReader(columns, rules)
    for start in range(0, len(rows), size):
        part = rows[start : start + size]
        block = blocks.read(part)
        by_column, by_row = told(block), told(read_by_row(columns, rules, part))
        for cells, one, other in zip(part, by_column, by_row, strict=True):
            assert one == other, cells
        numbers = range(5, 5 + len(part))
        assert block_keys(numbers, block) == [keyed(n, *said) for n, said in zip(numbers, by_row, strict=True)]


@pytest.mark.parametrize("target", CELLS)
def test_each_cell_beside_a_name_and_alone(target: str) -> None:
    columns = plans(["full_name", target])
    rows = [["Орлова Анна", cell] for cell in [*CELLS[target], ""]] + [["", cell] for cell in CELLS[target]]
    same(columns, RULES, rows)
    for row in rows:
        same(columns, RULES, [row])


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_cells_in_any_columns(data: st.DataObject) -> None:
    usual = data.draw(st.lists(st.sampled_from(["full_name", "phone", "email", "last_name", "first_name"]), max_size=3))
    targets = usual + data.draw(st.lists(st.sampled_from(list(CELLS)), min_size=1, max_size=8))
    row = st.tuples(*(st.sampled_from(["", *CELLS[target]]) for target in targets))
    rows = data.draw(st.lists(row, min_size=1, max_size=30))
    rules = data.draw(
        st.sampled_from([RULES, replace(RULES, title_case=True), replace(RULES, repair=None, region="FR")])
    )
    same(plans(targets), rules, rows)


def test_a_long_list_with_a_few_odd_cells() -> None:
    chance = random.Random(1)
    targets = ["external_id", "full_name", "phone", "email", "birthday", "city", "tier", "address", "comment", "phone2"]

    def cell(target: str) -> Any:
        odd = chance.random() < 0.02
        return chance.choice(CELLS[target] if odd else ["", *CELLS[target][:2]])

    same(plans(targets), RULES, [[cell(target) for target in targets] for _ in range(3000)])


def test_rows_of_unequal_width() -> None:
    same(plans(["full_name", "phone"]), RULES, [["Орлова Анна"], ["Ким Ю", "+79161234567"], []])


def test_an_answer_is_nobody_else_s() -> None:
    """What one row says may be changed without another row's changing."""
    block = BlockReader(plans(["full_name", "phone", TO_OWN_FIELD, "tags"]), RULES).read(
        [["Орлова Анна", "+79161234567", "Да", "чай"]] * 2
    )
    one, other = rows_of(block.values, 2)
    for name in ("contacts", "own", "tags"):
        assert one[name] == other[name]
        assert one[name] is not other[name]
