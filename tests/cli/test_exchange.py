"""Files in and out from a terminal: counts that add up, mappings, dry runs, undo."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Typed
from tests.support import Shop

DATA = Path(__file__).resolve().parent.parent / "data"
LIST = """ФИО;Телефон;E-mail;Город;Примета
Иванова Анна Петровна;8 916 123-45-67;anna@mail.ru;Москва;шляпа
Белов Борис;+7 903 000-11-22;;Тула;
Иванова Анна Петровна;89161234567;;;
;;;;без имени
Ли Виктория;12345;vika@mail;Москва;
"""
SALES = """InvoiceNo,StockCode,Qty,InvoiceDate,CustomerID,Price
1001,A1,2,12/01/2025 10:00,17850,2.50
1001,A2,1,12/01/2025 10:00,17850,3.00
1003,A1,5,12/04/2025 11:00,,2.50
1004,A9,5,12/13/2025 11:00,99999,2.50
"""


@pytest.fixture
def clients_file(tmp_path: Path) -> Path:
    """Five rows: two new people, one twice, one nobody, one with a bad phone."""
    path = tmp_path / "clients.csv"
    path.write_text(LIST, encoding="cp1251")
    return path


@pytest.fixture
def sales_file(tmp_path: Path) -> Path:
    """Four lines of three receipts."""
    path = tmp_path / "sales.csv"
    path.write_text(SALES, encoding="utf-8")
    return path


def mapped(folder: Path, value: object) -> Path:
    """A file for --map."""
    path = folder / "map.json"
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path


COUNTS = ("rows", "created", "updated", "skipped", "failed", "unchanged", "merged")


def counts(values: dict[str, object]) -> tuple[object, ...]:
    return tuple(values[name] for name in COUNTS)


@pytest.mark.proves("F13")
def test_an_import_tells_what_came_of_each_row(typed: Typed, clients_file: Path) -> None:
    done = typed("import", clients_file).values
    assert counts(done) == (5, 3, 0, 1, 1, 0, 1)
    assert (done["kind"], done["header_row"], done["file"]) == ("clients", 1, str(clients_file))
    assert [(c["header"], c["target"]) for c in done["columns"]] == [
        ("ФИО", "full_name"),
        ("Телефон", "phone"),
        ("E-mail", "email"),
        ("Город", "city"),
        ("Примета", "own_field"),
    ]
    assert [(p["row"], p["code"]) for p in done["problems"]] == [(5, "E301")]
    assert all(set(p) >= {"row", "column", "code", "message"} for p in done["problems"] + done["warnings"])
    assert {"W210", "W220"} <= {w["code"] for w in done["warnings"]}
    assert isinstance(done["batch"], int)
    assert done["seconds"] > 0
    assert typed("clients").values["total"] == 3


def test_what_only_the_end_of_a_file_shows_is_told(plain: Typed, tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("ФИО,Город\n" + "Иванов Пётр,Тверь\n" * 5_100 + "Иванов Пётр,Тверь,1,1\n", encoding="utf-8")
    told = [line.split() for line in plain("import", path, "--dry-run").out.splitlines() if "W121" in line]
    assert [line[:2] for line in told] == [["W121", "1"]]


def test_the_second_import_changes_nothing(typed: Typed, clients_file: Path) -> None:
    typed("import", clients_file)
    again = typed("import", clients_file).values
    assert again["created"] == again["updated"] == 0
    assert again["rows"] == again["skipped"] + again["failed"]


@pytest.mark.proves("F13")
def test_a_dry_run_gives_the_same_counts_and_leaves_nothing(typed: Typed, clients_file: Path, tmp_path: Path) -> None:
    tried = typed("import", clients_file, "--dry-run", "--report", tmp_path / "report.xlsx").values
    assert (tried["batch"], tried["dry_run"]) == (None, True)
    assert typed("clients").values["total"] == 0
    assert (tmp_path / "report.xlsx").stat().st_size > 0
    done = typed("import", clients_file).values
    assert counts(tried) == counts(done)
    assert tried["codes"] == done["codes"]


@pytest.mark.proves("N07")
def test_an_import_is_taken_back(typed: Typed, clients_file: Path) -> None:
    batch = typed("import", clients_file).values["batch"]
    back = typed("undo", batch).values
    assert (back["deleted"], back["restored"], back["conflicts"]) == (3, 0, [])
    assert typed("clients").values["total"] == 0
    assert typed("undo", batch).error == "invalid"
    assert typed("undo", 999).error == "not_found"


def test_what_was_changed_since_is_kept_and_named(typed: Typed, clients_file: Path) -> None:
    batch = typed("import", clients_file).values["batch"]
    anna = typed("clients", "--search", "анна").values["clients"][0]["id"]
    typed("add", "purchase", "--client", anna, "--total", "100", "--date", "01.02.2024")
    back = typed("undo", batch).values
    assert back["deleted"] == 2
    assert [kept["client_id"] for kept in back["conflicts"]] == [anna]


def test_an_import_for_a_person_is_a_page_of_text(plain: Typed, clients_file: Path) -> None:
    said = plain("--lang", "ru", "import", clients_file)
    assert said.status == 0
    for words in ("Добавлено", "Не загружено", "E301", "Отменить: undo", "объединено в файле 1"):
        assert words in said.out
    assert said.err == ""


def test_a_map_names_columns_by_header_and_by_letter(typed: Typed, sales_file: Path, tmp_path: Path) -> None:
    columns = {
        "CustomerID": "client_code",
        "InvoiceDate": "date",
        "C": "quantity",
        "price": "unit_price",
        "B": "product_code",
    }
    file = mapped(tmp_path, {"header_row": 1, "columns": columns, "options": {"date_order": "mdy", "decimal": "."}})
    done = typed("import", sales_file, "--map", file, "--unknown-clients", "create").values
    assert counts(done)[:5] == (4, 4, 0, 0, 0)
    assert (done["kind"], done["receipts"]) == ("purchases", 3)
    found = {row["code"]: row for row in typed("clients").values["clients"]}
    assert found["17850"]["total"] == 800
    assert found["99999"]["last_purchase"] == "2025-12-13"


def test_a_map_has_rules_for_single_columns(typed: Typed, tmp_path: Path) -> None:
    """Whose value stands, and which empty cells say what stands above them."""
    listing = tmp_path / "list.csv"
    listing.write_text("ФИО;Телефон;Город\nАнна Ким;89161110001;Тула\nЯн Рей;89161110002;\n", encoding="utf-8")
    rules = mapped(tmp_path, {"options": {"fill_down": ["Город"], "on_duplicate": {"C": "update"}}})
    typed("import", listing, "--map", rules)
    assert {row["name"]: row["city"] for row in typed("clients").values["clients"]} == {
        "Ким Анна": "Тула",
        "Рей Ян": "Тула",
    }
    listing.write_text("ФИО;Телефон;Город\nАнна Ким;89161110001;Уфа\n", encoding="utf-8")
    assert typed("import", listing, "--map", rules).values["updated"] == 1


def test_unknown_clients_of_purchases_are_reported(typed: Typed, sales_file: Path) -> None:
    done = typed("import", sales_file, "--kind", "purchases").values
    assert done["failed"] == 3
    assert {problem["code"] for problem in done["problems"]} == {"E304"}


def test_who_is_not_in_the_base_may_be_made_from_the_file(plain: Typed, sales_file: Path) -> None:
    sales = ("import", sales_file, "--kind", "purchases", "--dry-run")
    assert "--unknown-clients create" in plain(*sales).out
    assert "--unknown-clients" not in plain(*sales, "--unknown-clients", "create").out


BASKETS = "citrus fruit,semi-finished bread,margarine\ntropical fruit,yogurt,coffee\nwhole milk\nyogurt,coffee\n"
CODED = " 00004 0001 19970101  2   29.33\n 00004 0001 19970118  2   29.73\n 00021 0002 19970101  3   63.34\n"


@pytest.mark.parametrize("kind", ["auto", "purchases"])
@pytest.mark.parametrize("text", [BASKETS, CODED], ids=["baskets", "numbers without headings"])
def test_columns_that_say_nothing_are_refused_with_what_to_do(
    plain: Typed, tmp_path: Path, text: str, kind: str
) -> None:
    file = tmp_path / "list.txt"
    file.write_text(text, encoding="utf-8")
    said = plain("import", file, "--kind", kind)
    assert said.status == 1
    assert "--map" in said.err
    assert ("without a day" if kind == "purchases" else "--kind purchases") in said.err


def test_numbers_without_headings_are_read_as_they_are_named(typed: Typed, tmp_path: Path) -> None:
    file = tmp_path / "cdnow.txt"
    file.write_text(CODED, encoding="utf-8")
    columns = {"A": "client_code", "C": "date", "D": "quantity", "E": "line_total"}
    told = ("--kind", "purchases", "--unknown-clients", "create", "--map", mapped(tmp_path, {"columns": columns}))
    done = typed("import", file, *told).values
    assert (done["rows"], done["created"], done["receipts"]) == (3, 3, 3)
    sums = {row["code"]: (row["purchases"], row["total"]) for row in typed("clients").values["clients"]}
    assert sums == {"00004": (2, 5906), "00021": (1, 6334)}


def test_a_target_given_by_hand_is_taken_from_the_column_that_had_it(
    typed: Typed, clients_file: Path, tmp_path: Path
) -> None:
    file = mapped(tmp_path, {"columns": {"Примета": "city", "E-mail": None, "Город": "comment"}})
    done = typed("import", clients_file, "--map", file, "--dry-run").values
    targets = {column["header"]: column["target"] for column in done["columns"]}
    assert (targets["Примета"], targets["E-mail"], targets["Город"]) == ("city", None, "comment")
    only = mapped(tmp_path, {"columns": {"Примета": "city"}})
    done = typed("import", clients_file, "--map", only, "--dry-run").values
    assert {c["header"]: c["target"] for c in done["columns"]}["Город"] == "own_field"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[", "bad_map"),
        ("[]", "bad_map"),
        ('{"columns": []}', "bad_map"),
        ('{"header_row": 0}', "bad_map"),
        ('{"options": {"decimal": "-"}}', "bad_map"),
        ('{"options": {"on_duplicate": {"ФИО": "add"}}}', "bad_map"),
        ('{"options": {"fill_down": "ФИО"}}', "bad_map"),
        ('{"options": {"fill_down": ["Возраст"]}}', "unknown_column"),
        ('{"columns": {"Возраст": "birthday"}}', "unknown_column"),
        ('{"columns": {"ФИО": "shoe_size"}}', "unknown_target"),
        ('{"columns": {"ФИО": "", "Телефон": null, "E-mail": "leave_out", "Примета": "own_field"}}', "invalid"),
    ],
)
def test_a_map_that_makes_no_sense_is_refused(
    typed: Typed, clients_file: Path, tmp_path: Path, text: str, code: str
) -> None:
    file = tmp_path / "map.json"
    file.write_text(text, encoding="utf-8")
    said = typed("import", clients_file, "--map", file)
    assert (said.status, said.error) == (1, code)
    assert typed("clients").values["total"] == 0


@pytest.mark.parametrize(
    ("policy", "city", "total"),
    [("fill", "Москва", 3), ("update", "Казань", 3), ("skip", "Москва", 3), ("add", "Москва", 4)],
)
def test_what_happens_to_somebody_who_is_there(
    typed: Typed, clients_file: Path, tmp_path: Path, policy: str, city: str, total: int
) -> None:
    typed("import", clients_file)
    other = tmp_path / "other.csv"
    other.write_text("ФИО;Телефон;Город\nИванова Анна Петровна;89161234567;Казань\n", encoding="utf-8")
    typed("import", other, "--on-duplicate", policy)
    found = typed("clients", "--search", "иванова").values["clients"]
    assert typed("clients").values["total"] == total
    assert found[0]["city"] == city


def test_a_file_is_told_apart_by_encoding_and_delimiter(typed: Typed, tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes("Имя\tТелефон\nЁлка\t89161234567\n".encode("koi8-r"))
    typed("import", path, "--encoding", "koi8-r", "--delimiter", "tab")
    assert typed("clients").values["clients"][0]["name"] == "Ёлка"
    assert typed("import", path, "--encoding", "klingon").error == "invalid"


def test_an_encoding_that_does_not_fit_is_named_as_what_is_wrong(plain: Typed, tmp_path: Path) -> None:
    listing = tmp_path / "list.csv"
    listing.write_bytes("ФИО;Телефон\nАнна Ким;89161110001\n".encode("cp1251"))
    said = plain("import", listing, "--encoding", "utf-16")
    assert said.status == 1
    assert "--map" not in said.err
    assert "encoding" in said.err


def test_an_import_goes_into_the_portfolio_named(typed: Typed, clients_file: Path) -> None:
    assert typed("import", clients_file, "--portfolio", "чужой").error == "not_found"
    assert typed("import", clients_file, "--portfolio", "магазин").status == 0


def test_sheets_of_a_file(typed: Typed) -> None:
    found = typed("sheets", DATA / "xlsx_two_row_header.xlsx").values["sheets"]
    assert found
    assert set(found[0]) >= {"name", "rows", "columns", "header_row", "kind"}


@pytest.mark.parametrize(
    ("name", "code"),
    [("нет.xlsx", "E100"), ("xlsx_password.xlsx", "E106"), ("README.md", None), ("", "E100")],
)
def test_a_file_that_cannot_be_read_is_a_sentence(typed: Typed, name: str, code: str | None) -> None:
    said = typed("--lang", "ru", "import", DATA / name, "--dry-run")
    if code is not None:
        assert (said.status, said.error) == (1, code)
        assert said.values["error"]["message"].endswith(".")
    assert said.err == ""
    assert typed("clients").values["total"] == 0


def test_a_failed_import_leaves_nothing_to_be_continued(typed: Typed, shop: Shop) -> None:
    typed("import", DATA / "xlsx_password.xlsx")
    desk = shop.sign_in()
    assert desk.importing.unfinished() == []


def test_a_workbook_with_a_password(typed: Typed, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("не тот\n", encoding="utf-8")
    said = typed("sheets", DATA / "xlsx_password.xlsx", "--file-password-file", wrong)
    assert said.error == "E107"


# ---------------------------------------------------------------- out


@pytest.mark.parametrize("ending", ["xlsx", "csv", "vcf"])
def test_what_goes_out_comes_back_unchanged(typed: Typed, clients_file: Path, tmp_path: Path, ending: str) -> None:
    typed("import", clients_file)
    out = tmp_path / f"out.{ending}"
    written = typed("export", out).values
    assert (written["file"], written["rows"]) == (str(out), 3)
    again = typed("import", out).values
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 3)


def test_a_load_that_changed_nothing_offers_no_way_back(plain: Typed, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("ФИО;Телефон\n" + "".join(f"Орлова Анна{n};8916{n:07}\n" for n in range(1200)), encoding="utf-8")
    assert "To take it back: undo" in plain("--lang", "en", "import", file).out
    again = plain("--lang", "en", "import", file).out
    assert "Nothing in the base has changed" in again
    assert "undo" not in again
    assert "1,200 (1,200 unchanged)" in again


def test_a_full_copy_comes_back_in_one_go(typed: Typed, sales_file: Path, tmp_path: Path) -> None:
    typed("import", sales_file, "--kind", "purchases", "--unknown-clients", "create")
    out = tmp_path / "out.xlsx"
    assert typed("export", out).values["purchases"] == 4
    said = typed("import", out).values
    (then,) = said["then"]
    assert [(one["kind"], one["rows"], one["unchanged"]) for one in (said, then)] == [
        ("clients", said["rows"], said["rows"]),
        ("purchases", 4, 4),
    ]
    assert "then" not in typed("import", out, "--sheet", "Клиенты").values


def test_months_come_in_together(typed: Typed, tmp_path: Path) -> None:
    from tests.services.imported import workbook

    header = ("ФИО", "Телефон", "Город")
    book = workbook(
        tmp_path / "year.xlsx",
        {
            "Январь": [header, ("Ким Анна", "+79160000001", "Уфа")],
            "Итоги": [("Месяц", "Сумма"), ("Январь", "5")],
            "Февраль": [header, ("Ли Олег", "+79160000002", "Омск"), ("Ким Анна", "+79160000001", "Уфа")],
        },
    )
    said = typed("import", book, "--all-sheets").values
    assert (said["rows"], said["created"], said["merged"]) == (3, 2, 1)
    assert said["columns"][-1]["header"] == "Лист"
    assert typed("import", book, "--all-sheets").values["unchanged"] == 2
    assert typed("import", book, "--sheet", "Февраль").values["rows"] == 2


def test_the_report_is_in_the_language_asked_for(typed: Typed, clients_file: Path, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    for language, name in (("ru", "Сводка"), ("en", "Summary")):
        out = tmp_path / f"{language}.xlsx"
        assert typed("--lang", language, "import", clients_file, "--report", out).values["report"] == str(out)
        assert load_workbook(out).sheetnames[0] == name


def test_purchases_go_out_by_themselves_or_with_the_clients(
    typed: Typed, plain: Typed, sales_file: Path, tmp_path: Path
) -> None:
    typed("import", sales_file, "--kind", "purchases", "--unknown-clients", "create")
    out = tmp_path / "sales_out.csv"
    written = typed("export", out, "--what", "purchases").values
    assert written["rows"] == 4
    assert len(out.read_text("utf-8-sig").splitlines()) == 5
    said = plain("--lang", "ru", "export", tmp_path / "all.xlsx", "--what", "all").out
    assert re.search(r"\(\d+ строк[аи]?, 4 строки покупок\)", said)


def test_another_ending_is_refused(typed: Typed, tmp_path: Path) -> None:
    assert typed("export", tmp_path / "out.pdf").error == "invalid"
    assert list(tmp_path.glob("out*")) == []


@pytest.mark.parametrize(("name", "what"), [("out.vcf", "purchases"), ("out.vcf", "all"), ("out.csv", "all")])
def test_what_a_file_cannot_hold_is_not_left_out_in_silence(typed: Typed, tmp_path: Path, name: str, what: str) -> None:
    said = typed("export", tmp_path / name, "--what", what)
    assert (said.status, said.error) == (1, "does_not_fit")
    assert not (tmp_path / name).exists()


def test_single_quotes_and_names_of_fields_down_the_side_are_said_by_words(typed: Typed, tmp_path: Path) -> None:
    quoted = tmp_path / "quoted.csv"
    quoted.write_text("ФИО;Город\n'Ким; Анна';'Уфа'\n", "utf-8")
    typed("import", quoted, "--quote", "single")
    assert typed("clients").values["clients"][0]["city"] == "Уфа"
    turned = tmp_path / "turned.csv"
    turned.write_text("ФИО;Белов Борис;Ли Олег\nТелефон;89160000001;89160000002\nГород;Тула;Омск\n", "utf-8")
    done = typed("import", turned, "--turned").values
    assert (done["rows"], done["created"]) == (2, 2)
    assert {row["city"] for row in typed("clients").values["clients"]} == {"Уфа", "Тула", "Омск"}


def test_another_program_reads_the_cards(typed: Typed, clients_file: Path, tmp_path: Path) -> None:
    import vobject

    typed("import", clients_file)
    out = tmp_path / "out.vcf"
    typed("export", out)
    cards = {card.fn.value: card for card in vobject.readComponents(out.read_text("utf-8"))}
    anna = cards["Иванова Анна Петровна"]
    assert (anna.n.value.family, anna.n.value.given, anna.n.value.additional) == ("Иванова", "Анна", "Петровна")
    assert [line.value for line in anna.tel_list] == ["+79161234567"]
    assert [line.value for line in anna.email_list] == ["anna@mail.ru"]
    assert len(cards) == 3


@pytest.mark.proves("F12")
def test_steps_of_the_scale_go_out_as_a_word_and_its_colour(shop: Shop, typed: Typed, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    from clientcrm.domain.tiers import palette_colours

    for key in ("vip", "regular", "base"):
        typed("add", "client", "--name", f"Клиент {key}", "--tier", key)
    desk = shop.sign_in()
    scale = {tier.key: (tier.title("ru"), *palette_colours(tier.palette)) for tier in desk.tiers.all()}
    desk.close()
    out = tmp_path / "out.xlsx"
    typed("--lang", "ru", "export", out)
    sheet = load_workbook(out)["Клиенты"]
    heads = [cell.value for cell in sheet[1]]
    words = {row[heads.index("Ступень")].value for row in sheet.iter_rows(min_row=2)}
    assert words == {scale[key][0] for key in ("vip", "regular", "base")}
    # Rows are coloured by the word in them, so that a colour stays right when somebody edits the word in Excel.
    looks = [
        (rule.formula[0], rule.dxf.fill.bgColor.rgb[-6:], rule.dxf.font.color.rgb[-6:])
        for found in sheet.conditional_formatting
        for rule in found.rules
    ]
    for word, fill, text in scale.values():
        assert [look[1:] for look in looks if f'"{word}"' in look[0]] == [(fill, text)]
