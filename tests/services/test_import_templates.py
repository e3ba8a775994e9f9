"""Decisions of a person about a file: kept and proposed again; words and colours that stand for tiers and sexes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.errors import Invalid, NotFound
from clientcrm.domain.imports import TO_NOTE, FileChoice, ImportPlan, OnDuplicate
from clientcrm.files.errors import NoTemplate
from tests.services.imported import applied, brought, csv_file, drafts, planned, said, workbook
from tests.support import Shop

HEADER = ("Клиент", "Тел.", "Статус клиента", "Пол", "Что пьёт", "Дата рождения")
ROWS = [
    HEADER,
    ("Ольга Рей", "+79161110001", "Друзья дома", "2", "улун", "01/02/1990"),
    ("Павел Рей", "+79161110002", "Золото", "1", "пуэр", "13/02/1990"),
    ("Раиса Рей", "+79161110003", "золотой", "2", "", ""),
    ("Семён Рей", "+79161110004", "вип", "1", "", ""),
    ("Тарас Рей", "+79161110005", "", "", "", ""),
]


def answered(plan: ImportPlan, answers: dict[str, str]) -> ImportPlan:
    """The plan with a person's word on some values."""
    return replace(plan, values=tuple(replace(v, meaning=answers.get(v.value, v.meaning)) for v in plan.values))


def targets(plan: ImportPlan) -> dict[str, str]:
    return {column.header: column.target for column in plan.columns}


def meanings(plan: ImportPlan) -> dict[str, str]:
    return {value.value: value.meaning for value in plan.values}


@pytest.mark.proves("F12")
def test_words_become_tiers_and_sexes(desk: Desk, tmp_path: Path) -> None:
    """A known word is that tier, two spellings of a new one make one tier, 1 and 2 mean nothing until asked."""
    path = csv_file(tmp_path / "kassa.csv", ROWS)
    plan = planned(desk, path)
    vip = next(f"tier:{tier.id}" for tier in desk.tiers.all() if tier.key == "vip")
    assert meanings(plan) == {
        "Друзья дома": "new:Друзья дома",
        "Золото": "new:Золото",
        "золотой": "new:Золото",
        "вип": vip,
        "1": "",
        "2": "",
    }
    assert {value.value: value.count for value in plan.values}["2"] == 2
    result = applied(desk, answered(plan, {"1": "male", "2": "female", "Друзья дома": vip}))
    clients = drafts(desk)
    assert {name: (draft["tier_id"], draft.get("sex", "")) for name, draft in clients.items()} == {
        "Ольга Рей": ("VIP", "female"),
        "Павел Рей": ("Золото", "male"),
        "Раиса Рей": ("Золото", "female"),
        "Семён Рей": ("VIP", "male"),
        "Тарас Рей": ("В базе", ""),
    }
    assert [tier.name for tier in desk.tiers.all() if tier.key.startswith("own_")] == ["Золото"]
    desk.importing.undo(result.batch)
    assert not [tier for tier in desk.tiers.all() if tier.key.startswith("own_")]


def test_decisions_are_kept_by_themselves_and_proposed_for_a_file_like_it(desk: Desk, tmp_path: Path) -> None:
    vip = next(f"tier:{tier.id}" for tier in desk.tiers.all() if tier.key == "vip")
    plan = planned(
        desk, csv_file(tmp_path / "Касса.csv", ROWS), {"Что пьёт": TO_NOTE}, source="касса", date_order="mdy"
    )
    assert plan.template == ""
    applied(desk, answered(plan, {"1": "male", "2": "female", "Друзья дома": vip}))
    assert [(row.name, row.columns) for row in desk.import_templates.rows()] == [("Касса", 6)]

    again = planned(desk, csv_file(tmp_path / "Касса за июль.csv", [("№", *HEADER), ("1", *ROWS[1])]))
    assert again.template == "Касса"
    assert targets(again) == targets(plan) | {"№": "row_no"}
    assert (meanings(again), again.options.source, again.options.date_order) == (
        {"Друзья дома": vip, "2": "female"},
        "касса",
        "mdy",
    )
    other = planned(desk, csv_file(tmp_path / "other.csv", [("ФИО", "Город"), ("Ким", "Уфа")]))
    assert other.template == ""


def test_a_tier_that_a_file_made_is_found_by_the_next_file_like_it(desk: Desk, tmp_path: Path) -> None:
    """The kept decision says "a new tier"; by then the tier is there."""
    for number in (1, 2, 3):
        rows = [HEADER, (f"Ольга Рей {number}", f"+7916111000{number}", "Друзья дома", "", "", "")]
        result = applied(desk, planned(desk, csv_file(tmp_path / f"{number}.csv", rows)))
        assert result.counts.created == 1
    assert [tier.name for tier in desk.tiers.all() if tier.key.startswith("own_")] == ["Друзья дома"]


def test_a_template_can_be_saved_before_and_renamed_and_removed(desk: Desk, tmp_path: Path) -> None:
    plan = planned(desk, csv_file(tmp_path / "a.csv", ROWS), {"Что пьёт": "comment"}, on_duplicate=OnDuplicate.UPDATE)
    for name in ("", " " * 3, "я" * 121):
        with pytest.raises(Invalid):
            desk.import_templates.save(name, plan)
    kept = desk.import_templates.save("1С: контрагенты", plan)
    assert desk.import_templates.save("1С: контрагенты", plan) == kept
    desk.import_templates.rename(kept, "Касса 2")
    again = planned(desk, csv_file(tmp_path / "b.csv", ROWS))
    assert (again.template, targets(again)["Что пьёт"]) == ("Касса 2", "comment")
    desk.import_templates.remove(kept)
    assert (desk.import_templates.rows(), planned(desk, tmp_path / "b.csv").template) == ([], "")
    with pytest.raises(NotFound):
        desk.import_templates.rename(kept, "поздно")


def test_a_template_keeps_every_choice(desk: Desk, tmp_path: Path) -> None:
    choices = {"on_duplicate": OnDuplicate.UPDATE, "region": "FR", "empty_clears": True, "title_case": True}
    desk.import_templates.save("Касса", planned(desk, csv_file(tmp_path / "a.csv", ROWS), **choices))
    options = planned(desk, tmp_path / "a.csv").options
    assert {name: getattr(options, name) for name in choices} == choices


def test_a_template_keeps_the_rules_of_single_columns(desk: Desk, tmp_path: Path) -> None:
    """By their headings: in the next file the columns may stand elsewhere."""
    rules = {"per_column": {1: OnDuplicate.UPDATE}, "fill_down": (2, 4)}
    desk.import_templates.save("Касса", planned(desk, csv_file(tmp_path / "a.csv", ROWS), **rules))
    turned_round = csv_file(tmp_path / "b.csv", [row[::-1] for row in ROWS])
    options = planned(desk, turned_round).options
    assert (options.per_column, options.fill_down) == ({4: OnDuplicate.UPDATE}, (1, 3))
    asked = planned(desk, turned_round, fill_down=(0,)).options
    assert (asked.per_column, asked.fill_down) == ({}, (0,))


def test_colours_of_rows_become_tiers(desk: Desk, tmp_path: Path) -> None:
    path = coloured(tmp_path / "coloured.xlsx", {2: "92D050", 3: "92D050", 4: "7030A0", 6: "FFFFFF"})
    plan = planned(desk, path, {"Статус клиента": "own_field"})
    colours = desk.importing.colours(plan)
    keys = {f"tier:{tier.id}": tier.key for tier in desk.tiers.all()}
    assert [(v.value, v.count, keys.get(v.meaning, "")) for v in colours] == [
        ("92D050", 2, "potential"),
        ("7030A0", 1, "vip"),
    ]
    result = applied(desk, replace(plan, values=(*plan.values, *colours)))
    assert said(result.counts) == {"created": 5}
    tiers = {name.split()[0]: draft["tier_id"] for name, draft in drafts(desk).items()}
    assert tiers == {
        "Ольга": "Потенциальный",
        "Павел": "Потенциальный",
        "Раиса": "VIP",
        "Семён": "В базе",
        "Тарас": "В базе",
    }


def coloured(path: Path, rows: dict[int, str]) -> Path:
    """The list as a workbook whose rows a person painted."""
    from openpyxl import Workbook
    from openpyxl.styles import PatternFill

    book = Workbook()
    for row in ROWS:
        book.active.append(row)
    for number, rgb in rows.items():
        for cell in book.active[number]:
            cell.fill = PatternFill("solid", fgColor=rgb)
    book.save(path)
    return path


def test_a_file_without_colours_has_none(desk: Desk, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", ROWS)
    assert desk.importing.colours(planned(desk, path)) == []
    assert said(brought(desk, path).counts) == {"created": 5}


def test_what_a_template_does_not_know_is_told(desk: Desk, tmp_path: Path) -> None:
    brought(desk, csv_file(tmp_path / "kassa.csv", ROWS))
    changed = [("Сумма, ₽", *row[:-1]) for row in ROWS]
    changed[0] = ("Долг", *HEADER[:-1])
    plan = planned(desk, csv_file(tmp_path / "next.csv", changed))
    assert (plan.template, plan.template_new, plan.template_gone) == ("", (), ())
    wider = [(*row, "x") for row in ROWS]
    wider[0] = (*HEADER, "Долг")
    plan = planned(desk, csv_file(tmp_path / "wider.csv", wider))
    assert (plan.template, plan.template_new, plan.template_gone) == ("kassa", ("Долг",), ())


def test_tables_without_headings_are_not_alike(desk: Desk, tmp_path: Path) -> None:
    """The first column of one is a name and of the other a phone: nothing is carried over."""
    names = [("Ольга Рей", "+79161110001"), ("Павел Рей", "+79161110002"), ("Раиса Рей", "+79161110003")]
    plan = planned(desk, csv_file(tmp_path / "a.csv", names), {"Столбец A": "full_name"})
    applied(desk, plan)
    plan = planned(desk, csv_file(tmp_path / "b.csv", [row[::-1] for row in names]))
    assert (plan.template, plan.columns[0].target) == ("", "phone")


def test_the_sheet_and_the_row_of_headings_that_a_person_chose_are_found_again(desk: Desk, tmp_path: Path) -> None:
    table = [("Отчёт",), ("Кто", "Куда звонить", "Где"), ("a", "b", "c"), *(row[:3] for row in ROWS[1:])]
    path = workbook(tmp_path / "may.xlsx", {"Лист": ROWS, "Выгрузка": table})
    choice = FileChoice(path, sheet="Выгрузка")
    plan = desk.importing.plan(choice, header_row=2)
    targets = {"Кто": "full_name", "Куда звонить": "phone", "Где": "own_field"}
    columns = tuple(replace(column, target=targets[column.header]) for column in plan.columns)
    desk.import_templates.save("Отчёт кассы", replace(plan, columns=columns))
    june = workbook(tmp_path / "june.xlsx", {"Лист": ROWS, "Выгрузка": [("Отчёт за июнь",), ("", ""), *table[1:]]})
    plan = desk.importing.plan(FileChoice(june, sheet="Выгрузка"))
    assert (plan.header_row, plan.template, plan.columns[0].target) == (3, "Отчёт кассы", "full_name")
    plan = desk.importing.plan(FileChoice(path))
    assert (plan.sheet, plan.header_row, plan.template) == ("Выгрузка", 2, "Отчёт кассы")


def test_a_template_goes_to_another_base_as_a_file(
    desk: Desk, template: Callable[[Path], Shop], tmp_path: Path
) -> None:
    """Tiers go by their names: one that is not there is made, one that is there is taken."""
    file = csv_file(tmp_path / "kassa.csv", ROWS)
    vip = next(f"tier:{tier.id}" for tier in desk.tiers.all() if tier.key == "vip")
    plan = answered(planned(desk, file, {"Что пьёт": TO_NOTE}), {"1": "male", "Друзья дома": vip})
    desk.import_templates.save("Касса", plan)
    (kept,) = desk.import_templates.rows()
    path = desk.import_templates.write_file(kept.id, tmp_path / "template.json")
    assert "Рей" not in path.read_text("utf-8")
    other = template(tmp_path / "other").sign_in()
    other.import_templates.read_file(path)
    theirs = planned(other, file)
    assert (theirs.template, targets(theirs)) == ("Касса", targets(plan))
    assert meanings(theirs) == meanings(plan)
    other.import_templates.read_file(path)
    assert [row.name for row in other.import_templates.rows()] == ["Касса"]
    other.close()


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", '{"clientcrm_template": 2}', '{"clientcrm_template": 1, "name": "x"}', '"a"', "null",
     '{"clientcrm_template": 1, "name": "x", "kind": "clients", "headers": [1], "targets": {}}',
     '{"clientcrm_template": 1, "name": "x", "kind": "clients", "headers": ["a"], "targets": {"a": 5}}',
     '{"clientcrm_template": 1, "name": "x", "kind": "clients", "headers": ["a"], "targets": {}, "values": [["a"]]}',
     ('{"clientcrm_template": 1, "name": "x", "kind": "clients", "headers": ["a"], "targets": {}, '
     '"options": {"on_duplicate": "destroy"}}')],
)  # fmt: skip
def test_a_file_that_is_no_template_is_refused(desk: Desk, tmp_path: Path, text: str) -> None:
    path = tmp_path / "template.json"
    path.write_text(text, "utf-8")
    with pytest.raises(NoTemplate):
        desk.import_templates.read_file(path)
    assert desk.import_templates.rows() == []


def test_a_column_of_sixty_words_makes_no_sixty_tiers(desk: Desk, tmp_path: Path) -> None:
    """It is marked for a look, and until somebody says otherwise it is an own field."""
    rows = [("ФИО", "Категория"), *((f"Рей Имя{n}", f"Категория {n}") for n in range(60))]
    plan = planned(desk, csv_file(tmp_path / "many.csv", rows))
    assert (plan.columns[1].target, plan.columns[1].doubtful, plan.values) == ("own_field", True, ())
    before = len(desk.tiers.all())
    applied(desk, plan)
    assert len(desk.tiers.all()) == before


@pytest.mark.parametrize(
    ("name", "value"),
    [("on_duplicate", "destroy"), ("date_order", "ymm"), ("decimal", ";"), ("region", "XX"), ("region", 5),
     ("empty_clears", "yes"), ("source", None), ("path", "/etc/passwd")],
)  # fmt: skip
def test_a_template_with_a_rule_that_there_is_not_is_refused(
    desk: Desk, tmp_path: Path, name: str, value: object
) -> None:
    path = tmp_path / "template.json"
    rules = {"headers": ["фио"], "targets": {"фио": "full_name"}, "options": {"region": "FR", "decimal": ","}}
    content = {"clientcrm_template": 1, "name": "Касса", "kind": "clients", **rules}
    path.write_text(json.dumps(content), "utf-8")
    desk.import_templates.read_file(path)
    path.write_text(json.dumps(content | {"options": {name: value}}), "utf-8")
    with pytest.raises(NoTemplate):
        desk.import_templates.read_file(path)
