"""Somebody leaves: nothing they know opens what is there now, nothing of the shop is lost, and it is told."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from clientcrm.crm import Desk
from clientcrm.data.models import AccessRequest, BatchEffect, Client, new_uuid
from clientcrm.data.storage import Storage, address_of
from clientcrm.domain.access import Permission
from clientcrm.domain.activity import Doing
from clientcrm.domain.clients import ClientDraft, ClientFilter
from clientcrm.domain.errors import (
    AccessDenied,
    DamagedBase,
    Frozen,
    Invalid,
    NotFound,
    SealBroken,
    WrongPassword,
)
from clientcrm.domain.imports import FileChoice
from clientcrm.domain.leaving import HandOver, Say
from clientcrm.domain.sales import LineDraft, PurchaseDraft
from clientcrm.domain.timeline import EntryKind, InteractionDraft
from clientcrm.vault.backup_key import open_backup_key
from clientcrm.vault.header_file import read_header
from tests.services.journals import actions
from tests.services.leavers import (
    ANNA,
    BORIS,
    IGOR,
    OWN_PASSWORD,
    PERSONAL,
    SHARED,
    client,
    everything,
    opened,
    person,
    phone,
)
from tests.services.raw import database, keys_of
from tests.support import OWNER, PASSWORD, Shop


@pytest.fixture
def shop(staffed: Shop) -> Shop:
    """Four people, eight clients in two portfolios."""
    return staffed


def responsible(desk: Desk) -> dict[int, str]:
    """Client to the name of who is responsible."""
    with desk._storage.read() as session:
        found = session.execute(select(Client.id, Client.responsible, Client.manager))
        rows = list(found)
    assert all(desk.people.get(row.responsible or "", "") == row.manager for row in rows)
    return {row.id: row.manager for row in rows}


def portfolio_of(desk: Desk) -> dict[int, int]:
    with desk._storage.read() as session:
        return {row.id: row.portfolio for row in session.execute(select(Client.id, Client.portfolio))}


def whole(desk: Desk) -> list[str]:
    """What the check finds."""
    return [f"{line.name}: {line.detail}" for line in desk.checking.run() if not line.ok]


# ---------------------------------------------------------------- before


def test_the_plan_says_what_there_is_to_hand_over(shop: Shop) -> None:
    desk = shop.sign_in()
    plan = desk.leaving.plan(person(desk, IGOR))
    assert (plan.person, plan.active, plan.clients) == (IGOR, True, 5)
    assert plan.total_year == sum(100_000 * n + 50_000 for n in (1, 2, 3, 6, 7))
    shares = {share.name: (share.clients, share.everyone, share.personal) for share in plan.portfolios}
    assert shares == {"Магазин": (3, 7, False), "Личный Игоря": (2, 3, True)}
    assert {each.name: each.portfolios for each in plan.successors} == {
        OWNER: {SHARED, PERSONAL},
        ANNA: {SHARED},
        BORIS: set(),
    }


@pytest.mark.parametrize(
    ("wishes", "refused"),
    [
        (HandOver(()), {"successors": "empty"}),
        (HandOver(("nobody",)), {"successors": "unknown"}),
        (HandOver((IGOR,)), {"successors": "unknown"}),
        (HandOver((BORIS,)), {"successors": "cannot_read"}),
        (HandOver((ANNA,), moves={PERSONAL: 9}), {"portfolio": "unknown"}),
        (HandOver((ANNA,), moves={PERSONAL: PERSONAL}), {"portfolio": "in_circles"}),
        (HandOver((ANNA,), moves={PERSONAL: SHARED, SHARED: PERSONAL}), {"portfolio": "in_circles"}),
        (HandOver((ANNA,), {PERSONAL: (BORIS,)}, {SHARED: PERSONAL}), {"successors": "cannot_read"}),
    ],
)
def test_what_cannot_be_is_told_before_anything_is_done(shop: Shop, wishes: HandOver, refused: dict[str, str]) -> None:
    desk = shop.sign_in()
    uids = {name: uid for uid, name in desk.people.items()}

    def named(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(uids.get(name, name) for name in names)

    others = {number: named(names) for number, names in wishes.by_portfolio.items()}
    with pytest.raises(Invalid) as error:
        desk.leaving.run(uids[IGOR], replace(wishes, to=named(wishes.to), by_portfolio=others), PASSWORD)
    assert error.value.fields == refused
    assert next(p for p in desk.staff.people() if p.name == IGOR).active


def test_only_the_owner_with_the_password_and_not_oneself(shop: Shop) -> None:
    desk = shop.sign_in()
    igor, anna = person(desk, IGOR), person(desk, ANNA)
    with pytest.raises(WrongPassword):
        desk.leaving.run(igor, HandOver((anna,)), "не-тот-пароль")
    with pytest.raises(Invalid) as error:
        desk.leaving.run(desk.user.uid, HandOver((anna,)), PASSWORD)
    assert error.value.fields == {"person": "self"}
    with pytest.raises(NotFound):
        desk.leaving.plan("nobody")
    assert next(p for p in desk.staff.people() if p.name == IGOR).active
    desk.close()
    staff = shop.sign_in(ANNA, OWN_PASSWORD)
    for asked in (staff.leaving.pending, staff.leaving.watched, lambda: staff.leaving.plan(igor)):
        with pytest.raises(AccessDenied):
            asked()
    with pytest.raises(AccessDenied):
        staff.leaving.run(igor, HandOver((anna,)), OWN_PASSWORD)


# ---------------------------------------------------------------- handing over


@pytest.mark.proves("F21", "N06")
def test_clients_go_to_the_successor_and_nothing_is_lost(shop: Shop) -> None:
    desk = shop.sign_in()
    before = everything(desk)
    anna = person(desk, ANNA)
    draft = desk.clients.form(1)
    desk.clients.change(1, draft.version, replace(draft.draft, next_contact=date(2026, 7, 5)))
    report = desk.leaving.run(person(desk, IGOR), HandOver((anna,)), PASSWORD)
    assert (report.clients, report.moved, report.planned, report.broken) == (5, 0, 1, 0)
    assert report.portfolios == ("Магазин", "Личный Игоря")
    assert {n: who for n, who in responsible(desk).items() if who} == dict.fromkeys((1, 2, 3, 4, 6, 7), ANNA)
    after = everything(desk)
    assert {key: after[key] for key in before} == before | {
        key: after[key] for key in before if key[0] == "client_private" and key[2] == (1,)
    }
    assert whole(desk) == []
    assert report.backup is not None
    assert report.backup in {copy.path for copy in desk.backup.all()}
    desk.close()
    # The personal portfolio stayed: the successor reads it now, with her own password, which nobody else knows.
    staff = shop.sign_in(ANNA, OWN_PASSWORD)
    assert {number for number, _ in staff.portfolios if number in staff.user.portfolios} == {SHARED, PERSONAL}
    assert staff.clients.show_contacts(6).contacts[0].value == phone(6)
    assert list(staff.clients.ids(ClientFilter(text=phone(1)))) == [1]


def test_clients_of_a_personal_portfolio_move_to_the_successors(shop: Shop) -> None:
    desk = shop.sign_in()
    anna = person(desk, ANNA)
    report = desk.leaving.run(person(desk, IGOR), HandOver((anna,), moves={PERSONAL: SHARED}), PASSWORD)
    assert (report.clients, report.moved) == (5, 3)
    assert set(portfolio_of(desk).values()) == {SHARED}
    assert responsible(desk)[8] == ""  # nobody's before, nobody's now
    assert whole(desk) == []
    assert next(row for row in desk.staff.portfolios() if row.id == PERSONAL).members == ()
    desk.close()
    staff = shop.sign_in(ANNA, OWN_PASSWORD)
    assert staff.user.portfolios == {SHARED}
    assert {row.id for row in staff.clients.rows([6, 7, 8])} == {6, 7, 8}
    assert list(staff.clients.ids(ClientFilter(text=phone(8)))) == [8]


def test_several_take_turns_and_the_most_money_goes_round_first(shop: Shop) -> None:
    desk = shop.sign_in()
    anna, owner = person(desk, ANNA), desk.user.uid
    wishes = HandOver((anna, owner), by_portfolio={PERSONAL: (owner,)})
    report = desk.leaving.run(person(desk, IGOR), wishes, PASSWORD)
    assert {n: who for n, who in responsible(desk).items() if n in (1, 2, 3, 6, 7)} == {
        3: ANNA,
        2: OWNER,
        1: ANNA,
        7: OWNER,
        6: OWNER,
    }
    revenue = {each.name: (each.clients_before, each.clients_after, each.before, each.after) for each in report.revenue}
    money = {n: 100_000 * n + 50_000 for n in range(1, 9)}
    mine = sum(money[n] for n in (1, 2, 3, 6, 7))
    assert revenue == {
        IGOR: (5, 0, mine, 0),
        ANNA: (1, 3, money[4], money[4] + money[3] + money[1]),
        OWNER: (0, 3, 0, money[2] + money[6] + money[7]),
    }


@pytest.mark.parametrize("heirs", [(ANNA,), (ANNA, OWNER)])
def test_the_batch_knows_the_clients_as_they_are_now(shop: Shop, heirs: tuple[str, ...]) -> None:
    """Whether one gets all of them or several take turns: else it could not be told what was changed since."""
    desk = shop.sign_in()
    igor, to = person(desk, IGOR), tuple(person(desk, name) for name in heirs)
    form = desk.clients.form(1)
    desk.clients.change(1, form.version, replace(form.draft, city="Омск"))
    desk.leaving.run(igor, HandOver(to), PASSWORD)
    with desk._storage.read() as session:
        batch = session.scalars(select(func.max(BatchEffect.batch_id))).one()
        effects = session.scalars(select(BatchEffect).where(BatchEffect.batch_id == batch)).all()
        clients = [session.get_one(Client, each.object_id) for each in effects]
        assert [each.id for each in clients] == [1, 2, 3, 6, 7]
        assert [each.version for each in clients] == [each.version_after for each in effects]
        assert {(each.responsible, each.manager) for each in clients} == set(zip(to, heirs, strict=True))
        assert {each.changed_at for each in clients} == {desk._gate.now()}
    desk.importing.undo(batch)
    assert {n for n, who in responsible(desk).items() if who == IGOR} == {1, 2, 3, 6, 7}


def test_what_was_asked_of_the_owner_is_withdrawn(shop: Shop) -> None:
    desk = shop.sign_in()
    igor, anna = person(desk, IGOR), person(desk, ANNA)
    with desk._gate.write(Permission.MANAGE_PEOPLE, "request.asked") as session:
        for uid, state in ((igor, "asked"), (igor, "granted"), (igor, "used"), (anna, "asked")):
            row = AccessRequest(uid=uid, kind="show", asked_json="{}", count=1, asked_at=shop.clock.at, state=state)
            row.uuid = new_uuid()
            session.add(row)
    assert desk.leaving.run(igor, HandOver((anna,)), PASSWORD).withdrawn == 2
    with desk._storage.read() as session:
        states = list(session.execute(select(AccessRequest.uid, AccessRequest.state).order_by(AccessRequest.id)))
    assert [tuple(row) for row in states] == [
        (igor, "withdrawn"),
        (igor, "withdrawn"),
        (igor, "used"),
        (anna, "asked"),
    ]


def test_a_list_that_was_read_in_names_people_by_name_alone(shop: Shop) -> None:
    desk = shop.sign_in()
    with desk._gate.write(Permission.EDIT_CLIENTS, "client.changed", "client", 5) as session:
        row = session.get_one(Client, 5)
        row.responsible, row.manager = None, IGOR
    desk.leaving.run(person(desk, IGOR), HandOver((person(desk, ANNA),)), PASSWORD)
    assert responsible(desk)[5] == ANNA


def test_an_open_desk_goes_on(shop: Shop) -> None:
    """Search, cards, new clients, an import that waits for its answer: with the next keys, without a new sign-in."""
    desk = shop.sign_in()
    desk.clients.more_ids(ClientFilter(text="20400"))
    desk.leaving.run(person(desk, IGOR), HandOver((person(desk, ANNA),)), PASSWORD)
    assert list(desk.clients.ids(ClientFilter(text=phone(2)))) == [2]
    assert desk.clients.show_contacts(2).contacts[0].value == phone(2)
    made = desk.clients.create(client(2, SHARED))
    assert sorted(desk.clients.ids(ClientFilter(text=phone(2)))) == [2, made]
    assert sorted(desk.clients.ids(ClientFilter(text=phone(2)[-4:]))) == [2, made]
    assert desk.timeline.entries(2)[-1].text or desk.timeline.entries(2)
    waiting = [row for row in desk.importing.unfinished() if row.state == "ready"]
    assert desk.importing.apply(waiting[0].id).counts.created >= 1
    assert desk.importing.undo(waiting[0].id) is not None
    assert "clients" in {topic for changes in shop.heard for topic in changes}
    assert whole(desk) == []
    desk.close()
    assert whole(shop.sign_in()) == []


def test_rows_without_a_phone_are_known_again_after_two_leavings(shop: Shop, tmp_path: Path) -> None:
    """They are known by a fingerprint under the key that held at their import, and that key is no more."""
    desk = shop.sign_in()
    listing = tmp_path / "again.csv"
    listing.write_text("ФИО;Телефон\nОрлова Наталья;+79031112233\nБез телефона;\nВпервые здесь;\n", "utf-8")

    def created() -> int:
        check = desk.importing.check(desk.importing.plan(FileChoice(listing)))
        desk.importing.cancel(check.batch)
        return check.counts.created

    assert created() == 1
    desk.leaving.run(person(desk, IGOR), HandOver((person(desk, ANNA),)), PASSWORD)
    assert created() == 1
    desk.leaving.run(person(desk, ANNA), HandOver((desk.user.uid,)), PASSWORD)
    assert created() == 1
    assert whole(desk) == []


# ---------------------------------------------------------------- T14: what the leaver keeps opens nothing new


class Pocket:
    """What somebody may carry home: the whole folder, every key of the session, the computer's secret, the copies."""

    def __init__(self, shop: Shop, room: Path) -> None:
        desk = shop.sign_in(IGOR, OWN_PASSWORD)
        desk.backup.make()
        keys = desk._keys
        self.uid, self.dbk, self.generation = keys.uid, keys.dbk, keys.generation
        self.seals = dict(keys.seals)
        self.pairs = keys.holding.secrets.pairs
        self.inboxes = {id_: epoch.inbox_private for id_, epoch in keys.holding.keys.portfolios.items()}
        desk.close()
        self.folder = room / "pocket"
        shutil.copytree(shop.folder, self.folder)


@pytest.mark.proves("N06", "F20")
@pytest.mark.attack("T14")
def test_t14_nothing_that_the_leaver_keeps_opens_what_is_there_now(shop: Shop, tmp_path: Path) -> None:
    pocket = Pocket(shop, tmp_path)
    desk = shop.sign_in()
    report = desk.leaving.run(pocket.uid, HandOver((person(desk, ANNA),)), PASSWORD)
    desk.clients.create(ClientDraft(name="После ухода"))
    desk.close()
    # The old password, on the old computer.
    with pytest.raises(Frozen):
        shop.sign_in(IGOR, OWN_PASSWORD)
    # keys.json as it was, beside the base as it is: it names a file that is gone.
    old = tmp_path / "old-keys"
    shutil.copytree(shop.folder, old)
    shutil.copy(pocket.folder / "keys.json", old / "keys.json")
    shutil.copy(pocket.folder / "keys.json", old / "keys.prev.json")
    shop.device.anchors.clear()  # a computer that has seen nothing
    with pytest.raises(DamagedBase):
        Shop(old, shop.recovery_code, shop.device, shop.clock).sign_in(IGOR, OWN_PASSWORD)
    # Raw keys on the raw file.
    with pytest.raises(DamagedBase):
        Storage(address_of(database(shop.folder)), pocket.dbk).readable()
    # No wrap in the new keys.json is for the leaver, and none of theirs opens with the leaver's keys.
    header = read_header(shop.folder)
    assert pocket.uid not in header.bundles
    assert pocket.uid not in {wrap.to for wrap in header.wraps}
    assert not [p.name for p in header.manifest.portfolios if pocket.uid in p.members]
    # Even somebody who hands the leaver the file's own key hands over no contact: portfolios have other keys.
    dbk = keys_of(shop).dbk
    storage = Storage(address_of(database(shop.folder)), dbk)
    with storage.read() as session:
        from clientcrm.data.models import ContactPoint

        for point in session.scalars(select(ContactPoint)):
            for seal in pocket.seals.values():
                column = seal.column("contact_point", "sealed", "contact")
                assert opened(column, point.uuid, point.sealed) is None
            assert point.search_key not in {
                seal.search_key(f"phone:{phone(n)}") for seal in pocket.seals.values() for n in range(1, 9)
            }
    storage.close()
    # Copies, the one from before and the one from after: their keys are sealed to owners.
    from clientcrm.data.backups import read_backup

    for copy in sorted((shop.folder / "backups").glob("*.crmb")):
        sealed = read_backup(copy)
        readers = [(uid, pair.enc_private) for uid in header.bundles for pair in pocket.pairs]
        readers += [(pocket.uid, pair.enc_private) for pair in pocket.pairs]
        with pytest.raises(SealBroken):
            open_backup_key(sealed.base_uuid, readers, sealed.sealed_key, sealed.backup_id)
    assert report.backup is not None
    # What was carried away before still opens what was carried away, as the manual says.
    there = Shop(pocket.folder, shop.recovery_code, shop.device, shop.clock)
    taken = there.sign_in(IGOR, OWN_PASSWORD)
    assert "После ухода" not in {row.name for row in taken.clients.rows(list(taken.clients.ids(ClientFilter())))}
    taken.close()


def test_everybody_else_comes_in_as_before(shop: Shop) -> None:
    """New keys reach people by their public ones: the owner knows nobody's password and asks for none."""
    desk = shop.sign_in()
    desk.leaving.run(person(desk, IGOR), HandOver((person(desk, ANNA),)), PASSWORD)
    desk.close()
    for name, password in ((ANNA, OWN_PASSWORD), (BORIS, OWN_PASSWORD), (OWNER, PASSWORD)):
        again = shop.sign_in(name, password)
        assert whole(again) == []
        again.close()
    again = shop.crm.recover(shop.folder, shop.recovery_code, "новая-заварка-1").desk
    assert again.clients.everyone() == 10
    again.close()


def test_somebody_invited_and_not_yet_come_in_still_may(shop: Shop) -> None:
    desk = shop.sign_in()
    added = desk.staff.add("Глеб", "seller", [SHARED], PASSWORD)
    desk.leaving.run(person(desk, IGOR), HandOver((person(desk, ANNA),)), PASSWORD)
    desk.close()
    fresh = shop.sign_in("Глеб", added.one_time_password)
    fresh.change_password(added.one_time_password, "собственный-1")
    assert fresh.clients.show_contacts(1).contacts[0].value == phone(1)
    fresh.close()


def test_an_owner_who_leaves_takes_the_recovery_code_along(shop: Shop, tmp_path: Path) -> None:
    desk = shop.sign_in()
    anna = person(desk, ANNA)
    desk.staff.set_role(anna, "owner", PASSWORD)
    desk.close()
    desk = shop.sign_in(ANNA, OWN_PASSWORD)
    first = next(uid for uid, name in desk.people.items() if name == OWNER)
    report = desk.leaving.run(first, HandOver((anna,)), OWN_PASSWORD)
    assert report.recovery_code not in ("", shop.recovery_code)
    assert set(report.portfolios) == {"Магазин", "Личный Игоря"}
    assert whole(desk) == []
    desk.close()
    with pytest.raises(Frozen):
        shop.sign_in()
    recovered = shop.crm.recover(shop.folder, report.recovery_code, "ещё-одна-заварка")
    assert whole(recovered.desk) == []
    recovered.desk.close()


# ---------------------------------------------------------------- frozen for a while, or leaving


def test_somebody_frozen_on_purpose_is_no_unfinished_leaving(shop: Shop) -> None:
    desk = shop.sign_in()
    igor, anna = person(desk, IGOR), person(desk, ANNA)
    desk.staff.freeze(anna, PASSWORD)
    desk.staff.freeze(igor, PASSWORD)
    assert desk.leaving.pending() == []
    desk.leaving.begin(igor, PASSWORD)  # from the list of people to the leaving
    assert [each.person for each in desk.leaving.pending()] == [IGOR]
    desk.close()
    desk = shop.sign_in()
    assert [(row.name, row.leaving) for row in desk.staff.people() if not row.active] == [(IGOR, True), (ANNA, False)]
    assert actions(shop).count("person.leaving") == 1
    desk.staff.unfreeze(anna, PASSWORD)
    desk.leaving.run(igor, HandOver((anna,)), PASSWORD)
    assert desk.leaving.pending() == []
    assert not any(row.leaving for row in desk.staff.people())


def test_a_leaving_that_was_begun_is_off_once_the_person_is_let_in_again(shop: Shop) -> None:
    desk = shop.sign_in()
    igor, me = person(desk, IGOR), desk.user.uid
    before = dict(desk._keys.manifest.person(igor).permissions)
    for password, uid, error in (("мимо-мимо", igor, WrongPassword), (PASSWORD, me, Invalid)):
        with pytest.raises(error):
            desk.leaving.begin(uid, password)
    desk.leaving.begin(igor, PASSWORD)
    seq = desk._keys.header.manifest_seq
    desk.leaving.begin(igor, PASSWORD)
    assert desk._keys.header.manifest_seq == seq
    desk.staff.unfreeze(igor, PASSWORD)
    assert desk.leaving.pending() == []
    assert dict(desk._keys.manifest.person(igor).permissions) == before
    desk.staff.freeze(igor, PASSWORD)
    assert desk.leaving.pending() == []


# ---------------------------------------------------------------- afterwards


def test_the_report_tells_what_was_looked_at(shop: Shop) -> None:
    desk = shop.sign_in(IGOR, OWN_PASSWORD)
    for _ in range(3):
        desk.clients.card(1)
        desk.flush()
        shop.clock.go(days=1)
    desk.clients.show_contacts(1)
    desk.close()
    shop.clock.go(days=2)
    owner = shop.sign_in()
    igor = person(owner, IGOR)
    report = owner.leaving.run(igor, HandOver((person(owner, ANNA),)), PASSWORD)
    assert (report.activity.count(Doing.CARDS), report.activity.count(Doing.SHOWN)) == (3, 2)
    shop.clock.go(days=40)
    again = owner.leaving.report(igor)
    assert replace(again, at_risk=(), backup=report.backup) == replace(report, at_risk=())
    with pytest.raises(NotFound):
        owner.leaving.report(person(owner, ANNA))
    with pytest.raises(Invalid) as error:
        owner.leaving.run(igor, HandOver((person(owner, ANNA),)), PASSWORD)
    assert error.value.fields == {"person": "gone"}


def test_clients_at_risk_come_by_their_money_with_what_to_say(shop: Shop) -> None:
    desk = shop.sign_in()
    line = LineDraft("Улун", quantity=1000, unit_price=70_000)
    desk.sales.add(PurchaseDraft(3, date(2026, 6, 29), lines=(line,)))
    igor = person(desk, IGOR)
    report = desk.leaving.run(igor, HandOver((person(desk, ANNA),)), PASSWORD)
    assert [risk.client_id for risk in report.at_risk] == [7, 6, 3, 2, 1]
    by_id = {risk.client_id: risk for risk in report.at_risk}
    assert by_id[3].total_year == 3 * 100_000 + 50_000 + 70_000
    assert (by_id[3].products, by_id[3].responsible) == (("Улун",), ANNA)
    assert by_id[3].silent_days == 0
    assert by_id[7].said == (Say.INTRODUCE, Say.LAST_PURCHASE, Say.OVERDUE, Say.NEXT_STEP)
    assert by_id[3].said == (Say.INTRODUCE, Say.LAST_PURCHASE, Say.NEXT_STEP)
    assert [risk.client_id for risk in desk.leaving.at_risk(igor, limit=2)] == [7, 6]


def test_those_who_fall_silent_are_told_for_half_a_year(shop: Shop) -> None:
    desk = shop.sign_in()
    for number in (1, 2, 3):
        desk.sales.add(PurchaseDraft(number, date(2026, 6, 29), total=10_000))
    desk.leaving.run(person(desk, IGOR), HandOver((person(desk, ANNA),)), PASSWORD)

    def silent() -> list[int]:
        return sorted(risk.client_id for risk in desk.leaving.watched())

    assert silent() == []  # two were silent since February, a month after their first purchase: not for the leaving
    shop.clock.go(days=40)
    assert silent() == [6, 7]
    desk.sales.add(PurchaseDraft(6, date(2026, 8, 8), total=10_000))
    desk.timeline.record(InteractionDraft(7, EntryKind.CALL, "ждёт новый урожай"))
    assert silent() == []
    shop.clock.go(days=50)
    assert silent() == [1, 2, 3]
    assert all(risk.fell_silent and risk.silent_days == 90 for risk in desk.leaving.watched())
    shop.clock.go(days=120)
    assert silent() == []  # half a year is over


def test_everything_leaves_its_entry(shop: Shop) -> None:
    desk = shop.sign_in()
    igor, anna = person(desk, IGOR), person(desk, ANNA)
    desk.leaving.run(igor, HandOver((anna,)), PASSWORD)
    with desk._gate.read(Permission.READ_JOURNAL) as session:
        from clientcrm.data.models import JournalEntry

        rows = [(row.action, row.detail_json) for row in session.scalars(select(JournalEntry))]
    told = [action for action, _ in rows]
    assert told.index("person.frozen") < told.index("person.left")
    said: dict[str, Any] = __import__("json").loads(dict(rows)["person.left"])
    assert said == {
        "person": igor,
        "to": [anna],
        "clients": 5,
        "moved": 0,
        "planned": 0,
        "withdrawn": 0,
        "broken": 0,
    }
