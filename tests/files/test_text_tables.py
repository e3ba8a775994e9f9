"""Text tables: whichever encoding, delimiter, quotes and line ends people's programs have left in them."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientcrm.domain.errors import Invalid
from clientcrm.files.csv_escapes import escaped, unescaped
from clientcrm.files.dialects import detect_dialect
from clientcrm.files.encodings import chosen_encoding, detect_encoding
from clientcrm.files.records import records
from clientcrm.files.tables import MOST_LINES, MOST_ROWS
from clientcrm.files.text_tables import TextBook
from tests.files import made
from tests.files.conftest import Seen

PEOPLE = "Фамилия;Имя;Телефон\r\nИванов;Пётр;+7 926 123-45-67\r\nСидорова;Анна;8 (495) 111-22-33\r\n"
SHORT = "Имя;Город\nОля;Тверь\n"
CAPITALS = "ФИО;ГОРОД\nСМИРНОВ ИВАН ПЕТРОВИЧ;МОСКВА\nКУЗНЕЦОВА МАРИЯ ИВАНОВНА;САМАРА\n"
COMPANY = "Наименование;ИНН\nООО «Ромашка» №5;7701234567\nИП Щёголев — Ёлкин;770123456789\n"


def book(content: bytes, **choices: str) -> TextBook:
    return TextBook(io.BytesIO(content), "list.csv", **choices)


def rows_of(text: str, **choices: str) -> list[tuple[str, ...]]:
    return [tuple(map(str, row)) for _, row in book(text.encode(), **choices).grid(None).rows]


# ---------------------------------------------------------------- encodings


@pytest.mark.proves("F13")
@pytest.mark.parametrize("text", [PEOPLE, SHORT, CAPITALS, COMPANY], ids=["people", "short", "capitals", "company"])
@pytest.mark.parametrize("encoding", ["cp1251", "cp866", "koi8-r", "mac-cyrillic", "utf-8", "utf-8-sig"])
def test_cyrillic_is_recognised(encoding: str, text: str) -> None:
    content = text.replace("№", "No").replace("—", "-").replace("«", '"').replace("»", '"')
    found = detect_encoding(io.BytesIO(content.encode(encoding)))
    assert content.encode(encoding).decode(found.name) == content
    if text != CAPITALS or encoding not in ("cp866", "mac-cyrillic"):  # these two share their capitals
        assert found.name == encoding


@pytest.mark.parametrize("text", [PEOPLE, SHORT, CAPITALS])
@pytest.mark.parametrize(
    ("encoding", "mark", "name"),
    [
        ("utf-16-le", "\ufeff", "utf-16"),
        ("utf-16-be", "\ufeff", "utf-16"),
        ("utf-16-le", "", "utf-16-le"),
        ("utf-16-be", "", "utf-16-be"),
        ("utf-32-le", "\ufeff", "utf-32"),
    ],
)
def test_wide_encodings_are_recognised(encoding: str, mark: str, name: str, text: str, tmp_path: Path) -> None:
    found = book((mark + text).encode(encoding))
    assert found.facts.encoding == name
    assert found.outlines()[0].sample[0][1] == tuple(text.split("\n", maxsplit=1)[0].strip("\r").split(";"))


@pytest.mark.parametrize(
    "text", ["Société;Téléphone\nÉlan;01\n", "Müller;Straße\nJörg;Köln\n", "Peña;Ciudad\nMuñoz;León\n"]
)
def test_western_letters_are_a_guess_that_says_so(text: str) -> None:
    found = detect_encoding(io.BytesIO(text.encode("cp1252")))
    assert (found.name, found.sure) == ("cp1252", False)


def test_utf8_with_one_broken_letter_stays_utf8() -> None:
    content = (PEOPLE * 40).encode() + b"\xd0"
    found = book(content)
    assert (found.facts.encoding, found.facts.encoding_sure) == ("utf-8", False)
    assert {notice.code for notice in found.outlines()[0].notices} == {"W122"}


def test_letters_far_below_a_plain_start_are_seen() -> None:
    content = ("a;b\n" * 200_000 + "Иванов;Пётр\n").encode("cp1251")
    assert detect_encoding(io.BytesIO(content)).name == "cp1251"


def test_the_encoding_may_be_chosen() -> None:
    assert rows_of("x;y\n", encoding="cp1251") == [("x", "y")]
    content = "Имя;Город\nОля;Тверь\n".encode("cp1251")
    wrong = [row for _, row in book(content, encoding="cp866").grid(None).rows]
    right = [row for _, row in book(content, encoding="cp1251").grid(None).rows]
    assert wrong != right == [["Имя", "Город"], ["Оля", "Тверь"]]


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
def test_letters_lost_in_a_chosen_encoding_are_told(encoding: str) -> None:
    content = "Имя;Город\nОльга;Тверь\nАнна;Тула\nИлья;Уфа\n".encode("cp1251")
    (outline,) = book(content, encoding=encoding).outlines()
    assert [notice.code for notice in outline.notices if notice.code == "W122"] == ["W122"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_wide_encoding_needs_no_mark_to_be_chosen(encoding: str) -> None:
    written = "utf-16-le" if encoding == "utf-16" else encoding
    found = book("Имя;Город\nОля;Тверь\n".encode(written), encoding=encoding)
    assert [row for _, row in found.grid(None).rows] == [["Имя", "Город"], ["Оля", "Тверь"]]
    assert found.outlines()[0].notices == ()


@pytest.mark.parametrize("name", ["nonsense", "base64", "undefined", ""])
def test_no_file_is_read_by_what_is_no_encoding(name: str) -> None:
    with pytest.raises(Invalid):
        chosen_encoding(name, io.BytesIO(b"a;b"))


# ---------------------------------------------------------------- delimiters


@pytest.mark.parametrize(
    ("lines", "delimiter"),
    [
        ("a;b;c\n1;2;3\n", ";"),
        ("a,b,c\n1,2,3\n", ","),
        ("a\tb\n1\t2\n", "\t"),
        ("a|b\n1|2\n", "|"),
        ("ФИО;Сумма\nИванов;1,50\nПетров;2,75\n", ";"),  # as many commas as semicolons
        ('"Иванов, Иван";5\n"Петров, Пётр";6\n', ";"),
        ('a;"x,y,z"\nb;"x,y"\n', ";"),
        ("sep=,\na;b,c\n", ","),
        ('"sep=|"\na|b\n', "|"),
        ("Фамилия\nИванов\nПетров\n", ";"),
        ("Имя, Отчество\n" + "Иван\n" * 30, ";"),  # one comma in a column of names makes no second column
    ],
)
def test_the_delimiter_is_found(lines: str, delimiter: str) -> None:
    assert detect_dialect(lines.splitlines(keepends=True)).delimiter == delimiter


def test_the_line_that_names_the_delimiter_is_no_data() -> None:
    assert rows_of("sep=;\r\nИмя;Город\r\nОля;Тверь\r\n") == [("Имя", "Город"), ("Оля", "Тверь")]


def test_the_delimiter_may_be_chosen() -> None:
    assert rows_of("a;b,c\n", delimiter=",") == [("a;b", "c")]


# ---------------------------------------------------------------- lines and quotes


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", ["", "end"])
def test_every_line_end_parts_rows(end: str, last: str) -> None:
    text = end.join(["Имя;Город", "Оля;Тверь", "Яна;Орёл"]) + (end if last else "")
    assert rows_of(text) == [("Имя", "Город"), ("Оля", "Тверь"), ("Яна", "Орёл")]


def test_mixed_line_ends_part_rows() -> None:
    assert rows_of("a;b\r\nc;d\re;f\ng;h") == [("a", "b"), ("c", "d"), ("e", "f"), ("g", "h")]


def test_row_numbers_count_empty_lines() -> None:
    grid = book(b"a;b\n\n;\nc;d\n").grid(None)
    assert [(number, list(row)) for number, row in grid.rows] == [(1, ["a", "b"]), (4, ["c", "d"])]


@pytest.mark.parametrize(
    ("text", "rows", "loose"),
    [
        ('a;"b;c"\n', [["a", "b;c"]], []),
        ('a;"say ""hi"""\n', [["a", 'say "hi"']], []),
        ('a;"two\nlines";c\n', [["a", "two\nlines", "c"]], []),
        ('1;"never closed\n2;b\n3;c\n', [["1", '"never closed'], ["2", "b"], ["3", "c"]], [1]),
        ('1;"ООО Ромашка;x\n2;"ООО Лютик";y\n', [["1", '"ООО Ромашка', "x"], ["2", "ООО Лютик", "y"]], [1]),
        ('"Иванов" Иван;5\nb;6\n', [['"Иванов" Иван', "5"], ["b", "6"]], [1]),
        ('5" труба;a\n6" труба;b\n', [['5" труба', "a"], ['6" труба', "b"]], []),
        ('"a" ;b\n', [["a", "b"]], [1]),
        (' "a; b" ; c\n', [["a; b", "c"]], [1]),
        ('a;"', [["a", '"']], [1]),
    ],
)
def test_quotes_that_do_not_fit_cost_no_other_line(text: str, rows: list[list[str]], loose: list[int]) -> None:
    told: list[int] = []
    assert list(records(text.splitlines(keepends=True), ";", '"', told.append)) == rows
    assert told == loose


def test_an_unclosed_quote_far_above_the_next_one_costs_one_line() -> None:
    lines = ["1;a\n", '2;"open\n', *(f"{n};x\n" for n in range(3, 300)), '300;"fine"\n']
    told: list[int] = []
    found = list(records(lines, ";", '"', told.append))
    assert [row[0] for row in found] == [str(n) for n in range(1, 301)]
    assert found[1] == ["2", '"open']
    assert found[-1] == ["300", "fine"]
    assert told == [2]


@pytest.mark.parametrize("height", [2, 19, 20, 21, 22, 500])
def test_a_long_note_stays_one_cell(height: int) -> None:
    note = "\n".join(f"строка {n}" for n in range(height))
    lines = f'1;"{note}";x\n2;"b";y\n'.splitlines(keepends=True)
    told: list[int] = []
    assert list(records(lines, ";", '"', told.append)) == [["1", note, "x"], ["2", "b", "y"]]
    assert told == []


def test_a_better_quote_is_offered(seen: Callable[..., Seen], tmp_path: Path) -> None:
    path = made.pollock(tmp_path, "single_quotes")
    plain = seen(path)
    assert plain.facts.better_quote == "'"
    better = seen(path, quote="'")
    assert better.facts.better_quote == ""
    assert better.columns == 9
    assert better.rows[1][6] == "Light, warm and Men's"
    assert {row[5] for row in better.rows[1:]} == {"Men's Boots"}
    assert better.noticed("W121") == 0
    assert (plain.noticed("W124"), better.noticed("W124")) == (1, 0)


def test_uneven_rows_are_counted_and_never_shifted() -> None:
    grid = book(b"a;b;c\n1;2;3\n1;2;3;4\n1;2\n1;2;3\n").grid(None)
    assert [list(row) for _, row in grid.rows] == [
        ["a", "b", "c", ""],
        ["1", "2", "3", ""],
        ["1", "2", "3", "4"],
        ["1", "2", "", ""],
        ["1", "2", "3", ""],
    ]
    (notice,) = grid.remarks.notices()
    assert (notice.code, notice.count, notice.rows) == ("W121", 2, (3, 4))


def test_too_many_columns_and_too_long_texts_are_cut() -> None:
    grid = book(";".join(f"c{n}" for n in range(600)).encode()).grid(None)
    assert [len(row) for _, row in grid.rows] == [512]
    assert [notice.code for notice in grid.remarks.notices()] == ["W103"]
    grid = book(b"a;" + b"x" * 1_200_000 + b"\nb;c\n").grid(None)
    assert [[len(str(cell)) for cell in row] for _, row in grid.rows] == [[1, 1_000_000], [1, 1]]
    assert [notice.code for notice in grid.remarks.notices()] == ["W104"]


def test_a_file_of_giant_cells_is_sent_in_small_pieces(seen: Callable[..., Seen], tmp_path: Path) -> None:
    path = made.written(tmp_path / "giant.csv", b"".join(b"%d;%s\n" % (n, b"y" * 900_000) for n in range(40)))
    found = seen(path)
    assert [(row[0], len(str(row[1]))) for row in found.rows] == [(str(n), 900_000) for n in range(40)]


@pytest.mark.parametrize("head", ["ID;Phone;Name", "ID;Price", "ID;PRODUCT;PRICE"])
def test_a_list_whose_headings_begin_as_sylk_does_is_a_list(
    head: str, seen: Callable[..., Seen], tmp_path: Path
) -> None:
    """Excel takes such a file for SYLK and calls it damaged; what follows tells one from the other."""
    path = made.written(tmp_path / "list.csv", f"{head}\r\n1;89161234567;Анна\r\n2;;Пётр\r\n".encode())
    assert len(seen(path).rows) == 3


# ---------------------------------------------------------------- apostrophes against formulas


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("-x", "'-x"), ("+x", "'+x"), ("|calc", "'|calc"),
        ("\t=1", "'\t=1"), (" =1", "' =1"), ("＝1", "'＝1"), ("'=1", "''=1"), ("''=1", "'''=1"), ("--5", "'--5"),
        ("Иванов", "Иванов"), ("'Men", "'Men"), ("O'Brien", "O'Brien"), ("", ""), ("'", "'"),
        ("-5", "-5"), ("+7,50", "+7,50"), ("+7 926 123-45-67", "+7 926 123-45-67"),
        ("'+7 926 123-45-67", "''+7 926 123-45-67"),
        ("+7 926 123-45-67 доб. 12; +44 20 7946 0018", "+7 926 123-45-67 доб. 12; +44 20 7946 0018"),
        ("+7 926 123-45-67; =1", "'+7 926 123-45-67; =1"),
        ("-5+cmd|x", "'-5+cmd|x"), ("+7 926 123-45-67 (моб.)", "'+7 926 123-45-67 (моб.)"),
    ],
)  # fmt: skip
def test_a_formula_gets_an_apostrophe_and_loses_it(text: str, cell: str) -> None:
    assert escaped(text) == cell
    assert unescaped(cell) == text


@given(st.text(st.sampled_from("'=+-@|\t ＝1a;7"), max_size=8))
def test_escaping_has_one_exact_inverse(text: str) -> None:
    assert unescaped(escaped(text)) == text


def test_the_apostrophe_of_other_programs_goes_too() -> None:
    assert rows_of("Имя;Телефон\nОля;'+380501234567\n'Ромашка';'5\n") == [
        ("Имя", "Телефон"),
        ("Оля", "+380501234567"),
        ("'Ромашка'", "'5"),
    ]


def test_cells_over_many_lines_do_not_hide_the_delimiter() -> None:
    """Full copies hold notes of several lines and hidden cells full of commas: a record counts once, not by lines."""
    lines = ['"Имя";"Заметка";"Ещё"\n']
    for number in range(30):
        lines += [f'"Клиент {number}";"раз, два\n', "три, четыре\n", f"пять, {number}\n", '";"[""а"",""б"",""в""]"\n']
    assert detect_dialect(lines).delimiter == ";"


# ---------------------------------------------------------------- columns with blanks between them

FIXED = " 00004 19970101  2   29.33\n 00004 19970118  2   29.73\n 00021 19970101  3   63.34\n"


@pytest.mark.parametrize("head", ["", " customer_id  date number_of_cds  dollar_value\n"])
def test_numbers_in_columns_need_no_mark_between_them(head: str) -> None:
    found = book((head + FIXED).encode())
    assert found.facts.delimiter == " "
    rows = [tuple(map(str, row)) for _, row in found.grid(None).rows]
    assert rows[-1] == ("00021", "19970101", "3", "63.34")
    assert len(rows) == 3 + bool(head)


@pytest.mark.parametrize(
    "text",
    [
        "Иванов Иван Иванович\nПетров Пётр Петрович\nСидорова Анна Ивановна\n",  # names are one column
        "2024 01 05 чай\n2024 01 06 кофе\n2024 01 07 мёд\n",
        "1 2\n3 4\n5 6\n",  # two numbers may be one sum written in thousands
        "1 2 3\n4 5 6\n7 8\n",
        "100 200 300\n",
    ],
)
def test_words_and_thousands_are_no_columns(text: str) -> None:
    assert book(text.encode()).grid(None).columns == 1


def test_blanks_that_a_person_chose() -> None:
    assert rows_of("Иванов  12\nПетров 7\n", delimiter=" ") == [("Иванов", "12"), ("Петров", "7")]


def test_lines_beyond_the_limit_are_told_and_a_sheet_s_end_is_none() -> None:
    last = MOST_LINES - 2
    grid = book(b"a;b\n" + b"\n" * last + b"c;d\ne;f\n").grid(None)
    assert [(number, tuple(row)) for number, row in grid.rows] == [(1, ("a", "b")), (MOST_LINES, ("c", "d"))]
    assert [(told.code, told.count) for told in grid.remarks.notices()] == [("W108", 1)]
    assert MOST_LINES > MOST_ROWS
