"""Every code, target and state has its words, in both languages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from clientcrm.domain.clients import ClientFilter
from clientcrm.domain.exports import ExportShape, ExportWhat
from clientcrm.domain.import_words import CODE_WORDS
from clientcrm.domain.imports import (
    ColumnPlan,
    FileChoice,
    ImportCounts,
    ImportKind,
    ImportOptions,
    ImportPlan,
    RowAction,
    RowProblem,
)
from clientcrm.domain.mapping.synonyms import lexicon
from clientcrm.domain.values.phones import parse_phones
from ui import i18n
from ui.exchange.codes import KNOWN_CODES, by_weight, sentence, severity, words_of
from ui.exchange.column_words import summary
from ui.exchange.export_choices import ExportAsked, ExportChoice, export_plan, file_name, free_path
from ui.exchange.match_words import decision_text
from ui.exchange.scenes import client_file
from ui.exchange.staged_table import action_text
from ui.exchange.step_done import DoneStep, figures_of
from ui.exchange.targets import FURTHER, SHARED, targets_for

LANGUAGES = pytest.mark.parametrize("speech", ["ru", "en"])


@LANGUAGES
@pytest.mark.parametrize("code", sorted(CODE_WORDS["ru"]))
def test_each_code_has_a_name_and_a_sentence(code: str, speech: str) -> None:
    i18n.set_language(speech)
    said = words_of(code)
    assert code in KNOWN_CODES
    assert said.name
    assert said.sentence.endswith(".")
    cyrillic = any("а" <= letter <= "я" for letter in said.sentence.lower())
    assert cyrillic == (speech == "ru"), said.sentence


def test_an_unknown_code_is_shown_by_its_number() -> None:
    assert words_of("W999").name == "W999"


@pytest.mark.parametrize(
    ("code", "weight"),
    [("E301", "bad"), ("W210", "warn"), ("W221", "info"), ("I202", "info"), ("D402", "info"), ("D403", "warn")],
)
def test_weight_of_a_code(code: str, weight: str) -> None:
    assert severity(code) == weight


def test_errors_stand_before_warnings_and_remarks() -> None:
    codes = {"I201": 900, "W210": 3, "W240": 40, "E301": 1}
    assert [code for code, _ in by_weight(codes)] == ["E301", "W240", "W210", "I201"]


def test_a_repair_is_proposed_in_the_sentence() -> None:
    problem = RowProblem(5, "Почта", "W221", "a@mail,ru", "a@mail.ru")
    assert sentence(problem).endswith("Предложено: a@mail.ru")


def test_a_repeat_names_the_row_above() -> None:
    assert "в строке 41" in sentence(RowProblem(50, "", "D401", "41", "phone"))


@LANGUAGES
@pytest.mark.parametrize("kind", [ImportKind.CLIENTS, ImportKind.PURCHASES])
def test_each_target_of_the_mapping_can_be_chosen(kind: ImportKind, speech: str) -> None:
    i18n.set_language(speech)
    known = {name.target for names in lexicon(kind.value).exact.values() for name in names}
    offered = {target.key for target in targets_for(kind)}
    assert known - offered == set()


@pytest.mark.parametrize("kind", [ImportKind.CLIENTS, ImportKind.PURCHASES])
def test_no_target_is_offered_twice(kind: ImportKind) -> None:
    targets = targets_for(kind)
    assert len({target.key for target in targets}) == len(targets)
    assert len({target.title for target in targets}) == len(targets)


def test_targets_that_several_columns_may_have_are_known() -> None:
    offered = {target.key for target in targets_for(ImportKind.CLIENTS)}
    assert {*SHARED, *FURTHER, *FURTHER.values()} <= offered


@LANGUAGES
def test_each_action_has_a_word(speech: str) -> None:
    i18n.set_language(speech)
    assert all(action_text(action) and decision_text(action) for action in RowAction)


def test_the_figures_of_a_load_add_up() -> None:
    strip = figures_of(ImportCounts(rows=10, created=4, updated=3, skipped=2, failed=1, unchanged=1, merged=1))
    assert [figure.value for figure in strip] == ["10", "4", "3", "2", "1"]
    assert strip[3].note == "без изменений 1, повторы 1"


# ---------------------------------------------------------------- names of files


@pytest.mark.parametrize(
    ("shop", "shape", "format_", "expected"),
    [
        ("Чайный дом", ExportShape.FULL_COPY, "xlsx", "Клиенты_Чайный дом_2025-05-14.xlsx"),
        ("Чай/Кофе: «Лист»", ExportShape.FOR_MAILING, "csv", "Рассылка_Чай Кофе «Лист»_2025-05-14.csv"),
        ("..", ExportShape.FOR_PEOPLE, "vcf", "Клиенты_2025-05-14.vcf"),
    ],
)
def test_name_of_an_exported_file(shop: str, shape: ExportShape, format_: str, expected: str) -> None:
    choice = ExportChoice("all", shape, format_, Path("/tmp"))
    assert file_name(choice, shop, date(2025, 5, 14)) == expected


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    first = tmp_path / "Клиенты.xlsx"
    first.touch()
    assert free_path(first).name == "Клиенты (2).xlsx"


@pytest.mark.parametrize(
    ("scope", "format_", "shape", "what", "ids", "text"),
    [
        ("all", "xlsx", ExportShape.FULL_COPY, ExportWhat.ALL, None, ""),
        ("all", "vcf", ExportShape.FULL_COPY, ExportWhat.CLIENTS, None, ""),
        ("filter", "xlsx", ExportShape.FOR_MAILING, ExportWhat.CLIENTS, None, "ков"),
        ("selected", "csv", ExportShape.FOR_PEOPLE, ExportWhat.CLIENTS, (3, 5), ""),
    ],
)
def test_what_an_export_holds(
    scope: str, format_: str, shape: ExportShape, what: ExportWhat, ids: tuple[int, ...] | None, text: str
) -> None:
    asked = ExportAsked(filter=ClientFilter(text="ков"), clients=(3, 5))
    plan = export_plan(asked, ExportChoice(scope, shape, format_, Path("/tmp")), "Чай", date(2025, 5, 14))
    assert (plan.what, plan.ids, plan.filter.text) == (what, ids, text)


@pytest.mark.parametrize(("language", "region"), [("ru", "RU"), ("en", "GB")])
def test_the_sample_file_is_one_of_the_country(tmp_path: Path, language: str, region: str) -> None:
    rows = [line.split(";") for line in client_file(tmp_path, language, 3).read_text(encoding="utf-8").splitlines()]
    read = [parse_phones(row[1], region)[0][0] for row in rows[1:] if row[1]]
    assert {phone.status for phone in read} == {"ok", "bad"}
    assert sum(phone.status == "bad" for phone in read) == 5, "the cut ones, for something to mend"
    assert len({phone.e164 for phone in read if phone.e164}) == len(read) - 5
    if language == "en":
        assert not any("а" <= letter.lower() <= "я" for row in rows for cell in row for letter in cell)


def test_what_was_recognised_is_said_without_counting_all_of_all() -> None:
    def plan(*doubtful: bool) -> ImportPlan:
        columns = tuple(ColumnPlan(n, "A", "Имя", (), "name", 1.0, one) for n, one in enumerate(doubtful))
        choice = FileChoice(Path("clients.csv"))
        return ImportPlan(choice, "", ImportKind.CLIENTS, 1, 9, columns, (), ImportOptions())

    assert summary(plan(*[False] * 10)) == "Все столбцы узнаны: 10."
    assert summary(plan(False, True, False)).startswith("Узнали 2 из 3 столбцов. Проверьте 1 ")
    i18n.set_language("en")
    assert summary(plan(*[False] * 10)) == "All 10 columns are recognised."
    assert summary(plan(False)) == "The only column is recognised."
    assert (
        summary(plan(False, True, False)) == "Recognised 2 of 3 columns. Check the marked one, the rest needs nothing."
    )


def test_a_load_of_ten_rows_takes_no_time_but_is_not_said_to(qtbot: QtBot) -> None:
    i18n.set_language("en")
    box = DoneStep._headline(ImportCounts(10, 10, 0, 0, 0), 0.01)
    qtbot.addWidget(box)
    said = [label.text() for label in box.findChildren(QLabel)]
    assert any(text.startswith("It took 0.1 s.") for text in said)
