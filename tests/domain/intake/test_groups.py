"""Which rows of a file are one client: each rule alone, and that the order of the rows changes nothing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientcrm.domain.intake.groups import FileKeys
from clientcrm.domain.intake.keys import RowKeys, names_fit, sorted_name

P, Q, R = "+79160000001", "+79160000002", "+79160000003"
A, B = "a@mail.ru", "b@mail.ru"


def row(name: str = "", *contacts: str, **keys: str) -> RowKeys:
    phones = tuple(contact for contact in contacts if contact[0] == "+")
    emails = tuple(contact for contact in contacts if "@" in contact)
    return RowKeys(0, name, phones=phones, emails=emails, sort_name=sorted_name(name), **keys)


def groups(rows: Sequence[RowKeys]) -> tuple[FileKeys, list[list[int]]]:
    """The rows numbered from 0, and the groups of two and more."""
    numbered = [keys._replace(row=number) for number, keys in enumerate(rows)]
    file = FileKeys(numbered)
    found: dict[int, list[int]] = {}
    for keys in numbered:
        found.setdefault(file.group(keys.row), []).append(keys.row)
    assert all(group == min(members) for group, members in found.items())
    several = [members for members in found.values() if len(members) > 1]
    assert sorted(number for members in several for number in members) == [keys.row for keys in file.together()]
    assert all(file.link(keys) for keys in file.together())
    return file, several


OLEG, O_, OLGA = "Рябов Олег", "Рябов О.", "Рябова Ольга"
RULES: list[tuple[str, list[RowKeys], list[list[int]]]] = [
    ("one phone, one name", [row(OLEG, P), row("Олег Рябов", P)], [[0, 1]]),
    ("one phone, initials", [row(O_, P), row(OLEG, P)], [[0, 1]]),
    ("one phone, a family", [row(OLEG, P), row(OLGA, P)], []),
    ("one name, nothing else", [row(OLEG), row(OLEG)], []),
    ("a name with a birthday", [row(OLEG, birthday="1980-01-02"), row(OLEG, birthday="1980-01-02")], [[0, 1]]),
    ("two birthdays", [row(OLEG, birthday="1980-01-02"), row(OLEG, birthday="1980-01-03")], []),
    ("a code, whatever the name", [row(OLEG, code="1"), row("Ежова Нина", code="1")], [[0, 1]]),
    ("a tax number, with and without its branch", [row("Вектор", inn="77/1"), row("Вега", inn="77/")], [[0, 1]]),
    ("two branches", [row("Вектор", P, inn="77/1"), row("Вектор", P, inn="77/2")], []),
    ("two branches and a row that says none", [row("В", inn="77/1"), row("В", inn="77/2"), row("В", inn="77/")], []),
    ("two companies of one accountant", [row("Вектор", P, inn="77/1"), row("Вектор Плюс", P, inn="78/1")], []),
    ("two ids of ours are two cards", [row(OLEG, P, public_id="a"), row(OLEG, P, public_id="b")], []),
    (
        "two ids of ours under one code",
        [row(OLEG, public_id="a", code="1"), row(OLEG, public_id="b", code="1"), row(OLEG, code="1")],
        [],
    ),
    ("nobody's name joins the only name", [row("", P), row(OLEG, P)], [[0, 1]]),
    ("a chain of three", [row(O_, A), row(OLEG, P), row(OLEG, P, A)], [[0, 1, 2]]),
    ("a bridge between two names", [row("Левый Антон", P), row("Правый Антон", A), row("", P, A)], []),
    ("two equal bridges", [row("Левый Антон", P), row("Правый Антон", A), row("", P, A), row("", P)], [[2, 3]]),
    (
        "initials that fit two people",
        [row("Иванов И.", P), row("Иванов Иван", P), row("Иванов Игорь", P), row("Иван Иванов", P)],
        [[1, 3]],
    ),
    (
        "a phone of three clients joins equal full names alone",
        [row(OLEG, P), row(OLGA, P), row("Ежова Нина", P), row(OLEG, P), row("", P), row(O_, P)],
        [[0, 3]],
    ),
    ("a phone of three first names", [row(n, P) for n in ("Анна", "Борис", "Вера", "Анна")], []),
    ("one client in five rows shares with nobody", [row(OLEG, P)] * 5, [[0, 1, 2, 3, 4]]),
    ("nameless rows share with nobody", [row("", P), row("", P), row("", P), row(OLEG, P)], [[0, 1, 2, 3]]),
]


@pytest.mark.parametrize(("rows", "wanted"), [rule[1:] for rule in RULES], ids=[rule[0] for rule in RULES])
def test_each_rule(rows: list[RowKeys], wanted: list[list[int]]) -> None:
    assert groups(rows)[1] == wanted


def test_doubtful_rows_name_the_client_beside_them() -> None:
    rows = [row(OLEG, P), row(O_, P, A), row(OLGA, P), row("Ежова Нина", Q), row("", Q, R)]
    file, several = groups(rows)
    assert several == [[0, 1], [3, 4]]
    assert file.doubtful(rows[2]._replace(row=2)) == [0]
    assert file.doubtful(rows[3]._replace(row=3)) == []


@pytest.mark.parametrize(
    ("keys", "keyless"),
    [
        (row("Анна", P), True),
        (row("Орлова Анна", P), False),
        (row("Анна", P, A), False),
        (row("Анна", P, code="1"), False),
        (row("Орлова Анна"), True),
    ],
)
def test_a_shared_phone_is_no_key_of_a_first_name(keys: RowKeys, keyless: bool) -> None:
    family = [row(name, P) for name in ("Белов Илья", "Чернова Яна", "Серый Лев")]
    file, _ = groups([*family, keys])
    assert file.shared == {P}
    assert file.keyless(keys._replace(row=3)) is keyless


NAMES = st.sampled_from(
    ["", "Иванов И.", "Иванов Иван", "Иванов Игорь", "Иванов", "Иван", "Петров Иван", "Иванов Ивон"]
)
ROWS = st.builds(
    lambda name, contacts, code: row(name, *contacts, code=code),
    NAMES,
    st.lists(st.sampled_from([P, Q, A, B]), max_size=3, unique=True),
    st.sampled_from(["", "", "", "7", "8"]),
)


@given(st.lists(ROWS, max_size=8).flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(range(len(rows))))))
def test_the_order_of_rows_changes_no_group(case: tuple[list[RowKeys], list[int]]) -> None:
    rows, order = case
    file, straight = groups(rows)
    turned_file, turned = groups([rows[place] for place in order])
    assert sorted(sorted(order[n] for n in members) for members in turned) == sorted(straight)
    assert turned_file.shared == file.shared


@given(st.lists(ROWS, max_size=8))
def test_a_group_without_codes_holds_no_two_names(rows: list[RowKeys]) -> None:
    rows = [keys._replace(code="") for keys in rows]
    for members in groups(rows)[1]:
        assert all(names_fit(rows[a], rows[b]) for a in members for b in members)


@given(st.lists(ROWS, max_size=6))
def test_rows_said_twice_make_no_new_client(rows: list[RowKeys]) -> None:
    """A file pasted under itself: nobody with a key of their own is there twice."""
    file, _ = groups([*rows, *rows])
    for place, keys in enumerate(rows):
        if not file.keyless(keys) and not (
            keys.nameless and not keys.code and set(keys.phones + keys.emails) <= file.shared
        ):
            assert file.group(place) == file.group(place + len(rows))
