"""People, roles and portfolios: the owner says who may do what, and it holds from the next sign-in on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from clientcrm.crm import LEAST_PASSWORD, Desk
from clientcrm.domain.access import READY, Others, Permission, Quota, Role, RoleRights, Scope
from clientcrm.domain.changes import Topic
from clientcrm.domain.clients import ClientDraft, ClientFilter
from clientcrm.domain.errors import (
    AccessDenied,
    CrmError,
    Frozen,
    Invalid,
    MustChangePassword,
    NotFound,
    SealBroken,
    WrongPassword,
)
from clientcrm.domain.imports import FileChoice
from clientcrm.domain.staff import Added, PersonRow, one_time_password
from tests.services.journals import SVETA, actions, entries, verdict
from tests.services.raw import raw
from tests.support import CHEAP, OWNER, PASSWORD, Shop

OWN = "свой-пароль-3"
NIGHT = RoleRights("night", "Ночной продавец", {Permission.VIEW_CLIENTS: Scope.YES, Permission.PRINT: Scope.OWN})


def row_of(desk: Desk, uid: str) -> PersonRow:
    """The person as the owner sees them."""
    [row] = [row for row in desk.staff.people() if row.uid == uid]
    return row


def come_in(shop: Shop, name: str, added: Added, own: str = OWN) -> Desk:
    """The first sign-in of somebody: the password given is replaced at once."""
    desk = shop.sign_in(name, added.one_time_password)
    desk.change_password(added.one_time_password, own)
    return desk


def employ(shop: Shop, name: str, role: str = "seller", *, portfolios: tuple[int, ...] = (1,), own: str = OWN) -> str:
    """Somebody new who has a password of their own; nobody stays signed in. The uid."""
    owner = shop.sign_in()
    added = owner.staff.add(name, role, portfolios, PASSWORD)
    owner.close()
    come_in(shop, name, added, own).close()
    return added.uid


# ---------------------------------------------------------------- people


def test_a_seller_is_added_comes_in_replaces_password_and_keys_and_works_on(shop: Shop) -> None:
    owner = shop.sign_in()
    added = owner.staff.add("Света", "seller", [1], PASSWORD)
    assert row_of(owner, added.uid).invited
    assert row_of(owner, added.uid).last_seen is None
    owner.close()

    seller = come_in(shop, "Света", added)
    first_keys = seller._keys.holding.pair
    client = seller.clients.create(SVETA)
    seller.close()
    with pytest.raises(WrongPassword):
        shop.sign_in("Света", added.one_time_password)

    owner = shop.sign_in()
    row = row_of(owner, added.uid)
    assert not row.invited
    assert row.last_seen == shop.clock.at
    assert (row.role, row.portfolios, row.default_portfolio, row.active) == ("seller", (1,), 1, True)
    assert owner._keys.header.proposals == ()
    assert [c.value for c in owner.clients.show_contacts(client).contacts] == ["+79162040017"]
    owner.close()

    seller = shop.sign_in("Света", OWN)
    assert seller._keys.holding.pair != first_keys
    assert [c.value for c in seller.clients.show_contacts(client).contacts] == ["+79162040017"]
    seller.close()
    assert actions(shop).count("person.accepted") == 1
    assert verdict(shop.sign_in()) == ""


def test_with_a_password_to_be_used_once_nothing_is_done_before_a_new_one(shop: Shop) -> None:
    owner = shop.sign_in()
    added = owner.staff.add("Света", "seller", [1], PASSWORD)
    owner.close()
    desk = shop.sign_in("Света", added.one_time_password)
    assert desk.must_change_password
    refused: list[Callable[[], Any]] = [
        lambda: desk.clients.ids(ClientFilter()),
        lambda: desk.clients.create(SVETA),
        desk.settings.read,
        desk.tiers.all,
        desk.backup.make,
        desk.checking.run,
        desk.staff.people,
    ]
    for action in refused:
        with pytest.raises(MustChangePassword):
            action()
    desk.flush()
    with pytest.raises(Invalid) as same:
        desk.change_password(added.one_time_password, added.one_time_password)
    assert same.value.fields == {"password": "same"}
    with pytest.raises(WrongPassword):
        desk.change_password("мимо-мимо", OWN)
    desk.change_password(added.one_time_password, OWN)
    assert not desk.must_change_password
    assert desk.clients.create(SVETA)
    desk.close()
    assert not shop.sign_in("Света", OWN).must_change_password


def test_passwords_to_be_used_once_are_strong_and_never_the_same() -> None:
    made = {one_time_password() for _ in range(1000)}
    assert len(made) == 1000
    for password in made:
        assert len(password) >= LEAST_PASSWORD
        assert [len(group) for group in password.split("-")] == [4, 4, 4, 4]
        assert not set(password) & set("0o1lI")
    assert "one_time_password" not in repr(Added("ab", next(iter(made))))


def test_every_change_of_people_asks_for_the_owners_password_and_is_the_owners_alone(shop: Shop) -> None:
    uid = employ(shop, "Света", "manager")
    changes: list[Callable[[Desk, str], object]] = [
        lambda desk, password: desk.staff.add("Борис", "seller", [1], password),
        lambda desk, password: desk.staff.reset(uid, password),
        lambda desk, password: desk.staff.rename(uid, "Светлана", password),
        lambda desk, password: desk.staff.set_role(uid, "owner", password),
        lambda desk, password: desk.staff.set_quota(uid, Quota(), password),
        lambda desk, password: desk.staff.freeze(uid, password),
        lambda desk, password: desk.staff.unfreeze(uid, password),
        lambda desk, password: desk.staff.save_roles([NIGHT], password),
        lambda desk, password: desk.staff.set_others(Others.NAMES, password),
        lambda desk, password: desk.staff.add_portfolio("Второй", [uid], password),
        lambda desk, password: desk.staff.rename_portfolio(1, "Общий", password),
        lambda desk, password: desk.staff.set_members(1, [], password),
        lambda desk, password: desk.staff.set_default(uid, None, password),
        lambda desk, password: desk.staff.set_writes_to(uid, [1], password),
    ]
    owner = shop.sign_in()
    before = owner._keys.header.manifest_seq
    for change in changes:
        with pytest.raises(WrongPassword):
            change(owner, "мимо-мимо")
    assert owner._keys.header.manifest_seq == before
    owner.close()
    manager = shop.sign_in("Света", OWN)
    for change in changes:
        with pytest.raises(AccessDenied):
            change(manager, OWN)
    for look in (manager.staff.people, manager.staff.portfolios, manager.staff.roles, manager.staff.others):
        with pytest.raises(AccessDenied):
            look()
    assert manager.staff.accept() == 0


def test_a_frozen_person_is_not_let_in_and_comes_back_as_before(shop: Shop) -> None:
    uid = employ(shop, "Света")
    owner = shop.sign_in()
    owner.staff.freeze(uid, PASSWORD)
    assert not row_of(owner, uid).active
    owner.close()
    assert [tile.name for tile in shop.crm.entrance(shop.folder).people if tile.active] == [OWNER]
    with pytest.raises(Frozen):
        shop.sign_in("Света", OWN)
    owner = shop.sign_in()
    owner.staff.unfreeze(uid, PASSWORD)
    owner.close()
    assert shop.sign_in("Света", OWN).clients.create(SVETA)
    shop.close()
    assert [action for action in actions(shop) if "fr" in action] == ["person.frozen", "person.unfrozen"]


def test_whose_keys_went_with_a_leaving_is_reset_before_coming_back(shop: Shop) -> None:
    uid = employ(shop, "Света")
    owner = shop.sign_in()
    owner.staff.freeze(uid, PASSWORD)
    owner.replace_recovery_code(PASSWORD)  # a new generation: the bundles of frozen people go
    with pytest.raises(Invalid) as first:
        owner.staff.unfreeze(uid, PASSWORD)
    assert first.value.fields == {"person": "reset_first"}
    added = owner.staff.reset(uid, PASSWORD)
    owner.staff.unfreeze(uid, PASSWORD)
    owner.close()
    assert come_in(shop, "Света", added).clients.create(SVETA)


def test_the_last_owner_stays_and_two_owners_do_each_others_work(shop: Shop) -> None:
    owner = shop.sign_in()
    me = owner.user.uid
    for change in (
        lambda: owner.staff.freeze(me, PASSWORD),
        lambda: owner.staff.set_role(me, "manager", PASSWORD),
    ):
        with pytest.raises(Invalid) as last:
            change()
        assert last.value.fields == {"person": "last_owner"}
    added = owner.staff.add("Павел", "owner", [], PASSWORD)
    client = owner.clients.create(SVETA)
    owner.close()

    second = come_in(shop, "Павел", added)
    assert second.clients.show_contacts(client).contacts
    number = second.staff.add_portfolio("Второй", [], OWN)
    assert second.clients.create(replace(SVETA, portfolio=number))
    second.close()
    owner = shop.sign_in()
    assert not row_of(owner, added.uid).invited
    assert owner.user.portfolios == {1, number}
    owner.staff.freeze(added.uid, PASSWORD)
    owner.staff.unfreeze(added.uid, PASSWORD)
    owner.close()
    second = shop.sign_in("Павел", OWN)
    second.staff.freeze(me, OWN)
    second.close()
    with pytest.raises(Frozen):
        shop.sign_in()
    second = shop.sign_in("Павел", OWN)
    second.staff.unfreeze(me, OWN)
    kept = dict(second._keys.seals)
    second.close()
    owner = shop.sign_in()
    assert verdict(owner) == ""
    with pytest.raises(Invalid) as oneself:
        owner.staff.set_role(me, "manager", PASSWORD)
    assert oneself.value.fields == {"person": "self"}
    owner.staff.set_role(added.uid, "manager", PASSWORD)
    assert owner.clients.show_contacts(client).contacts
    owner.close()
    assert shop.sign_in("Павел", OWN).user.portfolios == frozenset()
    shop.close()
    with raw(shop) as connection:  # what an owner knew opens nothing any more
        for uuid, sealed in connection.execute("select uuid, sealed from contact_point").fetchall():
            for seal in kept.values():
                with pytest.raises(SealBroken):
                    seal.open("contact_point", "sealed", uuid, sealed)


@pytest.mark.parametrize(
    ("name", "problem"),
    [("", "empty"), ("марина  лебедева", "taken"), ("Марина Лебедева", "taken"), ("x" * 201, "long")],
)
def test_names_of_people_are_told_apart(desk: Desk, name: str, problem: str) -> None:
    with pytest.raises(Invalid) as refused:
        desk.staff.add(name, "seller", [1], PASSWORD)
    assert refused.value.fields == {"name": problem}


def test_whom_and_what_nobody_knows(desk: Desk) -> None:
    staff, nobody = desk.staff, "ab" * 16
    changes: list[Callable[[], object]] = [
        lambda: staff.freeze(nobody, PASSWORD),
        lambda: staff.reset(nobody, PASSWORD),
        lambda: staff.rename(nobody, "Имя", PASSWORD),
        lambda: staff.set_quota(nobody, None, PASSWORD),
        lambda: staff.set_default(nobody, 1, PASSWORD),
        lambda: staff.add("Борис", "seller", [7], PASSWORD),
        lambda: staff.set_members(7, [], PASSWORD),
        lambda: staff.set_members(1, [nobody], PASSWORD),
        lambda: staff.rename_portfolio(7, "Имя", PASSWORD),
    ]
    before = desk._keys.header.manifest_seq
    for change in changes:
        with pytest.raises(NotFound):
            change()
    with pytest.raises(Invalid) as refused:
        staff.add("Борис", "captain", [1], PASSWORD)
    assert refused.value.fields == {"role": "unknown"}
    assert desk._keys.header.manifest_seq == before


# ---------------------------------------------------------------- roles, quotas, policies


def test_roles_are_kept_and_what_makes_no_sense_in_them_is_refused(desk: Desk) -> None:
    staff = desk.staff
    seller = READY[Role.SELLER].with_scope(Permission.EXPORT, Scope.REQUEST)
    staff.save_roles([NIGHT, seller], PASSWORD)
    assert staff.roles()[-1] == NIGHT
    assert staff.roles()[2].scope(Permission.EXPORT) is Scope.REQUEST
    uid = staff.add("Ночной", "night", [1], PASSWORD).uid
    wrong: list[tuple[list[RoleRights], str]] = [
        ([], "in_use"),
        ([NIGHT, NIGHT], "taken"),
        ([NIGHT, replace(NIGHT, key="late", name="ночной  ПРОДАВЕЦ")], "taken"),
        ([replace(NIGHT, name=" ")], "empty"),
        ([replace(NIGHT, key="НОЧЬ")], "bad_key"),
        ([replace(NIGHT, name="я" * 61)], "too_long"),
        ([replace(NIGHT, rights={Permission.MANAGE_PEOPLE: Scope.YES})], "unknown_right"),
        ([replace(NIGHT, rights={Permission.IMPORT: Scope.PARTLY})], "unknown_right"),
        ([replace(NIGHT, key=f"r{n}", name=f"Роль {n}") for n in range(51)], "too_many"),
    ]
    before = desk._keys.header.manifest_seq
    for roles, problem in wrong:
        with pytest.raises(Invalid) as refused:
            staff.save_roles(roles, PASSWORD)
        assert refused.value.fields == {"role": problem}
    with pytest.raises(Invalid):
        staff.save_roles([replace(NIGHT, quota=Quota(-1))], PASSWORD)
    assert desk._keys.header.manifest_seq == before
    staff.set_role(uid, "seller", PASSWORD)
    staff.save_roles([], PASSWORD)
    assert staff.roles() == tuple(READY.values())


def test_what_a_role_says_holds_from_the_next_sign_in(shop: Shop) -> None:
    uid = employ(shop, "Света")
    owner = shop.sign_in()
    client = owner.clients.create(SVETA)
    owner.staff.save_roles([NIGHT], PASSWORD)
    owner.staff.set_role(uid, "night", PASSWORD)
    owner.staff.set_quota(uid, Quota(5, 2, 1), PASSWORD)
    row = row_of(owner, uid)
    assert (row.role, row.role_name, row.quota, row.own_quota) == ("night", "Ночной продавец", Quota(5, 2, 1), True)
    owner.staff.set_quota(uid, None, PASSWORD)
    assert row_of(owner, uid).quota == NIGHT.quota
    owner.close()
    seller = shop.sign_in("Света", OWN)
    assert seller.clients.card(client).name
    with pytest.raises(AccessDenied):
        seller.clients.change(client, 1, ClientDraft(name="Другая"))


# ---------------------------------------------------------------- portfolios


def test_a_new_portfolio_is_there_at_once_and_only_its_members_read_it(shop: Shop) -> None:
    uid = employ(shop, "Света")
    owner = shop.sign_in()
    shop.heard.clear()
    number = owner.staff.add_portfolio("Борисовы", [], PASSWORD)
    assert any(Topic.ACCESS in changes for changes in shop.heard)
    assert dict(owner.portfolios)[number] == "Борисовы"
    theirs = owner.clients.create(replace(SVETA, portfolio=number))
    common = owner.clients.create(replace(SVETA, name="Общий Клиент"))
    assert owner.clients.card(theirs).portfolio == "Борисовы"
    owner.close()

    seller = shop.sign_in("Света", OWN)
    assert list(seller.clients.ids(ClientFilter())) == [common]
    with pytest.raises(NotFound):
        seller.clients.card(theirs)
    seller.close()

    owner = shop.sign_in()
    owner.staff.set_members(number, [uid], PASSWORD)
    owner.staff.set_default(uid, number, PASSWORD)
    owner.staff.rename_portfolio(number, "Семья Борисовых", PASSWORD)
    assert [(row.id, row.name, row.members, row.clients) for row in owner.staff.portfolios()][1:] == [
        (number, "Семья Борисовых", (uid,), 1)
    ]
    owner.close()
    seller = shop.sign_in("Света", OWN)
    assert seller.clients.show_contacts(theirs).contacts
    assert seller.clients.card(seller.clients.create(replace(SVETA, name="Новая"))).portfolio == "Семья Борисовых"
    seller.close()
    owner = shop.sign_in()
    owner.staff.set_members(1, [], PASSWORD)
    owner.staff.set_default(uid, 1, PASSWORD)  # no longer the person's: new clients go where the person reads
    owner.close()
    seller = shop.sign_in("Света", OWN)
    assert seller.clients.card(seller.clients.create(replace(SVETA, name="Ещё"))).portfolio == "Семья Борисовых"
    with pytest.raises(CrmError):
        seller.clients.create(replace(SVETA, portfolio=1))


def test_whoever_is_taken_out_of_a_portfolio_opens_nothing_of_it_any_more(shop: Shop) -> None:
    uid = employ(shop, "Света")
    boris = employ(shop, "Борис", own="другой-пароль-4")
    owner = shop.sign_in()
    number = owner.staff.add_portfolio("Личный", [uid, boris], PASSWORD)
    client = owner.clients.create(replace(SVETA, portfolio=number))
    owner.close()
    seller = shop.sign_in("Света", OWN)
    kept = seller._keys.seals[next(p.id for p in seller._keys.header.portfolios if p.name == "Личный")]
    seller.close()
    owner = shop.sign_in()
    generation = owner._keys.generation
    owner.staff.set_members(number, [boris], PASSWORD)
    assert owner._keys.generation == generation + 1
    assert owner.clients.show_contacts(client).contacts
    later = owner.clients.create(replace(SVETA, portfolio=number))
    assert all(line.ok for line in owner.checking.run())
    owner.close()
    with raw(shop) as connection:
        for uuid, sealed in connection.execute("select uuid, sealed from contact_point").fetchall():
            with pytest.raises(SealBroken):
                kept.open("contact_point", "sealed", uuid, sealed)
    seller = shop.sign_in("Света", OWN)
    assert list(seller.clients.ids(ClientFilter())) == []
    seller.close()
    assert len(shop.sign_in("Борис", "другой-пароль-4").clients.ids(ClientFilter())) == 2
    assert later
    shop.close()
    assert {"portfolio.members_set", "portfolio.renewed", "keys.changed"} <= set(actions(shop))


def test_a_file_goes_where_new_clients_of_the_person_go(shop: Shop, tmp_path: Path) -> None:
    uid = employ(shop, "Света", "manager")
    owner = shop.sign_in()
    number = owner.staff.add_portfolio("Светин", [uid], PASSWORD)
    owner.staff.set_default(uid, number, PASSWORD)
    owner.close()
    listing = tmp_path / "list.csv"
    listing.write_text("ФИО;Телефон\nКузнецов Пётр;+79031112233\n", "utf-8")
    desk = shop.sign_in("Света", OWN)
    plan = desk.importing.plan(FileChoice(listing))
    assert plan.options.portfolio == number
    desk.importing.apply(desk.importing.check(plan).batch)
    [client] = desk.clients.ids(ClientFilter(text="Кузнецов"))
    assert desk.clients.card(client).portfolio == "Светин"


@pytest.mark.proves("F09")
def test_the_second_person_sees_the_first_ones_new_client_at_once(shop: Shop) -> None:
    """Nobody keeps clients to themselves: each stands in a portfolio, and the owner reads every one."""
    employ(shop, "Света")
    employ(shop, "Борис", own="другой-пароль-4")
    sveta = shop.sign_in("Света", OWN)
    client = sveta.clients.create(SVETA)
    sveta.close()
    boris = shop.sign_in("Борис", "другой-пароль-4")
    assert boris.clients.card(client).name == "Ковальчук Светлана"
    assert [c.value for c in boris.clients.show_contacts(client).contacts] == ["+79162040017"]
    boris.close()
    owner = shop.sign_in()
    personal = owner.staff.add_portfolio("Личный", [row.uid for row in owner.staff.people()][1:2], PASSWORD)
    owner.close()
    sveta = shop.sign_in("Света", OWN)
    own = sveta.clients.create(replace(SVETA, portfolio=personal))
    sveta.close()
    assert [c.value for c in shop.sign_in().clients.show_contacts(own).contacts] == ["+79162040017"]
    shop.close()
    with raw(shop) as connection:
        homes = {row[0] for row in connection.execute("select portfolio from client")}
        known = {row[0] for row in connection.execute("select id from portfolio")}
    assert homes <= known
    owner = shop.sign_in()
    with pytest.raises(CrmError):
        owner.clients.create(replace(SVETA, portfolio=99))


# ---------------------------------------------------------------- the journal


def told(shop: Shop, after: int) -> list[tuple[str, object]]:
    """What the journal says of keys after this entry: action, and whom or which portfolio it names."""
    names = ("person.", "roles.", "portfolio.", "policy.", "keys.")
    found = [entry for entry in entries(shop) if entry["seq"] > after and entry["action"].startswith(names)]
    return [(entry["action"], entry["object_id"]) for entry in found if "signed" not in entry["action"]]


def test_each_change_leaves_an_entry_that_tells_who_and_what(shop: Shop) -> None:
    uid = employ(shop, "Света")
    owner = shop.sign_in()
    staff, end = owner.staff, owner._gate.journal_end.seq
    number = staff.add_portfolio("Второй", [uid], PASSWORD)
    done: list[tuple[str, int | None, Callable[[], object]]] = [
        ("person.renamed", None, lambda: staff.rename(uid, "Светлана", PASSWORD)),
        ("person.role_set", None, lambda: staff.set_role(uid, "manager", PASSWORD)),
        ("person.quota_set", None, lambda: staff.set_quota(uid, Quota(3), PASSWORD)),
        ("person.default_set", None, lambda: staff.set_default(uid, number, PASSWORD)),
        ("person.writes_set", None, lambda: staff.set_writes_to(uid, [number], PASSWORD)),
        ("person.frozen", None, lambda: staff.freeze(uid, PASSWORD)),
        ("person.unfrozen", None, lambda: staff.unfreeze(uid, PASSWORD)),
        ("person.reset", None, lambda: staff.reset(uid, PASSWORD)),
        ("roles.changed", None, lambda: staff.save_roles([NIGHT], PASSWORD)),
        ("policy.changed", None, lambda: staff.set_others(Others.NAMES, PASSWORD)),
        ("portfolio.renamed", number, lambda: staff.rename_portfolio(number, "Третий", PASSWORD)),
        ("portfolio.members_set", number, lambda: staff.set_members(number, [uid, owner.user.uid], PASSWORD)),
    ]
    for _, _, act in done:
        act()
    staff.add("Борис", "seller", [1], PASSWORD)
    owner.close()
    expected = [("portfolio.added", number), *((action, object_id) for action, object_id, _ in done)]
    assert told(shop, end) == [*expected, ("person.added", None), ("portfolio.members_set", 1)]
    said = [entry["detail_json"] for entry in entries(shop) if entry["seq"] > end]
    assert sum(uid in detail for detail in said) >= 9
    for name in ("Светлана", "Третий", "Ночной"):
        assert not any(name in detail for detail in said)
    assert verdict(shop.sign_in()) == ""


def test_a_change_whose_entry_was_lost_is_told_at_the_next_sign_in(shop: Shop) -> None:
    uid = employ(shop, "Света")
    owner = shop.sign_in()
    me, end = owner.user.uid, owner._gate.journal_end.seq
    draft = owner._keys.draft()
    draft.set_person(uid, role="manager")
    draft.add_portfolio("Второй", [uid])
    owner._keys.commit(shop.folder, draft.sign())
    owner._storage.let_go()  # a kill: the list is signed, its entries and the portfolio's number are not written
    owner._lock.release()
    seller = shop.sign_in("Света", OWN)
    assert seller.user.portfolios == {1, 2}
    assert seller.clients.create(replace(SVETA, portfolio=2))
    seller.close()
    assert told(shop, end) == [("person.role_set", None), ("portfolio.added", 2)]
    assert all(
        f'"by":"{me}"' in e["detail_json"] for e in entries(shop) if e["seq"] > end and e["action"] == "person.role_set"
    )
    assert verdict(shop.sign_in()) == ""


def test_costs_of_passwords_given_are_those_of_the_program(shop: Shop) -> None:
    """Only tests make them cheap; the policy is asked for each password."""
    owner = shop.sign_in()
    added = owner.staff.add("Света", "seller", [1], PASSWORD)
    assert owner._keys.header.bundles[added.uid].kdf == CHEAP
