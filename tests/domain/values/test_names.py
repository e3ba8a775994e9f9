"""Names: their parts, companies, and who may be the same client."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientcrm.domain.values.names import (
    NameParts,
    declared_company,
    initials,
    is_all_caps,
    is_company,
    list_name,
    names_compatible,
    one_slip_apart,
    split_full_name,
    title_case,
)


@pytest.mark.parametrize(
    ("text", "last", "first", "middle"),
    [
        ("Иванов Александр Александрович", "Иванов", "Александр", "Александрович"),
        ("Ева Борисовна Беспалова", "Беспалова", "Ева", "Борисовна"),
        ("Аким Романович Логинова", "Логинова", "Аким", "Романович"),
        ("Абрамович Роман Аркадьевич", "Абрамович", "Роман", "Аркадьевич"),
        ("Роман Аркадьевич Абрамович", "Абрамович", "Роман", "Аркадьевич"),
        ("Смирнова Татьяна Ивановка", "Смирнова", "Татьяна", "Ивановка"),
        ("Кузьмин Пётр Ильич", "Кузьмин", "Пётр", "Ильич"),
        ("Алиев Вагиф Гусейн оглы", "Алиев", "Вагиф", "Гусейн оглы"),
        ("Алиева Лейла Гусейн кызы", "Алиева", "Лейла", "Гусейн кызы"),
        ("Ковальчук Светлана", "Ковальчук", "Светлана", ""),
        ("Светлана Ковальчук", "Ковальчук", "Светлана", ""),
        ("Анна Петровна", "", "Анна", "Петровна"),
        ("Анна Мария Петрова", "Петрова", "Анна Мария", ""),
        ("Салтыков Щедрин Михаил Евграфович", "Салтыков Щедрин", "Михаил", "Евграфович"),
        ("Иванов А.А.", "Иванов", "А.", "А."),
        ("А. А. Иванов", "Иванов", "А.", "А."),
        ("Иванов А", "Иванов", "А.", ""),
        ("Анна И.", "И.", "Анна", ""),
        ("Иванов Пётр А.", "Иванов", "Пётр", "А."),
        ("John A. Smith", "Smith", "John", "A."),
        ("John Smith", "Smith", "John", ""),
        ("Smith, John", "Smith", "John", ""),
        ("DUPONT Jean", "DUPONT", "Jean", ""),
        ("Петров, Иван Сергеевич", "Петров", "Иван", "Сергеевич"),
        ("Иванова (Петрова) Мария Львовна", "Иванова", "Мария", "Львовна"),
        ("г-жа Иванова Мария", "Иванова", "Мария", ""),
        ("Mrs. Jane Doe", "Doe", "Jane", ""),
        ("Анна", "", "Анна", ""),
        ("Зульфия", "", "Зульфия", ""),
        ("Иванов", "Иванов", "", ""),
        ("Madonna", "", "Madonna", ""),
        ("Иван сосед кв 5", "", "", ""),
        ("раз два три четыре пять шесть", "", "", ""),
        ("", "", "", ""),
    ],
)
def test_parts_of_a_full_name(text: str, last: str, first: str, middle: str) -> None:
    assert split_full_name(text) == NameParts(last, first, middle)


@pytest.mark.parametrize(
    ("name", "inn", "kind", "company"),
    [
        ("ООО «Ромашка»", "", "", True),
        ("Ромашка ООО", "", "", True),
        ("ИП Иванов", "", "", True),
        ("Acme Inc.", "", "", True),
        ("Иванов Иван", "", "", False),
        ("Аоки Итиро", "", "", False),
        ("МонтажОрионУрал", "1692286718", "", True),
        ("Иванов Иван", "500100732259", "", False),
        ("Рога и Копыта 1", "", "Юр лицо", True),
        ("Сидоров Петр Петрович", "7707083893", "Физ лицо", False),
        ("Рога и Копыта", "", "МКК", False),
    ],
)
def test_companies(name: str, inn: str, kind: str, company: bool) -> None:
    assert is_company(name, inn, kind) is company


def test_declared_kinds() -> None:
    assert [declared_company(kind) for kind in ("Юридическое лицо", "Физ.", "ИП", "VIP", "")] == [
        True,
        False,
        True,
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Иванов Иван", "Иван Иванов"),
        ("Иванов Пётр", "иванов петр"),
        ("Иванов А.А.", "Иванов Александр Александрович"),
        ("А.А. Иванов", "Иванов Александр Александрович"),
        ("Иванов А.", "Иванов Александр Александрович"),
        ("Анна", "Анна Петрова"),
        ("Анна И.", "Анна Иванова"),
        ("", "Анна"),
        ("Ковальчук Анна", "Кавальчук Анна"),
        ("Ковальчук Анна Петровна", "Ковальчк Анна"),
        ("Ковальчук Анна П.", "Коавльчук Анна Петровна"),
        ("ООО «Ромашка»", "Ромашка"),
        ("ООО Ромашка", "Ромашка, ООО"),
        ("г-жа Иванова", "Иванова Мария"),
        ("Салтыков-Щедрин Михаил", "Михаил Салтыков Щедрин"),
        ("John Smith", "Smith, John"),
    ],
)
def test_names_that_may_be_one_client(one: str, other: str) -> None:
    assert names_compatible(one, other)
    assert names_compatible(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Иванов Иван", "Иванова Мария"),
        ("Иванова Мария", "Иванова Марина"),
        ("Иванов Иван", "Петров Пётр"),
        ("Иванов А.А.", "Иванов Пётр Сергеевич"),
        ("Иванов П.А.", "Иванов Александр Петрович"),
        ("Иванов Иван Иванович", "Иванов Иван Петрович"),
        ("А.А.", "Анна Алексеева"),
        ("Анна", "Мария"),
        ("ООО Ромашка", "ООО Лютик"),
        ("Петров Анна", "Сидоров Анна"),
    ],
)
def test_a_family_is_not_one_person(one: str, other: str) -> None:
    assert not names_compatible(one, other)
    assert not names_compatible(other, one)


@given(st.text(), st.text())
def test_compatibility_is_mutual(one: str, other: str) -> None:
    assert names_compatible(one, one)
    assert names_compatible(one, other) == names_compatible(other, one)


def damerau(one: str, other: str) -> int:
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        rows.append([i])
        for j, b in enumerate(other, 1):
            best = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, rows[i - 2][j - 2] + 1)
            rows[i].append(best)
    return rows[-1][-1]


@given(st.text("аб", max_size=5), st.text("аб", max_size=5))
def test_one_slip_is_damerau_distance_one(one: str, other: str) -> None:
    assert one_slip_apart(one, other) == (damerau(one, other) <= 1)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ковальчук Светлана", "КС"),
        ("анна", "А"),
        ("ООО «Ромашка плюс»", "РП"),
        ("Салтыков-Щедрин", "СЩ"),
        ("+7 926", ""),
        ("", ""),
    ],
)
def test_initials_for_an_avatar(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_forms_of_a_name() -> None:
    parts = NameParts("Ковальчук", "Светлана", "Петровна")
    assert list_name(parts, "что угодно") == "Ковальчук Светлана"
    assert list_name(NameParts(), "ООО «Ромашка»") == "ООО «Ромашка»"
    assert list_name(NameParts("", "Анна", "Петровна")) == "Анна"


@pytest.mark.parametrize(
    ("name", "caps", "written"),
    [
        ("ИВАНОВ-ПЕТРОВ ИЛЬЯ", True, "Иванов-Петров Илья"),
        ("О'НИЛ ШАКИЛ", True, "О'Нил Шакил"),
        ("АЛИЕВ ВАГИФ ГУСЕЙН ОГЛЫ", True, "Алиев Вагиф Гусейн оглы"),
        ("ООО РОМАШКА", True, "ООО Ромашка"),
        ("Иванов Илья", False, "Иванов Илья"),
        ("ООО", False, "ООО"),
    ],
)
def test_names_typed_with_caps_lock_on(name: str, caps: bool, written: str) -> None:
    assert is_all_caps(name) is caps
    assert title_case(name) == written
