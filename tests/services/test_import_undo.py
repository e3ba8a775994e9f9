"""An import taken back (EXCEL.md 5.9): the base as before, later work kept and named; put on again; cancelled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.access import Role
from clientcrm.domain.clients import ClientFilter, ClientOrder
from clientcrm.domain.errors import Invalid, NoKey
from clientcrm.domain.imports import ImportResult, OnDuplicate
from clientcrm.domain.sales import LineDraft, PurchaseDraft
from clientcrm.domain.timeline import EntryKind, InteractionDraft
from tests.services.imported import brought, checked, csv_file, drafts, planned, said
from tests.services.journals import hire
from tests.services.raw import make_filled, raw
from tests.story.canonical import canonical, differences
from tests.support import PASSWORD, Shop

HEADER = ("ФИО", "Телефон", "Город", "Теги", "Уровень", "Любимый сорт", "Комментарий", "Сумма покупок")
OLD = [
    HEADER,
    ("Старая Алла", "+79161110001", "Уфа", "чай", "VIP", "улун", "Из первых", "100"),
    ("Старый Борис", "+79161110002", "", "", "", "", "", ""),
    ("Старая Вера", "+79161110003", "Омск", "", "", "", "", ""),
]
NEW = [
    HEADER,
    ("Старая Алла", "+79161110001; +74951110001", "Пермь", "Чай, чай", "Золото", "пуэр", "Вернулась", "900"),
    ("Старый Борис", "+79161110002", "Тула", "", "", "", "", "700"),
    ("Старая Вера", "+79161110003", "Омск", "", "", "", "", ""),
    *(
        (f"Новый {name}", f"+7916222000{n}", "Рига", "чай", "Золото", "", "", "")
        for n, name in enumerate(("Глеб", "Денис", "Егор", "Жан"))
    ),
]


@pytest.fixture(scope="module")
def with_old(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Shop]:
    """A base with three clients, to be copied."""
    folder = tmp_path_factory.mktemp("undo")

    def fill(desk: Desk) -> None:
        brought(desk, csv_file(folder / "old.csv", OLD))

    return make_filled(folder, fill)


@pytest.fixture
def desk(with_old: Callable[[Path], Shop], tmp_path: Path) -> Iterator[Desk]:
    shop = with_old(tmp_path / "base")
    yield shop.sign_in()
    shop.close()


@pytest.fixture
def result(desk: Desk, tmp_path: Path) -> ImportResult:
    """The second file, brought in over the first."""
    return brought(desk, csv_file(tmp_path / "new.csv", NEW), on_duplicate=OnDuplicate.UPDATE)


def ids(desk: Desk) -> dict[str, int]:
    return {row.name: row.id for row in desk.clients.rows(desk.clients.ids(ClientFilter(), ClientOrder()))}


def edit(desk: Desk, name: str, **changes: object) -> None:
    form = desk.clients.form(ids(desk)[name])
    desk.clients.change(form.id, form.version, replace(form.draft, **changes))


@pytest.mark.proves("N07")
def test_everything_is_as_it_was(desk: Desk, tmp_path: Path) -> None:
    before = canonical(desk)
    result = brought(desk, csv_file(tmp_path / "new.csv", NEW), on_duplicate=OnDuplicate.UPDATE)
    assert said(result.counts) == {"created": 4, "updated": 2, "skipped": 1, "unchanged": 1}
    after = canonical(desk)
    assert after != before
    plan = desk.importing.undo_plan(result.batch)
    assert (plan.delete, plan.restore, plan.keep) == (4, 2, 0)
    undone = desk.importing.undo(result.batch)
    assert (undone.deleted, undone.restored, undone.conflicts) == (4, 2, ())
    assert differences(before, canonical(desk)) == []
    assert next((row.state, row.action) for row in desk.importing.batches()) == ("undone", "import")
    with pytest.raises(Invalid):
        desk.importing.undo(result.batch)

    assert said(desk.importing.redo(result.batch).counts) == said(result.counts)
    again = canonical(desk)
    new = [key for key in after["clients"] if key not in before["clients"]]
    for side in (after, again):
        side["clients"] = {key: value for key, value in side["clients"].items() if key in before["clients"]}
    assert len(new) == 4
    assert differences(after, again) == []


def test_who_stays_is_found_by_words_and_tags_and_who_went_is_not(desk: Desk, result: ImportResult) -> None:
    """Four go and three stay."""
    desk.importing.undo(result.batch)
    found = {text: len(desk.clients.ids(ClientFilter(text=text), ClientOrder())) for text in ("стар", "чай", "нов")}
    assert found == {"стар": 3, "чай": 1, "нов": 0}
    assert all(line.ok for line in desk.checking.run())


def test_a_manager_who_takes_an_import_back_leaves_the_words_of_other_portfolios(
    with_old: Callable[[Path], Shop], tmp_path: Path
) -> None:
    """Everybody whom the manager can see goes, and the clients of the owner alone are still found by name."""
    shop = with_old(tmp_path / "base")
    owner = shop.sign_in()
    hire(shop, owner, "Марк", Role.MANAGER)
    draft = owner._keys.draft()
    vault_id = draft.add_portfolio("Личный", [])
    owner._keys.commit(shop.folder, draft.sign())
    owner.close()
    with raw(shop) as connection:
        connection.execute("insert into portfolio (id, vault_id) values (2, ?)", (vault_id,))
        connection.execute("update client set portfolio = 2")
    manager = shop.sign_in("Марк", "одноразовый-1")
    manager.importing.undo(brought(manager, csv_file(tmp_path / "new.csv", NEW)).batch)
    manager.close()
    owner = shop.sign_in()
    assert len(owner.clients.ids(ClientFilter(text="стар"), ClientOrder())) == 3
    assert all(line.ok for line in owner.checking.run())
    shop.close()


def test_tags_that_came_with_the_file_go_with_it(desk: Desk, tmp_path: Path) -> None:
    rows = [("ФИО", "Телефон", "Теги"), ("Новый Глеб", "+79162220000", "опт, свежий")]
    desk.importing.undo(brought(desk, csv_file(tmp_path / "tags.csv", rows)).batch)
    assert canonical(desk)["tags"] == ["чай"]


@pytest.mark.proves("N07")
def test_what_people_did_since_is_kept_and_named(desk: Desk, result: ImportResult) -> None:
    """A new client who was edited, one who bought, one who was talked to; an old one whose city was changed again."""
    edit(desk, "Новый Глеб", city="Псков")
    known = ids(desk)
    tea = LineDraft("Улун", total=50000, unit_price=50000)
    desk.sales.add(PurchaseDraft(known["Новый Денис"], date(2026, 6, 29), (tea,)))
    desk.timeline.record(InteractionDraft(known["Новый Егор"], EntryKind.CALL, "Перезвонить в июле"))
    edit(desk, "Старая Алла", city="Казань")
    plan = desk.importing.undo_plan(result.batch)
    assert (plan.delete, plan.restore, plan.keep) == (1, 2, 3)
    undone = desk.importing.undo(result.batch)
    assert (undone.deleted, undone.restored) == (1, 2)
    named = {(conflict.name, conflict.fields) for conflict in undone.conflicts}
    assert named == {("Новый Глеб", ()), ("Новый Денис", ()), ("Новый Егор", ()), ("Старая Алла", ("city",))}
    clients = drafts(desk)
    assert sorted(clients) == ["Новый Глеб", "Новый Денис", "Новый Егор", "Старая Алла", "Старая Вера", "Старый Борис"]
    alla = clients["Старая Алла"]
    assert (alla["city"], alla["tier_id"], alla["own"], alla["note"]) == (
        *("Казань", "VIP", {"Любимый сорт": "улун"}, "Из первых"),
    )
    assert (alla["opening"][0], alla["tags"], len(alla["contacts"])) == (10000, ["чай"], 1)
    assert "city" not in clients["Старый Борис"]
    assert [tier.name for tier in desk.tiers.all() if tier.key.startswith("own_")] == ["Золото"]


def test_a_cancelled_import_touched_nobody(desk: Desk, tmp_path: Path) -> None:
    before = canonical(desk)
    check = checked(desk, planned(desk, csv_file(tmp_path / "new.csv", NEW)))
    assert [row.id for row in desk.importing.unfinished()] == [check.batch]
    assert canonical(desk) == before
    desk.importing.cancel(check.batch)
    assert (canonical(desk), desk.importing.unfinished()) == (before, [])
    with pytest.raises(Invalid):
        desk.importing.apply(check.batch)


def test_a_stopped_apply_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    class Stop(Exception):
        pass

    class Stopping:
        def step(self, done: int, total: int) -> None:
            raise Stop

    before = canonical(desk)
    check = checked(desk, planned(desk, csv_file(tmp_path / "new.csv", NEW)))
    with pytest.raises(Stop):
        desk.importing.apply(check.batch, Stopping())
    assert canonical(desk) == before
    assert said(desk.importing.apply(check.batch).counts)["created"] == 4


def test_a_batch_left_ready_goes_on_where_it_was(desk: Desk, tmp_path: Path) -> None:
    check = checked(desk, planned(desk, csv_file(tmp_path / "new.csv", NEW)))
    again = desk.importing.resume(check.batch)
    assert (again.batch, again.counts) == (check.batch, check.counts)


def test_a_corrected_cell_is_read_again(desk: Desk, tmp_path: Path) -> None:
    rows = [HEADER[:2], ("Новый Глеб", "8926123456"), ("", "")]
    check = checked(desk, planned(desk, csv_file(tmp_path / "bad.csv", [*rows, ("", "нет такого")])))
    (bad,) = desk.importing.staged(check.batch, only_problems=True, limit=1)
    assert bad.problems[0].code == "W210"
    mended = desk.importing.correct(check.batch, bad.row, 1, "8 926 123-45-67")
    assert (mended.cells, mended.problems) == (("Новый Глеб", "8 926 123-45-67"), ())
    desk.importing.apply(check.batch)
    assert drafts(desk)["Новый Глеб"]["contacts"][0][2] == "+79261234567"


@pytest.mark.proves("F19")
def test_whoever_does_not_read_all_that_a_batch_touched_does_not_call_it_taken_back(
    with_old: Callable[[Path], Shop], tmp_path: Path
) -> None:
    shop = with_old(tmp_path / "base")
    owner = shop.sign_in()
    hire(shop, owner, "Марк", Role.MANAGER)
    portfolio = owner.staff.add_portfolio("Личный", [], PASSWORD)
    path = csv_file(tmp_path / "new.csv", NEW)
    batch = brought(owner, path, portfolio=portfolio).batch
    everyone = owner.clients.everyone()
    owner.close()
    manager = shop.sign_in("Марк", "одноразовый-1")
    assert not manager.importing.may_undo(batch)
    with pytest.raises(NoKey):
        manager.importing.undo(batch)
    manager.close()
    owner = shop.sign_in()
    assert owner.clients.everyone() == everyone
    assert owner.importing.may_undo(batch)
    assert owner.importing.undo(batch).deleted > 0
    assert owner.clients.everyone() < everyone
    shop.close()
