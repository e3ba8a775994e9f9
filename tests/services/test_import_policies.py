"""What a row does to a client who is there (EXCEL.md 5.8): fill, update, skip, add; unions; totals never summed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.clients import ClientFilter, ClientOrder
from clientcrm.domain.imports import OnDuplicate
from clientcrm.domain.timeline import EntryKind
from tests.services.imported import applied, brought, checked, csv_file, drafts, planned, points, said
from tests.services.raw import make_filled
from tests.story.canonical import canonical, differences
from tests.support import Shop

HEADER = (
    *("ФИО", "Телефон", "E-mail", "Город", "Скидка", "Теги", "Комментарий", "Дата рождения", "Любимый чай"),
    *("Сумма покупок", "Кол-во покупок", "Первая покупка", "Последняя покупка"),
)
OLD = (
    *("Лапина Ева", "+79161234567", "eva@mail.ru", "Тула", "5", "vip, чай", "Любит улун", "", "улун"),
    *("1000", "3", "10.02.2024", "01.05.2024"),
)
NEW = (
    *("Лапина Ева Павловна", "+79161234567; +74951234567", "eva2@mail.ru", "Пермь", "10", "Чай, опт", "Переехала"),
    *("03.04.1990", "пуэр", "400", "9", "20.03.2024", "01.06.2024"),
)
SPARSE = ("Лапина Ева", "+79161234567", "", "", "", "", "", "", "", "", "", "", "")


@pytest.fixture(scope="module")
def with_eva(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Shop]:
    """A base with one client, to be copied."""
    folder = tmp_path_factory.mktemp("eva")
    path = csv_file(folder / "old.csv", [HEADER, OLD])
    return make_filled(folder, lambda desk: str(brought(desk, path)))


@pytest.fixture
def eva(with_eva: Callable[[Path], Shop], tmp_path: Path) -> Iterator[Desk]:
    """The desk of a base with one client."""
    shop = with_eva(tmp_path / "base")
    yield shop.sign_in()
    shop.close()


def after(desk: Desk, tmp_path: Path, row: tuple[str, ...], **choices: Any) -> dict[str, Any]:
    """The one client after a row."""
    brought(desk, csv_file(tmp_path / "new.csv", [HEADER, row]), **choices)
    (draft,) = drafts(desk).values()
    return draft


def both_contacts(draft: dict[str, Any]) -> list[tuple[str, bool]]:
    return [(normal, primary) for _, _, normal, _, _, _, primary, _ in draft["contacts"]]


UNITED = [
    *(("+79161234567", True), ("eva@mail.ru", True), ("+74951234567", False), ("eva2@mail.ru", False)),
]


def test_fill_adds_what_is_missing_and_changes_nothing_else(eva: Desk, tmp_path: Path) -> None:
    draft = after(eva, tmp_path, NEW)
    kept = {name: draft[name] for name in ("name", "city", "discount", "own")}
    assert kept == {"name": "Лапина Ева", "city": "Тула", "discount": 500, "own": {"Любимый чай": "улун"}}
    assert draft["birthday"] == [1990, 4, 3]
    assert draft["opening"] == [100000, 3, "2024-02-10", "2024-06-01", "old.csv"]
    assert both_contacts(draft) == UNITED
    assert draft["tags"] == ["vip", "чай", "опт"]
    assert draft["note"] == "Любит улун\n30.06.2026 · new.csv: Переехала"
    assert after(eva, tmp_path, NEW) == draft, "a second time nothing is added"


def test_update_takes_the_file_s_word(eva: Desk, tmp_path: Path) -> None:
    draft = after(eva, tmp_path, NEW, on_duplicate=OnDuplicate.UPDATE)
    taken = {name: draft[name] for name in ("name", "middle_name", "city", "discount", "own")}
    assert taken == {
        "name": "Лапина Ева Павловна",
        "middle_name": "Павловна",
        "city": "Пермь",
        "discount": 1000,
        "own": {"Любимый чай": "пуэр"},
    }
    assert draft["opening"] == [40000, 9, "2024-02-10", "2024-06-01", "new.csv"]
    assert both_contacts(draft) == UNITED
    assert draft["tags"] == ["vip", "чай", "опт"]
    assert after(eva, tmp_path, NEW, on_duplicate=OnDuplicate.UPDATE) == draft, "totals are never summed"


def test_skip_leaves_the_client_alone(eva: Desk, tmp_path: Path) -> None:
    before = drafts(eva)
    result = brought(eva, csv_file(tmp_path / "new.csv", [HEADER, NEW]), on_duplicate=OnDuplicate.SKIP)
    assert (said(result.counts), drafts(eva)) == ({"skipped": 1}, before)


def test_add_makes_another_card(eva: Desk, tmp_path: Path) -> None:
    brought(eva, csv_file(tmp_path / "new.csv", [HEADER, NEW]), on_duplicate=OnDuplicate.ADD)
    assert sorted(drafts(eva)) == ["Лапина Ева", "Лапина Ева Павловна"]


def test_empty_cells_delete_nothing(eva: Desk, tmp_path: Path) -> None:
    before, path = drafts(eva), csv_file(tmp_path / "new.csv", [HEADER, SPARSE])
    for policy in (OnDuplicate.FILL, OnDuplicate.UPDATE):
        result = brought(eva, path, on_duplicate=policy)
        assert (said(result.counts), drafts(eva)) == ({"skipped": 1, "unchanged": 1}, before)


def test_empty_cells_clear_fields_when_a_person_says_so(eva: Desk, tmp_path: Path) -> None:
    draft = after(eva, tmp_path, SPARSE, on_duplicate=OnDuplicate.UPDATE, empty_clears=True)
    assert "city" not in draft
    assert "discount" not in draft
    assert draft["name"] == "Лапина Ева"
    assert draft["note"] == "Любит улун"
    assert draft["tags"] == ["vip", "чай"]


def test_empty_cells_clear_nothing_under_fill(eva: Desk, tmp_path: Path) -> None:
    before = drafts(eva)
    assert after(eva, tmp_path, SPARSE, empty_clears=True) == before["Лапина Ева"]


def test_one_column_may_have_a_policy_of_its_own(eva: Desk, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "new.csv", [HEADER, NEW])
    city, tags = HEADER.index("Город"), HEADER.index("Теги")
    plan = planned(eva, path, per_column={city: OnDuplicate.UPDATE, tags: OnDuplicate.SKIP})
    applied(eva, plan)
    (draft,) = drafts(eva).values()
    assert (draft["city"], draft["discount"], draft["tags"]) == ("Пермь", 500, ["vip", "чай"])


SUMS = ("ФИО", "Телефон", "Email", "Сумма покупок", "Кол-во покупок", "Первая покупка", "Последняя покупка", "Создан")
FIRST = ("Ким Ян", "89161112233", "", "500", "", "01.02.2021", "01.02.2022", "01.01.2020")
LATER = ("Ким Ян", "89161112233", "kim@mail.ru", "900", "3", "01.02.2020", "01.02.2024", "01.01.2018")


def sums(desk: Desk) -> tuple[object, object]:
    """What a list told of the one client's purchases, and how old the client is."""
    (draft,) = drafts(desk).values()
    return draft["opening"][:4], draft["created_at"]


@pytest.mark.parametrize("rows", [[FIRST, LATER], [LATER, FIRST]])
def test_totals_of_a_row_that_merges_into_another_are_not_lost(
    desk: Desk, tmp_path: Path, rows: list[tuple[str, ...]]
) -> None:
    """The first row is the base and is never added to; the first day moves back and the last one on."""
    result = brought(desk, csv_file(tmp_path / "sums.csv", [SUMS, *rows]))
    assert said(result.counts) == {"created": 1, "skipped": 1, "merged": 1}
    days = ["2020-02-01", "2024-02-01"]
    assert sums(desk) == ([*([50_000, 3] if rows[0] is FIRST else [90_000, 3]), *days], "2017-12-31 21:00:00+00:00")


def test_totals_of_a_row_without_any_before_it_are_taken(desk: Desk, tmp_path: Path) -> None:
    bare = ("Ким Ян", "89161112233", *[""] * 6)
    brought(desk, csv_file(tmp_path / "sums.csv", [SUMS, bare, LATER]))
    assert sums(desk)[0] == [90_000, 3, "2020-02-01", "2024-02-01"]


def test_a_later_row_about_somebody_who_is_there_counts_as_the_change_that_it_is(desk: Desk, tmp_path: Path) -> None:
    """The first row says nothing new, the second does: that is a change, and taken back with the rest."""
    brought(desk, csv_file(tmp_path / "sums.csv", [SUMS, FIRST]))
    before = canonical(desk)
    result = brought(desk, csv_file(tmp_path / "more.csv", [SUMS, FIRST, LATER, FIRST, LATER]))
    assert said(result.counts) == {"updated": 1, "skipped": 3, "unchanged": 1, "merged": 2}
    assert sums(desk) == ([50_000, 3, "2020-02-01", "2024-02-01"], "2017-12-31 21:00:00+00:00")
    again = checked(desk, planned(desk, tmp_path / "more.csv"))
    assert said(again.counts) == {"skipped": 4, "unchanged": 1, "merged": 3}
    desk.importing.undo(result.batch)
    assert differences(before, canonical(desk)) == []


def test_two_rows_change_one_client_together(desk: Desk, tmp_path: Path) -> None:
    """The second row's totals and tier stand beside the first one's."""
    brought(desk, csv_file(tmp_path / "sums.csv", [SUMS, FIRST]))
    rows = [("Ким Ян", "89161112233", "ян@почта.рф", *[""] * 5), LATER]
    assert brought(desk, csv_file(tmp_path / "more.csv", [SUMS, *rows])).counts.updated == 1
    assert sums(desk) == ([50_000, 3, "2020-02-01", "2024-02-01"], "2017-12-31 21:00:00+00:00")


@pytest.mark.parametrize(
    ("column", "policy", "total", "emails", "own"),
    [
        ("Телефон", OnDuplicate.SKIP, 50_000, 1, {"Рост": "170", "Вес": "70"}),
        ("Email", OnDuplicate.SKIP, 50_000, 0, {"Рост": "170", "Вес": "70"}),
        ("Рост", OnDuplicate.UPDATE, 50_000, 1, {"Рост": "175", "Вес": "70"}),
        ("Сумма покупок", OnDuplicate.UPDATE, 90_000, 1, {"Рост": "170", "Вес": "70"}),
    ],
)
def test_the_policy_of_one_column_is_of_that_column_alone(
    desk: Desk, tmp_path: Path, column: str, policy: OnDuplicate, total: int, emails: int, own: dict[str, str]
) -> None:
    """Phones and e-mails are contact points, heights and weights own fields: each has its own word."""
    header = [*SUMS, "Рост", "Вес"]
    brought(desk, csv_file(tmp_path / "old.csv", [header, [*FIRST, "170", "70"]]))
    path = csv_file(tmp_path / "new.csv", [header, [*LATER, "175", "75"]])
    applied(desk, planned(desk, path, per_column={header.index(column): policy}))
    (draft,) = drafts(desk).values()
    assert (draft["opening"][0], len(points(draft, "email")), draft["own"]) == (total, emails, own)


def test_the_policy_of_an_own_field_holds_against_that_of_the_file(desk: Desk, tmp_path: Path) -> None:
    header = ["ФИО", "Телефон", "Рост", "Вес"]
    brought(desk, csv_file(tmp_path / "old.csv", [header, ["Ким Ян", "89161112233", "170", "70"]]))
    path = csv_file(tmp_path / "new.csv", [header, ["Ким Ян", "89161112233", "175", "75"]])
    applied(desk, planned(desk, path, per_column={2: OnDuplicate.SKIP}, on_duplicate=OnDuplicate.UPDATE))
    (draft,) = drafts(desk).values()
    assert draft["own"] == {"Рост": "170", "Вес": "75"}


def test_a_phone_is_no_name(desk: Desk, tmp_path: Path) -> None:
    """Who came as a phone alone gets the name of a later file; a later phone alone renames nobody."""
    phones = csv_file(
        tmp_path / "phones.csv", [("Телефон", "Город"), ("+79161234567", "Тула"), ("8-916-765-43-21", "")]
    )
    brought(desk, phones)
    assert [draft.get("name") for draft in drafts(desk).values()] == [None, None]
    named = [("ФИО", "Телефон"), ("Лапина Ева", "+79161234567"), ("", "+79167654321"), ("Носов Ян", "+79167654321")]
    brought(desk, csv_file(tmp_path / "named.csv", named))
    assert [draft["last_name"] for _, draft in sorted(drafts(desk).items())] == ["Лапина", "Носов"]
    brought(desk, phones, on_duplicate=OnDuplicate.UPDATE)
    assert sorted(drafts(desk)) == ["Лапина Ева", "Носов Ян"]


def test_a_trashed_client_comes_back_with_what_the_file_says(eva: Desk, tmp_path: Path) -> None:
    """Matched by a file, somebody in the trash is asked about: without an answer the row updates and restores."""
    (client_id,) = eva.clients.ids(ClientFilter(), ClientOrder())
    eva.clients.trash([client_id])
    result = brought(eva, csv_file(tmp_path / "new.csv", [HEADER, NEW]))
    assert list(eva.clients.ids(ClientFilter(), ClientOrder())) == [client_id]
    (draft,) = drafts(eva).values()
    assert draft["birthday"] == [1990, 4, 3]
    assert eva.importing.undo(result.batch).restored == 1
    assert list(eva.clients.ids(ClientFilter(), ClientOrder())) == []
    assert list(eva.clients.ids(ClientFilter(trashed=True), ClientOrder())) == [client_id]


def test_every_change_is_in_the_client_s_history(eva: Desk, tmp_path: Path) -> None:
    (client_id,) = eva.clients.ids(ClientFilter(), ClientOrder())
    result = brought(eva, csv_file(tmp_path / "new.csv", [HEADER, NEW]))
    told = [entry.detail for entry in eva.timeline.entries(client_id) if entry.detail.get("batch") == result.batch]
    assert told == [{"batch": result.batch, "file": "new.csv", "fields": sorted(told[0]["fields"])}]
    assert {"birthday", "contacts", "note", "tags"} <= set(told[0]["fields"])
    eva.importing.undo(result.batch)
    told = [entry.detail for entry in eva.timeline.entries(client_id, kinds=(EntryKind.IMPORTED,))]
    assert [(detail.get("created"), detail.get("undone")) for detail in told] == [(None, True), (True, None)]


def test_a_change_of_many_is_in_the_history_once(eva: Desk) -> None:
    ids = list(eva.clients.ids(ClientFilter(), ClientOrder()))
    eva.clients.mass_tag(ids, "опт")
    eva.clients.mass_set_tier(ids, eva.tiers.all()[-1].id, "так решили")
    told = [(entry.kind, entry.detail.get("fields")) for entry in eva.timeline.entries(ids[0])]
    assert told.count((EntryKind.TIER_CHANGED, None)) == told.count((EntryKind.EDITED, ["tags"])) == 1
    assert len(told) == 3
