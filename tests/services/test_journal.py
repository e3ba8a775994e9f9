"""The journal holds everything that is done or shown, before it is seen."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.access import Permission, Role
from clientcrm.domain.clients import ClientFilter
from clientcrm.domain.errors import AccessDenied, NotFound
from clientcrm.domain.exports import ExportPlan, ExportWhat
from clientcrm.domain.imports import FileChoice
from clientcrm.domain.sales import PurchaseDraft
from clientcrm.domain.tiers import TierDraft
from clientcrm.domain.timeline import EntryKind, InteractionDraft
from tests.services.journals import SVETA, actions, entries, hire, verdict
from tests.support import CHEAP, PASSWORD, Shop


def act(desk: Desk, shop: Shop, room: Path) -> list[tuple[str, Callable[[], object]]]:
    """Each thing that people do, in an order in which it can be done, with the entry it must leave."""
    c, made = desk.clients, {}
    vip = next(tier.id for tier in desk.tiers.all() if tier.key == "vip")
    uid = desk.user.uid
    listing = room / "list.csv"
    listing.write_text("ФИО;Телефон;Любимый сорт\nОрлова Наталья;+79031112233;улун\n", "utf-8")

    def keep(name: str, value: object) -> None:
        made[name] = value

    def plan() -> Any:
        return desk.importing.plan(FileChoice(listing))

    tiers = [TierDraft(t.id, t.title("ru"), t.sign("ru"), t.palette, t.kind, t.hidden) for t in desk.tiers.all()]
    return [
        ("client.created", lambda: keep("client", c.create(SVETA))),
        ("client.changed", lambda: c.change(made["client"], 1, replace(c.form(made["client"]).draft, city="Тула"))),
        ("contact.shown", lambda: keep("shown", c.show_contacts(made["client"]).contacts[0].id)),
        ("contact.copied", lambda: c.copied_contact(made["client"], made["shown"])),
        ("client.tier_set", lambda: c.set_tier(made["client"], vip, "за верность")),
        ("client.tier_set", lambda: keep("batch", c.mass_set_tier([made["client"]], tiers[0].id or 0, "ошибка"))),
        ("batch.undone", lambda: desk.importing.undo(made["batch"])),
        ("client.tagged", lambda: c.mass_tag([made["client"]], "опт")),
        ("client.tagged", lambda: c.mass_tag([made["client"]], "опт", remove=True)),
        ("client.assigned", lambda: c.mass_assign([made["client"]], uid)),
        (
            "interaction.recorded",
            lambda: keep("talk", desk.timeline.record(InteractionDraft(made["client"], EntryKind.CALL, "о чае"))),
        ),
        ("interaction.changed", lambda: desk.timeline.change(made["talk"], "о кофе")),
        ("interaction.removed", lambda: desk.timeline.remove(made["talk"])),
        (
            "purchase.added",
            lambda: keep("sale", desk.sales.add(PurchaseDraft(made["client"], date(2026, 6, 1), total=100))),
        ),
        (
            "purchase.changed",
            lambda: desk.sales.change(made["sale"], PurchaseDraft(made["client"], date(2026, 6, 2), total=200)),
        ),
        ("purchase.removed", lambda: desk.sales.remove(made["sale"])),
        ("client.trashed", lambda: c.trash([made["client"]])),
        ("client.restored", lambda: c.restore([made["client"]])),
        ("client.trashed", lambda: c.trash([made["client"]])),
        ("client.erased", lambda: c.erase([made["client"]])),
        ("tiers.changed", lambda: desk.tiers.save([replace(tiers[0], name="Знакомый"), *tiers[1:]])),
        ("segment.saved", lambda: keep("segment", desk.segments.save("Опт", ClientFilter(tags=("опт",))))),
        ("segment.renamed", lambda: desk.segments.rename(made["segment"], "Оптовики")),
        ("segment.removed", lambda: desk.segments.remove(made["segment"])),
        ("import.checked", lambda: keep("check", desk.importing.check(plan()).batch)),
        ("import.applied", lambda: desk.importing.apply(made["check"])),
        ("batch.undone", lambda: desk.importing.undo(made["check"])),
        ("import.cancelled", lambda: desk.importing.cancel(desk.importing.check(plan()).batch)),
        ("template.saved", lambda: keep("template", desk.import_templates.save("Список", plan()))),
        ("template.removed", lambda: desk.import_templates.remove(desk.import_templates.rows()[0].id)),
        ("clients.exported", lambda: desk.exporting.run(ExportPlan(room / "out.csv", ExportWhat.CLIENTS))),
        ("settings.changed", lambda: desk.settings.change(replace(desk.shop, autolock=7))),
        ("keys.changed", lambda: desk.settings.change(replace(desk.shop, shop="Чайный двор"))),
        ("backup.made", lambda: (desk.backup.make(room / "copies"), desk.flush())),
        ("journal.proved", desk.journal.proof),
        ("journal.anchored", lambda: desk.journal.save_anchor(room)),
        ("person.password_changed", lambda: desk.change_password(PASSWORD, "другая-заварка-1")),
        ("recovery_code.replaced", lambda: desk.replace_recovery_code("другая-заварка-1")),
    ]


@pytest.mark.proves("N04")
def test_everything_that_is_done_leaves_its_entry(shop: Shop, tmp_path: Path) -> None:
    desk = shop.sign_in()
    left = []
    for action, do in act(desk, shop, tmp_path):
        before = desk._gate.journal_end.seq
        do()
        with desk._gate.read(Permission.READ_JOURNAL) as session:
            from sqlalchemy import select

            from clientcrm.data.models import JournalEntry

            new = session.scalars(select(JournalEntry.action).where(JournalEntry.seq > before)).all()
        if action not in new:
            left.append((action, new))
    assert left == []
    assert verdict(desk) == ""
    desk.close()
    desk = shop.sign_in(password="другая-заварка-1")
    assert verdict(desk) == ""


def test_the_first_entries_of_a_base(shop: Shop) -> None:
    assert actions(shop) == ["base.created", "person.signed_in", "person.signed_off"]


def test_looking_comes_with_the_next_second(shop: Shop) -> None:
    desk = shop.sign_in()
    client = desk.clients.create(SVETA)
    before = desk._gate.journal_end.seq
    for _ in range(3):
        desk.clients.card(client)
        desk.timeline.entries(client)
    desk.clients.ids(ClientFilter(text="кова"))
    assert desk._gate.journal_end.seq == before
    shop.clock.go(seconds=1)
    desk.flush()
    desk.flush()
    found = {entry["action"]: (entry["object_id"], entry["count"]) for entry in entries(shop) if entry["seq"] > before}
    assert found == {"client.viewed": (client, 1), "clients.searched": (None, 1)}


def test_looking_is_written_before_the_desk_closes(shop: Shop) -> None:
    desk = shop.sign_in()
    client = desk.clients.create(SVETA)
    desk.clients.card(client)
    desk.close()
    assert actions(shop)[-2:] == ["client.viewed", "person.signed_off"]


def test_a_contact_is_in_the_journal_before_it_is_seen(shop: Shop) -> None:
    desk = shop.sign_in()
    client = desk.clients.create(SVETA)
    shown = desk.clients.show_contacts(client, reason="перезвонить")
    [entry] = [entry for entry in entries(shop) if entry["action"] == "contact.shown"]
    assert (entry["object_id"], entry["count"]) == (client, len(shown.contacts))
    assert "9162040017" not in json.dumps(entries(shop))


def test_what_is_refused_is_in_it_too(shop: Shop) -> None:
    owner = shop.sign_in()
    client = owner.clients.create(SVETA)
    hire(shop, owner, "Ольга", Role.OBSERVER)
    owner.close()
    olga = shop.sign_in("Ольга", "одноразовый-1")
    for refused in (
        lambda: olga.clients.create(SVETA),
        lambda: olga.clients.show_contacts(client),
        lambda: olga.clients.erase([client]),
        olga.backup.make,
    ):
        with pytest.raises(AccessDenied):
            refused()
    assert olga.clients.everyone() == 1
    olga.close()
    told = [json.loads(e["detail_json"])["permission"] for e in entries(shop) if e["action"] == "access.refused"]
    assert told == ["edit_clients", "show_contacts", "trash_clients", "make_backups"]
    assert {line.detail for line in shop.sign_in().checking.run()} == {""}


def test_a_refusal_inside_a_write_comes_with_the_next_one(shop: Shop) -> None:
    owner = shop.sign_in()
    hire(shop, owner, "Света", Role.SELLER)
    owner.close()
    seller = shop.sign_in("Света", "одноразовый-1")
    with pytest.raises(AccessDenied), seller._gate.write(Permission.EDIT_CLIENTS, "client.created"):
        seller._gate.require(Permission.MASS_CHANGE)
    seller.flush()
    assert actions(shop)[-1] == "access.refused"
    seller.clients.create(SVETA)


def test_a_failed_action_leaves_nothing_and_the_chain_goes_on(shop: Shop) -> None:
    desk = shop.sign_in()
    client = desk.clients.create(SVETA)
    before = desk._gate.journal_end
    for _ in range(60):  # more than stand between two signatures
        with pytest.raises(NotFound):
            desk.timeline.record(InteractionDraft(999, EntryKind.CALL, "никому"))
    with pytest.raises(ZeroDivisionError), desk._gate.write(Permission.EDIT_CLIENTS, "client.changed") as session:
        desk._gate.note(session, object_id=1 // 0)
    assert desk._gate.journal_end == before
    for _ in range(120):
        desk.clients.show_contacts(client)
    assert verdict(desk) == ""
    assert [entry["seq"] for entry in entries(shop)] == list(range(1, before.seq + 121))


def test_a_failed_action_gives_back_what_was_queued(shop: Shop) -> None:
    desk = shop.sign_in()
    client = desk.clients.create(SVETA)
    other = desk.clients.create(replace(SVETA, name="Кузнецов Иван"))
    desk.clients.card(client)
    with pytest.raises(NotFound):
        desk.sales.remove(999)
    desk.clients.card(other)
    desk.flush()
    assert [e["object_id"] for e in entries(shop) if e["action"] == "client.viewed"] == [client, other]


def test_time_never_runs_backwards(shop: Shop) -> None:
    desk = shop.sign_in()
    client = desk.clients.create(SVETA)
    shop.clock.go(hours=3)
    desk.clients.show_contacts(client)
    shop.clock.go(days=-40)
    desk.clients.show_contacts(client)
    desk.close()
    desk = shop.sign_in()
    desk.clients.show_contacts(client)
    times = [entry["at"] for entry in entries(shop)]
    assert times == sorted(times)
    assert times[-1] == times[-3] == max(times)
    assert verdict(desk) == ""


def test_a_change_of_keys_whose_entry_was_lost_is_told_at_the_next_sign_in(shop: Shop) -> None:
    desk = shop.sign_in()
    end = desk._gate.journal_end.seq
    desk._keys.commit(shop.folder, desk._keys.change_password(PASSWORD, "другая-заварка-1", CHEAP))
    draft = desk._keys.draft()
    draft.set_shop("Чайный двор")
    desk._keys.commit(shop.folder, draft.sign())
    desk._storage.let_go()  # a kill: neither the entry nor the anchor is written
    desk._lock.release()
    new = "другая-заварка-1"
    assert verdict(shop.sign_in(password=new)) == ""
    assert actions(shop, end, new)[:3] == ["person.signed_in", "keys.changed", "person.password_changed"]
