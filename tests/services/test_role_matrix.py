"""Every right, as far as each role may go with it, through every way to use it: done, refused, or empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.access import OWNERS_ALONE, SCOPES, Permission, Quota, RoleRights, Scope
from clientcrm.domain.clients import ClientDraft, ClientFilter
from clientcrm.domain.contacts import ContactDraft, ContactKind
from clientcrm.domain.errors import AccessDenied, CrmError, NotFound
from clientcrm.domain.exports import ExportPlan, PrintPlan
from clientcrm.domain.imports import FileChoice
from clientcrm.domain.journal import JournalFilter
from clientcrm.domain.requests import AgreementNeeded
from clientcrm.domain.sales import PurchaseDraft
from clientcrm.domain.segments import AnyOf, Ask, Without
from clientcrm.domain.tiers import TierDraft
from clientcrm.domain.timeline import EntryKind, InteractionDraft
from tests.services.journals import actions
from tests.services.raw import make_filled
from tests.support import CHEAP, PASSWORD, Shop

PAIRS = 16
ONCE = "одноразовый-1"
P = Permission
IN_TULA, DEAR = Ask("city", any_of=("Тула",)), Ask("total", low=5_000)


def fill(desk: Desk) -> None:
    """Clients alike, with a phone and a receipt each."""
    for number in range(2 * PAIRS):
        digits = f"+7916{2_000_000 + number * 37:07}"
        phone = ContactDraft(ContactKind.PHONE, digits, digits)
        client_id = desk.clients.create(ClientDraft(name=f"Клиент Номер{number}", city="Тула", contacts=(phone,)))
        desk.sales.add(PurchaseDraft(client_id, date(2026, 5, 1), total=10_000))
    desk.segments.save("Тула", ClientFilter(cities=("Тула",)))
    desk.segments.save("Дорогие", ClientFilter(total_from=5_000))
    desk.segments.save("Тула деревом", ClientFilter(where=IN_TULA))
    desk.segments.freeze("Тула тогда", ClientFilter(where=IN_TULA))
    desk.segments.save("Дорогие деревом", ClientFilter(where=DEAR))
    desk.figures.reckon()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Shop]:
    return make_filled(tmp_path_factory.mktemp("matrix"), fill)


@dataclass
class Table:
    """Somebody with one right cut short, the clients who are theirs and those who are not."""

    shop: Shop
    desk: Desk
    room: Path
    mine: Iterator[int]
    others: Iterator[int]

    def version(self, client_id: int) -> int:
        return self.desk.clients.card(client_id).version


def sit_down(shop: Shop, room: Path, permission: Permission, scope: Scope) -> Table:
    """The first half of the clients is the person's own; every right but one is whole."""
    rights = {**dict.fromkeys(SCOPES, Scope.YES), permission: scope}
    owner = shop.sign_in()
    draft = owner._keys.draft()
    role = RoleRights("tried", "Проба", rights, Quota())
    draft.set_policy({**owner._keys.manifest.policy, "roles": [role.to_json()]})
    uid = draft.add_person("Света", role.key, {}, ONCE, CHEAP)
    draft.set_members(next(iter(owner._keys.seals)), [uid])
    owner._keys.commit(shop.folder, draft.sign())
    owner.close()
    owner = shop.sign_in()
    owner.clients.mass_assign(range(1, PAIRS + 1), uid)
    owner.close()
    new = shop.sign_in("Света", ONCE)
    new.change_password(ONCE, PASSWORD)
    new.close()
    desk = shop.sign_in("Света", PASSWORD)
    return Table(shop, desk, room, iter(range(1, PAIRS + 1)), iter(range(PAIRS + 1, 2 * PAIRS + 1)))


def tier(desk: Desk) -> int:
    return next(tier.id for tier in desk.tiers.all() if tier.key == "vip")


def has_tier(t: Table, client_id: int) -> bool:
    return t.desk.clients.rows([client_id])[0].tier_id == tier(t.desk)


def listed(t: Table, path: Path) -> FileChoice:
    path.write_text("ФИО;Телефон\nОрлова Наталья;+79031112233\n", "utf-8")
    return FileChoice(path)


numbers = count()


def out(t: Table, ending: str = ".xlsx") -> Path:
    return t.room / f"out-{next(numbers)}{ending}"


def mass_tier(t: Table, i: int) -> bool:
    t.desk.clients.mass_set_tier([i], tier(t.desk), "")
    return has_tier(t, i)


def mass_tag(t: Table, i: int) -> bool:
    t.desk.clients.mass_tag([i], "опт")
    return "опт" in t.desk.clients.rows([i])[0].tags


def assign(t: Table, i: int) -> bool:
    owner = next(uid for uid, name in t.desk.people.items() if name != "Света")
    t.desk.clients.mass_assign([i], owner)
    return bool(t.desk.clients.card(i).responsible) and t.desk.clients.card(i).responsible != "Света"


def change(t: Table, i: int) -> bool:
    draft = replace(t.desk.clients.form(i).draft, city="Омск")
    t.desk.clients.change(i, t.version(i), draft)
    return True


def points(t: Table, i: int) -> bool:
    draft = replace(t.desk.clients.form(i).draft, bonus=50_000)
    t.desk.clients.change(i, t.version(i), draft)
    return t.desk.clients.card(i).bonus == 50_000


def tier_by_hand(t: Table, i: int) -> bool:
    t.desk.clients.set_tier(i, tier(t.desk), "")
    return has_tier(t, i)


def sold(t: Table, i: int) -> bool:
    return t.desk.sales.add(PurchaseDraft(i, date(2026, 6, 1), total=500)) > 0


def talked(t: Table, i: int) -> bool:
    return t.desk.timeline.record(InteractionDraft(i, EntryKind.CALL, "о чае")) > 0


def shown(t: Table, i: int) -> bool:
    return bool(t.desk.clients.show_contacts(i).contacts)


def copied(t: Table, i: int) -> bool:
    point = t.desk.clients.card(i).contacts[0].id
    return t.desk.clients.copied_contact(i, point).value.startswith("+7")


def exported(t: Table, i: int, ending: str = ".xlsx") -> bool:
    return t.desk.exporting.run(ExportPlan(out(t, ending), ids=(i,))).rows == 1


def phone_of(i: int) -> str:
    return f"+7916{2_000_000 + (i - 1) * 37:07}"


def by_number(t: Table, i: int) -> bool:
    return i in t.desk.clients.ids(ClientFilter(text="8" + phone_of(i)[2:]))


def in_segment(t: Table, i: int) -> bool:
    found = t.desk.clients.ids(t.desk.segments.named("тула"))
    counted = next(one.clients for one in t.desk.segments.all() if one.name == "Тула")
    assert counted == len(found), "the count tells of clients who are not in the list"
    return i in found


def in_segment_by_sums(t: Table, i: int) -> bool:
    """Counts by sums are for whoever sees all of them."""
    assert any(one.name == "Дорогие" for one in t.desk.segments.all()) == (t.desk.user.scope(P.SEE_SUMS) is Scope.YES)
    return i in t.desk.clients.ids(t.desk.segments.named("дорогие"))


def in_figure(t: Table, i: int) -> bool:
    """Whoever may not ask for figures over the base at all is refused; others are told of clients they may see."""
    return i in [row["client"] for row in t.desk.figures.ask("status", None, {})["clients"]]


def sums_kept(t: Table, i: int) -> bool:
    found = t.desk.figures.of(i)
    assert found is not None
    told = (found.abc, found.money_score, found.expected_money)
    assert len({bool(one) for one in told}) == 1, told
    return bool(found.abc)


def by_tree(t: Table, i: int) -> bool:
    """The list, the count, the numbers beside a tree's lines: all of the same clients."""
    found = t.desk.clients.ids(ClientFilter(where=IN_TULA))
    assert t.desk.segments.count(ClientFilter(where=IN_TULA)) == len(found)
    assert t.desk.segments.parts(Without(Without(IN_TULA))).clients == len(found)
    assert t.desk.clients.totals(found, ClientFilter(where=IN_TULA)).found == len(found)
    return i in found


def in_segment_of_tree(t: Table, i: int, name: str = "тула деревом") -> bool:
    segment = next(one for one in t.desk.segments.all() if one.name.casefold() == name)
    members = t.desk.segments.members(segment.id)
    assert segment.clients == len(members) == len(t.desk.clients.ids(segment.filter))
    assert i not in members or segment.id in [stay.segment_id for stay in t.desk.segments.of_client(i)]
    return i in members


def by_tree_of_sums(t: Table, i: int) -> bool:
    """Refused to whoever may not see all sums, in whatever form it is asked; a saved one is not there for them."""
    sees = t.desk.user.scope(P.SEE_SUMS) is Scope.YES
    assert any(one.name == "Дорогие деревом" for one in t.desk.segments.all()) == sees
    around = t.desk.segments.named("дорогие деревом")
    for ask in (
        lambda: t.desk.segments.count(ClientFilter(where=Without(DEAR))),
        lambda: t.desk.segments.parts(AnyOf((IN_TULA, DEAR))),
        lambda: t.desk.segments.freeze("Проба", ClientFilter(where=DEAR)),
        lambda: t.desk.exporting.run(ExportPlan(out(t), filter=around)),
        lambda: t.desk.clients.totals([i], around),
    ):
        if sees:
            ask()
        else:
            with pytest.raises(AccessDenied):
                ask()
    return i in t.desk.clients.ids(around)


def by_digits(t: Table, i: int) -> bool:
    return i in t.desk.clients.more_ids(ClientFilter(text=phone_of(i)[5:]))


def alike(t: Table, i: int) -> bool:
    return i in [one.id for one in t.desk.clients.lookalikes(ClientDraft(name=f"Клиент Номер{i - 1}"))]


# Each way to use a right with one client: it says whether it took effect.
WITH_CLIENT: list[tuple[str, Permission, Callable[[Table, int], bool]]] = [
    ("rows", P.VIEW_CLIENTS, lambda t, i: bool(t.desk.clients.rows([i]))),
    ("ids", P.VIEW_CLIENTS, lambda t, i: i in t.desk.clients.ids(ClientFilter())),
    ("search", P.VIEW_CLIENTS, lambda t, i: i in t.desk.clients.ids(ClientFilter(text=f"Номер{i - 1}"))),
    ("number", P.VIEW_CLIENTS, by_number),
    ("digits", P.VIEW_CLIENTS, by_digits),
    ("segment", P.VIEW_CLIENTS, in_segment),
    ("segment by sums", P.SEE_SUMS, in_segment_by_sums),
    ("tree", P.VIEW_CLIENTS, by_tree),
    ("segment of a tree", P.VIEW_CLIENTS, in_segment_of_tree),
    ("frozen segment", P.VIEW_CLIENTS, partial(in_segment_of_tree, name="тула тогда")),
    ("tree of all sums", P.SEE_SUMS, by_tree_of_sums),
    ("kept figures", P.VIEW_CLIENTS, lambda t, i: t.desk.figures.of(i) is not None),
    ("figure", P.VIEW_CLIENTS, in_figure),
    ("card", P.VIEW_CLIENTS, lambda t, i: t.desk.clients.card(i).id == i),
    ("story", P.VIEW_CLIENTS, lambda t, i: bool(t.desk.timeline.entries(i))),
    ("look-alikes", P.VIEW_CLIENTS, alike),
    ("change", P.EDIT_CLIENTS, change),
    ("form", P.EDIT_CLIENTS, lambda t, i: t.desk.clients.form(i).id == i),
    ("points", P.EDIT_POINTS, points),
    ("tier by hand", P.EDIT_CLIENTS, tier_by_hand),
    ("sale", P.EDIT_CLIENTS, sold),
    ("talk", P.EDIT_CLIENTS, talked),
    ("trash", P.TRASH_CLIENTS, lambda t, i: t.desk.clients.trash([i]) == 1),
    ("show", P.SHOW_CONTACTS, shown),
    ("copy", P.COPY_CONTACTS, copied),
    ("mass tier", P.MASS_CHANGE, mass_tier),
    ("mass tag", P.MASS_CHANGE, mass_tag),
    ("assign", P.REASSIGN, assign),
    ("sums of a card", P.SEE_SUMS, lambda t, i: t.desk.clients.card(i).figures.net == 10_000),
    ("sums of a row", P.SEE_SUMS, lambda t, i: t.desk.clients.rows([i])[0].total == 10_000),
    ("sums in kept figures", P.SEE_SUMS, sums_kept),
    ("purchases", P.SEE_SUMS, lambda t, i: bool(t.desk.sales.purchases(i))),
    ("workbook", P.EXPORT, exported),
    ("csv", P.EXPORT, lambda t, i: exported(t, i, ".csv")),
    ("paper", P.PRINT, lambda t, i: len(t.desk.exporting.print_list(PrintPlan(ids=(i,))).rows) == 1),
    ("vcards", P.EXPORT, lambda t, i: exported(t, i, ".vcf")),
]  # fmt: skip


def staged(t: Table) -> bool:
    path = t.room / "in.csv"
    batch = t.desk.importing.check(t.desk.importing.plan(listed(t, path))).batch
    t.desk.importing.apply(batch)
    t.desk.importing.undo(batch)
    return True


def tiers_saved(t: Table) -> bool:
    drafts = [TierDraft(o.id, o.title("ru"), o.sign("ru"), o.palette, o.kind, o.hidden) for o in t.desk.tiers.all()]
    t.desk.tiers.save([replace(drafts[0], name="Знакомый"), *drafts[1:]])
    return True


def settings_changed(t: Table) -> bool:
    t.desk.settings.change(replace(t.desk.shop, autolock=7))
    return True


# Told of all clients or not at all.
WHOLE_BASE = "figure of the shop"
# Ways that are about no client in particular.
WITHOUT: list[tuple[str, Permission, Callable[[Table], object]]] = [
    (WHOLE_BASE, P.SEE_SUMS, lambda t: t.desk.figures.ask("summary", None, {})),
    ("import", P.IMPORT, staged),
    ("tiers", P.CHANGE_SETTINGS, tiers_saved),
    ("settings", P.CHANGE_SETTINGS, settings_changed),
    ("journal", P.READ_JOURNAL, lambda t: t.desk.journal.entries(JournalFilter())),
    ("trace", P.READ_JOURNAL, lambda t: t.desk.canaries.trace("+79162000000")),
    ("copies", P.MAKE_BACKUPS, lambda t: t.desk.backup.all()),
    ("copy", P.MAKE_BACKUPS, lambda t: t.desk.backup.make()),
]
OWNERS: list[tuple[str, Callable[[Table], object]]] = [
    ("people", lambda t: t.desk.staff.people()),
    ("add", lambda t: t.desk.staff.add("Новый", "seller", [1], PASSWORD)),
    ("own role", lambda t: t.desk.staff.set_role(t.desk.user.uid, "owner", PASSWORD)),
    ("freeze", lambda t: t.desk.staff.freeze(next(iter(t.desk.people)), PASSWORD)),
    ("roles", lambda t: t.desk.staff.save_roles(t.desk.staff.roles(), PASSWORD)),
    ("portfolio", lambda t: t.desk.staff.add_portfolio("Мой", [t.desk.user.uid], PASSWORD)),
    ("requests", lambda t: t.desk.requests.waiting()),
    ("approve", lambda t: t.desk.requests.approve(1)),
    ("canaries", lambda t: t.desk.canaries.all()),
    ("leaving", lambda t: t.desk.leaving.plan(t.desk.user.uid)),
    ("proof", lambda t: t.desk.journal.proof()),
    ("alarms", lambda t: t.desk.alarms.new()),
    ("recovery code", lambda t: t.desk.replace_recovery_code(PASSWORD)),
]
CELLS = [(permission, scope) for permission, scopes in SCOPES.items() for scope in scopes]


def there(act: Callable[[Table], object], t: Table) -> bool:
    """Whether it gave an answer, an empty one too."""
    return act(t) is not None


def outcome(use: Callable[[], Any]) -> str:
    """done, empty (nothing was found or changed), or refused."""
    try:
        return "done" if use() else "empty"
    except (AccessDenied, AgreementNeeded):
        return "refused"
    except NotFound:
        return "empty"


@pytest.mark.proves("F19")
@pytest.mark.attack("T25")
@pytest.mark.parametrize(("permission", "scope"), CELLS, ids=[f"{p.value}-{s.value}" for p, s in CELLS])
def test_a_right_goes_as_far_as_the_role_says_by_every_way(
    filled: Callable[[Path], Shop], tmp_path: Path, permission: Permission, scope: Scope
) -> None:
    shop = filled(tmp_path / "base")
    table = sit_down(shop, tmp_path, permission, scope)
    before = len(actions(shop)) if scope is not Scope.YES else 0
    found: dict[str, tuple[str, ...]] = {}
    for name, right, use in WITH_CLIENT:
        if right is permission:
            mine, other = next(table.mine), next(table.others)
            found[name] = (outcome(partial(use, table, mine)), outcome(partial(use, table, other)))
    for name, right, act in WITHOUT:
        if right is permission:
            found[name] = (outcome(partial(there, act, table)),)
    assert found, "a right that holds nothing"
    for name, pair in found.items():
        assert expected(name, permission, scope, pair), (name, pair)
    table.desk.close()
    refused = any("refused" in pair for pair in found.values())
    if refused:
        assert "access.refused" in actions(shop, before) or scope is Scope.REQUEST
    shop.close()


def expected(name: str, permission: Permission, scope: Scope, pair: tuple[str, ...]) -> bool:
    """Whether this is what the scope allows."""
    if scope is Scope.YES:
        return set(pair) == {"done"}
    if scope is Scope.OWN and name not in (WHOLE_BASE, "tree of all sums"):
        return pair[0] == "done" and (len(pair) == 1 or pair[1] in ("empty", "refused"))
    if name == "tree of all sums":
        return set(pair) == {"refused"}
    if permission is Permission.SEE_SUMS and name.startswith("sums"):
        return set(pair) == {"empty"}
    return set(pair) == {"refused"}


@pytest.mark.proves("F19")
@pytest.mark.attack("T25")
def test_what_belongs_to_owners_is_refused_to_whoever_has_every_right(
    filled: Callable[[Path], Shop], tmp_path: Path
) -> None:
    shop = filled(tmp_path / "base")
    table = sit_down(shop, tmp_path, Permission.VIEW_CLIENTS, Scope.YES)
    assert not any(table.desk.user.may(permission) for permission in OWNERS_ALONE)
    for name, act in OWNERS:
        with pytest.raises(CrmError) as refused:
            act(table)
        assert refused.value.code == "access_denied", (name, refused.value)
    table.desk.close()
    assert actions(shop).count("access.refused") >= 1
    shop.close()


@pytest.mark.proves("F19")
@pytest.mark.attack("T25")
def test_whoever_may_change_own_clients_alone_takes_back_no_change_of_others(
    filled: Callable[[Path], Shop], tmp_path: Path
) -> None:
    """Neither the clients nor the batch: called taken back, it could not be taken back by its author any more."""
    shop = filled(tmp_path / "base")
    sit_down(shop, tmp_path, Permission.EDIT_CLIENTS, Scope.OWN).desk.close()
    owner = shop.sign_in()
    others = [PAIRS + 1, PAIRS + 2]
    batch = owner.clients.mass_tag(others, "опт")
    owner.close()
    seller = shop.sign_in("Света", PASSWORD)
    with pytest.raises(CrmError):
        seller.importing.undo(batch)
    seller.close()
    owner = shop.sign_in()
    assert all("опт" in row.tags for row in owner.clients.rows(others))
    assert owner.importing.undo(batch).restored == len(others)
    shop.close()
